// CUDA's devices, and which one is current.
#include <thread>

#include "fixture.h"

using namespace cuda_test;

TEST(a_device_is_what_the_driver_says)
{
    const FakeDriver driver;
    std::int32_t number = 0;
    require(trts_device_get_count(library(), &number));
    CHECK_EQUAL(number, 2);
    require(trts_device_get_driver_version(library(), &number));
    CHECK_EQUAL(number, 12080);
    const char* name = nullptr;
    require(trts_device_get_name(library(), 1, &name));
    CHECK_EQUAL(std::string(name), "Fake GPU 1");
    std::int32_t major = 0;
    std::int32_t minor = 0;
    require(trts_device_get_compute_capability(library(), 1, &major, &minor));
    CHECK_EQUAL(major * 10 + minor, 86);
    std::int32_t least = -1;
    std::int32_t greatest = 0;
    require(trts_device_get_stream_priority_range(library(), 1, &least, &greatest));
    CHECK_EQUAL(least, 0);
    CHECK_EQUAL(greatest, -5);
}

TEST(memory_in_use_is_not_free)
{
    const FakeDriver driver;
    driver->set_memory(1, 1000000);
    std::int64_t free_bytes = 0;
    std::int64_t total_bytes = 0;
    {
        const Buffer buffer = make_buffer(300000, 1);
        require(trts_device_get_memory_info(library(), 1, &free_bytes, &total_bytes));
        CHECK_EQUAL(free_bytes, 700000);
        CHECK_EQUAL(total_bytes, 1000000);
    }
    require(trts_device_get_memory_info(library(), 1, &free_bytes, &total_bytes));
    CHECK_EQUAL(free_bytes, 1000000);
}

TEST(a_device_that_is_not_there_is_refused_with_how_many_there_are)
{
    const FakeDriver driver;
    const char* name = "untouched";
    for (const std::int32_t device : {2, -2, 1000})
    {
        const Outcome refused = outcome(trts_device_get_name(library(), device, &name));
        CHECK_EQUAL(refused.status, TRTS_INVALID_ARGUMENT);
        CHECK(refused.says("there is no device " + std::to_string(device) + ": CUDA's driver has 2, numbered from 0"));
    }
    CHECK_EQUAL(std::string(name), "untouched");
    trts_stream* stream = nullptr;
    CHECK_EQUAL(outcome(trts_stream_create_with_priority(library(), 2, 0, 0, &stream)).status, TRTS_INVALID_ARGUMENT);
    trts_buffer* buffer = nullptr;
    CHECK_EQUAL(outcome(trts_buffer_create_on_device(library(), 2, 1, &buffer)).status, TRTS_INVALID_ARGUMENT);
    CHECK(stream == nullptr && buffer == nullptr);
}

TEST(what_is_created_without_a_device_is_on_the_current_one)
{
    const FakeDriver driver;
    require(trts_device_make_current(library(), 1));
    CHECK_EQUAL(current_device(), 1);
    trts_stream* stream = nullptr;
    require(trts_stream_create(library(), &stream));
    const Stream owned_stream(stream);
    std::int32_t device = -1;
    require(trts_stream_get_device(stream, &device));
    CHECK_EQUAL(device, 1);
    trts_buffer* buffer = nullptr;
    require(trts_buffer_create(library(), 16, &buffer));
    const Buffer owned_buffer(buffer);
    require(trts_buffer_get_device(buffer, &device));
    CHECK_EQUAL(device, 1);
    trts_event* event = nullptr;
    require(trts_event_create(library(), &event));
    const Event owned_event(event);
    require(trts_event_record(event, stream));                    // of the same device, or it would be refused
    std::thread([] { CHECK_EQUAL(current_device(), 0); }).join(); // current for one thread alone
}

TEST(making_a_device_current_again_does_not_pile_up)
{
    const FakeDriver driver;
    for (int i = 0; i < 3; ++i)
    {
        require(trts_device_make_current(library(), 0));
        require(trts_device_make_current(library(), 1));
    }
    CHECK_EQUAL(driver->get_context_depth(), 1);
}

TEST(primary_contexts_are_retained_once)
{
    const FakeDriver driver;
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i)
    {
        threads.emplace_back([] {
            const Stream first = make_stream(0);
            const Stream second = make_stream(1);
        });
    }
    for (std::thread& thread : threads)
    {
        thread.join();
    }
    CHECK_EQUAL(driver->get_retain_count(0), 1);
    CHECK_EQUAL(driver->get_retain_count(1), 1);
}
