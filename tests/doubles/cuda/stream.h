// A stream: a queue, and a thread that works it off.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

namespace fake_cuda
{

struct Device;

class Stream final : public std::enable_shared_from_this<Stream>
{
  public:
    Stream(Device& of, unsigned its_flags, int its_priority) : device(of), flags(its_flags), priority(its_priority) {}

    /// Work that is left out once the device has failed. `fault`: instead of it, the device fails with that error.
    void push(std::function<void()> work, int fault = 0);
    /// Work that is done in any case, so that nobody waits for ever.
    void push_marker(std::function<void()> work);

    bool is_idle() const;
    void wait_until_idle();

    /// Does not wait: what is queued is still worked off, and the thread ends after it.
    void close();

    /// The calling thread runs an application's function for a stream.
    static bool is_in_host_function();
    static void run_host_function(void (*function)(void*), void* user_data);

    Device& device;
    const unsigned flags;
    const int priority;

  private:
    void run();

    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<std::function<void()>> waiting_;
    bool is_busy_ = false;
    bool is_closing_ = false;
    std::thread worker_;
};

/// How many streams' threads there are.
long live_workers();

} // namespace fake_cuda
