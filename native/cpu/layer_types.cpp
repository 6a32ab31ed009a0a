#include "cpu/layer_types.h"

#include <algorithm>
#include <iterator>

#include "cpu/plugins/plugin_operators.h"

namespace trts::cpu
{
namespace
{

enum LayerType : std::int32_t
{
    convolution = 0,
    cast = 1,
    activation = 2,
    pooling = 3,
    lrn = 4,
    softmax = 6,
    deconvolution = 7,
    concatenation = 8,
    element_wise = 9,
    unary = 11,
    shuffle = 13,
    reduce = 14,
    top_k = 15,
    gather = 16,
    matrix_multiply = 17,
    constant = 19,
    identity = 20,
    slice = 22,
    shape = 23,
    parametric_relu = 24,
    resize = 25,
    select = 30,
    fill = 31,
    quantize = 32,
    dequantize = 33,
    scatter = 37,
    einsum = 38,
    one_hot = 40,
    non_zero = 41,
    grid_sample = 42,
    nms = 43,
    reverse_sequence = 44,
    normalization = 45,
    plugin_v3 = 46,
    squeeze = 47,
    unsqueeze = 48,
    cumulative = 49,
};

struct Row
{
    std::string_view op_type;
    LayerType layer;
};

/// Sorted by operator.
constexpr Row rows[] = {
    {"Abs", unary},
    {"Acos", unary},
    {"Acosh", unary},
    {"Add", element_wise},
    {"And", element_wise},
    {"ArgMax", top_k},
    {"ArgMin", top_k},
    {"Asin", unary},
    {"Asinh", unary},
    {"Atan", unary},
    {"Atanh", unary},
    {"AveragePool", pooling},
    {"Cast", cast},
    {"Ceil", unary},
    {"Clip", activation},
    {"Concat", concatenation},
    {"Constant", constant},
    {"ConstantOfShape", fill},
    {"Conv", convolution},
    {"ConvTranspose", deconvolution},
    {"Cos", unary},
    {"Cosh", unary},
    {"CumSum", cumulative},
    {"DequantizeLinear", dequantize},
    {"Div", element_wise},
    {"Einsum", einsum},
    {"Elu", activation},
    {"Equal", element_wise},
    {"Erf", unary},
    {"Exp", unary},
    {"Expand", slice},
    {"Flatten", shuffle},
    {"Floor", unary},
    {"Gather", gather},
    {"GatherElements", gather},
    {"GatherND", gather},
    {"Gelu", activation},
    {"GlobalAveragePool", reduce},
    {"GlobalMaxPool", reduce},
    {"Greater", element_wise},
    {"GridSample", grid_sample},
    {"GroupNormalization", normalization},
    {"HardSigmoid", activation},
    {"Identity", identity},
    {"InstanceNormalization", normalization},
    {"IsInf", unary},
    {"IsNaN", unary},
    {"LRN", lrn},
    {"LayerNormalization", normalization},
    {"LeakyRelu", activation},
    {"Less", element_wise},
    {"Log", unary},
    {"MatMul", matrix_multiply},
    {"Max", element_wise},
    {"MaxPool", pooling},
    {"Min", element_wise},
    {"Mul", element_wise},
    {"Neg", unary},
    {"NonMaxSuppression", nms},
    {"NonZero", non_zero},
    {"Not", unary},
    {"OneHot", one_hot},
    {"Or", element_wise},
    {"PRelu", parametric_relu},
    {"Pad", slice},
    {"Pow", element_wise},
    {"QuantizeLinear", quantize},
    {"RandomNormal", fill},
    {"RandomUniform", fill},
    {"Range", fill},
    {"Reciprocal", unary},
    {"ReduceL1", reduce},
    {"ReduceL2", reduce},
    {"ReduceMax", reduce},
    {"ReduceMean", reduce},
    {"ReduceMin", reduce},
    {"ReduceProd", reduce},
    {"ReduceSum", reduce},
    {"Relu", activation},
    {"Reshape", shuffle},
    {"Resize", resize},
    {"ReverseSequence", reverse_sequence},
    {"Round", unary},
    {"ScatterElements", scatter},
    {"ScatterND", scatter},
    {"Selu", activation},
    {"Shape", shape},
    {"Sigmoid", activation},
    {"Sign", unary},
    {"Sin", unary},
    {"Sinh", unary},
    {"Slice", slice},
    {"Softmax", softmax},
    {"Softplus", activation},
    {"Softsign", activation},
    {"Sqrt", unary},
    {"Squeeze", squeeze},
    {"Sub", element_wise},
    {"Tan", unary},
    {"Tanh", activation},
    {"ThresholdedRelu", activation},
    {"Tile", slice},
    {"TopK", top_k},
    {"Transpose", shuffle},
    {"Unsqueeze", unsqueeze},
    {"Upsample", resize},
    {"Where", select},
    {"Xor", element_wise},
};

constexpr bool is_sorted()
{
    for (std::size_t i = 1; i < std::size(rows); ++i)
    {
        if (!(rows[i - 1].op_type < rows[i].op_type))
        {
            return false;
        }
    }
    return true;
}
static_assert(is_sorted(), "the look-up is a binary search");

} // namespace

std::optional<std::int32_t> layer_type_of(std::string_view domain, std::string_view op_type) noexcept
{
    if (domain == plugin_domain)
    {
        return plugin_v3;
    }
    if (!domain.empty())
    {
        return std::nullopt;
    }
    const Row* row = std::lower_bound(std::begin(rows), std::end(rows), op_type,
                                      [](const Row& left, std::string_view right) { return left.op_type < right; });
    if (row == std::end(rows) || row->op_type != op_type)
    {
        return std::nullopt;
    }
    return row->layer;
}

} // namespace trts::cpu
