// Streams of CUDA alone.
#include "cuda/driver_api.h"
#include "fixture.h"

using namespace cuda_test;

TEST(a_stream_waits_for_an_event_of_another_device)
{
    const FakeDriver driver;
    const Stream producer = make_stream(0);
    const Stream consumer = make_stream(1);
    const Event event = make_event(0);
    const Gate gate;
    gate.close(producer);
    require(trts_event_record(event.get(), producer.get()));
    require(trts_stream_wait_event(consumer.get(), event.get()));
    CHECK(!is_idle(consumer));
    gate.open();
    require(trts_stream_synchronize(consumer.get()));
}

TEST(flags_and_priority_reach_the_driver)
{
    const auto get_flags = reinterpret_cast<decltype(&cuStreamGetFlags)>(driver_symbol("cuStreamGetFlags"));
    const auto get_priority = reinterpret_cast<decltype(&cuStreamGetPriority)>(driver_symbol("cuStreamGetPriority"));
    std::int32_t least = 0;
    std::int32_t greatest = 0;
    require(trts_device_get_stream_priority_range(library(), 0, &least, &greatest));
    require(trts_device_make_current(library(), 0)); // for the driver's own functions
    struct Case
    {
        std::int32_t flags;
        std::int32_t asked;
        std::int32_t given;
    };
    for (const Case& expected : {Case{0, 0, 0}, Case{1, greatest, greatest}, Case{1, greatest - 100, greatest}})
    {
        trts_stream* created = nullptr;
        require(trts_stream_create_with_priority(library(), 0, expected.flags, expected.asked, &created));
        const Stream stream(created);
        void* native = nullptr;
        require(trts_stream_get_native(created, &native));
        unsigned flags = 99;
        int priority = 99;
        CHECK_EQUAL(get_flags(static_cast<CUstream>(native), &flags), 0);
        CHECK_EQUAL(get_priority(static_cast<CUstream>(native), &priority), 0);
        CHECK_EQUAL(static_cast<std::int32_t>(flags), expected.flags);
        CHECK_EQUAL(priority, expected.given);
    }
    trts_stream* created = nullptr;
    require(trts_stream_create(library(), &created));
    const Stream stream(created);
    void* native = nullptr;
    unsigned flags = 99;
    require(trts_stream_get_native(created, &native));
    CHECK_EQUAL(get_flags(static_cast<CUstream>(native), &flags), 0);
    CHECK_EQUAL(flags, 1U); // non-blocking by itself
}

TEST(cuda_refuses_calls_from_inside_a_host_function)
{
    const FakeDriver driver;
    struct Inside
    {
        trts_stream* stream;
        trts_status status;
        std::int32_t native_code;
    };
    const Stream stream = make_stream();
    Inside inside{stream.get(), TRTS_OK, 0};
    require(trts_stream_launch_host_function(
        stream.get(),
        [](void* self) {
            auto& seen = *static_cast<Inside*>(self);
            const Outcome refused = outcome(trts_stream_synchronize(seen.stream));
            seen.status = refused.status;
            seen.native_code = refused.native_code;
        },
        &inside));
    require(trts_stream_synchronize(stream.get()));
    CHECK_EQUAL(inside.status, TRTS_DEVICE_ERROR);
    CHECK_EQUAL(inside.native_code, 800);
}

TEST(all_families_share_streams_and_events)
{
    for (const std::int32_t backend : {TRTS_BACKEND_TRT11, TRTS_BACKEND_RTX1})
    {
        trts_stream* created = nullptr;
        require(trts_stream_create(library_of(backend), &created));
        const Stream stream(created);
        const Event event = make_event(); // of TensorRT 10's library
        require(trts_event_record(event.get(), stream.get()));
        require(trts_stream_wait_event(stream.get(), event.get()));
        require(trts_stream_synchronize(stream.get()));
        CHECK(is_completed(event));
    }
}

TEST(a_destroyed_stream_is_recognised_by_the_driver)
{
    const FakeDriver driver;
    void* native = nullptr;
    {
        const Stream stream = make_stream();
        require(trts_stream_get_native(stream.get(), &native));
    }
    const auto query = reinterpret_cast<decltype(&cuStreamQuery)>(driver_symbol("cuStreamQuery"));
    require(trts_device_make_current(library(), 0));
    CHECK_EQUAL(query(static_cast<CUstream>(native)), 400);
}
