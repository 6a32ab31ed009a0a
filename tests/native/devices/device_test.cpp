// Devices.
#include <chrono>
#include <thread>

#include "devices/objects.h"

using namespace device_test;

TEST(there_are_devices_with_names_and_memory)
{
    REQUIRE(device_count() >= 1);
    for (std::int32_t device = 0; device < device_count(); ++device)
    {
        const char* name = nullptr;
        std::int64_t free_bytes = -1;
        std::int64_t total_bytes = 0;
        require(trts_device_get_name(library(), device, &name));
        require(trts_device_get_memory_info(library(), device, &free_bytes, &total_bytes));
        require(trts_device_synchronize(library(), device));
        CHECK(name != nullptr && *name != '\0');
        CHECK(free_bytes >= 0 && free_bytes <= total_bytes && total_bytes > 0);
    }
}

TEST(a_device_past_the_last_one_is_refused)
{
    const std::int32_t past = device_count();
    trts_stream* stream = nullptr;
    trts_event* event = nullptr;
    trts_buffer* buffer = nullptr;
    trts_host_buffer* host_buffer = nullptr;
    const char* name = nullptr;
    std::int64_t bytes = 0;
    std::int32_t number = 0;
    for (const trts_status status :
         {trts_stream_create_with_priority(library(), past, 0, 0, &stream),
          trts_event_create_with_flags(library(), past, 0, &event),
          trts_buffer_create_on_device(library(), past, 1, &buffer),
          trts_host_buffer_create(library(), past, 1, &host_buffer), trts_device_get_name(library(), past, &name),
          trts_device_get_memory_info(library(), past, &bytes, &bytes),
          trts_device_get_stream_priority_range(library(), past, &number, &number),
          trts_device_make_current(library(), past), trts_device_synchronize(library(), past)})
    {
        const Outcome refused = outcome(status);
        CHECK_EQUAL(refused.status, TRTS_INVALID_ARGUMENT);
        CHECK(refused.says("there is no device " + std::to_string(past)));
    }
    CHECK(stream == nullptr && event == nullptr && buffer == nullptr && host_buffer == nullptr && name == nullptr);
}

TEST(a_thread_without_a_context_is_on_device_0)
{
    (void)library(); // where there is none, the test ends here and not in a thread
    std::thread([] {
        CHECK_EQUAL(current_device(), 0);
        trts_stream* created = nullptr;
        require(trts_stream_create(library(), &created));
        const Stream stream(created);
        std::int32_t device = -1;
        require(trts_stream_get_device(stream.get(), &device));
        CHECK_EQUAL(device, 0);
    }).join();
}

TEST(synchronizing_a_device_waits_for_all_its_streams)
{
    const Stream first = make_stream();
    const Stream second = make_stream();
    const Gate gate;
    gate.close(second);
    std::thread opener([&gate] {
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
        gate.open();
    });
    require(trts_device_synchronize(library(), 0));
    CHECK(is_idle(first) && is_idle(second));
    opener.join();
}
