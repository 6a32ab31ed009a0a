// A GPU and its primary context, in which every call is made. The context is retained at first use and never released;
// other CUDA libraries of the process use the same one, so raw handles pass to and from them.
#pragma once

#include <atomic>
#include <cstdint>
#include <mutex>
#include <new>
#include <string>

#include "core/loading/cuda_loader.h"

namespace trts::cuda
{

/// After such an error CUDA answers every call on the context with it, until the process ends.
bool ends_the_context(Result code);

class Device final
{
  public:
    Device(const Driver& driver, std::int32_t ordinal);
    Device(const Device&) = delete;
    Device& operator=(const Device&) = delete;

    /// Immortal. TRTS_DEVICE_CURRENT is the device of the calling thread's current context, 0 where it has none.
    static Device& at(std::int32_t ordinal);

    std::int32_t ordinal() const noexcept { return ordinal_; }
    const char* name() const noexcept { return name_.c_str(); }
    const Driver& driver() const noexcept { return driver_; }
    std::int32_t attribute(int number);
    RawContext context();

    /// Throws where an error has ended the use of the context.
    void require_usable() const;

    /// A call in this device's context. Throws where the driver answers an error.
    template <typename... P, typename... A>
    void run(const Function<Result(P...)>& function, A... arguments);

    /// As run, of a function that may answer "not ready": then false.
    template <typename... P, typename... A>
    bool is_done(const Function<Result(P...)>& function, A... arguments);

    /// As run, of a function that frees something: nobody can do anything about an error.
    template <typename... P, typename... A>
    void release(const Function<Result(P...)>& function, A... arguments) noexcept;

    /// Throws what `function` answered, with `detail` at the end.
    [[noreturn]] void fail(const char* function, Result code, const std::string& detail = {});

    /// Remembers an error after which the context is of no more use.
    void note(const char* function, Result code) noexcept;

  private:
    struct Poison;

    const Driver& driver_;
    std::int32_t ordinal_;
    DeviceId id_ = 0;
    std::string name_;
    std::mutex retaining_;
    std::atomic<RawContext> context_{nullptr};
    std::atomic<const Poison*> poison_{nullptr};
};

/// Makes a device's context current for the calling thread, and puts back what was current before.
class CurrentContext final
{
  public:
    explicit CurrentContext(Device& device);
    /// Goes on where it cannot be made current.
    CurrentContext(Device& device, std::nothrow_t) noexcept : device_(device) { (void)enter(); }
    ~CurrentContext();
    CurrentContext(const CurrentContext&) = delete;
    CurrentContext& operator=(const CurrentContext&) = delete;

  private:
    struct Outcome
    {
        const char* function;
        Result code;
    };
    Outcome enter();

    Device& device_;
    bool is_pushed_ = false;
};

template <typename... P, typename... A>
void Device::run(const Function<Result(P...)>& function, A... arguments)
{
    const CurrentContext current(*this);
    if (const Result code = function.call(arguments...); code != success)
    {
        fail(function.name, code);
    }
}

template <typename... P, typename... A>
bool Device::is_done(const Function<Result(P...)>& function, A... arguments)
{
    const CurrentContext current(*this);
    const Result code = function.call(arguments...);
    if (code != success && code != not_ready)
    {
        fail(function.name, code);
    }
    return code == success;
}

template <typename... P, typename... A>
void Device::release(const Function<Result(P...)>& function, A... arguments) noexcept
{
    const CurrentContext current(*this, std::nothrow);
    note(function.name, function.call(arguments...));
}

} // namespace trts::cuda
