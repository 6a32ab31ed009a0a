#include "cpu/stream.h"

#include <map>
#include <utility>
#include <vector>

#include "core/dispatch/entry.h"
#include "core/error.h"
#include "cpu/device.h"
#include "cpu/event.h"
#include "cpu/library.h"

namespace trts::cpu
{
namespace
{

constexpr std::uint64_t stream_magic = 0x6d61657274735554ULL; // "TUstream"

/// The queues of all streams that live.
struct Registry
{
    std::mutex mutex;
    std::map<const Stream*, std::shared_ptr<StreamQueue>> queues;
};

Registry& registry()
{
    static Registry& instance = *new Registry();
    return instance;
}

} // namespace

bool StreamQueue::begin_inline()
{
    const std::lock_guard lock(mutex_);
    if (busy_ || !waiting_.empty())
    {
        return false;
    }
    busy_ = true;
    runner_ = std::this_thread::get_id();
    return true;
}

void StreamQueue::end_inline() noexcept
{
    const std::lock_guard lock(mutex_);
    busy_ = false;
    runner_ = {};
    changed_.notify_all();
}

void StreamQueue::push(Work work)
{
    const std::lock_guard lock(mutex_);
    waiting_.push_back(std::move(work));
    if (!worker_.joinable())
    {
        try
        {
            worker_ = std::thread([self = shared_from_this()] { self->run_worker(); });
        }
        catch (const std::exception& error)
        {
            waiting_.pop_back();
            throw Error(TRTS_OUT_OF_MEMORY, std::string("the stream's worker thread could not start: ") + error.what());
        }
    }
    changed_.notify_all();
}

bool StreamQueue::is_idle() const
{
    const std::lock_guard lock(mutex_);
    if (is_own_thread())
    {
        throw Error(TRTS_INVALID_STATE, "a stream's work cannot wait for its own end: it is asked about from inside its own work");
    }
    return !busy_ && waiting_.empty();
}

void StreamQueue::synchronize()
{
    std::unique_lock lock(mutex_);
    wait_until_idle(lock);
    if (failure_ != nullptr)
    {
        std::rethrow_exception(std::exchange(failure_, nullptr));
    }
}

void StreamQueue::drain()
{
    std::unique_lock lock(mutex_);
    wait_until_idle(lock);
}

void StreamQueue::wait_until_idle(std::unique_lock<std::mutex>& lock)
{
    if (is_own_thread())
    {
        throw Error(TRTS_INVALID_STATE, "a stream cannot be synchronized from inside its own work");
    }
    changed_.wait(lock, [this] { return !busy_ && waiting_.empty(); });
}

void StreamQueue::close() noexcept
{
    std::unique_lock lock(mutex_);
    const bool inside_own_work = is_own_thread(); // a callback destroys the stream that it runs on
    if (!inside_own_work)
    {
        changed_.wait(lock, [this] { return !busy_ && waiting_.empty(); });
    }
    closing_ = true;
    changed_.notify_all();
    std::thread worker = std::move(worker_);
    lock.unlock();
    if (worker.joinable())
    {
        inside_own_work ? worker.detach() : worker.join();
    }
}

void StreamQueue::run_worker()
{
    std::unique_lock lock(mutex_);
    for (;;)
    {
        changed_.wait(lock, [this] { return (!busy_ && !waiting_.empty()) || (closing_ && waiting_.empty()); });
        if (waiting_.empty())
        {
            return;
        }
        Work work = std::move(waiting_.front());
        waiting_.pop_front();
        busy_ = true;
        runner_ = std::this_thread::get_id();
        lock.unlock();
        std::exception_ptr failure;
        try
        {
            work();
        }
        catch (...)
        {
            failure = std::current_exception();
        }
        work = nullptr; // what it kept alive goes before the stream counts as idle
        lock.lock();
        if (failure_ == nullptr)
        {
            failure_ = std::move(failure);
        }
        busy_ = false;
        runner_ = {};
        changed_.notify_all();
    }
}

bool StreamQueue::is_own_thread() const
{
    return busy_ && runner_ == std::this_thread::get_id();
}

Stream::Stream() : magic_(stream_magic), queue_(std::make_shared<StreamQueue>())
{
    Registry& streams = registry();
    const std::lock_guard lock(streams.mutex);
    streams.queues.emplace(this, queue_);
}

Stream::~Stream()
{
    {
        Registry& streams = registry();
        const std::lock_guard lock(streams.mutex);
        streams.queues.erase(this);
    }
    queue_->close();
    // A volatile write, or the compiler drops it: the handle is to be recognised as dead while the memory lasts.
    *const_cast<volatile std::uint64_t*>(&magic_) = 0;
}

void Stream::wait_event(Event* event)
{
    const std::shared_ptr<Completion> completion = event->last_record();
    if (completion != nullptr && !completion->is_done())
    {
        queue_->push([completion] { completion->wait(); });
    }
}

/// Never inline: the caller may hold what the function waits for.
void Stream::launch_host_function(void (*function)(void* user_data), void* user_data)
{
    queue_->push([function, user_data] { function(user_data); });
}

void Stream::drain_all()
{
    std::vector<std::shared_ptr<StreamQueue>> queues;
    {
        Registry& streams = registry();
        const std::lock_guard lock(streams.mutex);
        for (const auto& [stream, queue] : streams.queues)
        {
            queues.push_back(queue);
        }
    }
    for (const std::shared_ptr<StreamQueue>& queue : queues)
    {
        queue->drain();
    }
}

Stream& Stream::from_native(void* native)
{
    const bool is_aligned = reinterpret_cast<std::uintptr_t>(native) % alignof(Stream) == 0;
    auto* stream = static_cast<Stream*>(native);
    if (!is_aligned || stream->magic_ != stream_magic)
    {
        throw Error(TRTS_INVALID_ARGUMENT, "the raw stream handle is no live stream of the CPU backend: pass what "
                                           "trts_stream_get_native gave, or null");
    }
    return *stream;
}

void fill_stream_entries(trts_api_table& table)
{
    table.stream_create = [](void*, std::int32_t device, std::int32_t, std::int32_t, void** out) -> trts_status {
        require_device(device);
        *out = new Stream();
        return TRTS_OK;
    };
    table.stream_destroy = destroy_entry<Stream>;
    table.stream_synchronize = entry<&Stream::synchronize>;
    table.stream_query = entry<&Stream::query>;
    table.stream_get_native = entry<&Stream::get_native>;
    table.stream_get_device = entry<&Stream::get_device>;
    table.stream_wait_event = entry<&Stream::wait_event>;
    table.stream_launch_host_function = entry<&Stream::launch_host_function>;
}

} // namespace trts::cpu
