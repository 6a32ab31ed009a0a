// Versions, graph inputs and outputs, tensor data.
#include "expect_problem.h"
#include "harness.h"
#include "model_builder.h"

using namespace onnx_test;
using trts::onnx::Problem;

namespace
{

std::vector<Problem> problems_with_input(const MessageWriter& input)
{
    return problems_of(model(relu_graph().input(input)));
}

std::vector<Problem> problems_with_initializer(const MessageWriter& tensor)
{
    return problems_of(model(relu_graph().initializer(tensor)));
}

} // namespace

TEST(the_ir_version_is_within_the_backends_range)
{
    CHECK_ONE_PROBLEM(problems_of(model(relu_graph(), 14)), IrVersion, "IR version 14: this backend takes 3 to 13");
    CHECK_ONE_PROBLEM(problems_of(model(relu_graph(), 2)), IrVersion, "IR version 2");
    CHECK_ONE_PROBLEM(problems_of(model(relu_graph(), -1)), IrVersion, "IR version -1");
}

TEST(the_opset_is_within_the_backends_range)
{
    CHECK_ONE_PROBLEM(problems_of(model(relu_graph(), 8, 999)), OpsetVersion,
                      "opset 999 of the standard domain ai.onnx");
    CHECK_ONE_PROBLEM(problems_of(model(relu_graph(), 8, 6)), OpsetVersion, "takes 7 to 26");
}

TEST(a_domain_that_nodes_use_is_imported)
{
    const Bytes none = MessageWriter().integer(1, 8).message(7, relu_graph().message()).take();
    CHECK_ONE_PROBLEM(problems_of(none), OpsetVersion, "node 'relu' (Relu) is of the standard domain ai.onnx");

    GraphText graph = relu_graph();
    graph.node({"FusedGemm", {"y"}, {"z"}, "gemm", "com.microsoft"});
    CHECK_ONE_PROBLEM(problems_of(model(graph)), OpsetVersion, "of domain 'com.microsoft'");

    const Bytes second = MessageWriter().message(8, opset_import("com.microsoft", 2)).take();
    CHECK_ONE_PROBLEM(problems_of(model(graph) + second), OpsetVersion, "opset 2 of domain 'com.microsoft'");
    CHECK_NO_PROBLEM(problems_of(model(relu_graph()) + second)); // not used
}

TEST(a_domain_is_imported_at_one_version)
{
    const Bytes again = MessageWriter().message(8, opset_import("ai.onnx", 18)).take();
    CHECK_ONE_PROBLEM(problems_of(model(relu_graph()) + again), OpsetVersion, "at opset 17 and 18");
    const Bytes same = MessageWriter().message(8, opset_import("ai.onnx", 17)).take();
    CHECK_NO_PROBLEM(problems_of(model(relu_graph()) + same));
}

TEST(inputs_are_tensors_of_known_type_and_rank)
{
    const auto unranked = MessageWriter().message(1, MessageWriter().integer(1, 1));
    const auto untyped = MessageWriter().message(1, MessageWriter().message(2, MessageWriter()));
    CHECK_ONE_PROBLEM(problems_with_input(MessageWriter().bytes(1, "u").message(2, unranked)), UnknownRank,
                      "graph input 'u' has no shape");
    CHECK_ONE_PROBLEM(problems_with_input(MessageWriter().bytes(1, "u").message(2, untyped)), UnsupportedType,
                      "no element type");
    CHECK_ONE_PROBLEM(problems_with_input(MessageWriter().bytes(1, "u")), UnsupportedType, "no element type");
    CHECK_ONE_PROBLEM(
        problems_with_input(MessageWriter().bytes(1, "s").message(2, MessageWriter().message(4, unranked))),
        UnsupportedType, "graph input 's' is a sequence; expected a tensor");
    CHECK_ONE_PROBLEM(problems_with_input(value("d", {1}, ElementType::Double)), UnsupportedType, "DOUBLE");
    CHECK_ONE_PROBLEM(problems_with_input(value("d", {1}, static_cast<ElementType>(77))), UnsupportedType, "type 77");
    CHECK_NO_PROBLEM(problems_with_input(value("scalar", {})));
}

TEST(dimensions_are_few_and_not_negative)
{
    CHECK_NO_PROBLEM(problems_with_input(value("u", {1, 2, 3, 4, 5, 6, 7, 8})));
    CHECK_ONE_PROBLEM(problems_with_input(value("u", {1, 2, 3, 4, 5, 6, 7, 8, 9})), InvalidShape,
                      "has 9 dimensions; at most 8");
    CHECK_ONE_PROBLEM(problems_with_input(value("u", {"N", -2})), InvalidShape, "the negative dimension -2 at axis 1");
    CHECK_ONE_PROBLEM(problems_of(model(relu_graph().output(value("x", {-7})))), InvalidShape,
                      "graph output 'x' has the negative dimension -7");
    CHECK_NO_PROBLEM(problems_with_input(value("u", {Dim(), std::int64_t{0}})));
}

TEST(outputs_may_leave_their_type_to_inference)
{
    CHECK_NO_PROBLEM(problems_of(model(relu_graph().output(MessageWriter().bytes(1, "x")))));
    CHECK_ONE_PROBLEM(problems_of(model(relu_graph().output(value("x", {1}, ElementType::String)))), UnsupportedType,
                      "graph output 'x' has the element type STRING");
}

TEST(names_at_the_interface_are_utf8)
{
    CHECK_ONE_PROBLEM(problems_with_input(value(std::string_view("a\0b", 3), {1})), InvalidName, "'a\\x00b'");
    CHECK_ONE_PROBLEM(problems_with_input(value("\xff", {1})), InvalidName, "'\\xff'");
    CHECK_ONE_PROBLEM(problems_with_input(value("", {1})), InvalidName, "no name");
    CHECK_NO_PROBLEM(problems_with_input(value("größe", {1})));
}

TEST(raw_data_fits_type_and_dimensions)
{
    CHECK_NO_PROBLEM(problems_with_initializer(raw_tensor("w", {2}, "12345678")));
    CHECK_NO_PROBLEM(problems_with_initializer(raw_tensor("w", {3}, "12", ElementType::Int4)));
    CHECK_NO_PROBLEM(problems_with_initializer(raw_tensor("w", {}, "1234")));
    const auto problems = problems_with_initializer(raw_tensor("w", {2, 2}, "12345678"));
    CHECK_ONE_PROBLEM(problems, TensorData, "initializer 'w' has 8 bytes of raw_data; FLOAT [2,2] takes 16");
    CHECK_EQUAL(problems[0].tensor_name, "w");
    CHECK_ONE_PROBLEM(problems_with_initializer(raw_tensor("w", {1}, "12345678")), TensorData, "FLOAT [1] takes 4");
    CHECK_ONE_PROBLEM(problems_with_initializer(raw_tensor("w", {1}, "a", ElementType::String)), TensorData, "STRING");
    CHECK_ONE_PROBLEM(problems_with_initializer(tensor("w", {2})), TensorData, "has no data");
    CHECK_NO_PROBLEM(problems_with_initializer(tensor("w", {0, 3})));
}

TEST(typed_data_fits_type_and_dimensions)
{
    CHECK_NO_PROBLEM(problems_with_initializer(tensor("w", {2}).bytes(4, "12345678")));
    CHECK_NO_PROBLEM(problems_with_initializer(tensor("w", {3}, ElementType::Int4).bytes(5, "\1\2")));
    CHECK_NO_PROBLEM(problems_with_initializer(tensor("w", {2}, ElementType::Float16).bytes(5, "\1\2")));
    CHECK_NO_PROBLEM(problems_with_initializer(tensor("w", {1}, ElementType::Complex64).bytes(4, "12345678")));
    CHECK_NO_PROBLEM(problems_with_initializer(tensor("w", {1}, ElementType::String).bytes(6, "text")));
    CHECK_ONE_PROBLEM(problems_with_initializer(tensor("w", {3}).bytes(4, "12345678")), TensorData,
                      "has 2 entries of float_data; FLOAT [3] takes 3");
    CHECK_ONE_PROBLEM(problems_with_initializer(tensor("w", {2}, ElementType::Int64).bytes(5, "\1\2")), TensorData,
                      "INT64 values belong in int64_data");
    CHECK_ONE_PROBLEM(problems_with_initializer(tensor("w", {1}).bytes(4, "1234").bytes(5, "\1")), TensorData,
                      "more than one field");
    CHECK_ONE_PROBLEM(problems_with_initializer(tensor("w", {1}).bytes(4, "1234").bytes(9, "1234")), TensorData,
                      "twice");
}

TEST(sizes_that_overflow_are_refused)
{
    constexpr std::int64_t large = std::int64_t{1} << 40;
    CHECK_ONE_PROBLEM(problems_with_initializer(raw_tensor("w", {large, large}, "")), InvalidShape,
                      "too many elements");
    CHECK_ONE_PROBLEM(problems_with_initializer(raw_tensor("w", {large * 1024 * 1024 * 2}, "")), InvalidShape,
                      "too many elements");
    CHECK_ONE_PROBLEM(problems_with_initializer(raw_tensor("w", {-1}, "")), InvalidShape, "a negative dimension");
}

TEST(initializers_are_of_a_known_dense_type)
{
    CHECK_ONE_PROBLEM(problems_with_initializer(tensor("w", {1}, ElementType::Undefined).bytes(9, "1")),
                      UnsupportedType, "UNDEFINED");
    CHECK_ONE_PROBLEM(problems_with_initializer(raw_tensor("w", {1}, "12345678", ElementType::UInt64)), UnsupportedType,
                      "initializer 'w' is of type UINT64");
    CHECK_ONE_PROBLEM(problems_with_initializer(raw_tensor("", {1}, "1234")), InvalidName, "no name");
    CHECK_ONE_PROBLEM(problems_with_initializer(raw_tensor("w", {1}, "1234").message(3, MessageWriter())), TensorData,
                      "segment");
    const auto sparse = MessageWriter().message(1, raw_tensor("s", {1}, "1234")).integer(3, 8);
    CHECK_ONE_PROBLEM(problems_of(model(relu_graph().field(15, sparse))), UnsupportedType, "'s' is a sparse tensor");
}

TEST(tensors_within_attributes_are_checked)
{
    GraphText graph = relu_graph();
    graph.node(
        node({"Constant", {}, {"c"}, "const", ""}).message(5, tensor_attribute("value", raw_tensor("", {3}, "1234"))));
    CHECK_ONE_PROBLEM(problems_of(model(graph)), TensorData,
                      "attribute 'value' of node 'const' (Constant) has 4 bytes of raw_data");
}

TEST(attributes_have_a_name_and_one_value)
{
    const auto problems_with = [](const MessageWriter& attribute, int times = 1) {
        MessageWriter message = node({"Relu", {"x"}, {"z"}, "n", ""});
        for (int i = 0; i < times; ++i)
        {
            message.message(5, attribute);
        }
        return problems_of(model(relu_graph().node(message)));
    };
    const auto named = MessageWriter().bytes(1, "a").integer(3, 1).integer(20, 2);
    CHECK_NO_PROBLEM(problems_with(named));
    CHECK_ONE_PROBLEM(problems_with(named, 3), InvalidAttribute, "attribute 'a' of node 'n' (Relu) is given twice");
    CHECK_ONE_PROBLEM(problems_with(MessageWriter().integer(3, 1)), InvalidAttribute, "has no name");
    CHECK_ONE_PROBLEM(problems_with(MessageWriter().bytes(1, "g").integer(20, 5)), InvalidAttribute, "expected one");
    CHECK_ONE_PROBLEM(problems_with(MessageWriter().bytes(1, "t").integer(20, 4)), InvalidAttribute, "expected one");
    CHECK_ONE_PROBLEM(problems_with(MessageWriter().bytes(1, "r").bytes(21, "slope")), InvalidAttribute, "no function");
    CHECK_ONE_PROBLEM(problems_with(MessageWriter().bytes(1, "s").message(22, MessageWriter())), UnsupportedType,
                      "sparse");
}
