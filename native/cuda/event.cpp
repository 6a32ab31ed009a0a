#include "cuda/event.h"

#include <string>

#include "core/dispatch/entry.h"
#include "core/error.h"
#include "cuda/entries.h"
#include "cuda/stream.h"

namespace trts::cuda
{
namespace
{

void require_same_device(std::int32_t event, std::int32_t other, const char* what)
{
    if (event != other)
    {
        throw Error(TRTS_INVALID_ARGUMENT, "the event belongs to device " + std::to_string(event) + ", but the " +
                                               what + " to device " + std::to_string(other) +
                                               ": create both on one device");
    }
}

} // namespace

Event::Event(Device& device, std::int32_t flags) : device_(device)
{
    device_.run(device_.driver().cuEventCreate, &event_, static_cast<unsigned>(flags));
}

Event::~Event()
{
    device_.release(device_.driver().cuEventDestroy, event_);
}

void Event::record(Stream* stream)
{
    require_same_device(get_device(), stream->get_device(), "stream");
    device_.run(device_.driver().cuEventRecord, event_, stream->raw());
}

void Event::synchronize()
{
    device_.run(device_.driver().cuEventSynchronize, event_);
}

bool Event::query()
{
    return device_.is_done(device_.driver().cuEventQuery, event_);
}

float Event::get_elapsed_time(Event* end)
{
    require_same_device(get_device(), end->get_device(), "other event");
    float milliseconds = 0;
    const CurrentContext current(device_);
    const auto& function = device_.driver().cuEventElapsedTime;
    switch (const Result code = function.call(&milliseconds, event_, end->event_); code)
    {
    case success:
        return milliseconds;
    case not_ready:
        throw Error(TRTS_INVALID_STATE,
                    "an event is not completed: synchronize with both before asking for the time "
                    "between them",
                    code);
    case invalid_handle:
        throw Error(TRTS_INVALID_STATE, "an event was never recorded, or was created without timing", code);
    default:
        device_.fail(function.name, code);
    }
}

void fill_event_entries(trts_api_table& table)
{
    table.event_create = [](void*, std::int32_t device, std::int32_t flags, void** out) -> trts_status {
        *out = new Event(Device::at(device), flags);
        return TRTS_OK;
    };
    table.event_destroy = destroy_entry<Event>;
    table.event_record = entry<&Event::record>;
    table.event_synchronize = entry<&Event::synchronize>;
    table.event_query = entry<&Event::query>;
    table.event_get_native = [](void* self, void** out) -> trts_status {
        *out = static_cast<Event*>(self)->raw();
        return TRTS_OK;
    };
    table.event_get_elapsed_time = entry<&Event::get_elapsed_time>;
}

} // namespace trts::cuda
