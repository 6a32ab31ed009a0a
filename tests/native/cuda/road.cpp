#include "road.h"

namespace cuda_test
{
namespace
{

/// Throws the outcome of a call that failed.
void step(trts_status status)
{
    if (status != TRTS_OK)
    {
        throw outcome(status);
    }
}

template <typename Owner, typename Create, typename... A>
Owner made(const Create& create, A... arguments)
{
    typename Owner::pointer handle = nullptr;
    step(create(arguments..., &handle));
    return Owner(handle);
}

/// The head of a kernel that the fake driver knows.
constexpr char ptx[] = ".version 6.0\n.target sm_70\n.address_size 64\n"
                       ".visible .entry clamp01(.param .u64 x, .param .u64 y, .param .f32 slope, .param .u32 count) { ret; }";

void ask_devices(trts_library* library)
{
    std::int32_t number = 0;
    std::int32_t other = 0;
    std::int64_t size = 0;
    std::int64_t other_size = 0;
    const char* name = nullptr;
    step(trts_device_get_count(library, &number));
    step(trts_device_get_driver_version(library, &number));
    step(trts_device_get_current(library, &number));
    step(trts_device_get_name(library, 0, &name));
    step(trts_device_get_compute_capability(library, 0, &number, &other));
    step(trts_device_get_memory_info(library, 0, &size, &other_size));
    step(trts_device_get_stream_priority_range(library, 0, &number, &other));
    step(trts_device_synchronize(library, 1));
}

} // namespace

Outcome try_the_road(trts_library* library, const std::function<void()>& at_end)
{
    try
    {
        const auto event = made<Event>(trts_event_create_with_flags, library, 0, 0);
        const auto end = made<Event>(trts_event_create_with_flags, library, 0, 0);
        const auto default_event = made<Event>(trts_event_create, library);
        const auto buffer = made<Buffer>(trts_buffer_create_on_device, library, 0, 64);
        const auto other_buffer = made<Buffer>(trts_buffer_create_on_device, library, 0, 64);
        const auto default_buffer = made<Buffer>(trts_buffer_create, library, 64);
        const auto far_buffer = made<Buffer>(trts_buffer_create_on_device, library, 1, 64);
        const auto host_buffer = made<HostBuffer>(trts_host_buffer_create, library, 0, 64);
        const auto module =
            made<DeviceModule>(trts_device_module_create, library, 0, ptx, static_cast<std::int64_t>(sizeof(ptx)));
        // Last, so that they go first, after their work: it uses the memory above.
        const auto stream = made<Stream>(trts_stream_create_with_priority, library, 0, 1, -1);
        const auto other_stream = made<Stream>(trts_stream_create, library);
        void* host = nullptr;
        step(trts_host_buffer_get_address(host_buffer.get(), &host));

        step(trts_event_record(event.get(), stream.get()));
        step(trts_buffer_memset_async(buffer.get(), 0, 5, 64, stream.get()));
        step(trts_buffer_copy_from_buffer_async(other_buffer.get(), 0, buffer.get(), 0, 64, stream.get()));
        step(trts_buffer_copy_to_host_async(other_buffer.get(), 0, host, 64, stream.get()));
        step(trts_buffer_copy_from_host_async(buffer.get(), 0, host, 64, stream.get()));
        step(trts_stream_launch_host_function(
            stream.get(), [](void*) {}, nullptr));
        step(trts_event_record(end.get(), stream.get()));
        step(trts_stream_wait_event(other_stream.get(), end.get()));
        std::int32_t is_done = 0;
        step(trts_stream_query(other_stream.get(), &is_done));
        step(trts_event_query(end.get(), &is_done));
        step(trts_event_synchronize(end.get()));
        step(trts_stream_synchronize(stream.get()));
        step(trts_stream_synchronize(other_stream.get()));
        float milliseconds = 0;
        step(trts_event_get_elapsed_time(event.get(), end.get(), &milliseconds));

        unsigned char bytes[64] = {};
        step(trts_buffer_copy_from_buffer(far_buffer.get(), 0, buffer.get(), 0, 64));
        step(trts_buffer_copy_to_host(far_buffer.get(), 0, bytes, 64));
        step(trts_buffer_copy_from_host(buffer.get(), 0, bytes, 64));
        step(trts_buffer_memset(buffer.get(), 0, 0, 64));
        void* address = nullptr;
        step(trts_buffer_get_address(buffer.get(), &address));
        void* kernel = nullptr;
        step(trts_device_module_get_kernel(module.get(), "clamp01", &kernel));
        float slope = 1;
        std::uint32_t none = 0;
        void* parameters[] = {&address, &address, &slope, &none};
        const trts_launch_size size{{1, 1, 1}, {1, 1, 1}, 0};
        void* native_stream = nullptr;
        step(trts_stream_get_native(stream.get(), &native_stream));
        step(trts_device_module_launch(module.get(), kernel, &size, native_stream, parameters));
        step(trts_memory_is_on_device(library, address, &is_done));
        step(trts_memory_copy_from_host(library, address, bytes, 64));
        step(trts_memory_copy_to_host(library, bytes, address, 64, native_stream));
        for (const unsigned char byte : bytes)
        {
            CHECK_EQUAL(static_cast<int>(byte), 5);
        }
        ask_devices(library);
        if (at_end)
        {
            at_end();
        }
        return {};
    }
    catch (const Outcome& failure)
    {
        return failure;
    }
}

void walk_the_road(trts_library* library)
{
    const Outcome result = try_the_road(library);
    if (result.status != TRTS_OK)
    {
        harness::report_failure(__FILE__, __LINE__, result.message);
        throw harness::Stopped{};
    }
}

} // namespace cuda_test
