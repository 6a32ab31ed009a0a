// The calls of an inference loop allocate nothing.
#include <vector>

#include "allocations.h"
#include "fixture.h"

using namespace cuda_test;

TEST(a_repeated_loop_allocates_nothing)
{
    const Stream stream = make_stream();
    const Stream other_stream = make_stream();
    const Event event = make_event();
    const Event end = make_event();
    const Buffer buffer = make_buffer(64);
    const Buffer other_buffer = make_buffer(64);
    const HostBuffer host_buffer = make_host_buffer(64);
    void* host = address_of<void>(host_buffer);
    const auto loop = [&] {
        std::int32_t done = 0;
        float milliseconds = 0;
        require(trts_event_record(event.get(), stream.get()));
        require(trts_buffer_copy_from_host_async(buffer.get(), 0, host, 64, stream.get()));
        require(trts_buffer_copy_from_buffer_async(other_buffer.get(), 0, buffer.get(), 0, 64, stream.get()));
        require(trts_buffer_memset_async(buffer.get(), 0, 0, 64, stream.get()));
        require(trts_buffer_copy_to_host_async(other_buffer.get(), 0, host, 64, stream.get()));
        require(trts_stream_launch_host_function(
            stream.get(), [](void*) {}, nullptr));
        require(trts_event_record(end.get(), stream.get()));
        require(trts_stream_wait_event(other_stream.get(), end.get()));
        require(trts_stream_query(stream.get(), &done)); // answers "not ready", or not
        require(trts_event_query(end.get(), &done));
        require(trts_event_synchronize(end.get()));
        require(trts_stream_synchronize(stream.get()));
        require(trts_stream_synchronize(other_stream.get()));
        require(trts_event_get_elapsed_time(event.get(), end.get(), &milliseconds));
        require(trts_buffer_copy_to_host(buffer.get(), 0, host, 64));
    };
    loop();
    CHECK_EQUAL(harness::allocations_of([] { const std::vector<int> probe(3); }), 1); // the counter itself works
    CHECK_EQUAL(harness::allocations_of(loop), 0);
}
