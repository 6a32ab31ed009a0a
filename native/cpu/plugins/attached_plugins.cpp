#include "cpu/plugins/attached_plugins.h"

#include <algorithm>
#include <cstring>

#include "core/error.h"
#include "cpu/shape.h"

namespace trts::cpu
{
namespace
{

thread_local AttachedPlugins* running = nullptr;

bool is_same(const trts_plugin_tensor_desc& a, const trts_plugin_tensor_desc& b)
{
    return a.type == b.type && a.dims.nb_dims == b.dims.nb_dims &&
           std::equal(a.dims.d, a.dims.d + a.dims.nb_dims, b.dims.d);
}

std::size_t bytes_of(const trts_plugin_tensor_desc& described)
{
    std::int64_t count = 1;
    std::for_each(described.dims.d, described.dims.d + described.dims.nb_dims, [&](std::int64_t size) { count *= size; });
    return static_cast<std::size_t>(byte_size(static_cast<DataType>(described.type), count).value_or(0));
}

PluginTensor tensor_of(const trts_plugin_tensor_desc& described)
{
    PluginTensor tensor;
    tensor.type = static_cast<DataType>(described.type);
    for (std::int32_t axis = 0; axis < described.dims.nb_dims; ++axis)
    {
        tensor.dimensions.push_back({described.dims.d[axis], {}});
    }
    return tensor;
}

std::vector<trts_dynamic_plugin_tensor_desc> ranges_of(const PluginTensors& tensors)
{
    std::vector<trts_dynamic_plugin_tensor_desc> ranges;
    for (const PluginTensor& tensor : tensors)
    {
        ranges.push_back(describe_range(tensor, tensor, tensor));
    }
    return ranges;
}

} // namespace

AttachedPlugins::AttachedPlugins(const Ort& ort, const std::vector<OwnedPlugin>& plugins) : ort_(ort)
{
    for (const OwnedPlugin& plugin : plugins)
    {
        attached_.emplace_back().plugin = plugin->attach_to_context();
    }
}

AttachedPlugins::Scope::Scope(AttachedPlugins& plugins, void* stream) noexcept : previous_(running)
{
    plugins.stream_ = stream;
    running = &plugins;
}

AttachedPlugins::Scope::~Scope()
{
    running = previous_;
}

AttachedPlugins& AttachedPlugins::current()
{
    if (running == nullptr)
    {
        throw Error(TRTS_INTERNAL_ERROR, "a plugin was run outside of an execution context");
    }
    return *running;
}

void AttachedPlugins::run(std::size_t index, OrtKernelContext* context)
{
    const auto check = [&](OrtStatus* status) {
        ort_.check(status, TRTS_INTERNAL_ERROR, "a plugin's tensors cannot be read");
    };
    Attached& attached = attached_.at(index);
    read_inputs(attached, context);
    const bool is_unchanged =
        attached.is_prepared && attached.given.size() == attached.inputs.size() &&
        std::equal(attached.given.begin(), attached.given.end(), attached.inputs.begin(), is_same);
    if (!is_unchanged)
    {
        prepare(attached);
    }
    attached.output_data.clear();
    for (std::size_t i = 0; i < attached.outputs.size(); ++i)
    {
        const trts_dims& dims = attached.outputs[i].dims;
        OrtValue* value = nullptr; // belongs to the context
        check(ort_.api().KernelContext_GetOutput(context, i, dims.d, static_cast<std::size_t>(dims.nb_dims), &value));
        void* data = nullptr;
        if (value != nullptr) // nobody needs it, otherwise
        {
            check(ort_.api().GetTensorMutableData(value, &data));
        }
        attached.output_data.push_back(data);
    }
    alias(attached);
    attached.plugin->enqueue(attached.inputs, attached.outputs, attached.input_data.data(), attached.output_data.data(),
                             attached.workspace.empty() ? nullptr : attached.workspace.data(), stream_);
}

/// ONNX Runtime gives each output memory of its own. What the input holds is brought there, and the plugin gets one address.
void AttachedPlugins::alias(Attached& attached)
{
    for (std::size_t i = 0; i < attached.aliased_inputs.size(); ++i)
    {
        if (attached.aliased_inputs[i] >= 0 && attached.output_data[i] != nullptr)
        {
            const auto input = static_cast<std::size_t>(attached.aliased_inputs[i]);
            std::memcpy(attached.output_data[i], attached.input_data[input], attached.aliased_bytes[i]);
            attached.input_data[input] = attached.output_data[i];
        }
    }
}

void AttachedPlugins::read_inputs(Attached& attached, OrtKernelContext* context) const
{
    const auto check = [&](OrtStatus* status) {
        ort_.check(status, TRTS_INTERNAL_ERROR, "a plugin's tensors cannot be read");
    };
    std::size_t count = 0;
    check(ort_.api().KernelContext_GetInputCount(context, &count));
    attached.given.resize(count);
    attached.input_data.resize(count);
    for (std::size_t i = 0; i < count; ++i)
    {
        const OrtValue* value = nullptr;
        check(ort_.api().KernelContext_GetInput(context, i, &value));
        OrtTensorTypeAndShapeInfo* raw = nullptr;
        check(ort_.api().GetTensorTypeAndShape(value, &raw));
        const OrtOwned<OrtTensorTypeAndShapeInfo> info = own(ort_, raw);
        ort::ElementType element_type = 0;
        check(ort_.api().GetTensorElementType(raw, &element_type));
        std::size_t rank = 0;
        check(ort_.api().GetDimensionsCount(raw, &rank));
        const std::optional<DataType> type = data_type_of(static_cast<onnx::ElementType>(element_type));
        if (!type || rank > max_rank)
        {
            throw Error(TRTS_EXECUTION_FAILED, "input " + std::to_string(i) + " of " +
                                                   attached.plugin->names().text() +
                                                   " is of a type or rank that TensorRT does not have");
        }
        trts_plugin_tensor_desc& described = attached.given[i];
        described = {};
        described.dims.nb_dims = static_cast<std::int32_t>(rank);
        check(ort_.api().GetDimensions(raw, described.dims.d, rank));
        described.type = static_cast<std::int32_t>(*type);
        described.scale = 1.0F;
        void* data = nullptr;
        check(ort_.api().GetTensorMutableData(const_cast<OrtValue*>(value), &data)); // read only
        attached.input_data[i] = data;
    }
}

/// For other shapes than before: everything that follows from them.
void AttachedPlugins::prepare(Attached& attached) const
{
    attached.is_prepared = false;
    PluginTensors inputs;
    for (const trts_plugin_tensor_desc& given : attached.given)
    {
        inputs.push_back(tensor_of(given));
    }
    const PluginTensors outputs = attached.plugin->outputs(inputs);
    attached.inputs = attached.given;
    attached.outputs.clear();
    for (const PluginTensor& output : outputs)
    {
        attached.outputs.push_back(describe(output));
    }
    const std::int64_t size = attached.plugin->workspace_size(ranges_of(inputs), ranges_of(outputs));
    attached.workspace.resize((static_cast<std::size_t>(size) + sizeof(std::uint64_t) - 1) / sizeof(std::uint64_t));
    attached.aliased_inputs.clear();
    attached.aliased_bytes.clear();
    for (std::size_t i = 0; i < outputs.size(); ++i)
    {
        const std::int32_t input = attached.plugin->aliased_input(static_cast<std::int32_t>(i));
        const bool fits = input < 0 || (static_cast<std::size_t>(input) < inputs.size()
                                        && is_same(attached.inputs[static_cast<std::size_t>(input)], attached.outputs[i]));
        if (!fits)
        {
            throw Error(TRTS_CALLBACK_FAILED, attached.plugin->names().text() +
                                                  ": IPluginV3OneBuildV2::getAliasedInput answered " + std::to_string(input) +
                                                  " for output " + std::to_string(i) +
                                                  "; an input of the same type and shape was expected, or -1");
        }
        attached.aliased_inputs.push_back(input);
        attached.aliased_bytes.push_back(input < 0 ? 0 : bytes_of(attached.outputs[i]));
    }
    attached.plugin->on_shape_change(attached.inputs, attached.outputs);
    attached.is_prepared = true;
}

} // namespace trts::cpu
