// A network as data: what a plan holds and an engine runs.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace trts::doubles
{

/// Dimensions; -1 stands for one that is not known yet.
using Shape = std::vector<std::int64_t>;
using Bytes = std::vector<unsigned char>;

/// nvinfer1::DataType, of which the doubles compute with these; the same in every family.
enum ElementType : std::int32_t
{
    float32 = 0,
    int32 = 3,
    int64 = 8,
};

/// 0 for a type that the doubles do not compute with.
std::size_t bytes_of(std::int32_t element_type);

enum class Operation : std::int32_t
{
    constant,
    identity,
    sum,
    product,
    concatenation,
    non_zero,
    plugin,
    reshape, // to the values of a second tensor, which is an input of the graph
    last = reshape,
};

struct GraphTensor
{
    std::string name;
    std::int32_t type;
    Shape shape;
    bool is_debug = false;
};

struct GraphNode
{
    Operation operation;
    std::string name;
    std::int32_t layer_type;          // nvinfer1::LayerType
    std::vector<std::int32_t> inputs; // tensors
    std::int32_t output;              // a tensor
    std::int32_t axis = 0;            // of a concatenation
    std::int32_t weights = -1;        // of a constant
    std::int32_t plugin = -1;
};

/// A dimension of a plugin's output, as an IExprBuilder puts it together.
struct GraphExpression
{
    static constexpr std::int32_t constant = -1;
    static constexpr std::int32_t input = -2;

    std::int32_t operation = constant; // or nvinfer1::DimensionOperation
    std::int64_t value = 0;            // of a constant; of an input: its number * 8 + axis
    std::int32_t first = 0;            // operands
    std::int32_t second = 0;
};

struct GraphField
{
    std::string name;
    std::int32_t type = 0; // nvinfer1::PluginFieldType
    std::int32_t length = 0;
    Bytes bytes;
};

struct GraphPlugin
{
    std::string name;
    std::string version;
    std::string space;
    std::string layer;
    std::int32_t tactic = 0;
    std::int64_t workspace = 0;
    std::int32_t aliased_input = -1; // whose memory the output is
    std::vector<GraphField> fields;
    std::vector<GraphExpression> expressions; // each after its operands
    std::vector<std::int32_t> dimensions;     // of the output
};

/// The weights of a constant; without bytes in a stripped plan.
struct GraphWeights
{
    std::string name;
    std::string layer;
    std::int32_t type;
    std::int64_t count;
    Bytes bytes;
};

struct Range
{
    Shape min;
    Shape opt;
    Shape max;
};

struct Profile
{
    std::map<std::string, Range> shapes; // by input
    std::map<std::string, Range> values; // of shape tensors, by input
};

struct Graph
{
    std::string name;
    std::vector<GraphTensor> tensors;
    std::vector<std::int32_t> inputs; // tensors, in order
    std::vector<std::int32_t> outputs;
    std::vector<GraphNode> nodes; // each after what it needs
    std::vector<GraphWeights> weights;
    std::vector<GraphPlugin> plugins;
    std::vector<Profile> profiles;
    std::int32_t profiling_verbosity = 0;
};

/// What stands for a dimension that depends on data.
enum class DataDependent
{
    unknown, // -1
    at_most, // the largest that it can be
};

/// The shape of an operation's result from those of its inputs, some dimensions of which may be -1.
/// Nothing, with a reason, where they do not fit.
std::optional<Shape> result_shape(Operation operation, const std::vector<Shape>& inputs, std::int32_t axis,
                                  std::string& why, DataDependent data_dependent = DataDependent::unknown);

/// The shape of a plugin's output.
std::optional<Shape> plugin_shape(const GraphPlugin& plugin, const std::vector<Shape>& inputs, std::string& why);

/// The shape of a reshape's result.
/// @param values empty where they are not known
std::optional<Shape> reshaped(const std::vector<Shape>& inputs, const Shape& values, std::string& why);

/// As result_shape, of any node of a graph.
std::optional<Shape> node_shape(const Graph& graph, const GraphNode& node, const std::vector<Shape>& inputs,
                                std::string& why, DataDependent data_dependent = DataDependent::unknown);

/// All shapes of a graph whose inputs have these.
/// @param shape_values of each input that is a shape tensor; empty for the others, or all of it where none is known
std::optional<std::vector<Shape>> all_shapes(const Graph& graph, const std::vector<Shape>& inputs, std::string& why,
                                             DataDependent data_dependent = DataDependent::unknown,
                                             const std::vector<Shape>& shape_values = {});

/// Is this input read as a shape?
bool is_shape_input(const Graph& graph, std::size_t input);
/// The elements of a shape tensor.
Shape shape_values(const void* values, std::int32_t element_type, std::size_t count);

bool is_known(const Shape& shape);
/// How many elements a known shape has; nothing for more than the doubles compute with.
std::optional<std::size_t> element_count(const Shape& shape);
/// "[2, 3]"
std::string text_of_shape(const Shape& shape);

} // namespace trts::doubles
