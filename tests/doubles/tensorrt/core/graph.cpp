#include "core/graph.h"

namespace trts::doubles
{
namespace
{

constexpr std::size_t most_elements = std::size_t{1} << 28;

/// 1 is stretched; what is unknown stays so, unless the other one decides.
std::optional<std::int64_t> broadcast(std::int64_t a, std::int64_t b)
{
    if (a == b || b == 1)
    {
        return a;
    }
    if (a == 1 || a == -1)
    {
        return b;
    }
    return b == -1 ? std::optional(a) : std::nullopt;
}

std::optional<Shape> elementwise_shape(const Shape& a, const Shape& b, std::string& why)
{
    Shape result(a.size());
    bool fits = a.size() == b.size();
    for (std::size_t i = 0; fits && i < a.size(); ++i)
    {
        const std::optional<std::int64_t> dimension = broadcast(a[i], b[i]);
        fits = dimension.has_value();
        result[i] = dimension.value_or(0);
    }
    if (!fits)
    {
        why = "elementwise inputs have incompatible dimensions " + text_of_shape(a) + " and " + text_of_shape(b);
        return std::nullopt;
    }
    return result;
}

std::optional<Shape> concatenated_shape(const std::vector<Shape>& inputs, std::int32_t axis, std::string& why)
{
    Shape result = inputs[0];
    const auto along = static_cast<std::size_t>(axis);
    if (axis < 0 || along >= result.size())
    {
        why = "concatenation axis " + std::to_string(axis) + " is outside " + text_of_shape(result);
        return std::nullopt;
    }
    for (std::size_t i = 1; i < inputs.size(); ++i)
    {
        const Shape& next = inputs[i];
        bool fits = next.size() == result.size();
        for (std::size_t d = 0; fits && d < next.size(); ++d)
        {
            if (d == along)
            {
                result[d] = result[d] == -1 || next[d] == -1 ? -1 : result[d] + next[d];
            }
            else
            {
                fits = next[d] == result[d] || next[d] == -1 || result[d] == -1;
                result[d] = result[d] == -1 ? next[d] : result[d];
            }
        }
        if (!fits)
        {
            why = "concatenation inputs have incompatible dimensions " + text_of_shape(inputs[0]) + " and " +
                  text_of_shape(next);
            return std::nullopt;
        }
    }
    return result;
}

} // namespace

std::size_t bytes_of(std::int32_t element_type)
{
    switch (element_type)
    {
    case float32:
    case int32:
        return 4;
    case int64:
        return 8;
    default:
        return 0;
    }
}

std::optional<Shape> result_shape(Operation operation, const std::vector<Shape>& inputs, std::int32_t axis,
                                  std::string& why, DataDependent data_dependent)
{
    switch (operation)
    {
    case Operation::sum:
    case Operation::product:
        return elementwise_shape(inputs[0], inputs[1], why);
    case Operation::concatenation:
        return concatenated_shape(inputs, axis, why);
    case Operation::reshape:
        return inputs.size() < 2 ? inputs[0] : reshaped(inputs, {}, why);
    case Operation::non_zero: {
        const std::optional<std::size_t> most = element_count(inputs[0]);
        const bool is_bounded = data_dependent == DataDependent::at_most && most;
        return Shape{static_cast<std::int64_t>(inputs[0].size()), is_bounded ? static_cast<std::int64_t>(*most) : -1};
    }
    default:
        return inputs[0];
    }
}

namespace
{

/// Nothing where a division has no result; -1 where something is not known.
std::optional<std::int64_t> compute(std::int32_t operation, std::int64_t a, std::int64_t b)
{
    const auto floor = [](std::int64_t x, std::int64_t y) { return x / y - (x % y != 0 && (x < 0) != (y < 0) ? 1 : 0); };
    switch (operation)
    {
    case 0:
        return a + b;
    case 1:
        return a * b;
    case 2:
        return a > b ? a : b;
    case 3:
        return a < b ? a : b;
    case 4:
        return a - b;
    case 5:
        return a == b ? 1 : 0;
    case 6:
        return a < b ? 1 : 0;
    case 7:
        return b == 0 ? std::nullopt : std::optional(floor(a, b));
    case 8:
        return b == 0 ? std::nullopt : std::optional(-floor(-a, b));
    default:
        return std::nullopt;
    }
}

} // namespace

std::optional<Shape> plugin_shape(const GraphPlugin& plugin, const std::vector<Shape>& inputs, std::string& why)
{
    std::vector<std::optional<std::int64_t>> values; // nothing: not known
    for (const GraphExpression& expression : plugin.expressions)
    {
        std::optional<std::int64_t>& value = values.emplace_back();
        if (expression.operation == GraphExpression::constant)
        {
            value = expression.value;
        }
        else if (expression.operation == GraphExpression::input)
        {
            const Shape& shape = inputs.at(static_cast<std::size_t>(expression.value / 8));
            const std::int64_t dimension = shape.at(static_cast<std::size_t>(expression.value % 8));
            value = dimension < 0 ? std::nullopt : std::optional(dimension);
        }
        else
        {
            const auto& first = values.at(static_cast<std::size_t>(expression.first));
            const auto& second = values.at(static_cast<std::size_t>(expression.second));
            if (first && second)
            {
                value = compute(expression.operation, *first, *second);
                if (!value)
                {
                    why = "a dimension is divided by 0";
                    return std::nullopt;
                }
            }
        }
    }
    Shape shape;
    for (const std::int32_t dimension : plugin.dimensions)
    {
        const std::optional<std::int64_t>& value = values.at(static_cast<std::size_t>(dimension));
        if (value && *value < 0)
        {
            why = "the plugin gave a negative dimension";
            return std::nullopt;
        }
        shape.push_back(value.value_or(-1));
    }
    return shape;
}

std::optional<Shape> reshaped(const std::vector<Shape>& inputs, const Shape& values, std::string& why)
{
    if (inputs.size() < 2 || inputs[1].size() != 1 || inputs[1][0] < 0 || inputs[1][0] > 8)
    {
        why = "the shape of a reshape must have one dimension, which is fixed";
        return std::nullopt;
    }
    if (values.empty())
    {
        return Shape(static_cast<std::size_t>(inputs[1][0]), -1);
    }
    const std::optional<std::size_t> before = element_count(inputs[0]);
    if (before && before != element_count(values))
    {
        why = "reshape would change volume " + text_of_shape(inputs[0]) + " to " + text_of_shape(values);
        return std::nullopt;
    }
    return values;
}

bool is_shape_input(const Graph& graph, std::size_t input)
{
    for (const GraphNode& node : graph.nodes)
    {
        if (node.operation == Operation::reshape && node.inputs[1] == graph.inputs[input])
        {
            return true;
        }
    }
    return false;
}

Shape shape_values(const void* values, std::int32_t element_type, std::size_t count)
{
    Shape result;
    for (std::size_t i = 0; i < count; ++i)
    {
        result.push_back(element_type == int64 ? static_cast<const std::int64_t*>(values)[i]
                                               : static_cast<const std::int32_t*>(values)[i]);
    }
    return result;
}

std::optional<Shape> node_shape(const Graph& graph, const GraphNode& node, const std::vector<Shape>& inputs,
                                std::string& why, DataDependent data_dependent)
{
    return node.operation == Operation::plugin
               ? plugin_shape(graph.plugins.at(static_cast<std::size_t>(node.plugin)), inputs, why)
               : result_shape(node.operation, inputs, node.axis, why, data_dependent);
}

std::optional<std::vector<Shape>> all_shapes(const Graph& graph, const std::vector<Shape>& inputs, std::string& why,
                                             DataDependent data_dependent, const std::vector<Shape>& shape_values)
{
    std::vector<Shape> shapes(graph.tensors.size());
    std::vector<Shape> values(graph.tensors.size());
    for (std::size_t i = 0; i < graph.inputs.size(); ++i)
    {
        shapes[static_cast<std::size_t>(graph.inputs[i])] = inputs[i];
        values[static_cast<std::size_t>(graph.inputs[i])] = i < shape_values.size() ? shape_values[i] : Shape();
    }
    for (const GraphNode& node : graph.nodes)
    {
        Shape& output = shapes[static_cast<std::size_t>(node.output)];
        if (node.operation == Operation::constant)
        {
            output = graph.tensors[static_cast<std::size_t>(node.output)].shape;
            continue;
        }
        std::vector<Shape> given;
        for (const std::int32_t input : node.inputs)
        {
            given.push_back(shapes[static_cast<std::size_t>(input)]);
        }
        const std::optional<Shape> result =
            node.operation == Operation::reshape
                ? reshaped(given, values[static_cast<std::size_t>(node.inputs[1])], why)
                : node_shape(graph, node, given, why, data_dependent);
        if (!result)
        {
            why = node.name + ": " + why;
            return std::nullopt;
        }
        output = *result;
    }
    return shapes;
}

bool is_known(const Shape& shape)
{
    for (const std::int64_t dimension : shape)
    {
        if (dimension < 0)
        {
            return false;
        }
    }
    return true;
}

std::optional<std::size_t> element_count(const Shape& shape)
{
    std::size_t count = 1;
    for (const std::int64_t dimension : shape)
    {
        if (dimension < 0 || (dimension > 0 && count > most_elements / static_cast<std::size_t>(dimension)))
        {
            return std::nullopt;
        }
        count *= static_cast<std::size_t>(dimension);
    }
    return count;
}

std::string text_of_shape(const Shape& shape)
{
    std::string text = "[";
    for (const std::int64_t dimension : shape)
    {
        text += (text.size() == 1 ? "" : ", ") + std::to_string(dimension);
    }
    return text + "]";
}

} // namespace trts::doubles
