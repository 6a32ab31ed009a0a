#include "core/onnx/writer.h"

#include <set>

#include "core/error.h"
#include "expect_problem.h"
#include "harness.h"
#include "model_builder.h"
#include "temporary_folder.h"

using namespace onnx_test;
using trts::onnx::canonicalize;
using trts::onnx::DataKind;
using trts::onnx::Model;

namespace
{

const MessageWriter unknown_field = MessageWriter().bytes(999, "kept").number(998, 1.5).integer(997, -3);

bool contains(const Bytes& bytes, std::string_view part)
{
    return bytes.find(part) != Bytes::npos;
}

} // namespace

TEST(a_model_in_order_is_written_back_byte_for_byte)
{
    const Bytes bytes = model(relu_graph().initializer(raw_tensor("w", {2}, "12345678")).field(999, unknown_field)) +
                        unknown_field.get();
    CHECK(canonicalize(read(bytes)) == bytes);
}

TEST(unknown_dimensions_of_inputs_get_unique_symbols)
{
    const auto denoted = MessageWriter().bytes(3, "DATA_BATCH").encoded(unknown_field.get());
    const auto shape =
        MessageWriter().message(1, denoted).message(1, MessageWriter().integer(1, 4)).message(1, MessageWriter());
    const auto type = MessageWriter().message(1, MessageWriter().integer(1, 1).message(2, shape)).bytes(6, "IMAGE");
    GraphText graph = relu_graph();
    graph.input(MessageWriter().bytes(1, "u").message(2, type).encoded(unknown_field.get()));
    graph.input(value("v", {"trts_u_0", "", Dim()}));
    const Bytes written = canonicalize(read(model(graph)));
    const Model parsed = read(written);
    REQUIRE(parsed.graph.inputs.size() == 3);

    const auto& u = parsed.graph.inputs[1];
    REQUIRE(u.dims.size() == 3);
    CHECK_EQUAL(u.dims[0].symbol, "trts_u_0_"); // the plain name is taken
    CHECK(u.dims[1].value == 4);
    CHECK_EQUAL(u.dims[2].symbol, "trts_u_2");
    const auto& v = parsed.graph.inputs[2];
    CHECK_EQUAL(v.dims[0].symbol, "trts_u_0");
    CHECK_EQUAL(v.dims[1].symbol, "trts_v_1");
    CHECK_EQUAL(v.dims[2].symbol, "trts_v_2");
    CHECK_EQUAL(parsed.graph.inputs[0].dims[0].symbol, "N");

    CHECK(contains(written, "DATA_BATCH") && contains(written, "IMAGE"));
    CHECK_EQUAL(u.raw.find(unknown_field.get()) != std::string_view::npos, true);
    CHECK(canonicalize(parsed) == written);
}

TEST(inputs_that_initializers_stand_for_are_left_out)
{
    GraphText graph = GraphText().input(value("w", {1})).initializer(raw_tensor("w", {1}, "1234"));
    graph.input(value("x", {"N", 1})).output(value("y", {"N", 1})).node({"Mul", {"x", "w"}, {"y"}, "", ""});
    const Model parsed = read(canonicalize(read(model(graph, 3, 9))));
    REQUIRE(parsed.graph.inputs.size() == 1);
    CHECK_EQUAL(parsed.graph.inputs[0].name, "x");
    CHECK_EQUAL(parsed.graph.initializers.size(), 1U);
    CHECK_EQUAL(parsed.ir_version, 4); // IR 3 would demand the input
    CHECK_EQUAL(read(canonicalize(read(model(graph, 8)))).ir_version, 8);
    CHECK_EQUAL(read(canonicalize(read(model(relu_graph(), 3, 9)))).ir_version, 3);
}

TEST(external_data_is_moved_inside_wherever_it_stands)
{
    const TemporaryFolder folder;
    folder.write("w.bin", "0123456789abcdef");
    const auto constant = [](std::string_view offset) {
        return node({"Constant", {}, {"c"}, "", ""})
            .message(5, MessageWriter().bytes(1, "note").bytes(4, "kept"))
            .message(5, tensor_attribute("value", external_tensor("", {1}, "w.bin", offset)))
            .encoded(unknown_field.get());
    };
    const auto branch = GraphText().node(constant("4")).initializer(external_tensor("inner", {1}, "w.bin", "8"));
    const auto function = MessageWriter()
                              .bytes(1, "F")
                              .bytes(10, "com.example")
                              .message(7, constant("12"))
                              .message(11, tensor_attribute("default", external_tensor("", {2}, "w.bin", "2")));
    GraphText graph = relu_graph();
    graph.initializer(raw_tensor("plain", {1}, "PLAI"))
        .initializer(external_tensor("w", {4}, "w.bin", "0", "16").bytes(12, "documented"))
        .node({"Neg", {"x"}, {"n"}, "", ""})
        .node(node({"If", {"x"}, {"z"}, "", ""}).message(5, graph_attribute("then_branch", branch.message())));
    const Bytes bytes = model(graph) + MessageWriter().message(25, function).get();

    const Bytes written = canonicalize(read(bytes), {folder.path()});
    CHECK(!contains(written, "w.bin"));
    const Model parsed = read(written);
    CHECK_EQUAL(parsed.graph.initializers[0].raw_data, "PLAI");
    CHECK_EQUAL(parsed.graph.initializers[1].raw_data, "0123456789abcdef");
    CHECK_EQUAL(parsed.graph.initializers[1].name, "w");
    CHECK(contains(written, "documented"));
    REQUIRE(parsed.graph.nodes.size() == 3);
    const auto& inner = parsed.graph.nodes[2].attributes[0].graphs[0];
    CHECK_EQUAL(inner.initializers[0].raw_data, "89ab");
    CHECK_EQUAL(inner.nodes[0].attributes[1].tensors[0].raw_data, "4567");
    CHECK(inner.nodes[0].raw.find(unknown_field.get()) != std::string_view::npos);
    REQUIRE(parsed.functions.size() == 1);
    CHECK_EQUAL(parsed.functions[0].nodes[0].attributes[1].tensors[0].raw_data, "cdef");
    CHECK_EQUAL(parsed.functions[0].default_attributes[0].tensors[0].raw_data, "23456789");
    CHECK(canonicalize(parsed) == written);
}

TEST(external_data_is_found_where_only_nodes_have_it)
{
    const TemporaryFolder folder;
    folder.write("w.bin", "0123");
    const auto constant =
        node({"Constant", {}, {"c"}, "", ""}).message(5, tensor_attribute("value", external_tensor("", {1}, "w.bin")));
    const auto body = GraphText().input(value("state", {Dim()})).node(constant);
    const auto function = MessageWriter().bytes(1, "F").bytes(10, "com.example").message(7, constant);
    GraphText graph = relu_graph();
    graph.node(node({"Loop", {"x"}, {"z"}, "", ""}).message(5, graph_attribute("body", body.message())));
    const Bytes bytes = model(graph) + MessageWriter().message(25, function).get();

    const Model parsed = read(canonicalize(read(bytes), {folder.path()}));
    const auto& inner = parsed.graph.nodes[1].attributes[0].graphs[0];
    CHECK_EQUAL(inner.nodes[0].attributes[0].tensors[0].raw_data, "0123");
    CHECK(inner.inputs[0].dims[0].symbol.empty()); // what a subgraph takes is not the caller's to name
    CHECK_EQUAL(parsed.functions[0].nodes[0].attributes[0].tensors[0].raw_data, "0123");
}

TEST(a_model_that_grows_too_large_is_refused_before_its_data_is_read)
{
    const TemporaryFolder folder;
    folder.write("w.bin", "");
    std::filesystem::resize_file(folder.path() / "w.bin", std::uintmax_t{3} << 30); // a hole: takes no space
    const Bytes bytes = model(relu_graph().initializer(external_tensor("w", {std::int64_t{3} << 28}, "w.bin")));
    CHECK_NO_PROBLEM(problems_of(bytes, folder.path()));
    try
    {
        canonicalize(read(bytes), {folder.path()});
        CHECK(!"canonicalize takes a model of 3 GiB");
    }
    catch (const trts::Error& error)
    {
        CHECK_EQUAL(error.status(), static_cast<trts_status>(TRTS_NOT_SUPPORTED));
        CHECK(contains(error.what(), "models of less than 2147483647 bytes"));
    }
}

TEST(data_that_has_gone_since_the_check_is_an_error)
{
    const Bytes bytes = model(relu_graph().initializer(external_tensor("w", {1}, "w.bin")));
    const TemporaryFolder folder;
    try
    {
        canonicalize(read(bytes), {folder.path()});
        CHECK(!"canonicalize goes on without the data");
    }
    catch (const trts::Error& error)
    {
        CHECK_EQUAL(error.status(), static_cast<trts_status>(TRTS_IO_ERROR));
        CHECK(contains(error.what(), "tensor 'w': its data file 'w.bin' does not exist"));
    }
}

TEST(concatenated_graphs_become_one)
{
    GraphText tail;
    tail.input(value("late", {Dim()}));
    const Bytes bytes =
        trts::onnx::append_outputs(model(relu_graph()), {"x"}) + MessageWriter().message(7, tail.message()).get();
    const Model parsed = read(canonicalize(read(bytes)));
    CHECK_EQUAL(parsed.graph.parts.size(), 1U);
    CHECK_EQUAL(parsed.graph.outputs.size(), 2U);
    REQUIRE(parsed.graph.inputs.size() == 2);
    CHECK_EQUAL(parsed.graph.inputs[1].dims[0].symbol, "trts_late_0");
}

TEST(concatenated_shapes_become_one)
{
    // Two occurrences of one type: protobuf joins their dimensions.
    const auto input = MessageWriter()
                           .bytes(1, "u")
                           .message(2, tensor_type(ElementType::Float, {4, Dim()}))
                           .message(2, tensor_type(ElementType::Float, {Dim(), 5}));
    const Model parsed = read(canonicalize(read(model(relu_graph().input(input)))));
    const auto& dims = parsed.graph.inputs[1].dims;
    REQUIRE(dims.size() == 4);
    CHECK_EQUAL(dims[1].symbol, "trts_u_1");
    CHECK_EQUAL(dims[2].symbol, "trts_u_2");
    CHECK(dims[3].value == 5);
}
