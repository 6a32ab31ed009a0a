#include "call.h"

using namespace fake_cuda;

namespace
{

/// A context that somebody has retained; null for what is none.
Device* find_context(CUcontext context)
{
    const std::lock_guard lock(world().mutex);
    Device* device = device_of(context);
    return device != nullptr && device->retains > 0 ? device : nullptr;
}

} // namespace

CUresult cuCtxGetCurrent(CUcontext* context)
{
    return call("cuCtxGetCurrent", Needs::initialized, [&](const Call&) {
        *context = context_stack().empty() ? nullptr : context_stack().back()->context();
        return success;
    });
}

CUresult cuCtxSetCurrent(CUcontext context)
{
    return call("cuCtxSetCurrent", Needs::initialized, [&](const Call&) {
        Device* device = find_context(context);
        if (context != nullptr && device == nullptr)
        {
            return invalid_context;
        }
        if (!context_stack().empty())
        {
            context_stack().pop_back();
        }
        if (device != nullptr)
        {
            context_stack().push_back(device);
        }
        return success;
    });
}

CUresult cuCtxPushCurrent_v2(CUcontext context)
{
    return call("cuCtxPushCurrent", Needs::initialized, [&](const Call&) {
        Device* device = find_context(context);
        if (device == nullptr)
        {
            return invalid_context;
        }
        context_stack().push_back(device);
        return success;
    });
}

CUresult cuCtxPopCurrent_v2(CUcontext* context)
{
    return call("cuCtxPopCurrent", Needs::initialized, [&](const Call&) {
        if (context_stack().empty())
        {
            return invalid_context;
        }
        *context = context_stack().back()->context();
        context_stack().pop_back();
        return success;
    });
}

CUresult cuCtxGetDevice(CUdevice* device)
{
    return call("cuCtxGetDevice", Needs::broken_context, [&](const Call& made) {
        *device = made.device().ordinal;
        return success;
    });
}

CUresult cuCtxSynchronize()
{
    return call("cuCtxSynchronize", Needs::context, [&](const Call& made) {
        wait_for_device(made.device());
        return made.device().error();
    });
}

CUresult cuCtxGetStreamPriorityRange(int* least, int* greatest)
{
    return call("cuCtxGetStreamPriorityRange", Needs::context, [&](const Call&) {
        *least = 0;
        *greatest = -5;
        return success;
    });
}
