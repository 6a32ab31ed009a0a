#include "world.h"

#include <chrono>

namespace fake_cuda
{

World& world()
{
    static World& instance = []() -> World& {
        World& made = *new World(); // immortal: streams' threads may outlive main
        for (int i = 0; i < most_devices; ++i)
        {
            made.devices[i].ordinal = i;
        }
        set_default_limits(made);
        return made;
    }();
    return instance;
}

void set_default_limits(World& all)
{
    for (Device& device : all.devices)
    {
        device.total = std::int64_t{1} << 30;
    }
    all.host_total = std::int64_t{256} << 20;
}

std::vector<Device*>& context_stack()
{
    thread_local std::vector<Device*> stack;
    return stack;
}

CUresult Device::error() const
{
    const std::lock_guard lock(world().mutex);
    return broken;
}

void Device::break_down(CUresult code)
{
    const std::lock_guard lock(world().mutex);
    broken = broken == success ? code : broken;
}

void Record::finish()
{
    const std::lock_guard lock(mutex_);
    const auto now = std::chrono::steady_clock::now().time_since_epoch();
    nanoseconds_ = std::chrono::duration_cast<std::chrono::nanoseconds>(now).count();
    is_done_ = true;
    changed_.notify_all();
}

void Record::wait()
{
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return is_done_; });
}

bool Record::is_done() const
{
    const std::lock_guard lock(mutex_);
    return is_done_;
}

std::int64_t Record::nanoseconds() const
{
    const std::lock_guard lock(mutex_);
    return nanoseconds_;
}

Device* device_of(CUcontext context)
{
    for (Device& device : world().devices)
    {
        if (device.context() == context)
        {
            return &device;
        }
    }
    return nullptr;
}

std::shared_ptr<Stream> find_stream(CUstream stream)
{
    World& all = world();
    const std::lock_guard lock(all.mutex);
    if (reinterpret_cast<std::uintptr_t>(stream) <= 2) // null, CU_STREAM_LEGACY, CU_STREAM_PER_THREAD
    {
        Device& device = *context_stack().back();
        if (device.null_stream == nullptr)
        {
            device.null_stream = std::make_shared<Stream>(device, 0, 0);
        }
        return device.null_stream;
    }
    const auto found = all.streams.find(stream);
    return found == all.streams.end() ? nullptr : found->second;
}

std::shared_ptr<Event> find_event(CUevent event)
{
    World& all = world();
    const std::lock_guard lock(all.mutex);
    const auto found = all.events.find(event);
    return found == all.events.end() ? nullptr : found->second;
}

void wait_for_device(Device& device)
{
    World& all = world();
    std::vector<std::shared_ptr<Stream>> streams;
    {
        const std::lock_guard lock(all.mutex);
        for (const auto& [handle, stream] : all.streams)
        {
            if (&stream->device == &device)
            {
                streams.push_back(stream);
            }
        }
        if (device.null_stream != nullptr)
        {
            streams.push_back(device.null_stream);
        }
    }
    for (const std::shared_ptr<Stream>& stream : streams)
    {
        stream->wait_until_idle();
    }
}

} // namespace fake_cuda
