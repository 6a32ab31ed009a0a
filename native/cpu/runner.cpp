#include "cpu/runner.h"

#include <algorithm>
#include <cstring>

#include "core/error.h"

namespace trts::cpu
{
namespace
{

OrtOwned<OrtRunOptions> make_options(const Ort& ort)
{
    OrtRunOptions* options = nullptr;
    ort.check(ort.api().CreateRunOptions(&options), TRTS_INTERNAL_ERROR, "no run options");
    return own(ort, options);
}

[[noreturn]] void fail_cancelled()
{
    throw Error(TRTS_CANCELLED, "the inference was cancelled");
}

Shape shape_of_value(const Ort& ort, const OrtValue* value)
{
    const auto check = [&](OrtStatus* status) { ort.check(status, TRTS_INTERNAL_ERROR, "an output cannot be read"); };
    OrtTensorTypeAndShapeInfo* raw = nullptr;
    check(ort.api().GetTensorTypeAndShape(value, &raw));
    const OrtOwned<OrtTensorTypeAndShapeInfo> info = own(ort, raw);
    std::size_t rank = 0;
    check(ort.api().GetDimensionsCount(raw, &rank));
    Shape shape(rank);
    check(ort.api().GetDimensions(raw, shape.data(), rank));
    return shape;
}

} // namespace

/// The right to run; taken for one run.
class Runner::Turn
{
  public:
    Turn(Runner& runner, std::uint64_t ticket) : runner_(runner)
    {
        const std::lock_guard lock(runner_.mutex_);
        if (runner_.is_running_)
        {
            throw Error(TRTS_INVALID_STATE,
                        "the context already runs an inference, on another thread or stream: use one "
                        "context for each, or wait for the first");
        }
        if (ticket <= runner_.cancelled_up_to_)
        {
            fail_cancelled();
        }
        if (runner_.is_terminated_)
        {
            runner_.ort_.check(runner_.ort_.api().RunOptionsUnsetTerminate(runner_.options_.get()), TRTS_INTERNAL_ERROR,
                               "the run options cannot be reset");
            runner_.is_terminated_ = false;
        }
        runner_.is_running_ = true;
    }
    ~Turn()
    {
        runner_.held_.clear();
        const std::lock_guard lock(runner_.mutex_);
        runner_.is_running_ = false;
    }
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;

  private:
    Runner& runner_;
};

Runner::Runner(const EngineState& engine) : ort_(engine.library().ort), options_(make_options(ort_))
{
    if (!engine.plugins().empty())
    {
        plugins_ = std::make_unique<AttachedPlugins>(ort_, engine.plugins());
    }
}

std::uint64_t Runner::issue_ticket()
{
    const std::lock_guard lock(mutex_);
    return ++issued_;
}

void Runner::cancel() noexcept
{
    const std::lock_guard lock(mutex_);
    cancelled_up_to_ = issued_;
    if (is_running_ && !is_terminated_)
    {
        OrtStatus* status = ort_.api().RunOptionsSetTerminate(options_.get());
        is_terminated_ = status == nullptr;
        if (status != nullptr)
        {
            ort_.api().ReleaseStatus(status);
        }
    }
}

void Runner::run(Invocation& invocation, std::uint64_t ticket, void* stream)
{
    const Turn turn(*this, ticket);
    invocation.hold_buffers(held_);
    call(invocation, ticket, stream);
}

void Runner::call(Invocation& invocation, std::uint64_t ticket, void* stream)
{
    outputs_.clear();
    for (Invocation::Output& output : invocation.outputs())
    {
        void* address = output.address;
        if (output.shape && output.allocator != nullptr)
        {
            address = output.allocator->reallocate(output.tensor->name.c_str(), address, output.byte_size, stream);
        }
        outputs_.push_back(output.shape ? invocation.output_value(output, address) : nullptr);
    }

    const EngineState& engine = invocation.engine();
    std::optional<AttachedPlugins::Scope> scope;
    if (plugins_ != nullptr)
    {
        scope.emplace(*plugins_, stream);
    }
    OrtStatus* status =
        ort_.api().Run(engine.session(), options_.get(), invocation.input_names().data(), invocation.inputs().data(),
                       invocation.inputs().size(), invocation.output_names().data(), outputs_.size(), outputs_.data());
    if (status != nullptr)
    {
        bool is_cancelled = false;
        {
            const std::lock_guard lock(mutex_);
            is_cancelled = ticket <= cancelled_up_to_;
        }
        if (is_cancelled)
        {
            ort_.api().ReleaseStatus(status);
            fail_cancelled();
        }
        const std::string what = "inference with engine '" + engine.header().network_name + "' failed";
        ort_.check(status, TRTS_EXECUTION_FAILED, what.c_str());
    }

    // Owned at once: a callback that fails for one output must not leak the others.
    std::vector<OrtOwned<OrtValue>> allocated;
    for (std::size_t i = 0; i < outputs_.size(); ++i)
    {
        if (!invocation.outputs()[i].shape)
        {
            allocated.push_back(own(ort_, outputs_[i]));
        }
    }
    auto next_allocated = allocated.begin();
    for (Invocation::Output& output : invocation.outputs())
    {
        if (!output.shape)
        {
            deliver(output, std::move(*next_allocated++), stream);
        }
        else if (output.allocator != nullptr)
        {
            output.allocator->notify_shape(output.tensor->name.c_str(), *output.shape);
        }
    }
}

/// Hands an output that ONNX Runtime allocated to the application's allocator.
void Runner::deliver(Invocation::Output& output, OrtOwned<OrtValue> value, void* stream) const
{
    const auto check = [&](OrtStatus* status) { ort_.check(status, TRTS_INTERNAL_ERROR, "an output cannot be read"); };
    const std::string& name = output.tensor->name;
    const Shape shape = shape_of_value(ort_, value.get());
    if (shape.size() > max_rank)
    {
        throw Error(TRTS_EXECUTION_FAILED, "output '" + name + "' has " + std::to_string(shape.size()) +
                                               " dimensions; a tensor has at most " + std::to_string(max_rank));
    }
    std::size_t size = 0;
    void* data = nullptr;
    check(ort_.api().GetTensorSizeInBytes(value.get(), &size));
    check(ort_.api().GetTensorMutableData(value.get(), &data));

    void* memory = output.allocator->reallocate(name.c_str(), output.address, static_cast<std::int64_t>(size), stream);
    if (size > 0)
    {
        std::memcpy(memory, data, size);
    }
    output.allocator->notify_shape(name.c_str(), shape);
}

} // namespace trts::cpu
