#include "core/execute.h"

#include <cstring>
#include <stdexcept>
#include <type_traits>

namespace trts::doubles
{
namespace
{

std::size_t count_of(const Shape& shape)
{
    const std::optional<std::size_t> count = element_count(shape);
    if (!count)
    {
        throw std::runtime_error("a tensor of " + text_of_shape(shape) + " is too large");
    }
    return *count;
}

template <class T>
const T* elements(const Value& value)
{
    return reinterpret_cast<const T*>(value.bytes.data());
}

template <class T>
T* elements(Value& value)
{
    return reinterpret_cast<T*>(value.bytes.data());
}

/// Where the element of a stretched input stands that belongs to a place in the output.
std::size_t stretched_index(const Shape& output, const Shape& input, std::size_t place)
{
    std::size_t index = 0;
    std::size_t stride = 1;
    for (std::size_t d = output.size(); d-- > 0;)
    {
        const auto extent = static_cast<std::size_t>(output[d]);
        index += input[d] == 1 ? 0 : place % extent * stride;
        stride *= static_cast<std::size_t>(input[d]);
        place /= extent;
    }
    return index;
}

/// Integers wrap around, as on a GPU.
template <class T>
T combine(Operation operation, T a, T b)
{
    if constexpr (std::is_integral_v<T>)
    {
        using U = std::make_unsigned_t<T>;
        const U x = static_cast<U>(a);
        const U y = static_cast<U>(b);
        return static_cast<T>(operation == Operation::sum ? x + y : x * y);
    }
    else
    {
        return operation == Operation::sum ? a + b : a * b;
    }
}

template <class T>
void elementwise(Operation operation, const Value& a, const Value& b, Value& result)
{
    const std::size_t count = count_of(result.shape);
    for (std::size_t i = 0; i < count; ++i)
    {
        elements<T>(result)[i] = combine(operation, elements<T>(a)[stretched_index(result.shape, a.shape, i)],
                                         elements<T>(b)[stretched_index(result.shape, b.shape, i)]);
    }
}

void concatenate(const std::vector<const Value*>& inputs, std::size_t axis, std::size_t element, Value& result)
{
    std::size_t outer = 1;
    for (std::size_t d = 0; d < axis; ++d)
    {
        outer *= static_cast<std::size_t>(result.shape[d]);
    }
    unsigned char* to = result.bytes.data();
    for (std::size_t o = 0; o < outer; ++o)
    {
        for (const Value* input : inputs)
        {
            const std::size_t run = count_of(input->shape) / outer * element;
            if (run > 0)
            {
                std::memcpy(to, input->bytes.data() + o * run, run);
                to += run;
            }
        }
    }
}

/// Coordinates of what is not zero, one column for each.
template <class T, class Index>
void non_zero(const Value& input, Value& result)
{
    std::vector<std::size_t> places;
    const std::size_t count = count_of(input.shape);
    for (std::size_t i = 0; i < count; ++i)
    {
        if (elements<T>(input)[i] != T{})
        {
            places.push_back(i);
        }
    }
    const std::size_t rank = input.shape.size();
    result.shape = {static_cast<std::int64_t>(rank), static_cast<std::int64_t>(places.size())};
    result.bytes.resize(rank * places.size() * sizeof(Index));
    for (std::size_t column = 0; column < places.size(); ++column)
    {
        std::size_t place = places[column];
        for (std::size_t d = rank; d-- > 0;)
        {
            const auto extent = static_cast<std::size_t>(input.shape[d]);
            elements<Index>(result)[d * places.size() + column] = static_cast<Index>(place % extent);
            place /= extent;
        }
    }
}

template <class T>
void run_typed(const GraphNode& node, const std::vector<const Value*>& inputs, std::int32_t result_type, Value& result)
{
    switch (node.operation)
    {
    case Operation::sum:
    case Operation::product:
        elementwise<T>(node.operation, *inputs[0], *inputs[1], result);
        break;
    case Operation::concatenation:
        concatenate(inputs, static_cast<std::size_t>(node.axis), sizeof(T), result);
        break;
    case Operation::non_zero:
        result_type == int64 ? non_zero<T, std::int64_t>(*inputs[0], result)
                             : non_zero<T, std::int32_t>(*inputs[0], result);
        break;
    default:
        result.bytes = inputs[0]->bytes;
        break;
    }
}

void run(const Graph& graph, const GraphNode& node, const WeightsInUse& weights, std::vector<Value>& values)
{
    const std::int32_t type = graph.tensors[static_cast<std::size_t>(node.output)].type;
    Value& result = values[static_cast<std::size_t>(node.output)];
    if (node.operation == Operation::constant)
    {
        result = {graph.tensors[static_cast<std::size_t>(node.output)].shape,
                  *weights[static_cast<std::size_t>(node.weights)]};
        return;
    }
    if (node.operation == Operation::plugin)
    {
        throw std::runtime_error(node.name + ": plugins run by enqueueV3 alone");
    }
    std::vector<const Value*> inputs;
    std::vector<Shape> shapes;
    for (const std::int32_t input : node.inputs)
    {
        inputs.push_back(&values[static_cast<std::size_t>(input)]);
        shapes.push_back(inputs.back()->shape);
    }
    std::string why;
    const std::optional<Shape> shape =
        node.operation == Operation::reshape
            ? reshaped(shapes, shape_values(inputs[1]->bytes.data(),
                                            graph.tensors[static_cast<std::size_t>(node.inputs[1])].type,
                                            count_of(inputs[1]->shape)),
                       why)
            : node_shape(graph, node, shapes, why);
    if (!shape)
    {
        throw std::runtime_error(node.name + ": " + why);
    }
    if (is_known(*shape))
    {
        result.shape = *shape;
        result.bytes.resize(count_of(*shape) * bytes_of(type));
    }
    switch (graph.tensors[static_cast<std::size_t>(node.inputs[0])].type)
    {
    case int32:
        run_typed<std::int32_t>(node, inputs, type, result);
        break;
    case int64:
        run_typed<std::int64_t>(node, inputs, type, result);
        break;
    default:
        run_typed<float>(node, inputs, type, result);
        break;
    }
}

} // namespace

std::vector<Value> start_values(const Graph& graph, const std::vector<Shape>& all_shapes)
{
    std::vector<Value> values(graph.tensors.size());
    for (std::size_t i = 0; i < values.size(); ++i)
    {
        values[i].shape = all_shapes[i];
        values[i].bytes.resize(count_of(all_shapes[i]) * bytes_of(graph.tensors[i].type));
    }
    return values;
}

void copy_inputs(const Graph& graph, const std::vector<const void*>& inputs, std::vector<Value>& values)
{
    for (std::size_t i = 0; i < inputs.size(); ++i)
    {
        Bytes& bytes = values[static_cast<std::size_t>(graph.inputs[i])].bytes;
        if (!bytes.empty())
        {
            std::memcpy(bytes.data(), inputs[i], bytes.size());
        }
    }
}

void execute_node(const Graph& graph, const GraphNode& node, const WeightsInUse& weights, std::vector<Value>& values)
{
    run(graph, node, weights, values);
}

std::vector<Value> execute(const Graph& graph, const std::vector<Shape>& shapes, const std::vector<const void*>& inputs,
                           const WeightsInUse& weights)
{
    std::vector<Value> values(graph.tensors.size());
    for (std::size_t i = 0; i < graph.inputs.size(); ++i)
    {
        const GraphTensor& tensor = graph.tensors[static_cast<std::size_t>(graph.inputs[i])];
        Value& value = values[static_cast<std::size_t>(graph.inputs[i])];
        value.shape = shapes[i];
        value.bytes.resize(count_of(shapes[i]) * bytes_of(tensor.type));
        if (!value.bytes.empty())
        {
            std::memcpy(value.bytes.data(), inputs[i], value.bytes.size());
        }
    }
    for (const GraphNode& node : graph.nodes)
    {
        run(graph, node, weights, values);
    }
    return values;
}

} // namespace trts::doubles
