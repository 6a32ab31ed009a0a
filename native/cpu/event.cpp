#include "cpu/event.h"

#include "core/dispatch/entry.h"
#include "core/error.h"
#include "cpu/device.h"
#include "cpu/library.h"
#include "cpu/stream.h"
#include "trtsharp/event.h"

namespace trts::cpu
{

void Completion::finish()
{
    const std::lock_guard lock(mutex_);
    time_ = Clock::now();
    done_ = true;
    changed_.notify_all();
}

void Completion::wait()
{
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return done_; });
}

bool Completion::is_done() const
{
    const std::lock_guard lock(mutex_);
    return done_;
}

Completion::Clock::time_point Completion::time() const
{
    const std::lock_guard lock(mutex_);
    return time_;
}

Event::Event(std::int32_t flags) noexcept : is_timed_((flags & TRTS_EVENT_DISABLE_TIMING) == 0) {}

void Event::record(Stream* stream)
{
    auto completion = std::make_shared<Completion>();
    stream->in_order([completion] { completion->finish(); });
    const std::lock_guard lock(mutex_);
    last_ = std::move(completion);
}

void Event::synchronize()
{
    if (const std::shared_ptr<Completion> completion = last_record())
    {
        completion->wait();
    }
}

bool Event::query() const
{
    const std::shared_ptr<Completion> completion = last_record();
    return completion == nullptr || completion->is_done();
}

float Event::get_elapsed_time(Event* end) const
{
    const std::chrono::duration<float, std::milli> elapsed = end->time() - time();
    return elapsed.count();
}

Completion::Clock::time_point Event::time() const
{
    const std::shared_ptr<Completion> completion = last_record();
    if (completion == nullptr || !is_timed_)
    {
        throw Error(TRTS_INVALID_STATE, "an event was never recorded, or was created without timing");
    }
    if (!completion->is_done())
    {
        throw Error(TRTS_INVALID_STATE, "an event is not completed: synchronize with both before asking for the time "
                                        "between them");
    }
    return completion->time();
}

std::shared_ptr<Completion> Event::last_record() const
{
    const std::lock_guard lock(mutex_);
    return last_;
}

void fill_event_entries(trts_api_table& table)
{
    table.event_create = [](void*, std::int32_t device, std::int32_t flags, void** out) -> trts_status {
        require_device(device);
        *out = new Event(flags);
        return TRTS_OK;
    };
    table.event_destroy = destroy_entry<Event>;
    table.event_record = entry<&Event::record>;
    table.event_synchronize = entry<&Event::synchronize>;
    table.event_query = entry<&Event::query>;
    table.event_get_native = [](void* self, void** out) -> trts_status {
        *out = self;
        return TRTS_OK;
    };
    table.event_get_elapsed_time = entry<&Event::get_elapsed_time>;
}

} // namespace trts::cpu
