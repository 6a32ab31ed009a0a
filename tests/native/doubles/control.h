// A fake library and its control surface (tests/doubles/tensorrt/fake_tensorrt.h), whichever family it is of.
#pragma once

#include <dlfcn.h>

#include <cstdint>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

#include "harness.h"

namespace doubles_test
{

/// Made from our declarations, or from NVIDIA's headers.
enum class Variant
{
    ours,
    nvidia,
};

/// The folder of a family's fake libraries; ends the test as skipped where NVIDIA's headers were not there.
inline std::filesystem::path folder_of(const char* family, Variant variant)
{
    const std::filesystem::path folder =
        std::filesystem::path(variant == Variant::ours ? TRTS_TEST_DOUBLES : TRTS_TEST_DOUBLES "-nvidia") / family;
    if (variant == Variant::nvidia && !std::filesystem::exists(folder))
    {
        SKIP("NVIDIA's headers were not there when the doubles were built (TRTSHARP_TEST_HEADERS)");
    }
    return folder;
}

/// An opened library; never closed.
class Opened
{
  public:
    explicit Opened(const std::filesystem::path& file) : handle_(dlopen(file.c_str(), RTLD_NOW | RTLD_LOCAL))
    {
        if (handle_ == nullptr)
        {
            throw std::runtime_error(dlerror());
        }
    }

    void* symbol(const char* name) const { return dlsym(handle_, name); }

    template <class F>
    F* function(const char* name) const
    {
        void* found = symbol(name);
        if (found == nullptr)
        {
            throw std::runtime_error(std::string("there is no function ") + name);
        }
        return reinterpret_cast<F*>(found);
    }

  private:
    void* handle_;
};

/// fake_tensorrt.h, with strings.
class Control
{
  public:
    explicit Control(const Opened& library) : library_(library) {}

    std::int64_t call_count() const { return library_.function<std::int64_t()>("fake_tensorrt_call_count")(); }
    std::int64_t calls_of(const std::string& method) const
    {
        return library_.function<std::int64_t(const char*)>("fake_tensorrt_calls_of")(method.c_str());
    }
    std::string call(std::int64_t index) const { return text("fake_tensorrt_call_text", index); }
    std::string last_call() const { return call(call_count() - 1); }

    std::vector<std::string> calls() const
    {
        std::vector<std::string> all;
        for (std::int64_t i = 0; i < call_count(); ++i)
        {
            all.push_back(call(i));
        }
        return all;
    }

    bool was_called(const std::string& text) const
    {
        for (const std::string& known : calls())
        {
            if (known == text)
            {
                return true;
            }
        }
        return false;
    }

    std::string method(std::int64_t index) const { return text("fake_tensorrt_call_method", index); }
    std::string arguments(std::int64_t index) const { return text("fake_tensorrt_call_arguments", index); }
    std::string result(std::int64_t index) const { return text("fake_tensorrt_call_result", index); }
    void clear_calls() const { library_.function<void()>("fake_tensorrt_clear_calls")(); }

    std::vector<std::string> traps() const
    {
        std::vector<std::string> all;
        const auto count = library_.function<std::int64_t()>("fake_tensorrt_trap_count")();
        for (std::int64_t i = 0; i < count; ++i)
        {
            all.push_back(text("fake_tensorrt_trap_text", i));
        }
        return all;
    }
    void clear_traps() const { library_.function<void()>("fake_tensorrt_clear_traps")(); }

    bool add_fault(const char* method, std::int32_t skip, std::int32_t count, std::int32_t outcome,
                   std::int32_t sleep_ms = 0, std::int32_t severity = 1, const char* line = nullptr) const
    {
        using Add = std::int32_t(const char*, std::int32_t, std::int32_t, std::int32_t, std::int32_t, std::int32_t,
                                 const char*);
        return library_.function<Add>("fake_tensorrt_add_fault")(method, skip, count, outcome, sleep_ms, severity,
                                                                 line) != 0;
    }
    std::int64_t fault_hits() const { return library_.function<std::int64_t()>("fake_tensorrt_fault_hits")(); }
    void clear_faults() const { library_.function<void()>("fake_tensorrt_clear_faults")(); }

    std::int64_t live(const char* class_name = nullptr) const
    {
        return library_.function<std::int64_t(const char*)>("fake_tensorrt_live")(class_name);
    }
    std::string live_name(std::int64_t index) const { return text("fake_tensorrt_live_name", index); }
    void* object(const char* class_name) const
    {
        return library_.function<void*(const char*)>("fake_tensorrt_object")(class_name);
    }
    std::int32_t call_back(const char* interface_name, void* object) const
    {
        return library_.function<std::int32_t(const char*, void*)>("fake_tensorrt_call_back")(interface_name, object);
    }

    std::int64_t method_count() const { return library_.function<std::int64_t()>("fake_tensorrt_method_count")(); }
    std::string method_name(std::int64_t index) const { return text("fake_tensorrt_method_name", index); }
    std::int32_t method_since(std::int64_t index) const
    {
        return library_.function<std::int32_t(std::int64_t)>("fake_tensorrt_method_since")(index);
    }
    std::int32_t version() const { return library_.function<std::int32_t()>("fake_tensorrt_version")(); }

    void forget_logger() const { library_.function<void()>("fake_tensorrt_forget_logger")(); }
    void reset() const { library_.function<void()>("fake_tensorrt_reset")(); }

  private:
    std::string text(const char* function, std::int64_t index) const
    {
        auto* get = library_.function<std::int64_t(std::int64_t, char*, std::int64_t)>(function);
        const std::int64_t length = get(index, nullptr, 0);
        if (length < 0)
        {
            return "(none)";
        }
        std::string found(static_cast<std::size_t>(length) + 1, '\0');
        get(index, found.data(), length + 1);
        found.pop_back();
        return found;
    }

    const Opened& library_;
};

} // namespace doubles_test
