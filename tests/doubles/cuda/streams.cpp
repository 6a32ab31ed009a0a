#include <algorithm>

#include "call.h"

using namespace fake_cuda;

namespace
{

CUresult create(const Call& made, CUstream* stream, unsigned flags, int priority)
{
    if (flags > 1)
    {
        return invalid_value;
    }
    World& all = world();
    const std::lock_guard lock(all.mutex);
    *stream = reinterpret_cast<CUstream>(all.next_handle += 16);
    all.streams.emplace(*stream, std::make_shared<Stream>(made.device(), flags, std::clamp(priority, -5, 0)));
    return success;
}

} // namespace

CUresult cuStreamCreate(CUstream* stream, unsigned flags)
{
    return call("cuStreamCreate", Needs::context, [&](const Call& made) { return create(made, stream, flags, 0); });
}

CUresult cuStreamCreateWithPriority(CUstream* stream, unsigned flags, int priority)
{
    return call("cuStreamCreateWithPriority", Needs::context,
                [&](const Call& made) { return create(made, stream, flags, priority); });
}

CUresult cuStreamGetFlags(CUstream stream, unsigned* flags)
{
    return call("cuStreamGetFlags", Needs::context, [&](const Call&) {
        const std::shared_ptr<Stream> found = find_stream(stream);
        if (found == nullptr)
        {
            return invalid_handle;
        }
        *flags = found->flags;
        return success;
    });
}

CUresult cuStreamGetPriority(CUstream stream, int* priority)
{
    return call("cuStreamGetPriority", Needs::context, [&](const Call&) {
        const std::shared_ptr<Stream> found = find_stream(stream);
        if (found == nullptr)
        {
            return invalid_handle;
        }
        *priority = found->priority;
        return success;
    });
}

CUresult cuStreamDestroy_v2(CUstream stream)
{
    return call("cuStreamDestroy", Needs::broken_context, [&](const Call&) {
        std::shared_ptr<Stream> destroyed;
        {
            World& all = world();
            const std::lock_guard lock(all.mutex);
            const auto found = all.streams.find(stream);
            if (found == all.streams.end())
            {
                return invalid_handle;
            }
            destroyed = std::move(found->second);
            all.streams.erase(found);
        }
        destroyed->close();
        return destroyed->device.error();
    });
}

CUresult cuStreamSynchronize(CUstream stream)
{
    return call("cuStreamSynchronize", Needs::context, [&](const Call&) {
        const std::shared_ptr<Stream> found = find_stream(stream);
        if (found == nullptr)
        {
            return invalid_handle;
        }
        found->wait_until_idle();
        return found->device.error();
    });
}

CUresult cuStreamQuery(CUstream stream)
{
    return call("cuStreamQuery", Needs::context, [&](const Call&) {
        const std::shared_ptr<Stream> found = find_stream(stream);
        if (found == nullptr)
        {
            return invalid_handle;
        }
        const bool is_idle = found->is_idle();
        const CUresult error = found->device.error();
        return error != success ? error : is_idle ? success : not_ready;
    });
}

CUresult cuStreamWaitEvent(CUstream stream, CUevent event, unsigned flags)
{
    return call("cuStreamWaitEvent", Needs::context, [&](const Call&) {
        const std::shared_ptr<Stream> waiting = find_stream(stream);
        const std::shared_ptr<Event> awaited = find_event(event);
        if (waiting == nullptr || awaited == nullptr)
        {
            return invalid_handle;
        }
        if (flags != 0)
        {
            return invalid_value;
        }
        std::unique_lock lock(world().mutex);
        const std::shared_ptr<Record> record = awaited->last;
        lock.unlock();
        if (record != nullptr && !record->is_done())
        {
            waiting->push_marker([record] { record->wait(); });
        }
        return success;
    });
}

CUresult cuLaunchHostFunc(CUstream stream, CUhostFn function, void* user_data)
{
    return call("cuLaunchHostFunc", Needs::context, [&](const Call& made) {
        const std::shared_ptr<Stream> found = find_stream(stream);
        if (found == nullptr)
        {
            return invalid_handle;
        }
        if (function == nullptr)
        {
            return invalid_value;
        }
        found->push([function, user_data] { Stream::run_host_function(function, user_data); }, made.fault_of_work());
        return success;
    });
}
