#include "family/plugins.h"

#include <cstring>
#include <deque>

#include "core/callbacks.h"
#include "family/dims.h"
#include "family/plugin_registry.h"
#include "objects.g.h"

namespace trts::doubles
{
namespace
{

template <class Capability>
Capability* capability(IPluginV3& plugin, PluginCapabilityType type)
{
    return static_cast<Capability*>(plugin.getCapabilityInterface(type));
}

IPluginV3OneBuild* build_of(IPluginV3& plugin)
{
    return capability<IPluginV3OneBuild>(plugin, PluginCapabilityType::kBUILD);
}

IPluginV3OneRuntime* runtime_of(IPluginV3& plugin)
{
    return capability<IPluginV3OneRuntime>(plugin, PluginCapabilityType::kRUNTIME);
}

std::string text(const char* from)
{
    return from == nullptr ? "" : from;
}

/// An expression of an Expressions.
class Expression final : public DimensionExprTable, public DimensionExprObject
{
  public:
    Expression(int32_t index, const GraphExpression& data) : DimensionExprObject(this), index_(index), data_(data) {}
    int32_t index() const { return index_; }

  protected:
    bool do_isConstant() const override { return data_.operation == GraphExpression::constant; }
    int64_t do_getConstantValue() const override { return do_isConstant() ? data_.value : INT64_MIN; }
    bool do_isSizeTensor() const override { return false; }

  private:
    int32_t index_;
    GraphExpression data_;
};

class Expressions final : public ExprBuilderTable, public ExprBuilderObject
{
  public:
    Expressions() : ExprBuilderObject(this) {}

    const IDimensionExpr* add(const GraphExpression& data)
    {
        all_.push_back(data);
        return &objects_.emplace_back(static_cast<int32_t>(all_.size()) - 1, data);
    }

    const std::vector<GraphExpression>& all() const { return all_; }
    static int32_t index_of(const IDimensionExpr* expression)
    {
        const auto* own = dynamic_cast<const Expression*>(expression);
        return own == nullptr ? -1 : own->index();
    }

  protected:
    const IDimensionExpr* do_constant(int64_t value) override { return add({GraphExpression::constant, value, 0, 0}); }
    const IDimensionExpr* do_operation(DimensionOperation op, const IDimensionExpr& first,
                                       const IDimensionExpr& second) override
    {
        return add({static_cast<int32_t>(op), 0, index_of(&first), index_of(&second)});
    }
    const IDimensionExpr* do_declareSizeTensor(int32_t, const IDimensionExpr&, const IDimensionExpr&) override
    {
        return nullptr; // not simulated
    }

  private:
    std::vector<GraphExpression> all_;
    std::deque<Expression> objects_;
};

PluginTensorDesc description_of(int32_t type, const Shape& shape)
{
    PluginTensorDesc description{};
    description.dims = dims_of(shape);
    description.type = static_cast<DataType>(type);
    description.format = TensorFormat::kLINEAR;
    description.scale = 1.0f;
    return description;
}

std::size_t bytes_of_field(int32_t type)
{
    switch (static_cast<PluginFieldType>(type))
    {
    case PluginFieldType::kFLOAT16:
    case PluginFieldType::kBF16:
    case PluginFieldType::kINT16:
        return 2;
    case PluginFieldType::kFLOAT32:
    case PluginFieldType::kINT32:
        return 4;
    case PluginFieldType::kFLOAT64:
    case PluginFieldType::kINT64:
        return 8;
    case PluginFieldType::kDIMS:
        return sizeof(Dims);
    default:
        return 1;
    }
}

/// The tensors of a node at the ends of a profile's ranges.
std::vector<DynamicPluginTensorDesc> ranges_of(const Graph& graph, const std::vector<int32_t>& tensors,
                                               const std::vector<Shape>& min, const std::vector<Shape>& opt,
                                               const std::vector<Shape>& max)
{
    std::vector<DynamicPluginTensorDesc> ranges;
    for (const int32_t tensor : tensors)
    {
        const auto i = static_cast<std::size_t>(tensor);
        DynamicPluginTensorDesc range{};
        range.desc = description_of(graph.tensors[i].type, graph.tensors[i].shape);
        range.min = dims_of(min[i]);
        range.opt = dims_of(opt[i]);
        range.max = dims_of(max[i]);
        ranges.push_back(range);
    }
    return ranges;
}

std::vector<Shape> inputs_at(const Graph& graph, const Profile& profile, Shape Range::* bound)
{
    std::vector<Shape> shapes;
    for (const int32_t input : graph.inputs)
    {
        shapes.push_back(profile.shapes.at(graph.tensors[static_cast<std::size_t>(input)].name).*bound);
    }
    return shapes;
}

/// What a build wants to know besides.
void ask_for_details(IPluginV3OneBuild& build, GraphPlugin& description)
{
    called_back("IPluginV3OneBuild::getTimingCacheID", "", [&] { return text(build.getTimingCacheID()); });
    called_back("IPluginV3OneBuild::getMetadataString", "", [&] { return text(build.getMetadataString()); });
    called_back("IPluginV3OneBuild::getFormatCombinationLimit", "",
                [&] { return std::to_string(build.getFormatCombinationLimit()); });
    if (build.getInterfaceInfo().major >= 2)
    {
        called_back("IPluginV3OneBuildV2::getAliasedInput", "0", [&] {
            description.aliased_input = static_cast<IPluginV3OneBuildV2&>(build).getAliasedInput(0);
            return std::to_string(description.aliased_input);
        });
    }
}

bool build_plugin(Graph& graph, const GraphNode& node, IPluginV3& plugin, std::string& why)
{
    IPluginV3OneBuild* build = build_of(plugin);
    GraphPlugin& description = graph.plugins[static_cast<std::size_t>(node.plugin)];
    const auto inputs = static_cast<int32_t>(node.inputs.size());
    const std::vector<int32_t> output{node.output};
    ask_for_details(*build, description);
    for (const Profile& profile : graph.profiles)
    {
        const auto min = all_shapes(graph, inputs_at(graph, profile, &Range::min), why);
        const auto opt = all_shapes(graph, inputs_at(graph, profile, &Range::opt), why);
        const auto max = all_shapes(graph, inputs_at(graph, profile, &Range::max), why);
        if (!min || !opt || !max)
        {
            return false;
        }
        const auto given = ranges_of(graph, node.inputs, *min, *opt, *max);
        const auto gives = ranges_of(graph, output, *min, *opt, *max);
        auto all = given;
        all.insert(all.end(), gives.begin(), gives.end());
        for (int32_t position = 0; position < static_cast<int32_t>(all.size()); ++position)
        {
            if (!build->supportsFormatCombination(position, all.data(), inputs, 1))
            {
                why = "Could not find any implementation for node " + node.name +
                      ": the plugin supports no format of tensor " + std::to_string(position);
                return false;
            }
        }
        if (build->configurePlugin(given.data(), inputs, gives.data(), 1) != 0)
        {
            why = node.name + ": configurePlugin failed";
            return false;
        }
        const auto workspace =
            static_cast<std::int64_t>(build->getWorkspaceSize(given.data(), inputs, gives.data(), 1));
        description.workspace = std::max(description.workspace, workspace);
    }
    const PluginFieldCollection* fields = runtime_of(plugin)->getFieldsToSerialize();
    if (fields == nullptr)
    {
        why = node.name + ": getFieldsToSerialize failed";
        return false;
    }
    for (int32_t i = 0; i < fields->nbFields; ++i)
    {
        const PluginField& field = fields->fields[i];
        const auto* bytes = static_cast<const unsigned char*>(field.data);
        const std::size_t size =
            bytes_of_field(static_cast<int32_t>(field.type)) * static_cast<std::size_t>(field.length);
        description.fields.push_back(
            {text(field.name), static_cast<int32_t>(field.type), field.length, Bytes(bytes, bytes + size)});
    }
    return true;
}

} // namespace

bool describe_plugin(IPluginV3& plugin, const std::vector<int32_t>& input_types, const std::vector<Shape>& input_shapes,
                     GraphPlugin& description, int32_t& result_type, std::string& why)
{
    const auto* core = capability<IPluginV3OneCore>(plugin, PluginCapabilityType::kCORE);
    IPluginV3OneBuild* build = build_of(plugin);
    why = "the plugin lacks a capability, or has another number of outputs than 1";
    if (core == nullptr || build == nullptr || runtime_of(plugin) == nullptr || build->getNbOutputs() != 1)
    {
        return false;
    }
    description.name = text(core->getPluginName());
    description.version = text(core->getPluginVersion());
    description.space = text(core->getPluginNamespace());
    const auto count = static_cast<int32_t>(input_types.size());

    std::vector<DataType> types;
    for (const int32_t type : input_types)
    {
        types.push_back(static_cast<DataType>(type));
    }
    DataType output_type{};
    why = "getOutputDataTypes failed";
    if (build->getOutputDataTypes(&output_type, 1, types.data(), count) != 0)
    {
        return false;
    }
    result_type = static_cast<int32_t>(output_type);

    Expressions expressions;
    std::vector<DimsExprs> dimensions(input_shapes.size());
    for (std::size_t input = 0; input < input_shapes.size(); ++input)
    {
        dimensions[input].nbDims = static_cast<int32_t>(input_shapes[input].size());
        for (std::size_t axis = 0; axis < input_shapes[input].size(); ++axis)
        {
            const std::int64_t value = input_shapes[input][axis];
            dimensions[input].d[axis] =
                value >= 0 ? expressions.add({GraphExpression::constant, value, 0, 0})
                           : expressions.add({GraphExpression::input, static_cast<int64_t>(input * 8 + axis), 0, 0});
        }
    }
    DimsExprs output{};
    why = "getOutputShapes failed";
    if (build->getOutputShapes(dimensions.data(), count, nullptr, 0, &output, 1, expressions) != 0 ||
        output.nbDims < 0 || output.nbDims > Dims::MAX_DIMS)
    {
        return false;
    }
    description.expressions = expressions.all();
    for (int32_t axis = 0; axis < output.nbDims; ++axis)
    {
        description.dimensions.push_back(Expressions::index_of(output.d[axis]));
        if (description.dimensions.back() < 0)
        {
            return false;
        }
    }
    return true;
}

bool build_plugins(Graph& graph, const std::vector<IPluginV3*>& plugins, std::string& why)
{
    for (const GraphNode& node : graph.nodes)
    {
        if (node.operation != Operation::plugin)
        {
            continue;
        }
        const OwnedPlugin clone(plugins[static_cast<std::size_t>(node.plugin)]->clone());
        if (clone == nullptr)
        {
            why = node.name + ": the plugin gave no clone";
            return false;
        }
        if (!build_plugin(graph, node, *clone, why))
        {
            return false;
        }
    }
    return true;
}

bool choose_tactic(IPluginV3& plugin, GraphPlugin& description)
{
    IPluginV3OneBuild* build = build_of(plugin);
    const int32_t count = build->getNbTactics();
    std::vector<int32_t> tactics(static_cast<std::size_t>(count < 0 ? 0 : count));
    if (count < 0 || build->getValidTactics(tactics.data(), count) != 0)
    {
        return false;
    }
    description.tactic = tactics.empty() ? 0 : tactics.back();
    return runtime_of(plugin)->setTactic(description.tactic) == 0;
}

bool create_plugins(const Graph& graph, std::vector<OwnedPlugin>& plugins, std::string& why)
{
    for (const GraphPlugin& description : graph.plugins)
    {
        IPluginCreatorInterface* creator = plugin_registry().getCreator(
            description.name.c_str(), description.version.c_str(), description.space.c_str());
        if (creator == nullptr)
        {
            why = "IPluginRegistry::getCreator: Error Code 4: API Usage Error (Cannot find plugin: " + description.name +
                  ", version: " + description.version + ", namespace:" + description.space + ".)";
            return false;
        }
        std::vector<PluginField> fields;
        for (const GraphField& field : description.fields)
        {
            fields.push_back(PluginField{field.name.c_str(), field.bytes.data(), static_cast<PluginFieldType>(field.type),
                                field.length});
        }
        const PluginFieldCollection collection{static_cast<int32_t>(fields.size()), fields.data()};
        plugins.emplace_back(static_cast<IPluginCreatorV3One*>(creator)->createPlugin(
            description.layer.c_str(), &collection, TensorRTPhase::kRUNTIME));
        if (plugins.back() == nullptr || runtime_of(*plugins.back()) == nullptr)
        {
            why = "IRuntime::deserializeCudaEngine: Error Code 2: Internal Error (the creator gave no plugin for layer " +
                  description.layer + ")";
            return false;
        }
        if (runtime_of(*plugins.back())->setTactic(description.tactic) != 0)
        {
            why = description.layer + ": setTactic failed";
            return false;
        }
    }
    return true;
}

bool attach_plugins(const std::vector<OwnedPlugin>& plugins, IPluginResourceContext& resources,
                    std::vector<OwnedPlugin>& attached)
{
    for (const OwnedPlugin& plugin : plugins)
    {
        attached.emplace_back(runtime_of(*plugin)->attachToContext(&resources));
        if (attached.back() == nullptr)
        {
            return false;
        }
    }
    return true;
}

bool enqueue_plugin(IPluginV3& plugin, const Graph& graph, const GraphNode& node, bool is_shape_new,
                    std::vector<Value>& values, Bytes& workspace, cudaStream_t stream)
{
    const GraphPlugin& description = graph.plugins[static_cast<std::size_t>(node.plugin)];
    std::vector<PluginTensorDesc> given;
    std::vector<const void*> inputs;
    for (const int32_t input : node.inputs)
    {
        const auto i = static_cast<std::size_t>(input);
        given.push_back(description_of(graph.tensors[i].type, values[i].shape));
        inputs.push_back(values[i].bytes.data());
    }
    const auto o = static_cast<std::size_t>(node.output);
    const PluginTensorDesc gives = description_of(graph.tensors[o].type, values[o].shape);
    if (description.aliased_input >= 0)
    {
        inputs[static_cast<std::size_t>(description.aliased_input)] = values[o].bytes.data(); // one piece of memory
    }
    void* output = values[o].bytes.data();
    IPluginV3OneRuntime* runtime = runtime_of(plugin);
    if (is_shape_new && runtime->onShapeChange(given.data(), static_cast<int32_t>(given.size()), &gives, 1) != 0)
    {
        return false;
    }
    workspace.resize(static_cast<std::size_t>(description.workspace));
    return runtime->enqueue(given.data(), &gives, inputs.data(), &output,
                            workspace.empty() ? nullptr : workspace.data(), stream) == 0;
}

} // namespace trts::doubles
