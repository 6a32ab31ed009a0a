// Streams, events and memory through the C ABI. The tests of this folder are linked into a program for each kind of
// device, which says by library() where they come from.
#pragma once

#include <cstdint>
#include <string>

#include "harness.h"
#include "owned_handle.h"
#include "trtsharp/buffer.h"
#include "trtsharp/device.h"
#include "trtsharp/device_module.h"
#include "trtsharp/event.h"
#include "trtsharp/host_buffer.h"
#include "trtsharp/library.h"
#include "trtsharp/memory.h"
#include "trtsharp/stream.h"

namespace device_test
{

using Stream = harness::Owned<trts_stream, trts_stream_destroy>;
using Event = harness::Owned<trts_event, trts_event_destroy>;
using Buffer = harness::Owned<trts_buffer, trts_buffer_destroy>;
using HostBuffer = harness::Owned<trts_host_buffer, trts_host_buffer_destroy>;
using DeviceModule = harness::Owned<trts_device_module, trts_device_module_destroy>;

/// The program's; ends the test as skipped where there is none.
trts_library* library();

/// What the process owns, by all counters that the program has: equal before and after whatever leaves nothing behind.
std::string live_objects();
/// By the library's own counters.
std::string live_handles_and_bytes();

/// What a call gave, and what the error said.
struct Outcome
{
    trts_status status = TRTS_OK;
    std::string message;
    std::int32_t native_code = 0;

    bool says(const std::string& part) const;
};

/// Right after the call.
Outcome outcome(trts_status status);

/// Ends the test where a call fails.
void require(trts_status status);

Stream make_stream(std::int32_t device = 0);
Event make_event(std::int32_t device = 0, std::int32_t flags = TRTS_EVENT_DEFAULT);
Buffer make_buffer(std::int64_t byte_size, std::int32_t device = 0);
HostBuffer make_host_buffer(std::int64_t byte_size);

template <typename T>
T* address_of(const HostBuffer& buffer)
{
    void* address = nullptr;
    require(trts_host_buffer_get_address(buffer.get(), &address));
    return static_cast<T*>(address);
}

bool is_idle(const Stream& stream);
bool is_completed(const Event& event);
std::int32_t current_device();
std::int32_t device_count();

/// A host function that holds a stream until the gate is opened, at the latest at the end of its scope: declare it
/// after the stream, whose end waits for it.
class Gate final
{
  public:
    Gate();
    ~Gate() { open(); }
    Gate(const Gate&) = delete;
    Gate& operator=(const Gate&) = delete;

    void close(const Stream& stream) const;
    void open() const;

  private:
    struct State;
    State* state_; // immortal: the stream may leave the function later than the test its scope
};

} // namespace device_test
