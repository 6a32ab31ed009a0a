// As much of a CUDA driver as it takes to see that the fake TensorRT keeps a stream's order: a worker thread for each
// stream. A stream can be held back, and captured: then what it is given is kept, and run by tiny_launch.
#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#define EXPORTED extern "C" __attribute__((visibility("default")))

namespace
{

class Stream
{
  public:
    Stream() : worker_([this] { run(); }) {}

    ~Stream()
    {
        hold(false);
        {
            const std::lock_guard lock(mutex_);
            ends_ = true;
        }
        changed_.notify_all();
        worker_.join();
    }

    void add(std::function<void()> work)
    {
        {
            const std::lock_guard lock(mutex_);
            (is_captured_ ? captured_ : queue_).push_back(std::move(work));
        }
        changed_.notify_all();
    }

    void hold(bool held)
    {
        {
            const std::lock_guard lock(mutex_);
            is_held_ = held;
        }
        changed_.notify_all();
    }

    void capture(bool captured)
    {
        const std::lock_guard lock(mutex_);
        is_captured_ = captured;
    }

    bool is_captured()
    {
        const std::lock_guard lock(mutex_);
        return is_captured_;
    }

    void launch()
    {
        {
            const std::lock_guard lock(mutex_);
            queue_.insert(queue_.end(), captured_.begin(), captured_.end());
        }
        changed_.notify_all();
    }

    void wait()
    {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [this] { return queue_.empty() && !is_running_; });
    }

  private:
    void run()
    {
        std::unique_lock lock(mutex_);
        for (;;)
        {
            changed_.wait(lock, [this] { return ends_ || (!queue_.empty() && !is_held_); });
            if (queue_.empty())
            {
                return;
            }
            const std::function<void()> work = std::move(queue_.front());
            queue_.pop_front();
            is_running_ = true;
            lock.unlock();
            work();
            lock.lock();
            is_running_ = false;
            changed_.notify_all();
        }
    }

    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<std::function<void()>> queue_;
    std::deque<std::function<void()>> captured_;
    bool is_held_ = false;
    bool is_captured_ = false;
    bool is_running_ = false;
    bool ends_ = false;
    std::thread worker_;
};

std::atomic<int> launch_result{0};

} // namespace

EXPORTED void* tiny_stream_create()
{
    return new Stream();
}

EXPORTED void tiny_stream_destroy(void* stream)
{
    delete static_cast<Stream*>(stream);
}

EXPORTED void tiny_hold(void* stream, int held)
{
    static_cast<Stream*>(stream)->hold(held != 0);
}

EXPORTED void tiny_capture(void* stream, int captured)
{
    static_cast<Stream*>(stream)->capture(captured != 0);
}

EXPORTED void tiny_launch(void* stream)
{
    static_cast<Stream*>(stream)->launch();
}

/// What cuLaunchHostFunc answers from now on.
EXPORTED void tiny_fail(int result)
{
    launch_result = result;
}

EXPORTED int cuLaunchHostFunc(void* stream, void (*function)(void*), void* data)
{
    if (launch_result == 0)
    {
        static_cast<Stream*>(stream)->add([=] { function(data); });
    }
    return launch_result;
}

EXPORTED int cuStreamSynchronize(void* stream)
{
    if (stream != nullptr)
    {
        static_cast<Stream*>(stream)->wait();
    }
    return 0;
}

EXPORTED int cuStreamIsCapturing(void* stream, int* status)
{
    *status = static_cast<Stream*>(stream)->is_captured() ? 1 : 0;
    return 0;
}

/// An event is a number that grows.
EXPORTED int cuEventRecord(void* event, void* stream)
{
    static_cast<Stream*>(stream)->add([=] { ++*static_cast<std::atomic<int>*>(event); });
    return 0;
}
