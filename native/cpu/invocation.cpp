#include "cpu/invocation.h"

#include "core/error.h"

namespace trts::cpu
{
namespace
{

[[noreturn]] void fail_state(const std::string& message)
{
    throw Error(TRTS_INVALID_STATE, message);
}

} // namespace

Invocation::Invocation(std::shared_ptr<const EngineState> engine) : engine_(std::move(engine))
{
    input_names_.reserve(engine_->input_count());
    inputs_.reserve(engine_->input_count());
    output_names_.reserve(engine_->output_count());
    outputs_.reserve(engine_->output_count());
}

void Invocation::add_input(const IoTensor& tensor, const Shape& shape, const Binding& binding)
{
    if (binding.address == nullptr)
    {
        fail_state("input '" + tensor.name + "' has no memory: set its address before enqueueing");
    }
    bind(tensor, binding, require_byte_size(tensor, shape));
    input_values_.push_back(make_value(tensor, shape, binding.address));
    inputs_.push_back(input_values_.back().get());
    input_names_.push_back(tensor.name.c_str());
}

void Invocation::add_output(const IoTensor& tensor, const std::optional<Shape>& shape, const Binding& binding)
{
    const bool has_allocator = binding.allocator != nullptr;
    if (!has_allocator && binding.address == nullptr)
    {
        fail_state("output '" + tensor.name +
                   "' has no memory: set its address or an output allocator before "
                   "enqueueing");
    }
    Output output;
    output.tensor = &tensor;
    output.address = binding.address;
    output.allocator = binding.allocator;
    if (shape && is_complete(*shape))
    {
        output.shape = shape;
        output.byte_size = require_byte_size(tensor, *shape);
    }
    else if (!has_allocator)
    {
        fail_state("the shape of output '" + tensor.name + "'" + (shape ? ", " + text_of(*shape) + "," : "") +
                   " depends on data: set an output allocator for it instead of a fixed address");
    }
    if (!has_allocator)
    {
        bind(tensor, binding, output.byte_size);
        (void)output_value(output, output.address);
    }
    outputs_.push_back(std::move(output));
    output_names_.push_back(tensor.name.c_str());
}

OrtValue* Invocation::output_value(Output& output, void* address) const
{
    if (output.value == nullptr || output.value_address != address)
    {
        output.value = make_value(*output.tensor, *output.shape, address);
        output.value_address = address;
    }
    return output.value.get();
}

void Invocation::hold_buffers(std::vector<std::shared_ptr<Memory>>& held) const
{
    for (const BoundBuffer& buffer : buffers_)
    {
        std::shared_ptr<Memory> memory = buffer.memory.lock();
        if (memory == nullptr)
        {
            fail_state("tensor '" + buffer.tensor->name +
                       "' is bound to a buffer that was destroyed: set its address "
                       "again");
        }
        held.push_back(std::move(memory));
    }
}

OrtOwned<OrtValue> Invocation::make_value(const IoTensor& tensor, const Shape& shape, void* address) const
{
    const Ort& ort = engine_->library().ort;
    OrtValue* value = nullptr;
    ort.check(ort.api().CreateTensorWithDataAsOrtValue(
                  ort.cpu_memory(), address, static_cast<std::size_t>(require_byte_size(tensor, shape)), shape.data(),
                  shape.size(), static_cast<ort::ElementType>(element_type_of(tensor.type)), &value),
              TRTS_INTERNAL_ERROR, "ONNX Runtime cannot use a tensor's memory");
    return own(ort, value);
}

std::int64_t Invocation::require_byte_size(const IoTensor& tensor, const Shape& shape) const
{
    const std::optional<std::int64_t> count = element_count(shape);
    const std::optional<std::int64_t> bytes = count ? byte_size(tensor.type, *count) : std::nullopt;
    if (!bytes)
    {
        fail_state("tensor '" + tensor.name + "' of shape " + text_of(shape) + " has more bytes than can be addressed");
    }
    return *bytes;
}

void Invocation::bind(const IoTensor& tensor, const Binding& binding, std::int64_t needed)
{
    if (!binding.is_in_buffer)
    {
        return; // memory of the application's own: how much there is, only the application knows
    }
    const std::shared_ptr<Memory> memory = binding.memory.lock();
    if (memory != nullptr && memory->bytes_from(binding.address) < needed)
    {
        fail_state("tensor '" + tensor.name + "' needs " + std::to_string(needed) + " bytes, but its buffer has " +
                   std::to_string(memory->bytes_from(binding.address)) + " from the address that was set");
    }
    buffers_.push_back({&tensor, binding.memory});
}

} // namespace trts::cpu
