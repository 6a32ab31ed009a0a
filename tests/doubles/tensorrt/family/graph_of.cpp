// Checks a network as TensorRT's builder does, as far as the doubles can build it.
#include <map>
#include <set>

#include "family/build.h"
#include "family/builder_config.h"
#include "family/network.h"

namespace trts::doubles
{
namespace
{

using Indexes = std::map<const Tensor*, int32_t>;

int32_t add_tensor(Graph& graph, Indexes& indexes, const Tensor& tensor, Shape shape)
{
    const auto index = static_cast<int32_t>(graph.tensors.size());
    graph.tensors.push_back({tensor.name, tensor.type, std::move(shape), tensor.is_debug});
    indexes[&tensor] = index;
    return index;
}

/// What a layer can and cannot be.
bool is_buildable(const Layer& layer, const Graph& graph, const Indexes& indexes, std::string& why)
{
    const std::string of = "layer " + layer.name() + " of type " + std::to_string(static_cast<int32_t>(layer.type()));
    const Computed* computed = layer.computed();
    const std::optional<Operation> operation = computed == nullptr ? std::nullopt : computed->operation();
    const bool is_reshape = operation == Operation::reshape;
    if (!operation || (is_reshape && layer.inputs().size() < 2))
    {
        why = of + " cannot be implemented: Could not find any implementation for node " + layer.name();
        return false;
    }
    std::set<int32_t> types;
    for (const Tensor* input : layer.inputs())
    {
        if (input == nullptr)
        {
            why = of + " has no input";
            return false;
        }
        types.insert(graph.tensors[static_cast<std::size_t>(indexes.at(input))].type);
    }
    if (is_reshape)
    {
        const Tensor& shape = *layer.inputs()[1];
        if (!shape.is_input || shape.type == float32 || shape.shape.size() != 1 || !is_known(shape.shape))
        {
            why = of + " takes its shape from " + shape.name + ", which must be an input of integers, of a fixed length";
            return false;
        }
        types = {layer.inputs()[0]->type};
    }
    if (types.size() > 1)
    {
        why = of + " has inputs of different types";
        return false;
    }
    if (bytes_of(layer.outputs()[0]->type) == 0)
    {
        why = of + " has an output of type " + std::to_string(layer.outputs()[0]->type) + ", which is not supported";
        return false;
    }
    return true;
}

bool are_ready(const Layer& layer, const Indexes& indexes)
{
    for (const Tensor* input : layer.inputs())
    {
        if (input != nullptr && indexes.count(input) == 0)
        {
            return false;
        }
    }
    return true;
}

bool add_layer(Graph& graph, Indexes& indexes, const Network& network, const Layer& layer, std::vector<IPluginV3*>& plugins,
               std::string& why)
{
    if (!is_buildable(layer, graph, indexes, why))
    {
        return false;
    }
    GraphNode node{*layer.computed()->operation(),
                   layer.name(),
                   static_cast<int32_t>(layer.type()),
                   {},
                   0,
                   layer.computed()->axis(),
                   -1};
    std::vector<Shape> shapes;
    for (const Tensor* input : layer.inputs())
    {
        node.inputs.push_back(indexes.at(input));
        shapes.push_back(graph.tensors[static_cast<std::size_t>(node.inputs.back())].shape);
    }
    std::optional<Shape> shape = layer.computed()->constant_shape();
    if (node.operation == Operation::constant)
    {
        const Weights weights = layer.computed()->constant_weights();
        const auto* values = static_cast<const unsigned char*>(weights.values);
        node.weights = static_cast<int32_t>(graph.weights.size());
        graph.weights.push_back({network.weights_name(layer), layer.name(), static_cast<int32_t>(weights.type),
                                 weights.count,
                                 Bytes(values, values + static_cast<std::size_t>(weights.count) *
                                                            bytes_of(static_cast<int32_t>(weights.type)))});
    }
    else
    {
        if (node.operation == Operation::plugin)
        {
            node.plugin = static_cast<int32_t>(graph.plugins.size());
            graph.plugins.push_back(*layer.computed()->plugin());
            graph.plugins.back().layer = layer.name();
            plugins.push_back(layer.computed()->plugin_object());
        }
        shape = node_shape(graph, node, shapes, why);
    }
    if (!shape)
    {
        why = layer.name() + ": " + why;
        return false;
    }
    node.output = add_tensor(graph, indexes, *layer.outputs()[0], std::move(*shape));
    graph.nodes.push_back(std::move(node));
    return true;
}

/// In an order in which each layer comes after what it needs.
bool add_layers(Graph& graph, Indexes& indexes, const Network& network, std::vector<IPluginV3*>& plugins, std::string& why)
{
    std::vector<const Layer*> left;
    for (const std::unique_ptr<Layer>& layer : network.layers())
    {
        left.push_back(layer.get());
    }
    while (!left.empty())
    {
        std::vector<const Layer*> later;
        for (const Layer* layer : left)
        {
            if (!are_ready(*layer, indexes))
            {
                later.push_back(layer);
            }
            else if (!add_layer(graph, indexes, network, *layer, plugins, why))
            {
                return false;
            }
        }
        if (later.size() == left.size())
        {
            why = "layer " + later[0]->name() + " depends on itself or on another network's tensor";
            return false;
        }
        left = std::move(later);
    }
    return true;
}

bool fits(const Range& range, const Shape& shape)
{
    for (const Shape* bound : {&range.min, &range.opt, &range.max})
    {
        if (bound->size() != shape.size())
        {
            return false;
        }
        for (std::size_t d = 0; d < shape.size(); ++d)
        {
            if (shape[d] >= 0 && (*bound)[d] != shape[d])
            {
                return false;
            }
        }
    }
    return true;
}

/// One profile at least; each has every dynamic input, and the static ones have their own shape.
bool add_profiles(Graph& graph, const BuilderConfig& config, std::string& why)
{
    for (const OptimizationProfile* profile : config.profiles())
    {
        graph.profiles.push_back(profile->contents());
    }
    const bool is_default = graph.profiles.empty();
    if (is_default)
    {
        graph.profiles.emplace_back();
    }
    for (std::size_t i = 0; i < graph.profiles.size(); ++i)
    {
        for (std::size_t k = 0; k < graph.inputs.size(); ++k)
        {
            const GraphTensor& tensor = graph.tensors[static_cast<std::size_t>(graph.inputs[k])];
            std::map<std::string, Range>& ranges = graph.profiles[i].shapes;
            if (is_known(tensor.shape))
            {
                ranges.try_emplace(tensor.name, Range{tensor.shape, tensor.shape, tensor.shape});
            }
            if (is_default && (!is_known(tensor.shape) || is_shape_input(graph, k)))
            {
                why = "Network has dynamic or shape inputs, but no optimization profile has been defined.";
                return false;
            }
            const auto found = ranges.find(tensor.name);
            if (found == ranges.end() || !fits(found->second, tensor.shape))
            {
                why = "optimization profile " + std::to_string(i) +
                      (found == ranges.end() ? " is missing values for input "
                                             : " does not fit the dimensions of input ") +
                      tensor.name + " " + text_of_shape(tensor.shape);
                return false;
            }
            const auto values = graph.profiles[i].values.find(tensor.name);
            if (is_shape_input(graph, k) && (values == graph.profiles[i].values.end() ||
                                             values->second.min.size() != static_cast<std::size_t>(tensor.shape[0])))
            {
                why = "optimization profile " + std::to_string(i) + " is missing values for shape input " + tensor.name;
                return false;
            }
        }
    }
    return true;
}

bool have_own_names(const Graph& graph, std::string& why)
{
    std::set<std::string> names;
    for (const auto* list : {&graph.inputs, &graph.outputs})
    {
        for (const int32_t index : *list)
        {
            const std::string& name = graph.tensors[static_cast<std::size_t>(index)].name;
            if (name.empty() || !names.insert(name).second)
            {
                why = "two inputs or outputs are named '" + name + "', or one has no name";
                return false;
            }
        }
    }
    return true;
}

} // namespace

std::optional<Graph> graph_of(const Network& network, const BuilderConfig& config, std::vector<IPluginV3*>& plugins,
                              std::string& why)
{
    Graph graph;
    Indexes indexes;
    graph.name = network.name();
    graph.profiling_verbosity = config.profiling_verbosity();
    if (!network.other_parts().empty())
    {
        why = "the network has an " + network.other_parts()[0] + ", which the fake TensorRT does not build";
        return std::nullopt;
    }
    for (const std::unique_ptr<Tensor>& input : network.inputs())
    {
        if (bytes_of(input->type) == 0)
        {
            why = "input " + input->name + " has type " + std::to_string(input->type) + ", which is not supported";
            return std::nullopt;
        }
        graph.inputs.push_back(add_tensor(graph, indexes, *input, input->shape));
    }
    if (!add_layers(graph, indexes, network, plugins, why))
    {
        return std::nullopt;
    }
    if (network.outputs().empty())
    {
        why = "Network must have at least one output";
        return std::nullopt;
    }
    for (const Tensor* output : network.outputs())
    {
        graph.outputs.push_back(indexes.at(output));
    }
    if (!have_own_names(graph, why) || !add_profiles(graph, config, why))
    {
        return std::nullopt;
    }
    return graph;
}

} // namespace trts::doubles
