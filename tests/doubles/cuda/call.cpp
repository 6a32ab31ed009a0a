#include "call.h"

#include <chrono>
#include <thread>

namespace fake_cuda
{

Call::Call(const char* name, Needs needs)
{
    World& all = world();
    int delay = 0;
    {
        const std::lock_guard lock(all.mutex);
        ++all.calls[name];
        const auto found = all.delays.find(name);
        delay = found == all.delays.end() ? 0 : found->second;
    }
    if (delay > 0)
    {
        std::this_thread::sleep_for(std::chrono::milliseconds(delay));
    }
    const std::lock_guard lock(all.mutex);
    device_ = context_stack().empty() ? nullptr : context_stack().back();
    if (Stream::is_in_host_function() && needs != Needs::nothing)
    {
        refusal_ = not_permitted;
    }
    else if (!all.is_initialized && needs != Needs::nothing)
    {
        refusal_ = not_initialized;
    }
    else if (device_ == nullptr && (needs == Needs::context || needs == Needs::broken_context))
    {
        refusal_ = invalid_context;
    }
    else if (needs == Needs::context && device_->broken != success)
    {
        refusal_ = device_->broken;
    }
    else
    {
        refusal_ = take_fault(all, name);
    }
}

/// The code that the call fails with.
CUresult Call::take_fault(World& all, const char* name)
{
    const auto found = all.faults.find(name);
    if (found == all.faults.end())
    {
        return success;
    }
    Fault& fault = found->second;
    if (fault.skip > 0)
    {
        --fault.skip;
        return success;
    }
    const Fault now = fault;
    if (--fault.times <= 0)
    {
        all.faults.erase(found);
    }
    if (now.kind == Fault::Kind::later)
    {
        fault_of_work_ = now.code;
        return success;
    }
    if (now.kind == Fault::Kind::for_good)
    {
        Device& broken = device_ == nullptr ? all.devices[0] : *device_;
        broken.broken = now.code;
    }
    return now.code;
}

} // namespace fake_cuda
