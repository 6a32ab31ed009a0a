// Every interface that applications implement, implemented in C by functions that tell what they are given.
#pragma once

#include <array>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "core/dispatch/handles.g.h"
#include "shim/texts.h"

namespace shim_test
{

class Sweep;

using Texts = std::vector<std::string>;
using Names = std::array<const char*, 3>; // in trt10, trt11 and rtx1; null where one has no such method

/// An enumerator: canonical, and of each family.
struct Number
{
    std::int32_t canonical;
    std::int32_t of_family[3];
};

/// What the callbacks of one object were given and answered; their user data.
class Recording
{
public:
    explicit Recording(const Sweep& sweep) : sweep_(sweep) {}

    static Recording& of(void* user_data) { return *static_cast<Recording*>(user_data); }

    void called(const Names& names, const Texts& given, const std::string& answer);
    const char* of_family(const char* trt10, const char* trt11, const char* rtx1) const;
    std::string number(const std::vector<Number>& numbers, std::int32_t canonical) const;
    std::string name(const void* native, const char* class_name) const;

    template <class V>
    std::string names(const V* views, const char* class_name) const
    {
        return "[" + name(views[0].native, class_name) + ", " + name(views[1].native, class_name) + "]";
    }

    /// "IProgressMonitor::stepComplete", "(\"phase\", 7)", "true"
    struct Call
    {
        std::string method;
        std::string given;
        std::string answer;
    };

    std::vector<Call> calls;
    int releases = 0;

private:
    const Sweep& sweep_;
};

/// The `released` of every object here.
void TRTS_CALL released(void* user_data);

/// An object of the application's.
class Implemented
{
public:
    Implemented() = default;

    template <class H>
    explicit Implemented(H* handle) : handle_(handle), base_(handle), destroy_([](void* made) {
                                          trts::destroy_handle(static_cast<H*>(made));
                                      })
    {
    }

    Implemented(Implemented&& other) noexcept { *this = std::move(other); }
    Implemented& operator=(Implemented&& other) noexcept
    {
        std::swap(handle_, other.handle_);
        std::swap(base_, other.base_);
        std::swap(destroy_, other.destroy_);
        return *this;
    }
    ~Implemented() { destroy(); }

    void destroy()
    {
        if (handle_ != nullptr)
        {
            destroy_(std::exchange(handle_, nullptr));
        }
    }

    void* native() const { return base_->native; }
    const trts_api_table* table() const { return base_->table; }

    template <class H>
    H* release()
    {
        return static_cast<H*>(std::exchange(handle_, nullptr));
    }

private:
    void* handle_ = nullptr;
    trts::Handle* base_ = nullptr;
    void (*destroy_)(void*) = nullptr;
};

/// One interface; generated.
struct Interface
{
    const char* name;
    bool families[3];
    int method_counts[3];
    /// @param is_complete false: only what the application must answer
    trts_status (*create)(trts_library* library, Recording& recording, bool is_complete, Implemented& out);
    /// Gives up the handle; null where that cannot be.
    void* (*detach)(Implemented& object);
};

std::vector<Interface> all_interfaces();
/// Throws where there is none of that name.
Interface interface_named(const std::string& name);

/// A call through a reference, and what the object was told by it.
class Called
{
public:
    Called(const Implemented& object, Recording& recording, std::string name)
        : object_(object), recording_(recording), name_(std::move(name))
    {
    }

    const trts_api_table* table() const { return object_.table(); }
    void* native() const { return object_.native(); }
    void done(trts_status status, const Texts& given);
    void answered(const std::string& actual, const std::string& expected);

private:
    void fail(const std::string& what) const;

    const Implemented& object_;
    Recording& recording_;
    std::string name_;
};

/// A method of a reference; generated.
struct ReferenceCase
{
    const char* c_name;
    const char* interface_name;
    Names names;
    void (*run)(Sweep& sweep, Called& called);
};

std::vector<ReferenceCase> all_references();

} // namespace shim_test
