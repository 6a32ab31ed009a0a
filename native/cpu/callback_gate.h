// Callbacks of an application, which any thread may call until the application destroys their object.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <mutex>

namespace trts::cpu
{

/// Counts the callbacks that are running. No lock is held meanwhile: they may do what they like, also close the gate.
class GateCounter final
{
  public:
    /// False: the gate is closed.
    bool enter();
    void leave() noexcept;

    /// From now on nobody enters. Waits for callbacks that run on other threads.
    void close() noexcept;
    bool is_closed() const noexcept;

  private:
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::int32_t running_ = 0;
    bool is_closed_ = false;
};

template <typename Callbacks>
class CallbackGate final
{
  public:
    explicit CallbackGate(const Callbacks& callbacks) noexcept : callbacks_(callbacks) {}

    /// Gives the callbacks to `body`. False: they belong to an object that was destroyed, and were not called.
    template <typename Body>
    bool call(Body&& body)
    {
        if (!counter_.enter())
        {
            return false;
        }
        const Leaving leaving{counter_};
        body(callbacks_);
        return true;
    }

    /// The application's destroy function. Tells it that nothing will be called any more.
    void close() noexcept
    {
        counter_.close();
        if (callbacks_.released != nullptr)
        {
            callbacks_.released(callbacks_.user_data);
        }
    }

    bool is_closed() const noexcept { return counter_.is_closed(); }

  private:
    struct Leaving
    {
        GateCounter& counter;
        ~Leaving() { counter.leave(); }
    };

    const Callbacks callbacks_;
    GateCounter counter_;
};

} // namespace trts::cpu
