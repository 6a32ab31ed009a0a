// Operators of other domains, and functions that models bring along.
#include "expect_problem.h"
#include "harness.h"
#include "model_builder.h"

using namespace onnx_test;

namespace
{

/// x -> <op of com.example> -> y
Bytes custom_model(const std::string& op_type, const std::vector<MessageWriter>& functions = {})
{
    GraphText graph = GraphText().input(value("x", {"N"})).output(value("y", {"N"}));
    graph.node({op_type, {"x"}, {"y"}, "custom", "com.example"});
    MessageWriter out;
    out.integer(1, 8).message(8, opset_import("", 17)).message(8, opset_import("com.example", 1));
    out.message(7, graph.message());
    for (const MessageWriter& function : functions)
    {
        out.message(25, function);
    }
    return out.take();
}

/// A function a -> b of com.example.
MessageWriter function(const std::string& name, const std::vector<NodeText>& nodes)
{
    MessageWriter out;
    out.bytes(1, name).bytes(4, "a").bytes(5, "b").bytes(10, "com.example");
    out.message(9, opset_import("", 17)).message(9, opset_import("com.example", 1));
    for (const NodeText& text : nodes)
    {
        out.message(7, node(text));
    }
    return out;
}

NodeText call(const std::string& name, const std::string& input, const std::string& output)
{
    return {name, {input}, {output}, "", "com.example"};
}

} // namespace

TEST(an_unknown_operator_is_named)
{
    const auto problems = problems_of(custom_model("Clamp01"));
    CHECK_ONE_PROBLEM(problems, UnknownOperator, "node 'custom' (com.example:Clamp01)");
    CHECK_EQUAL(problems[0].op_type, "Clamp01");
    CHECK_EQUAL(problems[0].domain, "com.example");
    CHECK_EQUAL(problems[0].node_index, 0);
}

TEST(a_node_without_operator_is_refused)
{
    CHECK_ONE_PROBLEM(problems_of(model(relu_graph().node({"", {"x"}, {"z"}, "", ""}))), UnknownOperator,
                      "node 1 names no operator");
}

TEST(plugins_make_operators_known)
{
    trts::onnx::Support with_plugin = support();
    with_plugin.plugin_operators = {{"com.example", "Clamp01"}};
    CHECK_NO_PROBLEM(trts::onnx::check(read(custom_model("Clamp01")), with_plugin));
    CHECK(!trts::onnx::check(read(custom_model("Other")), with_plugin).empty());
    with_plugin.plugin_operators = {{"*", "Clamp01"}};
    CHECK_NO_PROBLEM(trts::onnx::check(read(custom_model("Clamp01")), with_plugin));
}

TEST(functions_make_operators_known)
{
    CHECK_NO_PROBLEM(problems_of(custom_model("Twice", {function("Twice", {{"Add", {"a", "a"}, {"b"}, "", ""}})})));
    CHECK_PROBLEM(problems_of(custom_model("Thrice", {function("Twice", {{"Add", {"a", "a"}, {"b"}, "", ""}})})),
                  UnknownOperator, "Thrice");
}

TEST(bodies_of_functions_are_checked)
{
    const auto problems = problems_of(custom_model(
        "F", {function("F", {{"Add", {"a", "lost"}, {"c"}, "add", ""}, {"Strange", {"c"}, {"d"}, "", "com.acme"}})}));
    CHECK_PROBLEM(problems, MissingInput, "in function com.example:F: node 'add' (Add) reads tensor 'lost'");
    CHECK_PROBLEM(problems, UnknownOperator, "in function com.example:F: node 1 (com.acme:Strange)");
    CHECK_PROBLEM(problems, OutputNotProduced, "'b'");
    CHECK_EQUAL(problems[0].node_index, -1);

    // What the main graph defines is not seen from a function.
    CHECK_PROBLEM(problems_of(custom_model("F", {function("F", {{"Relu", {"x"}, {"b"}, "", ""}})})), MissingInput,
                  "'x'");
}

TEST(functions_import_their_own_opsets)
{
    const auto too_new = MessageWriter()
                             .bytes(1, "F")
                             .bytes(10, "com.example")
                             .message(9, opset_import("", 99))
                             .message(7, node({"Relu", {}, {}, "", ""}));
    CHECK_PROBLEM(problems_of(custom_model("F", {too_new})), OpsetVersion, "in function com.example:F: opset 99");
    const auto none = MessageWriter().bytes(1, "F").bytes(10, "com.example").message(7, node({"Relu", {}, {}, "", ""}));
    CHECK_PROBLEM(problems_of(custom_model("F", {none})), OpsetVersion, "no opset is imported");
}

TEST(a_function_is_defined_once)
{
    const auto twice = function("F", {{"Relu", {"a"}, {"b"}, "", ""}});
    CHECK_ONE_PROBLEM(problems_of(custom_model("F", {twice, twice})), DuplicateFunction,
                      "com.example:F is defined twice");
    MessageWriter overload = twice;
    overload.bytes(13, "other");
    CHECK_NO_PROBLEM(problems_of(custom_model("F", {twice, overload})));
}

TEST(functions_are_not_recursive)
{
    CHECK_ONE_PROBLEM(problems_of(custom_model("F", {function("F", {call("F", "a", "b")})})), RecursiveFunction,
                      "com.example:F calls itself");
    const auto mutual =
        problems_of(custom_model("F", {function("F", {call("G", "a", "b")}), function("G", {call("F", "a", "b")})}));
    CHECK_ONE_PROBLEM(mutual, RecursiveFunction, "calls itself through com.example:");

    MessageWriter inside_branch = function("H", {});
    const auto body = GraphText().node(call("H", "a", "t")).output(value("t", {}));
    inside_branch.message(
        7, node({"If", {"a"}, {"b"}, "", ""}).message(5, graph_attribute("then_branch", body.message())));
    CHECK_ONE_PROBLEM(problems_of(custom_model("H", {inside_branch})), RecursiveFunction, "com.example:H calls itself");
}

TEST(calls_that_grow_without_bound_are_refused)
{
    std::vector<MessageWriter> functions = {function("F0", {{"Relu", {"a"}, {"b"}, "", ""}})};
    for (int i = 1; i < 40; ++i)
    {
        const std::string below = "F" + std::to_string(i - 1);
        functions.push_back(function("F" + std::to_string(i), {call(below, "a", "c"), call(below, "c", "b")}));
    }
    CHECK_ONE_PROBLEM(problems_of(custom_model("F39", functions)), RecursiveFunction, "more than 4000000 nodes");
    CHECK_NO_PROBLEM(problems_of(custom_model("F10", functions)));
}

TEST(calls_that_nest_too_deeply_are_refused)
{
    std::vector<MessageWriter> functions = {function("F0", {{"Relu", {"a"}, {"b"}, "", ""}})};
    for (int i = 1; i < 5000; ++i)
    {
        functions.push_back(function("F" + std::to_string(i), {call("F" + std::to_string(i - 1), "a", "b")}));
    }
    CHECK_ONE_PROBLEM(problems_of(custom_model("F4999", functions)), RecursiveFunction, "more than 100 levels");
    CHECK_NO_PROBLEM(problems_of(custom_model("F99", functions)));
}

TEST(attributes_of_functions_may_be_referred_to)
{
    MessageWriter with_reference = function("F", {});
    with_reference.bytes(6, "slope")
        .message(
            7,
            node({"LeakyRelu", {"a"}, {"b"}, "", ""}).message(5, MessageWriter().bytes(1, "alpha").bytes(21, "slope")));
    CHECK_NO_PROBLEM(problems_of(custom_model("F", {with_reference})));

    MessageWriter with_default = function("F", {{"Relu", {"a"}, {"b"}, "", ""}});
    with_default.message(11, tensor_attribute("weights", raw_tensor("", {3}, "1")));
    CHECK_PROBLEM(problems_of(custom_model("F", {with_default})), TensorData, "the default of attribute 'weights'");
}
