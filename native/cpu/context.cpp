#include "cpu/context.h"

#include <algorithm>

#include "core/dispatch/entry.h"
#include "core/error.h"
#include "cpu/stream.h"

namespace trts::cpu
{

Context::Context(std::shared_ptr<const EngineState> engine)
    : engine_(std::move(engine)), runner_(std::make_shared<Runner>(*engine_)),
      input_shapes_(engine_->input_count()), bindings_(engine_->tensors().size())
{
    select_profile(0);
}

/// Dynamic dimensions are to be set anew, but for those that the profile leaves no choice.
void Context::select_profile(std::size_t profile_index)
{
    profile_ = profile_index;
    const ProfileRanges& ranges = engine_->header().profiles[profile_index];
    for (std::size_t input = 0; input < input_shapes_.size(); ++input)
    {
        Shape shape = *engine_->tensors()[input].shape;
        for (std::size_t axis = 0; axis < shape.size(); ++axis)
        {
            if (ranges[input].min[axis] == ranges[input].max[axis])
            {
                shape[axis] = ranges[input].min[axis];
            }
        }
        input_shapes_[input] = std::move(shape);
    }
    output_shapes_.reset();
    invocation_.reset();
}

void Context::set_input_shape(const char* tensor_name, const trts_dims* dims)
{
    const std::size_t input = engine_->require_input(tensor_name);
    const std::lock_guard lock(mutex_);
    const Shape& current = input_shapes_[input];
    const bool is_unchanged = dims->nb_dims == static_cast<std::int32_t>(current.size()) &&
                              std::equal(current.begin(), current.end(), dims->d) && is_complete(current);
    if (is_unchanged)
    {
        return;
    }
    Shape shape = shape_of(*dims, "input '" + engine_->tensors()[input].name + "'");
    require_fits_profile(input, shape);
    input_shapes_[input] = std::move(shape);
    output_shapes_.reset();
    invocation_.reset();
}

void Context::require_fits_profile(std::size_t input, const Shape& shape) const
{
    const IoTensor& tensor = engine_->tensors()[input];
    const ProfileRange& range = engine_->header().profiles[profile_][input];
    if (shape.size() != tensor.shape->size())
    {
        throw Error(TRTS_INVALID_ARGUMENT, "input '" + tensor.name + "' has " + std::to_string(tensor.shape->size()) +
                                               " dimensions, " + text_of(*tensor.shape) + "; the shape " +
                                               text_of(shape) + " has " + std::to_string(shape.size()));
    }
    for (std::size_t axis = 0; axis < shape.size(); ++axis)
    {
        if (shape[axis] >= range.min[axis] && shape[axis] <= range.max[axis])
        {
            continue;
        }
        const std::string what =
            "input '" + tensor.name + "', dimension " + std::to_string(axis) + ": " + std::to_string(shape[axis]);
        const bool is_fixed = (*tensor.shape)[axis] != -1;
        throw Error(TRTS_INVALID_ARGUMENT,
                    is_fixed ? what + " was given, but the engine is built for " + std::to_string(range.min[axis])
                             : what + " lies outside " + std::to_string(range.min[axis]) + " to " +
                                   std::to_string(range.max[axis]) + ", the range of optimization profile " +
                                   std::to_string(profile_));
    }
}

trts_dims Context::get_tensor_shape(const char* tensor_name)
{
    const std::size_t tensor = engine_->require_tensor(tensor_name);
    const std::lock_guard lock(mutex_);
    const std::optional<Shape> shape = current_shape(tensor);
    return shape ? dims_of(*shape) : unknown_dims();
}

trts_dims Context::get_tensor_strides(const char* tensor_name)
{
    const std::size_t tensor = engine_->require_tensor(tensor_name);
    const std::lock_guard lock(mutex_);
    const std::optional<Shape> shape = current_shape(tensor);
    if (!shape || !is_complete(*shape))
    {
        return unknown_dims();
    }
    Shape strides(shape->size(), 1);
    for (std::size_t axis = shape->size(); axis-- > 1;)
    {
        strides[axis - 1] = strides[axis] * (*shape)[axis];
    }
    return dims_of(strides);
}

void Context::set_tensor_address(const char* tensor_name, void* data)
{
    set_address(engine_->require_tensor(tensor_name), data);
}

void Context::set_input_tensor_address(const char* tensor_name, const void* data)
{
    set_address(engine_->require_input(tensor_name), const_cast<void*>(data)); // never written to
}

void Context::set_output_tensor_address(const char* tensor_name, void* data)
{
    set_address(engine_->require_output(tensor_name), data);
}

void Context::set_address(std::size_t tensor, void* data)
{
    const std::shared_ptr<Memory> memory = Memory::find(data);
    const std::lock_guard lock(mutex_);
    Binding& binding = bindings_[tensor];
    if (binding.address == data && binding.is_in_buffer == (memory != nullptr) && binding.memory.lock() == memory)
    {
        return;
    }
    binding.address = data;
    binding.is_in_buffer = memory != nullptr;
    binding.memory = memory;
    invocation_.reset();
}

const void* Context::get_tensor_address(const char* tensor_name)
{
    const std::size_t tensor = engine_->require_tensor(tensor_name);
    const std::lock_guard lock(mutex_);
    return bindings_[tensor].address;
}

void Context::set_output_allocator(const char* tensor_name, OutputAllocator* allocator)
{
    const std::size_t tensor = engine_->require_output(tensor_name);
    const std::lock_guard lock(mutex_);
    bindings_[tensor].allocator = allocator == nullptr ? nullptr : allocator->shared_from_this();
    invocation_.reset();
}

bool Context::all_input_dimensions_specified()
{
    const std::lock_guard lock(mutex_);
    return std::all_of(input_shapes_.begin(), input_shapes_.end(), is_complete);
}

std::int32_t Context::infer_shapes(std::int32_t nb_max_names, const char** tensor_names)
{
    if (nb_max_names < 0 || (tensor_names == nullptr && nb_max_names > 0))
    {
        throw Error(TRTS_INVALID_ARGUMENT, "the room for names is negative, or there is none");
    }
    const std::lock_guard lock(mutex_);
    std::int32_t missing = 0;
    for (std::size_t input = 0; input < input_shapes_.size(); ++input)
    {
        if (!is_complete(input_shapes_[input]))
        {
            if (missing < nb_max_names)
            {
                tensor_names[missing] = engine_->tensors()[input].name.c_str();
            }
            ++missing;
        }
    }
    if (missing == 0)
    {
        (void)output_shapes();
    }
    return missing;
}

void Context::set_optimization_profile_async(std::int32_t profile_index, void* stream)
{
    const auto count = static_cast<std::int32_t>(engine_->header().profiles.size());
    if (profile_index < 0 || profile_index >= count)
    {
        throw Error(TRTS_INVALID_ARGUMENT, "the engine has no optimization profile " + std::to_string(profile_index) +
                                               "; it has " + std::to_string(count));
    }
    if (stream != nullptr)
    {
        (void)Stream::from_native(stream); // nothing needs to be copied for a profile
    }
    const std::lock_guard lock(mutex_);
    if (static_cast<std::size_t>(profile_index) != profile_)
    {
        select_profile(static_cast<std::size_t>(profile_index));
        engine_->log().verbose("context uses optimization profile " + std::to_string(profile_index));
    }
}

std::int32_t Context::get_optimization_profile()
{
    const std::lock_guard lock(mutex_);
    return static_cast<std::int32_t>(profile_);
}

void Context::enqueue_v3(void* native_stream)
{
    Stream* stream = native_stream == nullptr ? nullptr : &Stream::from_native(native_stream);
    logged(engine_->log(), [&] {
        std::shared_ptr<Invocation> invocation;
        {
            const std::lock_guard lock(mutex_);
            if (invocation_ == nullptr)
            {
                invocation_ = prepare();
            }
            invocation = invocation_;
        }
        const std::uint64_t ticket = runner_->issue_ticket();
        if (stream == nullptr)
        {
            runner_->run(*invocation, ticket, nullptr);
            return;
        }
        const InlineTurn turn(stream->queue());
        if (turn.is_held())
        {
            runner_->run(*invocation, ticket, native_stream);
            return;
        }
        std::vector<std::shared_ptr<Memory>> held; // until the work's turn has come
        invocation->hold_buffers(held);
        stream->queue().push(
            [runner = runner_, invocation, ticket, native_stream, held = std::move(held), recorder = recorder()] {
                try
                {
                    logged(invocation->engine().log(), [&] { runner->run(*invocation, ticket, native_stream); });
                }
                catch (...)
                {
                    report_current_exception(recorder.get());
                    throw;
                }
            });
    });
}

void Context::set_name(const char* name)
{
    const std::lock_guard lock(mutex_);
    name_ = name;
}

const char* Context::get_name()
{
    const std::lock_guard lock(mutex_);
    return name_.c_str();
}

std::int64_t Context::get_max_output_size(const char* tensor_name)
{
    const std::size_t tensor = engine_->require_output(tensor_name);
    const std::lock_guard lock(mutex_);
    const std::optional<Shape> shape = current_shape(tensor);
    const std::optional<std::int64_t> count = shape && is_complete(*shape) ? element_count(*shape) : std::nullopt;
    const std::optional<std::int64_t> bytes = count ? byte_size(engine_->tensors()[tensor].type, *count) : std::nullopt;
    return bytes.value_or(-1);
}

/// With -1 for what is not known; nothing where the rank is not.
std::optional<Shape> Context::current_shape(std::size_t tensor)
{
    if (tensor < input_shapes_.size())
    {
        return input_shapes_[tensor];
    }
    if (!std::all_of(input_shapes_.begin(), input_shapes_.end(), is_complete))
    {
        return engine_->tensors()[tensor].shape;
    }
    return output_shapes()[tensor - input_shapes_.size()];
}

/// All input shapes are set.
const OutputShapes& Context::output_shapes()
{
    if (!output_shapes_)
    {
        output_shapes_ = engine_->output_shapes(symbol_values());
    }
    return *output_shapes_;
}

std::optional<std::vector<std::int64_t>> Context::known_symbol_values()
{
    const std::lock_guard lock(mutex_);
    return std::all_of(input_shapes_.begin(), input_shapes_.end(), is_complete)
               ? std::optional<std::vector<std::int64_t>>(symbol_values())
               : std::nullopt;
}

std::vector<std::int64_t> Context::symbol_values() const
{
    struct Origin
    {
        std::size_t input = 0;
        std::size_t axis = 0;
    };
    std::vector<std::int64_t> values(engine_->symbols().size(), -1);
    std::vector<Origin> origins(values.size());
    for (std::size_t input = 0; input < input_shapes_.size(); ++input)
    {
        for (std::size_t axis = 0; axis < input_shapes_[input].size(); ++axis)
        {
            const std::optional<std::size_t> symbol = engine_->symbol_of(input, axis);
            if (!symbol)
            {
                continue;
            }
            const std::int64_t value = input_shapes_[input][axis];
            if (values[*symbol] == -1)
            {
                values[*symbol] = value;
                origins[*symbol] = {input, axis};
            }
            else if (values[*symbol] != value)
            {
                const auto text = [&](std::size_t i, std::size_t a, std::int64_t v) {
                    return "dimension " + std::to_string(a) + " of input '" + engine_->tensors()[i].name + "' is " +
                           std::to_string(v);
                };
                const Origin& first = origins[*symbol];
                throw Error(TRTS_INVALID_STATE, text(first.input, first.axis, values[*symbol]) + ", but " +
                                                    text(input, axis, value) + ": both are named '" +
                                                    engine_->symbols()[*symbol] + "' in the model and must be equal");
            }
        }
    }
    return values;
}

std::shared_ptr<Invocation> Context::prepare()
{
    const std::vector<IoTensor>& tensors = engine_->tensors();
    auto invocation = std::make_shared<Invocation>(engine_);
    for (std::size_t i = 0; i < input_shapes_.size(); ++i)
    {
        if (!is_complete(input_shapes_[i]))
        {
            throw Error(TRTS_INVALID_STATE, "input '" + tensors[i].name + "' has no complete shape, only " +
                                                text_of(input_shapes_[i]) + ": set it before enqueueing");
        }
        invocation->add_input(tensors[i], input_shapes_[i], bindings_[i]);
    }
    const OutputShapes& shapes = output_shapes();
    for (std::size_t i = 0; i < shapes.size(); ++i)
    {
        const std::size_t tensor = input_shapes_.size() + i;
        invocation->add_output(tensors[tensor], shapes[i], bindings_[tensor]);
    }
    return invocation;
}

void fill_context_entries(trts_api_table& table)
{
    table.context_set_input_shape = entry<&Context::set_input_shape>;
    table.context_get_tensor_shape = entry<&Context::get_tensor_shape>;
    table.context_get_tensor_strides = entry<&Context::get_tensor_strides>;
    table.context_set_tensor_address = entry<&Context::set_tensor_address>;
    table.context_get_tensor_address = entry<&Context::get_tensor_address>;
    table.context_set_input_tensor_address = entry<&Context::set_input_tensor_address>;
    table.context_set_output_tensor_address = entry<&Context::set_output_tensor_address>;
    table.context_all_input_dimensions_specified = entry<&Context::all_input_dimensions_specified>;
    table.context_infer_shapes = entry<&Context::infer_shapes>;
    table.context_set_optimization_profile_async = entry<&Context::set_optimization_profile_async>;
    table.context_get_optimization_profile = entry<&Context::get_optimization_profile>;
    table.context_enqueue_v3 = entry<&Context::enqueue_v3>;
    table.context_set_name = entry<&Context::set_name>;
    table.context_get_name = entry<&Context::get_name>;
    table.context_set_output_allocator = entry<&Context::set_output_allocator>;
    table.context_get_max_output_size = entry<&Context::get_max_output_size>;
    table.context_cancel = entry<&Context::cancel>;
    table.context_set_error_recorder = entry<&set_recorder<Context>>;
    table.context_get_error_recorder = entry<&get_recorder<Context>>;
    table.context_destroy = [](void* self) { Context::release(static_cast<Context*>(self)); };
}

} // namespace trts::cpu
