#include "cuda/stream.h"

#include "core/dispatch/entry.h"
#include "cuda/entries.h"
#include "cuda/event.h"

namespace trts::cuda
{

Stream::Stream(Device& device, std::int32_t flags, std::int32_t priority) : device_(device)
{
    device_.run(device_.driver().cuStreamCreateWithPriority, &stream_, static_cast<unsigned>(flags), priority);
}

Stream::~Stream()
{
    // cuStreamDestroy itself does not wait, but its users free what the work uses.
    device_.release(device_.driver().cuStreamSynchronize, stream_);
    device_.release(device_.driver().cuStreamDestroy, stream_);
}

void Stream::synchronize()
{
    device_.run(device_.driver().cuStreamSynchronize, stream_);
}

bool Stream::query()
{
    return device_.is_done(device_.driver().cuStreamQuery, stream_);
}

void Stream::wait_event(Event* event)
{
    device_.run(device_.driver().cuStreamWaitEvent, stream_, event->raw(), 0U);
}

void Stream::launch_host_function(HostFunction function, void* user_data)
{
    device_.run(device_.driver().cuLaunchHostFunc, stream_, function, user_data);
}

void fill_stream_entries(trts_api_table& table)
{
    table.stream_create = [](void*, std::int32_t device, std::int32_t flags, std::int32_t priority,
                             void** out) -> trts_status {
        *out = new Stream(Device::at(device), flags, priority);
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

} // namespace trts::cuda
