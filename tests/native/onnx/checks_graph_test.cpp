// How tensors flow: names, needs, cycles, subgraphs.
#include "expect_problem.h"
#include "harness.h"
#include "model_builder.h"

using namespace onnx_test;

namespace
{

GraphText interface_only()
{
    return GraphText().input(value("x", {"N", 4})).output(value("y", {"N", 4}));
}

/// An If whose branches read `inner` and give `out`.
MessageWriter if_node(const GraphText& then_branch, const GraphText& else_branch)
{
    return node({"If", {"c"}, {"y"}, "choose", ""})
        .message(5, graph_attribute("then_branch", then_branch.message()))
        .message(5, graph_attribute("else_branch", else_branch.message()));
}

GraphText branch(const std::string& input)
{
    return GraphText().node({"Relu", {input}, {"b"}, "inner", ""}).output(value("b", {}));
}

GraphText if_graph(const std::string& then_input, const std::string& else_input)
{
    return interface_only()
        .input(value("c", {}, ElementType::Bool))
        .node({"Neg", {"x"}, {"n"}, "neg", ""})
        .node(if_node(branch(then_input), branch(else_input)));
}

} // namespace

TEST(a_good_model_has_no_problem)
{
    CHECK_NO_PROBLEM(problems_of(model(relu_graph())));
    CHECK_NO_PROBLEM(problems_of(model(if_graph("x", "n"))));
}

TEST(what_is_no_model_is_refused)
{
    CHECK_ONE_PROBLEM(problems_of(""), NotAModel, "0 bytes");
    CHECK_ONE_PROBLEM(problems_of(MessageWriter().bytes(2, "producer").take()), NotAModel, "no ONNX model");
    CHECK_ONE_PROBLEM(problems_of(MessageWriter().integer(1, 8).take()), NotAModel, "no graph");
    CHECK_PROBLEM(problems_of(model(relu_graph(), 0)), NotAModel, "no IR version");
    CHECK_PROBLEM(problems_of(model(GraphText())), NoOutputs, "no outputs");
}

TEST(a_missing_input_names_node_and_tensor)
{
    const auto problems = problems_of(model(interface_only().node({"Add", {"x", "nowhere"}, {"y"}, "add", ""})));
    CHECK_ONE_PROBLEM(problems, MissingInput, "node 'add' (Add) reads tensor 'nowhere'");
    CHECK_EQUAL(problems[0].node_name, "add");
    CHECK_EQUAL(problems[0].op_type, "Add");
    CHECK_EQUAL(problems[0].tensor_name, "nowhere");
    CHECK_EQUAL(problems[0].node_index, 0);
}

TEST(an_input_left_out_is_no_missing_input)
{
    CHECK_NO_PROBLEM(problems_of(model(interface_only().node({"Clip", {"x", "", "x"}, {"y"}, "", ""}))));
}

TEST(many_problems_are_reported_at_once)
{
    const auto problems = problems_of(model(interface_only()
                                                .node({"Add", {"p", "q"}, {"a"}, "first", ""})
                                                .node({"Custom", {"a"}, {"b"}, "second", "com.acme"})
                                                .node({"Relu", {"b"}, {"b"}, "third", ""})));
    CHECK_PROBLEM(problems, MissingInput, "'p'");
    CHECK_PROBLEM(problems, MissingInput, "'q'");
    CHECK_PROBLEM(problems, UnknownOperator,
                  "node 'second' (com.acme:Custom): the operator com.acme:Custom is unknown");
    CHECK_PROBLEM(problems, DuplicateTensor,
                  "'b' is defined twice: by node 'second' (com.acme:Custom) and by node 'third'");
    CHECK_PROBLEM(problems, OutputNotProduced, "graph output 'y'");
}

TEST(the_list_of_problems_ends)
{
    GraphText graph = interface_only();
    for (int i = 0; i < 500; ++i)
    {
        graph.node({"Relu", {"missing"}, {"t" + std::to_string(i)}, "", ""});
    }
    const auto problems = problems_of(model(graph));
    CHECK_EQUAL(problems.size(), 100U);
    CHECK(problems.back().message.find("the list ends here") != std::string::npos);
}

TEST(every_tensor_has_one_definition)
{
    GraphText twice = relu_graph();
    twice.node({"Neg", {"x"}, {"y"}, "neg", ""});
    CHECK_ONE_PROBLEM(problems_of(model(twice)), DuplicateTensor, "by node 'relu' (Relu) and by node 'neg' (Neg)");

    GraphText over_input = relu_graph();
    over_input.node({"Neg", {"y"}, {"x"}, "neg", ""});
    CHECK_PROBLEM(problems_of(model(over_input)), DuplicateTensor, "as an input and by node 'neg'");

    GraphText initializers = relu_graph();
    initializers.initializer(raw_tensor("w", {1}, "1234")).initializer(raw_tensor("w", {1}, "1234"));
    CHECK_ONE_PROBLEM(problems_of(model(initializers)), DuplicateTensor, "as an initializer and as an initializer");

    GraphText outputs = relu_graph();
    outputs.output(value("y", {"N", 4}));
    CHECK_ONE_PROBLEM(problems_of(model(outputs)), DuplicateTensor, "graph output 'y' is declared twice");
}

TEST(an_initializer_may_stand_for_an_input)
{
    GraphText graph = relu_graph();
    graph.input(MessageWriter().bytes(1, "w")).initializer(raw_tensor("w", {1}, "1234"));
    CHECK_NO_PROBLEM(problems_of(model(graph, 3, 9)));
}

TEST(node_names_are_unique_where_given)
{
    GraphText graph = interface_only();
    graph.node({"Relu", {"x"}, {"a"}, "n", ""}).node({"Neg", {"a"}, {"b"}, "n", ""});
    graph.node({"Relu", {"b"}, {"c"}, "", ""}).node({"Relu", {"c"}, {"y"}, "", ""});
    const auto problems = problems_of(model(graph));
    CHECK_ONE_PROBLEM(problems, DuplicateNode, "nodes 0 (Relu) and 1 (Neg) have the same name 'n'");
    CHECK_EQUAL(problems[0].node_index, 1);
}

TEST(a_cycle_names_its_nodes)
{
    const auto problems = problems_of(model(interface_only()
                                                .node({"Add", {"x", "b"}, {"a"}, "n1", ""})
                                                .node({"Relu", {"a"}, {"b"}, "n2", ""})
                                                .node({"Identity", {"b"}, {"y"}, "n3", ""})));
    CHECK_ONE_PROBLEM(problems, Cycle, "node 'n1' (Add) -> ");
    CHECK_PROBLEM(problems, Cycle, "node 'n2' (Relu) -> ");
    CHECK(problems[0].message.find("n3") == std::string::npos);
}

TEST(a_node_that_reads_itself_is_a_cycle)
{
    CHECK_ONE_PROBLEM(problems_of(model(interface_only().node({"Add", {"x", "y"}, {"y"}, "n", ""}))), Cycle,
                      "node 'n' (Add) -> node 'n' (Add)");
}

TEST(a_cycle_is_told_in_the_direction_of_the_data)
{
    CHECK_ONE_PROBLEM(problems_of(model(interface_only()
                                            .node({"Add", {"x", "c"}, {"a"}, "n1", ""})
                                            .node({"Relu", {"a"}, {"b"}, "n2", ""})
                                            .node({"Neg", {"b"}, {"c"}, "n3", ""})
                                            .node({"Relu", {"c"}, {"y"}, "n4", ""}))),
                      Cycle, "node 'n2' (Relu) -> node 'n3' (Neg) -> node 'n1' (Add) -> node 'n2' (Relu)");
}

TEST(a_long_cycle_is_not_told_node_by_node)
{
    GraphText graph = interface_only();
    graph.node({"Add", {"x", "t999"}, {"t0"}, "", ""}).node({"Relu", {"t0"}, {"y"}, "", ""});
    for (int i = 1; i < 1000; ++i)
    {
        graph.node({"Relu", {"t" + std::to_string(i - 1)}, {"t" + std::to_string(i)}, "", ""});
    }
    CHECK_ONE_PROBLEM(problems_of(model(graph)), Cycle, "… (1000 nodes)");
}

TEST(each_tangle_gives_one_cycle)
{
    GraphText graph = interface_only();
    graph.node({"Relu", {"a2"}, {"a1"}, "", ""}).node({"Relu", {"a1"}, {"a2"}, "", ""});
    graph.node({"Relu", {"b2"}, {"b1"}, "", ""}).node({"Relu", {"b1"}, {"b2"}, "", ""});
    graph.node({"Add", {"a1", "b1"}, {"y"}, "", ""});
    CHECK_EQUAL(problems_of(model(graph)).size(), 2U);
}

TEST(the_order_of_nodes_is_free)
{
    GraphText graph = interface_only();
    graph.node({"Relu", {"a"}, {"y"}, "second", ""}).node({"Relu", {"x"}, {"a"}, "first", ""});
    CHECK_NO_PROBLEM(problems_of(model(graph)));
}

TEST(subgraphs_see_the_graphs_around_them)
{
    const auto problems = problems_of(model(if_graph("n", "hidden")));
    CHECK_ONE_PROBLEM(problems, MissingInput,
                      "in attribute 'else_branch' of node 'choose' (If): node 'inner' (Relu) reads tensor 'hidden'");
    CHECK_EQUAL(problems[0].node_index, 1);
    CHECK_EQUAL(problems[0].node_name, "inner");
}

TEST(names_of_one_branch_are_not_seen_by_the_other)
{
    GraphText then_branch = branch("x");
    then_branch.node({"Relu", {"b"}, {"private"}, "", ""});
    GraphText graph = interface_only();
    graph.input(value("c", {}, ElementType::Bool)).node(if_node(then_branch, branch("private")));
    CHECK_ONE_PROBLEM(problems_of(model(graph)), MissingInput, "'private'");
}

TEST(a_cycle_through_a_subgraph_is_found)
{
    CHECK_ONE_PROBLEM(problems_of(model(if_graph("x", "y"))), Cycle, "node 'choose' (If) -> node 'choose' (If)");
}

TEST(a_subgraph_may_give_out_a_tensor_of_the_outer_graph)
{
    const GraphText outer_value = GraphText().output(value("n", {}));
    GraphText graph = interface_only();
    graph.input(value("c", {}, ElementType::Bool)).node({"Neg", {"x"}, {"n"}, "", ""});
    graph.node(if_node(outer_value, branch("x")));
    CHECK_NO_PROBLEM(problems_of(model(graph)));
}

TEST(a_deep_chain_of_nodes_takes_no_stack)
{
    GraphText graph = GraphText().input(value("t0", {"N"})).output(value("t50000", {"N"}));
    for (int i = 50000; i > 0; --i)
    {
        graph.node({"Relu", {"t" + std::to_string(i - 1)}, {"t" + std::to_string(i)}, "", ""});
    }
    CHECK_NO_PROBLEM(problems_of(model(graph)));
}
