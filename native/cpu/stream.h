// Streams: work in order. Work runs at once on the caller's thread while the stream is idle, and otherwise waits for
// its turn on the stream's worker thread.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

namespace trts::cpu
{

class Completion;
class Event;

/// The queue behind a stream; shared with the worker thread and with work that runs inline.
class StreamQueue final : public std::enable_shared_from_this<StreamQueue>
{
  public:
    using Work = std::function<void()>;

    /// True: the stream was idle and is the caller's until end_inline; work added meanwhile waits.
    bool begin_inline();
    void end_inline() noexcept;

    /// Runs `work` after everything added before. What it throws is kept for synchronize.
    void push(Work work);

    bool is_idle() const;

    /// Waits until the stream is idle, then throws the first failure of queued work, once.
    void synchronize();

    /// As above, but leaves the failure to who synchronizes.
    void drain();

    /// Waits for the work that there is, then ends the worker. Called once, last.
    void close() noexcept;

  private:
    void run_worker();
    bool is_own_thread() const;
    void wait_until_idle(std::unique_lock<std::mutex>& lock);

    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Work> waiting_;
    bool busy_ = false; // somebody runs work: `runner_`
    std::thread::id runner_;
    bool closing_ = false;
    std::exception_ptr failure_; // the first of queued work
    std::thread worker_;
};

/// Holds an idle stream while the caller's own work runs.
class InlineTurn final
{
  public:
    explicit InlineTurn(StreamQueue& queue) : queue_(queue.shared_from_this()), held_(queue.begin_inline()) {}
    ~InlineTurn()
    {
        if (held_)
        {
            queue_->end_inline();
        }
    }
    InlineTurn(const InlineTurn&) = delete;
    InlineTurn& operator=(const InlineTurn&) = delete;

    bool is_held() const noexcept { return held_; }

  private:
    std::shared_ptr<StreamQueue> queue_;
    bool held_;
};

class Stream final
{
  public:
    Stream();
    /// Waits for the queued work.
    ~Stream();
    Stream(const Stream&) = delete;
    Stream& operator=(const Stream&) = delete;

    StreamQueue& queue() noexcept { return *queue_; }

    void synchronize() { queue_->synchronize(); }
    bool query() const { return queue_->is_idle(); }
    void* get_native() noexcept { return this; }
    std::int32_t get_device() const noexcept { return 0; }
    void wait_event(Event* event);
    void launch_host_function(void (*function)(void* user_data), void* user_data);

    /// Runs `work` at once where the stream is idle, otherwise when its turn comes.
    template <typename Work>
    void in_order(const Work& work)
    {
        const InlineTurn turn(*queue_);
        turn.is_held() ? work() : queue_->push(work);
    }

    /// Waits until all streams are idle; failures stay theirs.
    static void drain_all();

    /// The stream behind a raw handle that an application passed; throws TRTS_INVALID_ARGUMENT for anything else.
    static Stream& from_native(void* native);

  private:
    std::uint64_t magic_; // first: tells a stream from a stray pointer
    std::shared_ptr<StreamQueue> queue_;
};

} // namespace trts::cpu
