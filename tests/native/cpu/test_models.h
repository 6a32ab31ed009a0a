// The models of the CPU backend's tests.
#pragma once

#include <cstring>
#include <string>
#include <vector>

#include "onnx/model_builder.h"

namespace cpu_test
{

using onnx_test::Dim;
using onnx_test::ElementType;
using onnx_test::GraphText;
using onnx_test::MessageWriter;
using onnx_test::value;

template <typename T>
std::string raw(const std::vector<T>& numbers)
{
    return {reinterpret_cast<const char*>(numbers.data()), numbers.size() * sizeof(T)};
}

inline MessageWriter floats(std::string_view name, const std::vector<std::int64_t>& dims,
                            const std::vector<float>& data)
{
    return onnx_test::raw_tensor(name, dims, raw(data));
}

inline MessageWriter int64s(std::string_view name, const std::vector<std::int64_t>& data)
{
    return onnx_test::raw_tensor(name, {static_cast<std::int64_t>(data.size())}, raw(data), ElementType::Int64);
}

/// a [N, 3] + b [N, 3] = sum [N, 3]; product = sum * weight [3]
inline std::string two_input_model()
{
    return onnx_test::model(GraphText()
                                .input(value("a", {"N", 3}))
                                .input(value("b", {"N", 3}))
                                .initializer(floats("weight", {3}, {1, 10, 100}))
                                .output(value("product", {"N", 3}))
                                .node({"Add", {"a", "b"}, {"sum"}, "add", ""})
                                .node({"Mul", {"sum", "weight"}, {"product"}, "mul", ""}));
}

/// x [2, 3], all of it fixed -> Identity -> y
inline std::string fixed_model()
{
    return onnx_test::model(
        GraphText().input(value("x", {2, 3})).output(value("y", {2, 3})).node({"Identity", {"x"}, {"y"}, "same", ""}));
}

/// The positions of x [N] that are not zero, as [1, how many there are].
inline std::string non_zero_model()
{
    return onnx_test::model(GraphText()
                                .input(value("x", {"N"}))
                                .output(value("at", {1, "M"}, ElementType::Int64))
                                .output(value("twice", {"N"}))
                                .node({"NonZero", {"x"}, {"at"}, "find", ""})
                                .node({"Add", {"x", "x"}, {"twice"}, "double", ""}));
}

/// x [?, ?] flattened and joined with itself: an output shape that has to be computed from the input's.
inline std::string computed_shape_model()
{
    return onnx_test::model(GraphText()
                                .input(value("x", {Dim(), Dim()}))
                                .output(MessageWriter().bytes(1, "y"))
                                .initializer(int64s("flat", {-1}))
                                .node({"Reshape", {"x", "flat"}, {"line"}, "flatten", ""})
                                .node(onnx_test::node({"Concat", {"line", "line"}, {"y"}, "join", ""})
                                          .message(5, MessageWriter().bytes(1, "axis").integer(3, 0).integer(20, 2))));
}

/// A graph inside a node: those need a name.
inline GraphText inner_graph()
{
    return GraphText().field(2, MessageWriter().encoded("inner"));
}

/// Adds 1 to x as often as `count` says: runs as long as one likes.
inline std::string loop_model()
{
    const GraphText body = inner_graph()
                               .input(value("i", {}, ElementType::Int64))
                               .input(value("go_in", {}, ElementType::Bool))
                               .input(value("state_in", {1}))
                               .output(value("go_out", {}, ElementType::Bool))
                               .output(value("state_out", {1}))
                               .initializer(floats("one", {1}, {1}))
                               .node({"Identity", {"go_in"}, {"go_out"}, "", ""})
                               .node({"Add", {"state_in", "one"}, {"state_out"}, "", ""});
    return onnx_test::model(GraphText()
                                .input(value("count", {}, ElementType::Int64))
                                .input(value("x", {1}))
                                .output(value("y", {1}))
                                .initializer(onnx_test::raw_tensor("yes", {}, std::string(1, '\1'), ElementType::Bool))
                                .node(onnx_test::node({"Loop", {"count", "yes", "x"}, {"y"}, "loop", ""})
                                          .message(5, onnx_test::graph_attribute("body", body.message()))));
}

} // namespace cpu_test
