// Who came from whom: a parent must outlive what came from it.
#pragma once

#include <atomic>
#include <memory>
#include <string>

#include "core/seam.h"
#include "core/text.h"

namespace trts::doubles
{

class Parent
{
  public:
    /// @param object the public object, for the trap's text
    explicit Parent(const void* object) : object_(object) {}

    ~Parent()
    {
        if (const std::int32_t left = *children_)
        {
            seam().trap((text_of_object(object_) + " was destroyed before " + std::to_string(left) +
                         " object(s) that came from it")
                            .c_str());
        }
    }

    Parent(const Parent&) = delete;
    Parent& operator=(const Parent&) = delete;

  private:
    friend class Child;
    const void* object_;
    std::shared_ptr<std::atomic<std::int32_t>> children_ = std::make_shared<std::atomic<std::int32_t>>(0);
};

class Child
{
  public:
    explicit Child(const Parent& parent) : siblings_(parent.children_) { ++*siblings_; }
    ~Child() { --*siblings_; }
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;

  private:
    std::shared_ptr<std::atomic<std::int32_t>> siblings_;
};

} // namespace trts::doubles
