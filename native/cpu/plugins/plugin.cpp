#include "cpu/plugins/plugin.h"

#include <cstring>

#include "core/dispatch/entry.h"
#include "core/error.h"
#include "cpu/plugins/entries.h"
#include "cpu/shape.h"
#include "cpu/shared_native.h"
#include "trtsharp/enums.g.h"

namespace trts::cpu
{
namespace
{

constexpr std::int32_t most_outputs = 1 << 10;

template <typename Capability, typename Callbacks>
trts_status create_capability(const trts_api_table*, const Callbacks* callbacks, void** out)
{
    *out = static_cast<PluginCapability*>(new Capability(*callbacks));
    return TRTS_OK;
}

/// The first version of the interface is the second without its last question.
trts_status create_build(const trts_api_table*, const trts_plugin_v3_one_build_callbacks* given, void** out)
{
    trts_plugin_v3_one_build_v2_callbacks callbacks{};
    callbacks.configure_plugin = given->configure_plugin;
    callbacks.get_output_data_types = given->get_output_data_types;
    callbacks.get_output_shapes = given->get_output_shapes;
    callbacks.supports_format_combination = given->supports_format_combination;
    callbacks.get_nb_outputs = given->get_nb_outputs;
    callbacks.get_workspace_size = given->get_workspace_size;
    callbacks.get_valid_tactics = given->get_valid_tactics;
    callbacks.get_nb_tactics = given->get_nb_tactics;
    callbacks.get_timing_cache_id = given->get_timing_cache_id;
    callbacks.get_format_combination_limit = given->get_format_combination_limit;
    callbacks.get_metadata_string = given->get_metadata_string;
    callbacks.released = given->released;
    callbacks.user_data = given->user_data;
    *out = static_cast<PluginCapability*>(new PluginBuild(callbacks));
    return TRTS_OK;
}

trts_status create_plugin(const trts_api_table* table, const trts_plugin_v3_callbacks* callbacks, void** out)
{
    *out = new Plugin(table, *callbacks);
    return TRTS_OK;
}

trts_interface_info get_interface_info(const Plugin&)
{
    return {"PLUGIN", 1, 0};
}

std::string text_or_empty(const char* text)
{
    return text == nullptr ? std::string() : text;
}

trts_dims dims_of(const PluginTensor& tensor)
{
    trts_dims dims{static_cast<std::int32_t>(tensor.dimensions.size()), {}};
    for (std::size_t i = 0; i < tensor.dimensions.size(); ++i)
    {
        dims.d[i] = tensor.dimensions[i].value;
    }
    return dims;
}

std::int32_t size_of(const std::vector<trts_dynamic_plugin_tensor_desc>& tensors)
{
    return static_cast<std::int32_t>(tensors.size());
}

} // namespace

PluginCore::~PluginCore()
{
    report_released(callbacks);
}

PluginBuild::~PluginBuild()
{
    report_released(callbacks);
}

PluginRuntime::~PluginRuntime()
{
    report_released(callbacks);
}

Plugin::~Plugin()
{
    report_released(callbacks_);
}

std::string PluginNames::text() const
{
    return "plugin '" + name + "', version '" + version + "'" + (space.empty() ? "" : ", namespace '" + space + "'");
}

trts_plugin_tensor_desc describe(const PluginTensor& tensor)
{
    return {dims_of(tensor), static_cast<std::int32_t>(tensor.type), TRTS_TENSOR_FORMAT_LINEAR, 1.0F};
}

trts_dynamic_plugin_tensor_desc describe_range(const PluginTensor& min, const PluginTensor& opt, const PluginTensor& max)
{
    trts_plugin_tensor_desc common = describe(opt);
    for (std::size_t i = 0; i < opt.dimensions.size(); ++i)
    {
        common.dims.d[i] = min.dimensions[i].value == max.dimensions[i].value ? max.dimensions[i].value : -1;
    }
    return {common, dims_of(min), dims_of(max), dims_of(opt)};
}

void Plugin::fail(const char* method, const std::string& problem) const
{
    throw Error(TRTS_CALLBACK_FAILED, names().text() + ": " + method + " " + problem);
}

void Plugin::require_success(const char* method, std::int32_t answer) const
{
    if (answer != 0)
    {
        fail(method, "failed: it answered " + std::to_string(answer));
    }
}

PluginCapability* Plugin::get_capability_interface(std::int32_t type) const
{
    return static_cast<PluginCapability*>(callbacks_.get_capability_interface(type, callbacks_.user_data));
}

Plugin* Plugin::clone() const
{
    return plugin_of(callbacks_.clone(callbacks_.user_data));
}

template <typename Capability>
const Capability& Plugin::capability(std::int32_t type, const char* what) const
{
    const auto* found = dynamic_cast<const Capability*>(get_capability_interface(type));
    if (found == nullptr)
    {
        throw Error(TRTS_CALLBACK_FAILED, std::string("IPluginV3::getCapabilityInterface gave no ") + what);
    }
    return *found;
}

const trts_plugin_v3_one_core_callbacks& Plugin::core() const
{
    return capability<PluginCore>(TRTS_PLUGIN_CAPABILITY_TYPE_CORE, "IPluginV3OneCore").callbacks;
}

const trts_plugin_v3_one_build_v2_callbacks& Plugin::build() const
{
    return capability<PluginBuild>(TRTS_PLUGIN_CAPABILITY_TYPE_BUILD, "IPluginV3OneBuild").callbacks;
}

const trts_plugin_v3_one_runtime_callbacks& Plugin::runtime() const
{
    return capability<PluginRuntime>(TRTS_PLUGIN_CAPABILITY_TYPE_RUNTIME, "IPluginV3OneRuntime").callbacks;
}

PluginNames Plugin::names() const
{
    const auto& ask = core();
    return {text_or_empty(ask.get_plugin_name(ask.user_data)), text_or_empty(ask.get_plugin_version(ask.user_data)),
            text_or_empty(ask.get_plugin_namespace(ask.user_data))};
}

std::int32_t Plugin::output_count() const
{
    const auto& ask = build();
    const std::int32_t count = ask.get_nb_outputs(ask.user_data);
    if (count < 1 || count > most_outputs)
    {
        fail("IPluginV3OneBuild::getNbOutputs", "answered " + std::to_string(count) + "; a plugin has 1 to " +
                                                    std::to_string(most_outputs) + " outputs");
    }
    return count;
}

std::vector<DataType> Plugin::output_types(const PluginTensors& inputs, std::int32_t count) const
{
    constexpr const char* method = "IPluginV3OneBuild::getOutputDataTypes";
    std::vector<std::int32_t> given;
    for (const PluginTensor& input : inputs)
    {
        given.push_back(static_cast<std::int32_t>(input.type));
    }
    std::vector<std::int32_t> answered(static_cast<std::size_t>(count), -1);
    const auto& ask = build();
    require_success(method, ask.get_output_data_types(answered.data(), count, given.data(),
                                                      static_cast<std::int32_t>(given.size()), ask.user_data));
    std::vector<DataType> types;
    for (const std::int32_t type : answered)
    {
        types.push_back(require_data_type(type, std::string("an output of ") + names().text()));
    }
    return types;
}

PluginTensors Plugin::outputs(const PluginTensors& inputs) const
{
    constexpr const char* method = "IPluginV3OneBuild::getOutputShapes";
    const std::int32_t count = output_count();
    const std::vector<DataType> types = output_types(inputs, count);

    ExprBuilder builder;
    std::vector<trts_dims_exprs> given;
    for (const PluginTensor& input : inputs)
    {
        trts_dims_exprs& dims = given.emplace_back();
        dims.nb_dims = static_cast<std::int32_t>(input.dimensions.size());
        for (std::size_t i = 0; i < input.dimensions.size(); ++i)
        {
            dims.d[i] = builder.add(input.dimensions[i]);
        }
    }
    std::vector<trts_dims_exprs> answered(static_cast<std::size_t>(count));
    const auto& ask = build();
    require_success(method, ask.get_output_shapes(given.data(), static_cast<std::int32_t>(given.size()), nullptr, 0,
                                                  answered.data(), count, {table_, &builder}, ask.user_data));
    PluginTensors outputs;
    for (std::size_t i = 0; i < answered.size(); ++i)
    {
        const trts_dims_exprs& dims = answered[i];
        if (dims.nb_dims < 0 || dims.nb_dims > static_cast<std::int32_t>(max_rank))
        {
            fail(method, "gave output " + std::to_string(i) + " " + std::to_string(dims.nb_dims) +
                             " dimensions; there are 0 to " + std::to_string(max_rank));
        }
        PluginTensor& output = outputs.emplace_back();
        output.type = types[i];
        for (std::int32_t axis = 0; axis < dims.nb_dims; ++axis)
        {
            const auto* expression = static_cast<const DimensionExpr*>(dims.d[axis]);
            if (expression == nullptr || (expression->is_constant() && expression->dimension().value < 0))
            {
                fail(method, "gave output " + std::to_string(i) + " no dimension " + std::to_string(axis) +
                                 ", or a negative one");
            }
            output.dimensions.push_back(expression->dimension());
        }
    }
    return outputs;
}

void Plugin::require_supports(const PluginTensors& inputs, const PluginTensors& outputs) const
{
    std::vector<trts_dynamic_plugin_tensor_desc> all;
    for (const PluginTensors* tensors : {&inputs, &outputs})
    {
        for (const PluginTensor& tensor : *tensors)
        {
            all.push_back(describe_range(tensor, tensor, tensor));
        }
    }
    const auto& ask = build();
    for (std::size_t i = 0; i < all.size(); ++i)
    {
        const auto position = static_cast<std::int32_t>(i);
        if (ask.supports_format_combination(position, all.data(), static_cast<std::int32_t>(inputs.size()),
                                            static_cast<std::int32_t>(outputs.size()), ask.user_data) == 0)
        {
            const bool is_input = i < inputs.size();
            throw Error(TRTS_BUILD_FAILED,
                        names().text() + " does not support " + (is_input ? "input " : "output ") +
                            std::to_string(is_input ? i : i - inputs.size()) + " of type " +
                            name_of(static_cast<DataType>(all[i].desc.type)) +
                            " in row-major order, which is the one order that backend cpu has");
        }
    }
}

void Plugin::configure(const std::vector<trts_dynamic_plugin_tensor_desc>& inputs,
                       const std::vector<trts_dynamic_plugin_tensor_desc>& outputs) const
{
    const auto& ask = build();
    require_success("IPluginV3OneBuild::configurePlugin",
                    ask.configure_plugin(inputs.data(), size_of(inputs), outputs.data(), size_of(outputs), ask.user_data));
}

std::int64_t Plugin::workspace_size(const std::vector<trts_dynamic_plugin_tensor_desc>& inputs,
                                    const std::vector<trts_dynamic_plugin_tensor_desc>& outputs) const
{
    const auto& ask = build();
    const std::int64_t size =
        ask.get_workspace_size == nullptr
            ? 0
            : ask.get_workspace_size(inputs.data(), size_of(inputs), outputs.data(), size_of(outputs), ask.user_data);
    if (size < 0)
    {
        fail("IPluginV3OneBuild::getWorkspaceSize", "answered " + std::to_string(size));
    }
    return size;
}

PluginFields Plugin::fields_to_serialize() const
{
    const auto& ask = runtime();
    const trts_plugin_field_collection* fields = ask.get_fields_to_serialize(ask.user_data);
    if (fields == nullptr)
    {
        fail("IPluginV3OneRuntime::getFieldsToSerialize", "gave none");
    }
    return PluginFields(fields, names().name);
}

OwnedPlugin Plugin::attach_to_context() const
{
    const auto& ask = runtime();
    // No resource of TensorRT's stands behind the context: what is asked of it answers that it is not supported.
    OwnedPlugin attached(
        plugin_of(ask.attach_to_context({table_, const_cast<trts_api_table*>(table_)}, ask.user_data)));
    if (attached == nullptr)
    {
        fail("IPluginV3OneRuntime::attachToContext", "gave no plugin");
    }
    return attached;
}

void Plugin::on_shape_change(const std::vector<trts_plugin_tensor_desc>& inputs,
                             const std::vector<trts_plugin_tensor_desc>& outputs) const
{
    const auto& ask = runtime();
    require_success("IPluginV3OneRuntime::onShapeChange",
                    ask.on_shape_change(inputs.data(), static_cast<std::int32_t>(inputs.size()), outputs.data(),
                                        static_cast<std::int32_t>(outputs.size()), ask.user_data));
}

std::int32_t Plugin::aliased_input(std::int32_t output) const
{
    const auto& ask = build();
    return ask.get_aliased_input == nullptr ? -1 : ask.get_aliased_input(output, ask.user_data);
}

void Plugin::enqueue(const std::vector<trts_plugin_tensor_desc>& inputs,
                     const std::vector<trts_plugin_tensor_desc>& outputs, const void* const* input_data,
                     void* const* output_data, void* workspace, void* stream) const
{
    const auto& ask = runtime();
    require_success("IPluginV3OneRuntime::enqueue", ask.enqueue(inputs.data(), outputs.data(), input_data, output_data,
                                                                workspace, stream, ask.user_data));
}

void fill_plugin_entries(trts_api_table& table)
{
    table.plugin_v3_create = create_plugin;
    table.plugin_v3_destroy = destroy_entry<Plugin>;
    table.plugin_v3_ref_destroy = destroy_entry<Plugin>;
    table.plugin_v3_one_core_create = create_capability<PluginCore>;
    table.plugin_v3_one_build_create = create_build;
    table.plugin_v3_one_build_v2_create = create_capability<PluginBuild>;
    table.plugin_v3_one_runtime_create = create_capability<PluginRuntime>;
    table.plugin_capability_destroy = destroy_entry<PluginCapability>;
    table.plugin_v3_ref_get_interface_info = entry<&get_interface_info>;
    table.plugin_v3_ref_get_capability_interface = entry<&Plugin::get_capability_interface>;
    table.plugin_v3_ref_clone = entry<&Plugin::clone>;
}

} // namespace trts::cpu
