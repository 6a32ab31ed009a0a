#include "devices/objects.h"

#include <condition_variable>
#include <deque>
#include <mutex>

#include "trtsharp/diagnostics.h"

namespace device_test
{

bool Outcome::says(const std::string& part) const
{
    if (message.find(part) == std::string::npos)
    {
        harness::report_failure(__FILE__, __LINE__, "the message lacks \"" + part + "\": " + message);
        return false;
    }
    return true;
}

Outcome outcome(trts_status status)
{
    Outcome result{status, "", 0};
    if (status != TRTS_OK)
    {
        const char* message = nullptr;
        CHECK(trts_error_get_last(&message, &result.native_code) == TRTS_OK);
        result.message = message;
    }
    return result;
}

void require(trts_status status)
{
    if (status != TRTS_OK)
    {
        harness::report_failure(__FILE__, __LINE__, "a call failed: " + outcome(status).message);
        throw harness::Stopped{};
    }
}

Stream make_stream(std::int32_t device)
{
    trts_stream* stream = nullptr;
    require(trts_stream_create_with_priority(library(), device, TRTS_STREAM_NON_BLOCKING, 0, &stream));
    return Stream(stream);
}

Event make_event(std::int32_t device, std::int32_t flags)
{
    trts_event* event = nullptr;
    require(trts_event_create_with_flags(library(), device, flags, &event));
    return Event(event);
}

Buffer make_buffer(std::int64_t byte_size, std::int32_t device)
{
    trts_buffer* buffer = nullptr;
    require(trts_buffer_create_on_device(library(), device, byte_size, &buffer));
    return Buffer(buffer);
}

HostBuffer make_host_buffer(std::int64_t byte_size)
{
    trts_host_buffer* buffer = nullptr;
    require(trts_host_buffer_create(library(), 0, byte_size, &buffer));
    return HostBuffer(buffer);
}

bool is_idle(const Stream& stream)
{
    std::int32_t idle = -1;
    require(trts_stream_query(stream.get(), &idle));
    return idle == 1;
}

bool is_completed(const Event& event)
{
    std::int32_t completed = -1;
    require(trts_event_query(event.get(), &completed));
    return completed == 1;
}

std::int32_t current_device()
{
    std::int32_t device = -1;
    require(trts_device_get_current(library(), &device));
    return device;
}

std::int32_t device_count()
{
    std::int32_t count = 0;
    require(trts_device_get_count(library(), &count));
    return count;
}

std::string live_handles_and_bytes()
{
    std::int64_t handles = 0;
    std::int64_t bytes = 0;
    require(trts_diagnostics_get_live_handle_count(&handles));
    require(trts_diagnostics_get_live_byte_count(&bytes));
    return std::to_string(handles) + " handles, " + std::to_string(bytes) + " bytes";
}

struct Gate::State
{
    std::mutex mutex;
    std::condition_variable changed;
    bool is_open = false;

    static void TRTS_CALL wait(void* self)
    {
        auto& state = *static_cast<State*>(self);
        std::unique_lock lock(state.mutex);
        state.changed.wait(lock, [&state] { return state.is_open; });
    }
};

Gate::Gate()
{
    static std::deque<State>& states = *new std::deque<State>();
    state_ = &states.emplace_back();
}

void Gate::close(const Stream& stream) const
{
    require(trts_stream_launch_host_function(stream.get(), State::wait, state_));
}

void Gate::open() const
{
    const std::lock_guard lock(state_->mutex);
    state_->is_open = true;
    state_->changed.notify_all();
}

} // namespace device_test
