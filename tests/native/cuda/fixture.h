// The C ABI on the fake driver: TRTSHARP_CUDA_DRIVER names it, unless it names something else already. Then (on a
// machine with a GPU) the tests that need nothing of the fake run on that.
#pragma once

#include <cstdint>
#include <string>

#include "cuda/fake_cuda_driver.h"
#include "harness.h"
#include "owned_handle.h"
#include "trtsharp/buffer.h"
#include "trtsharp/device.h"
#include "trtsharp/event.h"
#include "trtsharp/host_buffer.h"
#include "trtsharp/library.h"
#include "trtsharp/stream.h"

namespace cuda_test
{

using Stream = harness::Owned<trts_stream, trts_stream_destroy>;
using Event = harness::Owned<trts_event, trts_event_destroy>;
using Buffer = harness::Owned<trts_buffer, trts_buffer_destroy>;
using HostBuffer = harness::Owned<trts_host_buffer, trts_host_buffer_destroy>;

/// The functions of fake_cuda_driver.h, out of the driver that is in use.
struct Fake
{
    decltype(&fake_cuda_reset) reset;
    decltype(&fake_cuda_fail) fail;
    decltype(&fake_cuda_fail_for_good) fail_for_good;
    decltype(&fake_cuda_fail_later) fail_later;
    decltype(&fake_cuda_delay) delay;
    decltype(&fake_cuda_set_device_count) set_device_count;
    decltype(&fake_cuda_set_memory) set_memory;
    decltype(&fake_cuda_set_host_memory) set_host_memory;
    decltype(&fake_cuda_get_call_count) get_call_count;
    decltype(&fake_cuda_get_live_count) get_live_count;
    decltype(&fake_cuda_get_retain_count) get_retain_count;
    decltype(&fake_cuda_get_context_depth) get_context_depth;
};

/// The fake, reset at both ends of the scope; ends the test as skipped where another driver is in use.
class FakeDriver
{
  public:
    FakeDriver();
    ~FakeDriver() { functions_.reset(); }
    FakeDriver(const FakeDriver&) = delete;
    FakeDriver& operator=(const FakeDriver&) = delete;

    const Fake* operator->() const { return &functions_; }

  private:
    Fake functions_;
};

bool is_fake();
/// A function of the driver that is in use.
void* driver_symbol(const char* name);

/// A library of the family, whose TensorRT does nothing.
trts_library* library(std::int32_t backend = TRTS_BACKEND_TRT10);

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

/// What the process owns: handles of the C ABI and bytes, by the library's counters; objects of the driver, by the
/// fake's. Equal before and after whatever leaves nothing behind.
std::string live_objects();

/// True in the test's own process; otherwise runs it there, and fails where it fails there. `argument` tells several
/// processes of one test apart.
bool in_own_process(const char* test, const std::string& argument = "");

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

} // namespace cuda_test

/// A test that changes what lasts as long as the process: it runs in one of its own.
#define TEST_IN_OWN_PROCESS(name)                                                                                      \
    static void own_process_##name();                                                                                  \
    TEST(name)                                                                                                         \
    {                                                                                                                  \
        if (::cuda_test::in_own_process(#name))                                                                        \
        {                                                                                                              \
            own_process_##name();                                                                                      \
        }                                                                                                              \
    }                                                                                                                  \
    static void own_process_##name()
