// Errors after which a context is of no more use: remembered for as long as the process lives, so each test has its
// own.
#include <vector>

#include "fixture.h"
#include "road.h"

using namespace cuda_test;

namespace
{

constexpr std::int32_t illegal_address = 700;

/// What every call on the device answers from now on.
bool is_told(trts_status status, std::int32_t code, const std::string& first)
{
    const Outcome refused = outcome(status);
    CHECK_EQUAL(refused.status, TRTS_DEVICE_ERROR);
    CHECK_EQUAL(refused.native_code, code);
    return refused.says("device 0 cannot be used any more in this process") && refused.says(first) &&
           refused.says("Restart the process");
}

} // namespace

TEST_IN_OWN_PROCESS(an_error_of_queued_work_surfaces_and_stays)
{
    const FakeDriver driver;
    const std::string before = live_objects();
    {
        const Stream stream = make_stream(0);
        const Stream other_stream = make_stream(0);
        const Event event = make_event(0);
        const Buffer buffer = make_buffer(16);
        const HostBuffer host_buffer = make_host_buffer(16);
        REQUIRE(driver->fail_later("cuMemsetD8Async", 0, illegal_address) == 1);
        require(trts_buffer_memset_async(buffer.get(), 0, 0, 16, stream.get())); // queued without an error
        const Outcome first = outcome(trts_stream_synchronize(stream.get()));
        CHECK_EQUAL(first.status, TRTS_DEVICE_ERROR);
        CHECK_EQUAL(first.native_code, illegal_address);
        CHECK_EQUAL(first.message,
                    "cuStreamSynchronize: CUDA_ERROR_ILLEGAL_ADDRESS (700): an illegal memory access was "
                    "encountered. Device 0 cannot be used any more in this process: restart it.");

        driver->reset(); // even if the driver forgot it
        const std::string text = "cuStreamSynchronize: CUDA_ERROR_ILLEGAL_ADDRESS (700)";
        std::int32_t answer = -7;
        std::int64_t free_bytes = -7;
        std::int64_t total_bytes = -7;
        unsigned char bytes[16] = {};
        float milliseconds = -7;
        trts_stream* new_stream = nullptr;
        trts_event* new_event = nullptr;
        trts_buffer* new_buffer = nullptr;
        trts_host_buffer* new_host_buffer = nullptr;
        for (const trts_status status : {trts_stream_synchronize(other_stream.get()),
                                         trts_stream_query(stream.get(), &answer),
                                         trts_stream_wait_event(stream.get(), event.get()),
                                         trts_stream_launch_host_function(
                                             stream.get(), [](void*) {}, nullptr),
                                         trts_event_record(event.get(), stream.get()),
                                         trts_event_synchronize(event.get()),
                                         trts_event_query(event.get(), &answer),
                                         trts_event_get_elapsed_time(event.get(), event.get(), &milliseconds),
                                         trts_buffer_copy_from_host(buffer.get(), 0, bytes, 16),
                                         trts_buffer_copy_to_host(buffer.get(), 0, bytes, 16),
                                         trts_buffer_copy_to_host_async(buffer.get(), 0, bytes, 16, stream.get()),
                                         trts_buffer_copy_from_buffer(buffer.get(), 0, buffer.get(), 8, 8),
                                         trts_buffer_memset(buffer.get(), 0, 0, 16),
                                         trts_buffer_memset(buffer.get(), 0, 0, 0),
                                         trts_stream_create(library(), &new_stream),
                                         trts_event_create(library(), &new_event),
                                         trts_buffer_create(library(), 1, &new_buffer),
                                         trts_host_buffer_create(library(), 0, 1, &new_host_buffer),
                                         trts_device_synchronize(library(), 0),
                                         trts_device_make_current(library(), 0),
                                         trts_device_get_memory_info(library(), 0, &free_bytes, &total_bytes)})
        {
            CHECK(is_told(status, illegal_address, text));
        }
        CHECK(answer == -7 && free_bytes == -7 && milliseconds == -7);
        CHECK(new_stream == nullptr && new_event == nullptr && new_buffer == nullptr && new_host_buffer == nullptr);
        const char* name = nullptr;
        require(trts_device_get_name(library(), 0, &name)); // needs no context
    }
    CHECK_EQUAL(live_objects(), before); // destroying goes on
}

TEST_IN_OWN_PROCESS(another_device_goes_on)
{
    const FakeDriver driver;
    const Stream broken = make_stream(0);
    const Stream stream = make_stream(1);
    const Buffer buffer = make_buffer(16, 1);
    const Buffer source = make_buffer(16, 0);
    REQUIRE(driver->fail_for_good("cuStreamQuery", 0, 719) == 1);
    std::int32_t idle = 0;
    CHECK_EQUAL(outcome(trts_stream_query(broken.get(), &idle)).native_code, 719);
    require(trts_buffer_memset_async(buffer.get(), 0, 1, 16, stream.get()));
    require(trts_stream_synchronize(stream.get()));
    CHECK(is_idle(stream));
    CHECK(is_told(trts_buffer_copy_from_buffer(buffer.get(), 0, source.get(), 0, 16), 719, "LAUNCH_FAILED"));
}

TEST_IN_OWN_PROCESS(an_error_that_only_a_destroyed_stream_heard_of_is_remembered)
{
    const FakeDriver driver;
    {
        const Stream stream = make_stream(0);
        REQUIRE(driver->fail_later("cuLaunchHostFunc", 0, illegal_address) == 1);
        require(trts_stream_launch_host_function(
            stream.get(), [](void* called) { *static_cast<bool*>(called) = true; },
            nullptr)); // never called
    }
    driver->reset();
    trts_stream* stream = nullptr;
    CHECK(is_told(trts_stream_create(library(), &stream), illegal_address, "cuStreamSynchronize"));
}

TEST_IN_OWN_PROCESS(the_first_error_is_the_one_that_is_told)
{
    const FakeDriver driver;
    const Stream stream = make_stream(0);
    REQUIRE(driver->fail("cuStreamSynchronize", 0, 1, illegal_address) == 1);
    CHECK_EQUAL(outcome(trts_stream_synchronize(stream.get())).native_code, illegal_address);
    REQUIRE(driver->fail("cuStreamSynchronize", 0, 1, 719) == 1);
    CHECK(is_told(trts_stream_synchronize(stream.get()), illegal_address, "CUDA_ERROR_ILLEGAL_ADDRESS (700)"));
}

TEST(every_error_that_ends_a_context_is_remembered)
{
    // As CUDA's header documents them: "any further CUDA work will return the same error", and what else ends a
    // context.
    for (const std::int32_t code : {214, 220, 226, 700, 702, 709, 710, 714, 715, 716, 717, 718, 719, 721, 810})
    {
        if (in_own_process("every_error_that_ends_a_context_is_remembered", std::to_string(code)))
        {
            const FakeDriver driver;
            const Stream stream = make_stream(0);
            REQUIRE(driver->fail("cuStreamSynchronize", 0, 1, code) == 1);
            CHECK_EQUAL(outcome(trts_stream_synchronize(stream.get())).native_code, code);
            CHECK(is_told(trts_stream_synchronize(stream.get()), code, std::to_string(code)));
        }
    }
}

TEST(other_errors_pass)
{
    const FakeDriver driver;
    const Stream stream = make_stream(0);
    for (const std::int32_t code : {1, 2, 3, 201, 304, 400, 701, 800, 801, 901, 911, 999})
    {
        REQUIRE(driver->fail("cuStreamSynchronize", 0, 1, code) == 1);
        CHECK_EQUAL(outcome(trts_stream_synchronize(stream.get())).native_code, code);
        require(trts_stream_synchronize(stream.get()));
    }
}
