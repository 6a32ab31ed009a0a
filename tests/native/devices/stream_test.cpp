// Streams: order, and doing things later.
#include <array>
#include <vector>

#include "devices/objects.h"

using namespace device_test;

namespace
{

/// Host functions that write down their number.
struct Notes
{
    struct Note
    {
        Notes* notes;
        int number;
    };
    std::array<Note, 100> all;
    std::vector<int> written;

    void add(const Stream& stream, int number)
    {
        all[static_cast<std::size_t>(number)] = {this, number};
        require(trts_stream_launch_host_function(
            stream.get(),
            [](void* self) {
                const auto* note = static_cast<Note*>(self);
                note->notes->written.push_back(note->number);
            },
            &all[static_cast<std::size_t>(number)]));
    }
};

} // namespace

TEST(a_new_stream_is_idle)
{
    const Stream stream = make_stream();
    CHECK(is_idle(stream));
    require(trts_stream_synchronize(stream.get()));
    void* native = nullptr;
    require(trts_stream_get_native(stream.get(), &native));
    CHECK(native != nullptr);
}

TEST(host_functions_run_later_and_in_order)
{
    Notes notes;
    const Stream stream = make_stream();
    const Gate gate;
    gate.close(stream);
    for (int i = 0; i < 100; ++i)
    {
        notes.add(stream, i);
    }
    CHECK(!is_idle(stream));
    CHECK(notes.written.empty());
    gate.open();
    require(trts_stream_synchronize(stream.get()));
    CHECK(is_idle(stream));
    REQUIRE(notes.written.size() == 100);
    for (int i = 0; i < 100; ++i)
    {
        CHECK_EQUAL(notes.written[static_cast<std::size_t>(i)], i);
    }
}

TEST(streams_do_not_wait_for_each_other)
{
    const Stream held = make_stream();
    const Stream stream = make_stream();
    const Buffer buffer = make_buffer(4);
    const Gate gate;
    gate.close(held);
    // Not a second host function: CUDA runs those of all streams one after another.
    require(trts_buffer_memset_async(buffer.get(), 0, 7, 4, stream.get()));
    require(trts_stream_synchronize(stream.get()));
    CHECK(!is_idle(held));
}

TEST(destroying_a_stream_waits_for_its_work)
{
    Notes notes;
    {
        const Stream stream = make_stream();
        const Gate gate;
        gate.close(stream);
        notes.add(stream, 1);
    }
    CHECK(notes.written.size() == 1);
}

TEST(a_stream_waits_for_another_ones_event)
{
    Notes notes;
    const Stream producer = make_stream();
    const Stream consumer = make_stream();
    const Event event = make_event();
    const Gate gate;
    gate.close(producer);
    notes.add(producer, 1);
    require(trts_event_record(event.get(), producer.get()));
    require(trts_stream_wait_event(consumer.get(), event.get())); // does not block
    notes.add(consumer, 2);
    CHECK(!is_idle(consumer));
    gate.open();
    require(trts_stream_synchronize(consumer.get()));
    CHECK(notes.written == std::vector<int>({1, 2}));
}

TEST(unknown_stream_flags_are_refused)
{
    trts_stream* stream = nullptr;
    const Outcome refused = outcome(trts_stream_create_with_priority(library(), 0, 2, 0, &stream));
    CHECK_EQUAL(refused.status, TRTS_INVALID_ARGUMENT);
    CHECK(refused.says("stream flags are 2"));
    CHECK(stream == nullptr);
}

TEST(a_host_function_must_be_there)
{
    const Stream stream = make_stream();
    CHECK_EQUAL(outcome(trts_stream_launch_host_function(stream.get(), nullptr, nullptr)).status,
                TRTS_INVALID_ARGUMENT);
    CHECK_EQUAL(outcome(trts_stream_launch_host_function(
                            nullptr, [](void*) {}, nullptr))
                    .status,
                TRTS_INVALID_ARGUMENT);
}
