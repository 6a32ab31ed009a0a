// What all functions of the driver have in common: they are counted, delayed and made to fail, and need a context.
#pragma once

#include "world.h"

namespace fake_cuda
{

enum class Needs
{
    nothing,
    initialized,
    context,        // and that its device is well
    broken_context, // the function also works on a device that has failed, whose error it then tells
};

/// One call of the driver function `name`.
class Call final
{
  public:
    Call(const char* name, Needs needs);

    /// What the function answers without doing anything; success where it is to be done.
    CUresult refusal() const { return refusal_; }

    /// The device of the current context.
    Device& device() const { return *device_; }

    /// Of the stream's work; 0 for none.
    CUresult fault_of_work() const { return fault_of_work_; }

  private:
    CUresult take_fault(World& all, const char* name);

    Device* device_ = nullptr;
    CUresult refusal_ = success;
    CUresult fault_of_work_ = success;
};

template <typename Body>
CUresult call(const char* name, Needs needs, const Body& body)
{
    const Call made(name, needs);
    return made.refusal() != success ? made.refusal() : body(made);
}

} // namespace fake_cuda
