#include "stream.h"

#include <utility>

#include "world.h"

namespace fake_cuda
{
namespace
{

thread_local bool is_in_function = false;

struct Workers
{
    std::mutex mutex;
    long count = 0;
};

Workers& workers()
{
    static Workers& instance = *new Workers();
    return instance;
}

void count_worker(long change)
{
    const std::lock_guard lock(workers().mutex);
    workers().count += change;
}

} // namespace

void Stream::push(std::function<void()> work, int fault)
{
    push_marker([this, fault, work = std::move(work)] {
        if (fault != 0)
        {
            device.break_down(fault);
        }
        if (device.error() == 0)
        {
            work();
        }
    });
}

void Stream::push_marker(std::function<void()> work)
{
    const std::lock_guard lock(mutex_);
    waiting_.push_back(std::move(work));
    if (!worker_.joinable())
    {
        count_worker(1);
        worker_ = std::thread([self = shared_from_this()] {
            self->run();
            count_worker(-1);
        });
    }
    changed_.notify_all();
}

bool Stream::is_idle() const
{
    const std::lock_guard lock(mutex_);
    return !is_busy_ && waiting_.empty();
}

void Stream::wait_until_idle()
{
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return !is_busy_ && waiting_.empty(); });
}

void Stream::close()
{
    std::unique_lock lock(mutex_);
    is_closing_ = true;
    changed_.notify_all();
    const bool is_done = !is_busy_ && waiting_.empty();
    std::thread worker = std::move(worker_);
    lock.unlock();
    if (worker.joinable())
    {
        is_done ? worker.join() : worker.detach();
    }
}

void Stream::run()
{
    std::unique_lock lock(mutex_);
    for (;;)
    {
        changed_.wait(lock, [this] { return !waiting_.empty() || is_closing_; });
        if (waiting_.empty())
        {
            return;
        }
        is_busy_ = true;
        std::function<void()> work = std::move(waiting_.front());
        waiting_.pop_front();
        lock.unlock();
        work();
        work = nullptr;
        lock.lock();
        is_busy_ = false;
        changed_.notify_all();
    }
}

bool Stream::is_in_host_function()
{
    return is_in_function;
}

void Stream::run_host_function(void (*function)(void*), void* user_data)
{
    is_in_function = true;
    function(user_data);
    is_in_function = false;
}

long live_workers()
{
    const std::lock_guard lock(workers().mutex);
    return workers().count;
}

} // namespace fake_cuda
