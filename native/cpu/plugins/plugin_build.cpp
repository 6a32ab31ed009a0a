#include "cpu/plugins/plugin_build.h"

#include "core/error.h"
#include "cpu/output_inference.h"

namespace trts::cpu
{
namespace
{

std::vector<OwnedPlugin> clones_of(const std::vector<OwnedPlugin>& plugins)
{
    std::vector<OwnedPlugin> clones;
    for (const OwnedPlugin& plugin : plugins)
    {
        clones.emplace_back(plugin->clone());
        if (clones.back() == nullptr)
        {
            throw Error(TRTS_CALLBACK_FAILED, plugin->names().text() + ": IPluginV3::clone gave no plugin");
        }
    }
    return clones;
}

FixedDimensions dimensions_of(const std::vector<IoTensor>& tensors, const ProfileRanges& ranges, Selector selector)
{
    FixedDimensions fixed;
    for (std::size_t input = 0; input < ranges.size(); ++input)
    {
        const Shape& shape = ranges[input].get(selector);
        for (std::size_t axis = 0; axis < shape.size(); ++axis)
        {
            const std::string& symbol = tensors[input].symbols[axis];
            bool is_new = !symbol.empty();
            for (const auto& [known, value] : fixed)
            {
                is_new = is_new && known != symbol;
            }
            if (is_new)
            {
                fixed.emplace_back(symbol, shape[axis]);
            }
        }
    }
    return fixed;
}

std::vector<trts_dynamic_plugin_tensor_desc> ranges_of(const PluginTensors& min, const PluginTensors& opt,
                                                       const PluginTensors& max)
{
    std::vector<trts_dynamic_plugin_tensor_desc> ranges;
    for (std::size_t i = 0; i < opt.size(); ++i)
    {
        ranges.push_back(describe_range(min[i], opt[i], max[i]));
    }
    return ranges;
}

} // namespace

std::vector<PlanPlugin> build_plugins(const Ort& ort, const Network& network, const std::vector<IoTensor>& tensors,
                                      const std::vector<ProfileRanges>& profiles,
                                      const std::shared_ptr<const onnx::Bytes>& model)
{
    std::vector<PlanPlugin> built;
    if (network.plugins().empty())
    {
        return built;
    }
    const std::vector<OwnedPlugin> plugins = clones_of(network.plugins());
    const std::shared_ptr<PluginOperators> operators = operators_of(ort, plugins);
    const OutputInference inference(ort, onnx::read(model), InferredTensors::Outputs, operators);
    const auto at = [&](const ProfileRanges& ranges, Selector selector) {
        (void)inference.infer(dimensions_of(tensors, ranges, selector));
        return operators->inferred();
    };
    for (const ProfileRanges& ranges : profiles)
    {
        const std::vector<InferredPlugin> min = at(ranges, Selector::Min);
        const std::vector<InferredPlugin> opt = at(ranges, Selector::Opt);
        const std::vector<InferredPlugin> max = at(ranges, Selector::Max);
        for (std::size_t i = 0; i < plugins.size(); ++i)
        {
            plugins[i]->require_supports(opt[i].inputs, opt[i].outputs);
            const auto inputs = ranges_of(min[i].inputs, opt[i].inputs, max[i].inputs);
            const auto outputs = ranges_of(min[i].outputs, opt[i].outputs, max[i].outputs);
            plugins[i]->configure(inputs, outputs);
            (void)plugins[i]->workspace_size(inputs, outputs);
        }
    }
    for (std::size_t i = 0; i < plugins.size(); ++i)
    {
        const LayerNode* layer = network.plugin_layers()[i];
        built.push_back({plugins[i]->names(), layer == nullptr ? std::string() : layer->name(),
                         plugins[i]->fields_to_serialize()});
    }
    return built;
}

} // namespace trts::cpu
