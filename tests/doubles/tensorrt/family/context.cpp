// A context's shapes and addresses; enqueue.cpp runs it.
#include "family/context.h"

#include <cstdlib>

#include "family/dims.h"

namespace trts::doubles
{
namespace
{

constexpr uint64_t memory_size = 512;
constexpr uint64_t alignment = 256;

} // namespace

Context::Context(Engine& engine, ExecutionContextAllocationStrategy strategy)
    : ExecutionContextObject(this), engine_(engine), data_(engine.data()), strategy_(strategy),
      allocator_(engine.allocator()), input_shapes_(data_->graph().inputs.size()), addresses_(data_->io_count()),
      child_(engine.parent())
{
    properties_.start_from_zero();
    do_setEnqueueEmitsProfile(true);
    for (std::size_t i = 0; i < input_shapes_.size(); ++i)
    {
        if (is_known(data_->io(i).shape))
        {
            input_shapes_[i] = data_->io(i).shape;
        }
    }
    if (strategy_ != ExecutionContextAllocationStrategy::kUSER_MANAGED)
    {
        memory_ = allocator_ == nullptr ? std::malloc(memory_size)
                                        : allocator_->allocateAsync(memory_size, alignment, 0, nullptr);
    }
}

Context::~Context()
{
    if (*queued_ > 0)
    {
        seam().trap((text_of_object(static_cast<IExecutionContext*>(this)) + " was destroyed while its work is queued")
                        .c_str());
    }
    if (memory_ != nullptr && allocator_ != nullptr)
    {
        allocator_->deallocateAsync(memory_, nullptr);
    }
    else
    {
        std::free(memory_);
    }
}

bool Context::refuse(const char* method, const std::string& why) const
{
    reports_.fail(method, ErrorCode::kINVALID_ARGUMENT, why);
    return false;
}

std::optional<std::size_t> Context::find(const char* method, const char* tensor_name, Wanted wanted) const
{
    const std::optional<std::size_t> index = data_->io_index(tensor_name);
    const std::string name = tensor_name == nullptr ? "(null)" : tensor_name;
    if (!index)
    {
        refuse(method, "Given invalid tensor name: " + name + ". Get valid tensor names with getIOTensorName()");
    }
    else if (wanted != Wanted::any && (wanted == Wanted::input) != data_->is_input(*index))
    {
        refuse(method, std::string("Tensor ") + name + " is no " + (wanted == Wanted::input ? "input" : "output"));
        return std::nullopt;
    }
    return index;
}

const Range* Context::range_of(std::size_t input) const
{
    const std::map<std::string, Range>& ranges = data_->graph().profiles[static_cast<std::size_t>(profile_)].shapes;
    const auto found = ranges.find(data_->io(input).name);
    return found == ranges.end() ? nullptr : &found->second;
}

/// Shapes of dynamic inputs must be set again for another profile.
bool Context::do_setOptimizationProfileAsync(int32_t profileIndex, cudaStream_t)
{
    if (profileIndex < 0 || static_cast<std::size_t>(profileIndex) >= data_->graph().profiles.size())
    {
        return refuse("IExecutionContext::setOptimizationProfileAsync",
                      "profile index " + std::to_string(profileIndex) + " is out of range; the engine has " +
                          std::to_string(data_->graph().profiles.size()));
    }
    for (std::size_t i = 0; i < input_shapes_.size() && profileIndex != profile_; ++i)
    {
        if (!is_known(data_->io(i).shape))
        {
            input_shapes_[i].reset();
        }
    }
    profile_ = profileIndex;
    return true;
}

bool Context::do_allInputDimensionsSpecified() const
{
    for (const std::optional<Shape>& shape : input_shapes_)
    {
        if (!shape)
        {
            return false;
        }
    }
    return true;
}

bool Context::do_setInputShape(const char* tensorName, const Dims& dims)
{
    constexpr const char* method = "IExecutionContext::setInputShape";
    const std::optional<std::size_t> index = find(method, tensorName, Wanted::input);
    if (!index)
    {
        return false;
    }
    const Shape shape = shape_of(dims);
    const Shape& built = data_->io(*index).shape;
    if (dims.nbDims < 0 || shape.size() != built.size() || !is_known(shape))
    {
        return refuse(method, std::string("Parameter check failed: dimensions ") + text_of_shape(shape) +
                                  " do not fit " + tensorName + " " + text_of_shape(built));
    }
    const Range* range = range_of(*index);
    for (std::size_t d = 0; d < shape.size(); ++d)
    {
        if (built[d] >= 0 && built[d] != shape[d])
        {
            return refuse(method, std::string("Static dimension mismatch while setting input shape for ") + tensorName +
                                      ". Set dimensions are " + text_of_shape(shape) + ". Expected dimensions are " +
                                      text_of_shape(built) + ".");
        }
        if (range != nullptr && (shape[d] < range->min[d] || shape[d] > range->max[d]))
        {
            return refuse(method, std::string("Set dimension ") + text_of_shape(shape) + " for tensor " + tensorName +
                                      " does not satisfy any optimization profiles. Valid range for profile " +
                                      std::to_string(profile_) + ": " + text_of_shape(range->min) + ".." +
                                      text_of_shape(range->max) + ".");
        }
    }
    input_shapes_[*index] = shape;
    return true;
}

std::optional<std::vector<Shape>> Context::shape_values() const
{
    std::vector<Shape> values(input_shapes_.size());
    for (std::size_t i = 0; i < values.size(); ++i)
    {
        if (!is_shape_input(data_->graph(), i) || addresses_[i] == nullptr)
        {
            continue;
        }
        const GraphTensor& tensor = data_->io(i);
        values[i] = trts::doubles::shape_values(addresses_[i], tensor.type, static_cast<std::size_t>(tensor.shape[0]));
        const Profile& profile = data_->graph().profiles[static_cast<std::size_t>(profile_)];
        const Range& range = profile.values.at(tensor.name);
        for (std::size_t d = 0; d < values[i].size(); ++d)
        {
            if (values[i][d] < range.min[d] || values[i][d] > range.max[d])
            {
                refuse("IExecutionContext::inferShapes",
                       "Shape tensor " + tensor.name + " has the values " + text_of_shape(values[i]) +
                           ", which profile " + std::to_string(profile_) + " does not allow: " +
                           text_of_shape(range.min) + ".." + text_of_shape(range.max));
                return std::nullopt;
            }
        }
    }
    return values;
}

std::optional<std::vector<Shape>> Context::shapes(DataDependent data_dependent) const
{
    std::vector<Shape> given;
    for (const std::optional<Shape>& shape : input_shapes_)
    {
        if (!shape)
        {
            return std::nullopt;
        }
        given.push_back(*shape);
    }
    std::string why;
    const std::optional<std::vector<Shape>> values = shape_values();
    if (!values)
    {
        return std::nullopt;
    }
    std::optional<std::vector<Shape>> all = all_shapes(data_->graph(), given, why, data_dependent, *values);
    if (!all)
    {
        reports_.fail("IExecutionContext::inferShapes", ErrorCode::kINVALID_STATE, why);
    }
    return all;
}

Dims Context::do_getTensorShape(const char* tensorName) const
{
    const std::optional<std::size_t> index = find("IExecutionContext::getTensorShape", tensorName);
    if (!index)
    {
        return no_dims();
    }
    if (data_->is_input(*index))
    {
        return dims_of(input_shapes_[*index].value_or(data_->io(*index).shape));
    }
    const std::optional<std::vector<Shape>> all = shapes();
    const std::int32_t tensor = data_->graph().outputs[*index - data_->graph().inputs.size()];
    return dims_of(all ? (*all)[static_cast<std::size_t>(tensor)] : data_->io(*index).shape);
}

Dims Context::do_getTensorStrides(const char* tensorName) const
{
    const Dims shape = do_getTensorShape(tensorName);
    Dims strides = shape;
    int64_t stride = 1;
    for (int32_t d = shape.nbDims - 1; d >= 0; --d)
    {
        strides.d[d] = stride;
        stride = stride < 0 || shape.d[d] < 0 ? -1 : stride * shape.d[d];
    }
    return strides;
}

int32_t Context::do_inferShapes(int32_t nbMaxNames, const char** tensorNames)
{
    int32_t missing = 0;
    for (std::size_t i = 0; i < input_shapes_.size(); ++i)
    {
        if (!input_shapes_[i] || (is_shape_input(data_->graph(), i) && addresses_[i] == nullptr))
        {
            if (tensorNames != nullptr && missing < nbMaxNames)
            {
                tensorNames[missing] = data_->io(i).name.c_str();
            }
            ++missing;
        }
    }
    return missing > 0 ? missing : shapes() ? 0 : -1;
}

/// By the shapes that are set, and the profile's largest for the others.
int64_t Context::do_getMaxOutputSize(const char* tensorName) const
{
    const std::optional<std::size_t> index = find("IExecutionContext::getMaxOutputSize", tensorName, Wanted::output);
    if (!index)
    {
        return -1;
    }
    std::vector<Shape> given;
    std::vector<Shape> values = shape_values().value_or(std::vector<Shape>(input_shapes_.size()));
    const Profile& profile = data_->graph().profiles[static_cast<std::size_t>(profile_)];
    for (std::size_t i = 0; i < input_shapes_.size(); ++i)
    {
        const Range* range = range_of(i);
        if (is_shape_input(data_->graph(), i) && values[i].empty())
        {
            values[i] = profile.values.at(data_->io(i).name).max;
        }
        given.push_back(input_shapes_[i] ? *input_shapes_[i] : range == nullptr ? data_->io(i).shape : range->max);
    }
    std::string why;
    const std::optional<std::vector<Shape>> all = all_shapes(data_->graph(), given, why, DataDependent::at_most, values);
    const std::int32_t tensor = data_->graph().outputs[*index - data_->graph().inputs.size()];
    const std::optional<std::size_t> count =
        all ? element_count((*all)[static_cast<std::size_t>(tensor)]) : std::nullopt;
    return count ? static_cast<int64_t>(*count * bytes_of(data_->tensor(tensor).type)) : -1;
}

bool Context::do_setTensorAddress(const char* tensorName, void* data)
{
    const std::optional<std::size_t> index = find("IExecutionContext::setTensorAddress", tensorName);
    if (index)
    {
        addresses_[*index] = data;
    }
    return index.has_value();
}

bool Context::do_setInputTensorAddress(const char* tensorName, const void* data)
{
    const std::optional<std::size_t> index =
        find("IExecutionContext::setInputTensorAddress", tensorName, Wanted::input);
    if (index)
    {
        addresses_[*index] = const_cast<void*>(data);
    }
    return index.has_value();
}

bool Context::do_setOutputTensorAddress(const char* tensorName, void* data)
{
    const std::optional<std::size_t> index =
        find("IExecutionContext::setOutputTensorAddress", tensorName, Wanted::output);
    if (index)
    {
        addresses_[*index] = data;
    }
    return index.has_value();
}

const void* Context::do_getTensorAddress(const char* tensorName) const
{
    const std::optional<std::size_t> index = find("IExecutionContext::getTensorAddress", tensorName);
    return index ? addresses_[*index] : nullptr;
}

void* Context::do_getOutputTensorAddress(const char* tensorName) const
{
    const std::optional<std::size_t> index =
        find("IExecutionContext::getOutputTensorAddress", tensorName, Wanted::output);
    return index ? addresses_[*index] : nullptr;
}

bool Context::do_setOutputAllocator(const char* tensorName, IOutputAllocator* outputAllocator)
{
    return find("IExecutionContext::setOutputAllocator", tensorName, Wanted::output) &&
           ExecutionContextTable::do_setOutputAllocator(tensorName, outputAllocator);
}

size_t Context::do_updateDeviceMemorySizeForShapes()
{
    return do_allInputDimensionsSpecified() ? memory_size : 0;
}

/// A copy of what the context was made with.
IRuntimeConfig* Context::do_getRuntimeConfig() const
{
    if (runtime_config_ == nullptr)
    {
        runtime_config_ = std::make_unique<RuntimeConfig>("IRuntimeConfig");
        runtime_config_->start_as(strategy_);
    }
    return runtime_config_.get();
}

bool Context::do_setTensorDebugState(const char* name, bool flag)
{
    for (const GraphTensor& tensor : data_->graph().tensors)
    {
        if (name != nullptr && tensor.is_debug && tensor.name == name)
        {
            debug_states_[name] = flag;
            return true;
        }
    }
    return refuse("IExecutionContext::setTensorDebugState",
                  std::string(name == nullptr ? "(null)" : name) + " is no debug tensor of this engine");
}

bool Context::do_getDebugState(const char* name) const
{
    const auto found = debug_states_.find(name == nullptr ? "" : name);
    return found != debug_states_.end() && found->second;
}

bool Context::do_setAllTensorsDebugState(bool flag)
{
    for (const GraphTensor& tensor : data_->graph().tensors)
    {
        if (tensor.is_debug)
        {
            debug_states_[tensor.name] = flag;
        }
    }
    return true;
}

} // namespace trts::doubles
