// Streams and events: CUDA's order.
#include "cpu/stream.h"

#include <atomic>
#include <chrono>
#include <future>
#include <mutex>
#include <thread>

#include "backend_fixture.h"
#include "cpu/event.h"

using namespace trts::cpu;
using cpu_test::Failure;
using cpu_test::failure_of;

namespace
{

/// Work that runs until it is released.
class Gate
{
  public:
    StreamQueue::Work work()
    {
        return [this] { released_.get_future().wait(); };
    }
    void open() { released_.set_value(); }

  private:
    std::promise<void> released_;
};

/// Numbers in the order in which they were written down.
class Notes
{
  public:
    void add(int note)
    {
        const std::lock_guard lock(mutex_);
        notes_.push_back(note);
    }
    std::vector<int> get() const
    {
        const std::lock_guard lock(mutex_);
        return notes_;
    }

  private:
    mutable std::mutex mutex_;
    std::vector<int> notes_;
};

} // namespace

TEST(a_new_stream_is_idle)
{
    Stream stream;
    CHECK(stream.query());
    stream.synchronize();
}

TEST(an_idle_stream_is_taken_by_the_caller)
{
    Stream stream;
    {
        const InlineTurn turn(stream.queue());
        CHECK(turn.is_held());
        std::thread([&] { CHECK(!stream.query()); }).join();
        CHECK_THROWS(trts::Error, stream.query()); // its own work, which would wait for itself
        const InlineTurn second(stream.queue());
        CHECK(!second.is_held());
    }
    CHECK(stream.query());
}

TEST(queued_work_runs_in_order)
{
    Stream stream;
    Gate gate;
    Notes notes;
    stream.queue().push(gate.work());
    for (int i = 0; i < 100; ++i)
    {
        stream.queue().push([&notes, i] { notes.add(i); });
    }
    CHECK(!stream.query());
    CHECK(notes.get().empty());
    gate.open();
    stream.synchronize();
    const std::vector<int> order = notes.get();
    REQUIRE(order.size() == 100);
    CHECK(std::is_sorted(order.begin(), order.end()));
    CHECK(stream.query());
}

TEST(work_queued_behind_inline_work_waits_for_it)
{
    Stream stream;
    Notes notes;
    {
        const InlineTurn turn(stream.queue());
        stream.queue().push([&notes] { notes.add(2); });
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
        notes.add(1);
    }
    stream.synchronize();
    CHECK(notes.get() == std::vector<int>({1, 2}));
}

TEST(the_first_failure_is_given_by_synchronize_once)
{
    Stream stream;
    Notes notes;
    stream.queue().push([] { throw trts::Error(TRTS_EXECUTION_FAILED, "first", 42); });
    stream.queue().push([] { throw trts::Error(TRTS_DEVICE_ERROR, "second"); });
    stream.queue().push([&notes] { notes.add(1); });
    const Failure failure = failure_of([&] { stream.synchronize(); });
    CHECK_EQUAL(failure.status, TRTS_EXECUTION_FAILED);
    CHECK_EQUAL(failure.message, "first");
    CHECK_EQUAL(failure.native_code, 42);
    CHECK(notes.get().size() == 1);
    CHECK_EQUAL(failure_of([&] { stream.synchronize(); }).status, TRTS_OK);
}

TEST(destroying_a_stream_waits_for_its_work)
{
    Notes notes;
    {
        Stream stream;
        stream.queue().push([&notes] {
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
            notes.add(1);
        });
        stream.queue().push([&notes] { notes.add(2); });
    }
    CHECK(notes.get() == std::vector<int>({1, 2}));
}

TEST(a_stream_may_be_destroyed_by_its_own_work)
{
    auto stream = std::make_unique<Stream>();
    std::promise<void> done;
    Gate gate;
    stream->queue().push(gate.work());
    stream->queue().push([&] {
        stream.reset();
        done.set_value();
    });
    gate.open();
    done.get_future().wait();
    CHECK(stream == nullptr);
}

TEST(a_stream_cannot_be_synchronized_from_its_own_work)
{
    Stream stream;
    std::promise<Failure> inside;
    stream.queue().push([&] { inside.set_value(failure_of([&] { stream.synchronize(); })); });
    CHECK_EQUAL(inside.get_future().get().status, TRTS_INVALID_STATE);
    stream.synchronize();
    const InlineTurn turn(stream.queue());
    CHECK_EQUAL(failure_of([&] { stream.synchronize(); }).status, TRTS_INVALID_STATE);
}

TEST(many_threads_may_use_one_stream)
{
    Stream stream;
    std::atomic<int> running{0};
    std::atomic<int> total{0};
    std::atomic<bool> overlapped{false};
    const auto work = [&] {
        if (++running != 1)
        {
            overlapped = true;
        }
        ++total;
        --running;
    };
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t)
    {
        threads.emplace_back([&] {
            for (int i = 0; i < 500; ++i)
            {
                const InlineTurn turn(stream.queue());
                turn.is_held() ? work() : stream.queue().push(work);
            }
            stream.synchronize();
        });
    }
    for (std::thread& thread : threads)
    {
        thread.join();
    }
    CHECK_EQUAL(total.load(), 2000);
    CHECK(!overlapped);
}

TEST(a_raw_handle_is_told_from_other_pointers)
{
    Stream stream;
    CHECK(&Stream::from_native(stream.get_native()) == &stream);
    alignas(16) unsigned char other[64] = {1, 2, 3};
    const Failure failure = failure_of([&] { (void)Stream::from_native(other); });
    CHECK_EQUAL(failure.status, TRTS_INVALID_ARGUMENT);
    CHECK_EQUAL(failure_of([&] { (void)Stream::from_native(other + 1); }).status, TRTS_INVALID_ARGUMENT);
}

TEST(an_event_that_was_never_recorded_counts_as_completed)
{
    Event event;
    Stream stream;
    CHECK(event.query());
    event.synchronize();
    stream.wait_event(&event);
    CHECK(stream.query());
}

TEST(an_event_completes_when_the_work_before_it_is_done)
{
    Stream stream;
    Event event;
    event.record(&stream);
    CHECK(event.query());

    Gate gate;
    Notes notes;
    stream.queue().push(gate.work());
    stream.queue().push([&notes] { notes.add(1); });
    event.record(&stream);
    CHECK(!event.query());
    gate.open();
    event.synchronize();
    CHECK(notes.get() == std::vector<int>({1}));
    CHECK(event.query());
    stream.synchronize();
}

TEST(a_stream_waits_for_another_ones_event)
{
    Stream producer;
    Stream consumer;
    Event event;
    Gate gate;
    Notes notes;
    producer.queue().push(gate.work());
    producer.queue().push([&notes] { notes.add(1); });
    event.record(&producer);
    consumer.wait_event(&event); // does not block
    consumer.queue().push([&notes] { notes.add(2); });
    CHECK(!consumer.query());
    gate.open();
    consumer.synchronize();
    CHECK(notes.get() == std::vector<int>({1, 2}));
    producer.synchronize();
}

TEST(a_wait_means_the_record_of_that_moment)
{
    Stream producer;
    Stream consumer;
    Event event;
    Gate first;
    Gate second;
    producer.queue().push(first.work());
    event.record(&producer);
    consumer.wait_event(&event);
    producer.queue().push(second.work());
    event.record(&producer); // again: the wait above does not move on to it
    first.open();
    consumer.synchronize();
    CHECK(!event.query());
    second.open();
    event.synchronize();
    producer.synchronize();
}

TEST(an_event_may_be_destroyed_while_a_stream_waits_for_it)
{
    Stream producer;
    Stream consumer;
    Gate gate;
    producer.queue().push(gate.work());
    {
        Event event;
        event.record(&producer);
        consumer.wait_event(&event);
    }
    gate.open();
    consumer.synchronize();
    producer.synchronize();
}

TEST(streams_and_events_work_through_the_table)
{
    const trts_api_table& table = cpu_test::table();
    const cpu_test::Native stream = cpu_test::create_stream();
    const cpu_test::Native event = cpu_test::create_event();
    (void)table.event_record(event, stream);
    (void)table.stream_wait_event(stream, event);
    (void)table.stream_synchronize(stream);
    std::int32_t is_idle = 0;
    std::int32_t is_completed = 0;
    (void)table.stream_query(stream, &is_idle);
    (void)table.event_query(event, &is_completed);
    (void)table.event_synchronize(event);
    CHECK_EQUAL(is_idle, 1);
    CHECK_EQUAL(is_completed, 1);
    CHECK(cpu_test::raw(stream) != nullptr);
}
