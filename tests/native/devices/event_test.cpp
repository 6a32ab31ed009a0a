// Events.
#include <chrono>
#include <thread>

#include "devices/objects.h"

using namespace device_test;

namespace
{

Outcome elapsed(const Event& start, const Event& end, float* milliseconds)
{
    return outcome(trts_event_get_elapsed_time(start.get(), end.get(), milliseconds));
}

} // namespace

TEST(an_event_that_was_never_recorded_counts_as_completed)
{
    const Event event = make_event();
    const Stream stream = make_stream();
    CHECK(is_completed(event));
    require(trts_event_synchronize(event.get()));
    require(trts_stream_wait_event(stream.get(), event.get()));
    require(trts_stream_synchronize(stream.get()));
}

TEST(an_event_completes_when_the_work_before_it_is_done)
{
    const Stream stream = make_stream();
    const Event event = make_event();
    const Gate gate;
    gate.close(stream);
    require(trts_event_record(event.get(), stream.get()));
    CHECK(!is_completed(event));
    gate.open();
    require(trts_event_synchronize(event.get()));
    CHECK(is_completed(event));
}

TEST(a_wait_means_the_record_of_that_moment)
{
    const Stream producer = make_stream();
    const Stream consumer = make_stream();
    const Event event = make_event();
    const Gate first;
    const Gate second;
    first.close(producer);
    require(trts_event_record(event.get(), producer.get()));
    require(trts_stream_wait_event(consumer.get(), event.get()));
    second.close(producer);
    require(trts_event_record(event.get(), producer.get())); // again: the wait above does not move on to it
    first.open();
    require(trts_stream_synchronize(consumer.get()));
    CHECK(!is_completed(event));
    second.open();
    require(trts_event_synchronize(event.get()));
}

TEST(an_event_may_be_destroyed_while_a_stream_waits_for_it)
{
    const Stream producer = make_stream();
    const Stream consumer = make_stream();
    const Gate gate;
    gate.close(producer);
    {
        const Event event = make_event();
        require(trts_event_record(event.get(), producer.get()));
        require(trts_stream_wait_event(consumer.get(), event.get()));
    }
    CHECK(!is_idle(consumer));
    gate.open();
    require(trts_stream_synchronize(consumer.get()));
}

TEST(the_time_between_two_events_is_that_of_the_work_between_them)
{
    const Stream stream = make_stream();
    const Event start = make_event();
    const Event end = make_event();
    require(trts_event_record(start.get(), stream.get()));
    require(trts_stream_launch_host_function(
        stream.get(), [](void*) { std::this_thread::sleep_for(std::chrono::milliseconds(30)); }, nullptr));
    require(trts_event_record(end.get(), stream.get()));
    require(trts_event_synchronize(end.get()));
    float milliseconds = -1;
    CHECK_EQUAL(elapsed(start, end, &milliseconds).status, TRTS_OK);
    CHECK(milliseconds >= 29.0F && milliseconds < 5000.0F);
}

TEST(there_is_no_time_between_events_that_are_not_recorded_completed_and_timed)
{
    const Stream stream = make_stream();
    const Event start = make_event();
    const Event end = make_event();
    float milliseconds = -1;
    const Outcome never = elapsed(start, end, &milliseconds);
    CHECK_EQUAL(never.status, TRTS_INVALID_STATE);
    CHECK(never.says("never recorded"));

    const Event untimed = make_event(0, TRTS_EVENT_DISABLE_TIMING);
    require(trts_event_record(start.get(), stream.get()));
    require(trts_event_record(untimed.get(), stream.get()));
    require(trts_stream_synchronize(stream.get()));
    const Outcome without_time = elapsed(start, untimed, &milliseconds);
    CHECK_EQUAL(without_time.status, TRTS_INVALID_STATE);
    CHECK(without_time.says("without timing"));

    const Gate gate;
    gate.close(stream);
    require(trts_event_record(end.get(), stream.get()));
    const Outcome too_early = elapsed(start, end, &milliseconds);
    CHECK_EQUAL(too_early.status, TRTS_INVALID_STATE);
    CHECK(too_early.says("synchronize with both"));
    CHECK_EQUAL(milliseconds, -1.0F);
}

TEST(unknown_event_flags_are_refused)
{
    trts_event* event = nullptr;
    for (const std::int32_t flags : {4, 7, -1})
    {
        const Outcome refused = outcome(trts_event_create_with_flags(library(), 0, flags, &event));
        CHECK_EQUAL(refused.status, TRTS_INVALID_ARGUMENT);
        CHECK(refused.says("event flags are " + std::to_string(flags)));
    }
    CHECK(event == nullptr);
}

TEST(an_event_has_a_raw_handle)
{
    const Event first = make_event();
    const Event second = make_event();
    void* raw = nullptr;
    void* other = nullptr;
    require(trts_event_get_native(first.get(), &raw));
    require(trts_event_get_native(second.get(), &other));
    CHECK(raw != nullptr);
    CHECK(raw != other);
}
