// What an object's setters were given, for its getters.
#pragma once

#include <any>
#include <map>
#include <mutex>
#include <string>

#include "core/text.h"

namespace trts::doubles
{

/// A property's name; with keys, one of several that go by it.
class Key
{
  public:
    Key(const char* name) : text_(name) {}

    template <class... T>
    Key(const char* name, const T&... keys) : text_(std::string(name) + "(" + arguments(keys...) + ")")
    {
    }

    const std::string& text() const { return text_; }

  private:
    std::string text_;
};

class Properties
{
  public:
    /// From now on what was never set is zero, and not a sample.
    void start_from_zero() { starts_from_zero_ = true; }

    template <class T>
    void set(const Key& key, T value)
    {
        const std::lock_guard lock(mutex_);
        values_[key.text()] = std::move(value);
    }

    void set_text(const Key& key, const char* text) { set(key, std::string(text == nullptr ? "" : text)); }

    template <class T>
    T get(const Key& key, T sample) const
    {
        const std::lock_guard lock(mutex_);
        const T* known = find<T>(key);
        return known != nullptr ? *known : starts_from_zero_ ? T{} : sample;
    }

    /// Valid until it is set again.
    const char* text(const Key& key, const char* sample) const
    {
        const std::lock_guard lock(mutex_);
        const auto* known = find<std::string>(key);
        return known != nullptr ? known->c_str() : starts_from_zero_ ? "" : sample;
    }

    template <class T>
    const T& reference(const Key& key, const T& sample) const
    {
        const std::lock_guard lock(mutex_);
        const T* known = find<T>(key);
        return known != nullptr ? *known : sample;
    }

    bool has(const Key& key) const
    {
        const std::lock_guard lock(mutex_);
        return values_.count(key.text()) != 0;
    }

    void forget(const Key& key)
    {
        const std::lock_guard lock(mutex_);
        values_.erase(key.text());
    }

    void forget_all()
    {
        const std::lock_guard lock(mutex_);
        values_.clear();
    }

  private:
    template <class T>
    const T* find(const Key& key) const
    {
        const auto found = values_.find(key.text());
        return found == values_.end() ? nullptr : std::any_cast<T>(&found->second);
    }

    mutable std::mutex mutex_;
    std::map<std::string, std::any> values_;
    bool starts_from_zero_ = false;
};

} // namespace trts::doubles
