#include "cpu/event.h"

#include "core/dispatch/entry.h"
#include "cpu/library.h"
#include "cpu/stream.h"

namespace trts::cpu
{

void Completion::finish()
{
    const std::lock_guard lock(mutex_);
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

void Event::record(Stream* stream)
{
    auto completion = std::make_shared<Completion>();
    {
        const InlineTurn turn(stream->queue());
        if (turn.is_held())
        {
            completion->finish();
        }
        else
        {
            stream->queue().push([completion] { completion->finish(); });
        }
    }
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

std::shared_ptr<Completion> Event::last_record() const
{
    const std::lock_guard lock(mutex_);
    return last_;
}

void fill_event_entries(trts_api_table& table)
{
    table.event_create = [](void*, void** out) -> trts_status {
        *out = new Event();
        return TRTS_OK;
    };
    table.event_destroy = destroy_entry<Event>;
    table.event_record = entry<&Event::record>;
    table.event_synchronize = entry<&Event::synchronize>;
    table.event_query = entry<&Event::query>;
}

} // namespace trts::cpu
