// Several threads.
#include <atomic>
#include <thread>
#include <vector>

#include "devices/objects.h"

using namespace device_test;

namespace
{

template <typename Body>
void on_threads(int count, const Body& body)
{
    (void)library(); // where there is none, the test ends here and not in a thread
    std::vector<std::thread> threads;
    for (int i = 0; i < count; ++i)
    {
        threads.emplace_back([&body, i] { body(i); });
    }
    for (std::thread& thread : threads)
    {
        thread.join();
    }
}

} // namespace

TEST(threads_have_streams_and_memory_of_their_own)
{
    const std::int32_t devices = device_count();
    const std::string before = live_objects();
    std::atomic<int> wrong{0};
    on_threads(4, [&](int thread) {
        const std::int32_t device = thread % devices;
        for (int round = 0; round < 50; ++round)
        {
            const auto value = static_cast<unsigned char>(thread * 50 + round);
            const Stream stream = make_stream(device);
            const Event event = make_event(device);
            const Buffer buffer = make_buffer(256, device);
            const Buffer copy = make_buffer(256, device);
            const HostBuffer host_buffer = make_host_buffer(256);
            const auto* bytes = address_of<unsigned char>(host_buffer);
            require(trts_buffer_memset_async(buffer.get(), 0, value, 256, stream.get()));
            require(trts_buffer_copy_from_buffer_async(copy.get(), 0, buffer.get(), 0, 256, stream.get()));
            require(
                trts_buffer_copy_to_host_async(copy.get(), 0, const_cast<unsigned char*>(bytes), 256, stream.get()));
            require(trts_event_record(event.get(), stream.get()));
            require(trts_event_synchronize(event.get()));
            for (int i = 0; i < 256; ++i)
            {
                wrong += bytes[i] == value ? 0 : 1;
            }
        }
    });
    CHECK_EQUAL(wrong.load(), 0);
    CHECK_EQUAL(live_objects(), before);
}

TEST(threads_may_share_a_stream)
{
    const Stream stream = make_stream();
    struct Count
    {
        std::atomic<int> running{0};
        int total = 0; // of one stream, whose functions never run at once
        std::atomic<bool> overlapped{false};
    } count;
    on_threads(4, [&](int) {
        const Event event = make_event();
        for (int i = 0; i < 100; ++i)
        {
            require(trts_stream_launch_host_function(
                stream.get(),
                [](void* self) {
                    auto& counted = *static_cast<Count*>(self);
                    counted.overlapped = counted.overlapped || ++counted.running != 1;
                    ++counted.total;
                    --counted.running;
                },
                &count));
            require(trts_event_record(event.get(), stream.get()));
            (void)is_idle(stream);
            (void)is_completed(event);
        }
        require(trts_event_synchronize(event.get()));
    });
    require(trts_stream_synchronize(stream.get()));
    CHECK_EQUAL(count.total, 400);
    CHECK(!count.overlapped);
}

TEST(threads_may_wait_for_one_event)
{
    const Stream stream = make_stream();
    const Event event = make_event();
    const Gate gate;
    gate.close(stream);
    require(trts_event_record(event.get(), stream.get()));
    std::atomic<int> waiting{0};
    on_threads(5, [&](int thread) {
        if (thread == 4)
        {
            while (waiting < 4)
            {
                std::this_thread::yield();
            }
            gate.open();
            return;
        }
        const bool was_completed = is_completed(event);
        ++waiting;
        require(trts_event_synchronize(event.get()));
        CHECK(!was_completed);
    });
    CHECK(is_completed(event));
}
