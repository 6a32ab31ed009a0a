#include "core/onnx/reader.h"

#include <cstdint>
#include <string>
#include <utility>

#include "core/error.h"
#include "core/onnx/wire.h"
#include "harness.h"
#include "model_builder.h"

using namespace onnx_test;
using trts::onnx::DataKind;
using trts::onnx::Limits;
using trts::onnx::Model;
using trts::onnx::ValueKind;

namespace
{

/// What read() says about the bytes; empty when it takes them.
std::string failure_of(const Bytes& bytes, const Limits& limits = {})
{
    try
    {
        trts::onnx::read(bytes, nullptr, limits);
        return {};
    }
    catch (const trts::Error& error)
    {
        CHECK_EQUAL(error.status(), static_cast<trts_status>(TRTS_PARSE_FAILED));
        return error.what();
    }
}

bool contains(const std::string& text, std::string_view part)
{
    return text.find(part) != std::string::npos;
}

GraphText nested_graph(int levels)
{
    GraphText graph = relu_graph();
    for (int i = 0; i < levels; ++i)
    {
        GraphText outer;
        outer.node(node({"If", {"c"}, {"y"}, "", ""}).message(5, graph_attribute("then_branch", graph.message())));
        graph = std::move(outer);
    }
    return graph;
}

} // namespace

TEST(reading_keeps_every_part_of_a_model)
{
    const MessageWriter function = MessageWriter()
                                       .bytes(1, "Twice")
                                       .bytes(4, "a")
                                       .bytes(5, "b")
                                       .bytes(6, "slope")
                                       .message(7, node({"Add", {"a", "a"}, {"b"}, "", ""}))
                                       .message(9, opset_import("ai.onnx", 17))
                                       .bytes(10, "com.example");
    GraphText graph = relu_graph();
    graph.node({"Twice", {"y", ""}, {"z"}, "twice", "com.example"})
        .initializer(raw_tensor("w", {2}, "12345678"))
        .field(13, value("hidden", {Dim(), 3}));
    const Bytes bytes = MessageWriter()
                            .integer(1, 8)
                            .bytes(2, "maker")
                            .bytes(3, "1.2")
                            .bytes(4, "domain")
                            .integer(5, 7)
                            .message(8, opset_import("ai.onnx", 17))
                            .message(7, graph.message())
                            .message(14, entry("key", "value"))
                            .message(25, function)
                            .take();
    const Model parsed = read(bytes);

    CHECK_EQUAL(parsed.ir_version, 8);
    CHECK_EQUAL(parsed.producer_name, "maker");
    CHECK_EQUAL(parsed.producer_version, "1.2");
    CHECK_EQUAL(parsed.domain, "domain");
    CHECK_EQUAL(parsed.model_version, 7);
    CHECK_EQUAL(opset_version(parsed.opset_imports, ""), 17);
    CHECK_EQUAL(opset_version(parsed.opset_imports, "com.example"), 0);
    REQUIRE(parsed.metadata.size() == 1);
    CHECK_EQUAL(parsed.metadata[0].value, "value");

    REQUIRE(parsed.has_graph && parsed.graph.nodes.size() == 2);
    CHECK_EQUAL(parsed.graph.nodes[0].op_type, "Relu");
    CHECK_EQUAL(parsed.graph.nodes[1].domain, "com.example");
    CHECK_EQUAL(parsed.graph.nodes[1].inputs.size(), 2U);
    REQUIRE(parsed.graph.inputs.size() == 1 && parsed.graph.inputs[0].dims.size() == 2);
    CHECK_EQUAL(parsed.graph.inputs[0].dims[0].symbol, "N");
    CHECK(parsed.graph.inputs[0].dims[1].value == 4);
    CHECK(parsed.graph.inputs[0].kind == ValueKind::Tensor);
    REQUIRE(parsed.graph.value_infos.size() == 1 && parsed.graph.value_infos[0].dims.size() == 2);
    CHECK(!parsed.graph.value_infos[0].dims[0].value && parsed.graph.value_infos[0].dims[0].symbol.empty());

    REQUIRE(parsed.functions.size() == 1);
    CHECK_EQUAL(parsed.functions[0].name, "Twice");
    CHECK_EQUAL(parsed.functions[0].attributes.size(), 1U);
    CHECK_EQUAL(parsed.functions[0].nodes.size(), 1U);
}

TEST(reading_copies_no_weight_and_keeps_the_bytes_alive)
{
    auto bytes = std::make_shared<const Bytes>(model(relu_graph().initializer(raw_tensor("w", {2}, "12345678"))));
    const std::weak_ptr<const Bytes> watch = bytes;
    const Model parsed = trts::onnx::read(std::move(bytes));
    REQUIRE(!watch.expired());
    const Bytes& owned = *watch.lock();
    const std::string_view data = parsed.graph.initializers[0].raw_data;
    CHECK_EQUAL(data, "12345678");
    CHECK(data.data() > owned.data() && data.data() < owned.data() + owned.size());
}

TEST(typed_data_is_counted_packed_or_not)
{
    GraphText graph = relu_graph();
    graph.initializer(tensor("packed", {3}, ElementType::Int64).bytes(7, Bytes("\x01\x80\x01\x03", 4)))
        .initializer(tensor("single", {2}).number(4, 1.0F).number(4, 2.0F))
        .initializer(tensor("both", {3}).bytes(4, "12345678").number(4, 2.0F))
        .initializer(tensor("strings", {2}, ElementType::String).bytes(6, "a").bytes(6, ""))
        .initializer(tensor("doubles", {1}, ElementType::Double).number(10, 1.0))
        .initializer(tensor("none", {0}));
    const Model parsed = read(model(graph));
    const auto& tensors = parsed.graph.initializers;
    REQUIRE(tensors.size() == 6);
    CHECK_EQUAL(tensors[0].typed_data[0].count, 3);
    CHECK_EQUAL(tensors[1].typed_data[0].count, 2);
    CHECK_EQUAL(tensors[2].typed_data[0].count, 3);
    CHECK_EQUAL(tensors[3].typed_data[0].count, 2);
    CHECK_EQUAL(tensors[4].typed_data[0].count, 1);
    CHECK(tensors[4].data_kind == DataKind::Typed);
    CHECK(tensors[5].data_kind == DataKind::None);
}

TEST(concatenated_models_are_merged)
{
    const Bytes bytes = trts::onnx::append_outputs(model(relu_graph()), {"a", "b"});
    const Model parsed = read(bytes);
    REQUIRE(parsed.graph.outputs.size() == 3);
    CHECK_EQUAL(parsed.graph.outputs[2].name, "b");
    CHECK_EQUAL(parsed.graph.parts.size(), 2U);
    CHECK_EQUAL(parsed.graph.nodes.size(), 1U);
}

TEST(a_shape_is_told_from_no_shape)
{
    const auto no_shape = MessageWriter().message(1, MessageWriter().integer(1, 1));
    GraphText graph;
    graph.input(value("scalar", {})).input(MessageWriter().bytes(1, "unranked").message(2, no_shape));
    graph.input(MessageWriter().bytes(1, "untyped"));
    graph.input(MessageWriter().bytes(1, "sequence").message(2, MessageWriter().message(4, no_shape)));
    const Model parsed = read(model(graph));
    const auto& inputs = parsed.graph.inputs;
    CHECK(inputs[0].has_shape && inputs[0].dims.empty());
    CHECK(!inputs[1].has_shape && inputs[1].kind == ValueKind::Tensor);
    CHECK(inputs[2].kind == ValueKind::None);
    CHECK(inputs[3].kind == ValueKind::Sequence);
}

TEST(of_a_dimensions_value_and_symbol_the_later_one_counts)
{
    Dim symbol_last = 5;
    symbol_last.message.bytes(2, "N");
    Dim value_last = "N";
    value_last.message.integer(1, 5);
    const Model parsed = read(model(GraphText().input(value("x", {symbol_last, value_last}))));
    const auto& dims = parsed.graph.inputs[0].dims;
    CHECK(!dims[0].value && dims[0].symbol == "N");
    CHECK(dims[1].value == 5 && dims[1].symbol.empty());
}

TEST(every_truncation_fails_or_loses_whole_fields_only)
{
    const Bytes whole = model(relu_graph().initializer(raw_tensor("w", {2}, "12345678")));
    int failures = 0;
    for (std::size_t size = 0; size < whole.size(); ++size)
    {
        failures += failure_of(whole.substr(0, size)).empty() ? 0 : 1;
    }
    CHECK(failures >= static_cast<int>(whole.size()) - 3); // 0, after ir_version, after the opset import
}

TEST(broken_framing_tells_the_byte_and_what_was_expected)
{
    const Bytes whole = model(relu_graph());
    CHECK(contains(failure_of(whole.substr(0, whole.size() - 1)), "at byte 10, in a model: expected "));
    CHECK(contains(failure_of("\x08"), "the bytes end within a number"));
    CHECK(contains(failure_of(Bytes(11, '\xff')), "takes more than 64 bits"));
    CHECK(contains(failure_of("\x08\xff\xff\xff\xff\xff\xff\xff\xff\xff\x02"), "takes more than 64 bits"));
    CHECK(contains(failure_of(Bytes("\x00\x01", 2)), "impossible field number"));
    CHECK(contains(failure_of("\x3b"), "wire type"));
    CHECK(contains(failure_of("\x38\x01"), "field 7: a string or a message was expected"));
    CHECK(contains(failure_of(MessageWriter().bytes(1, "x").take()), "field 1: a number was expected"));
    CHECK(contains(failure_of(MessageWriter().bytes(7, "\x0a\x7f").take()), "at byte 4, in a graph"));

    GraphText packed = relu_graph();
    packed.initializer(tensor("w", {1}).bytes(4, "123"));
    CHECK(contains(failure_of(model(packed)), "a packed list of numbers ends within a number"));
}

TEST(nesting_is_limited)
{
    CHECK_EQUAL(failure_of(model(nested_graph(30))), "");
    CHECK(contains(failure_of(model(nested_graph(33))), "nested too deeply"));
    CHECK(contains(failure_of(model(nested_graph(3000))), "nested too deeply"));
}

TEST(counts_are_limited)
{
    Limits limits;
    limits.max_nodes = 1;
    limits.max_tensors = 1;
    limits.max_rank = 2;
    limits.max_model_bytes = 1000;
    GraphText two_nodes = relu_graph();
    two_nodes.node({"Relu", {"y"}, {"z"}, "", ""});
    GraphText two_tensors = relu_graph();
    two_tensors.initializer(tensor("a", {0})).initializer(tensor("b", {0}));
    CHECK_EQUAL(failure_of(model(relu_graph()), limits), "");
    CHECK(contains(failure_of(model(two_nodes), limits), "too many nodes: the limit is 1"));
    CHECK(contains(failure_of(model(two_tensors), limits), "too many tensors: the limit is 1"));
    CHECK(contains(failure_of(model(relu_graph().initializer(tensor("a", {1, 1, 1}))), limits), "too many dimensions"));
    CHECK(contains(failure_of(model(relu_graph().initializer(MessageWriter().bytes(1, "\1\1\1"))), limits),
                   "too many dimensions"));
    CHECK(contains(failure_of(model(relu_graph().field(13, value("v", {1, 1, 1}))), limits), "too many dimensions"));
    CHECK(contains(failure_of(Bytes(1001, '\0'), limits), "has 1001 bytes: the limit is 1000"));
}

TEST(empty_parts_do_not_fill_the_memory)
{
    MessageWriter graph;
    for (int i = 0; i < 1'000'000; ++i)
    {
        graph.bytes(1, "");
    }
    const Bytes nodes = MessageWriter().message(7, graph).take();
    CHECK(contains(failure_of(nodes), "empty parts"));
}

TEST(an_attribute_has_one_graph)
{
    const auto branch = relu_graph();
    const auto twice = graph_attribute("then_branch", branch.message()).message(6, branch.message());
    CHECK(
        contains(failure_of(model(GraphText().node(node({"If", {}, {}, "", ""}).message(5, twice)))), "a second one"));
}

TEST(fields_are_read_with_their_exact_bytes)
{
    const Bytes bytes = MessageWriter().integer(1, -1).number(2, 1.5F).number(3, 2.5).bytes(4, "text").take();
    trts::onnx::FieldReader fields(bytes);
    std::string copied;
    REQUIRE(fields.next());
    CHECK(fields.varint() == ~std::uint64_t{0});
    CHECK_EQUAL(fields.field().encoded.size(), 11U);
    for (copied += fields.field().encoded; fields.next();)
    {
        copied += fields.field().encoded;
    }
    CHECK(copied == bytes);
    CHECK_EQUAL(fields.bytes(), "text");
    CHECK_THROWS(trts::Error, fields.varint());
}
