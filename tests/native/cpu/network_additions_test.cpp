// Networks that are built by calls: from nothing, or behind a parsed model.
#include <algorithm>

#include "network_fixture.h"
#include "onnx/shared_models.h"
#include "test_models.h"
#include "trtsharp/enums.g.h"

using namespace cpu_test;

namespace
{

/// y = x + [10, 20, 30], x [N, 3]
struct SumNetwork : Adding
{
    SumNetwork()
    {
        x = input("x", TRTS_DATA_TYPE_FLOAT, {-1, 3});
        weights = constant({1, 3}, std::vector<float>{10, 20, 30});
        sum = element_wise(x, output_of(weights), TRTS_ELEMENT_WISE_OPERATION_SUM);
    }

    void* x;
    void* weights;
    void* sum;
};

} // namespace

TEST(a_network_is_built_from_nothing_but_calls)
{
    const SumNetwork made;
    CHECK_EQUAL(name_of(made.x), "x");
    CHECK_EQUAL(type_of(made.x), TRTS_DATA_TYPE_FLOAT);
    CHECK(dimensions_of(made.x) == Shape({-1, 3}));
    CHECK_EQUAL(count(table().tensor_is_network_input, made.x), 1);
    CHECK(at(table().network_get_input, made.network, 0) == made.x);
    CHECK(at(table().network_get_layer, made.network, 1) == made.sum);
    CHECK(input_of(made.sum, 1) == output_of(made.weights));
    CHECK_EQUAL(count(table().layer_get_type, made.weights), TRTS_LAYER_TYPE_CONSTANT);
    CHECK_EQUAL(count(table().layer_get_type, made.sum), TRTS_LAYER_TYPE_ELEMENTWISE);
    CHECK(dimensions_of(output_of(made.weights)) == Shape({1, 3})); // before any build
    CHECK(dimensions_of(output_of(made.sum)) == Shape({-1, 3}));
    CHECK_EQUAL(type_of(output_of(made.sum)), TRTS_DATA_TYPE_FLOAT);

    made.mark(made.sum, "y");
    CHECK_EQUAL(count(table().tensor_is_network_output, output_of(made.sum)), 1);
    made.add_profile({{"x", {1, 3}, {1, 3}, {4, 3}}});
    const Running running(bytes_of(made.build()));
    std::vector<float> x = {1, 2, 3, 4, 5, 6};
    std::vector<float> y(6);
    running.shape("x", {2, 3});
    CHECK(running.shape_of("y") == Shape({2, 3}));
    running.bind("x", x);
    running.bind("y", y);
    running.enqueue();
    CHECK(y == std::vector<float>({11, 22, 33, 14, 25, 36}));
}

TEST(layers_and_outputs_without_a_name_are_named_as_tensorrt_names_them)
{
    const SumNetwork made; // the names are those that TensorRT-RTX 1.7 gives
    CHECK_EQUAL(layer_name(made.weights), "(Unnamed Layer* 0) [Constant]");
    CHECK_EQUAL(name_of(output_of(made.weights)), "(Unnamed Layer* 0) [Constant]_output");
    CHECK_EQUAL(layer_name(made.sum), "(Unnamed Layer* 1) [ElementWise]");
    CHECK_EQUAL(layer_name(made.identity(made.x)), "(Unnamed Layer* 2) [Identity]");
    CHECK_EQUAL(layer_name(made.concatenation({made.x, made.x})), "(Unnamed Layer* 3) [Concatenation]");

    (void)table().layer_set_name(made.weights, "konst");
    CHECK_EQUAL(name_of(output_of(made.weights)), "konst_output"); // called after its layer
    (void)table().tensor_set_name(output_of(made.weights), "thirty");
    (void)table().layer_set_name(made.weights, "other");
    CHECK_EQUAL(name_of(output_of(made.weights)), "thirty"); // until it gets a name of its own
    CHECK_EQUAL(layer_name(made.weights), "other");
}

TEST(names_stay_unique)
{
    const Adding made;
    void* x = made.input("(Unnamed Layer* 0) [Identity]_output", TRTS_DATA_TYPE_FLOAT, {2});
    void* first = made.identity(x); // would have that name
    CHECK_EQUAL(layer_name(first), "(Unnamed Layer* 0) [Identity] (2)");
    check_refused(made, TRTS_INVALID_ARGUMENT, "cannot be added: the network has another tensor of that name",
                  [&] { (void)made.input(name_of(x).c_str(), TRTS_DATA_TYPE_FLOAT, {2}); });
    check_refused(made, TRTS_INVALID_ARGUMENT, "another tensor of that name",
                  [&] { (void)table().tensor_set_name(output_of(first), name_of(x).c_str()); });
}

TEST(a_name_is_free_again_when_its_tensor_gets_another)
{
    const Adding made;
    void* x = made.input("x", TRTS_DATA_TYPE_FLOAT, {-1});
    (void)table().tensor_set_name(x, "old");
    void* other = made.input("x", TRTS_DATA_TYPE_FLOAT, {-1});
    const Failure taken = failure_of([&] { (void)table().tensor_set_name(other, "old"); });
    CHECK_EQUAL(taken.status, TRTS_INVALID_ARGUMENT);
    CHECK(taken.says("another tensor of that name"));
    made.mark(made.concatenation({x, other}), "y");
    made.add_profile({{"x", {1}, {1}, {9}}, {"old", {1}, {1}, {9}}});
    const Running running(bytes_of(made.build()));
    running.shape("x", {2}); // each dynamic dimension is one of its own
    running.shape("old", {3});
    CHECK(running.shape_of("y") == Shape({5}));
}

TEST(names_are_utf_8_and_not_empty)
{
    const Adding made;
    check_refused(made, TRTS_INVALID_ARGUMENT, "a network input cannot have an empty name",
                  [&] { (void)made.input("", TRTS_DATA_TYPE_FLOAT, {2}); });
    check_refused(made, TRTS_INVALID_ARGUMENT, "that is no UTF-8",
                  [&] { (void)made.input("\xFF", TRTS_DATA_TYPE_FLOAT, {2}); });
    void* layer = made.identity(made.input("é", TRTS_DATA_TYPE_FLOAT, {2}));
    const Failure failure = failure_of([&] { (void)table().layer_set_name(layer, "\xC3"); });
    CHECK_EQUAL(failure.status, TRTS_INVALID_ARGUMENT);
    CHECK(failure.says("that is no UTF-8"));
    CHECK_EQUAL(layer_name(layer), "(Unnamed Layer* 0) [Identity]");
    (void)table().tensor_set_name(output_of(layer), "ö");
    CHECK_EQUAL(failure_of([&] { (void)table().layer_set_name(layer, "\xC3"); }).status, TRTS_INVALID_ARGUMENT);
}

TEST(an_input_is_of_a_type_and_shape_that_can_be)
{
    const Adding made;
    const auto refused = [&](trts_status status, const std::string& text, std::int32_t type, const Shape& shape) {
        check_refused(made, status, text, [&] { (void)made.input("x", type, shape); });
    };
    refused(TRTS_INVALID_ARGUMENT, "there is no data type 12; there are 0 to 11", 12, {1});
    refused(TRTS_INVALID_ARGUMENT, "there is no data type -1", -1, {1});
    refused(TRTS_NOT_SUPPORTED, "input 'x': kFP4 is not supported", TRTS_DATA_TYPE_FP4, {1});
    refused(TRTS_NOT_SUPPORTED, "kE8M0 is not supported", TRTS_DATA_TYPE_E8M0, {1});
    refused(TRTS_INVALID_ARGUMENT, "input 'x', dimension 1: -2 was given", TRTS_DATA_TYPE_FLOAT, {3, -2});
    trts_dims many{};
    many.nb_dims = 9;
    void* out = &many;
    const Failure failure = failure_of([&] { (void)table().network_add_input(made.network, "x", 0, &many, &out); });
    CHECK(failure.says("9 dimensions were given; a tensor has 0 to 8"));
    CHECK(out == &many); // a failed call leaves its output as it was
    for (std::int32_t type = TRTS_DATA_TYPE_FLOAT; type <= TRTS_DATA_TYPE_INT4; ++type)
    {
        void* x = made.input(("x" + std::to_string(type)).c_str(), type, {2, 3});
        CHECK_EQUAL(type_of(x), type);
    }
}

TEST(layers_go_behind_a_parsed_model)
{
    const trts_api_table& t = table();
    const Adding made;
    made.parse(two_input_model());
    void* product = at(t.network_get_output, made.network, 0);
    void* half = made.constant({1, 1}, std::vector<float>{0.5F});
    void* scaled = made.element_wise(product, output_of(half), TRTS_ELEMENT_WISE_OPERATION_PROD);
    CHECK_EQUAL(layer_name(scaled), "(Unnamed Layer* 3) [ElementWise]"); // the model has two layers
    CHECK(dimensions_of(output_of(scaled)) == Shape({-1, 3}));
    made.mark(scaled, "scaled");
    (void)t.network_unmark_output(made.network, product);
    CHECK_EQUAL(count(t.network_get_nb_outputs, made.network), 1);
    check_refused(made, TRTS_INVALID_ARGUMENT, "another tensor of that name", // the model's own names are taken
                  [&] { (void)made.input("weight", TRTS_DATA_TYPE_FLOAT, {1}); });

    made.add_profile({{"a", {1, 3}, {1, 3}, {4, 3}}, {"b", {1, 3}, {1, 3}, {4, 3}}});
    const Running running(bytes_of(made.build()));
    CHECK_EQUAL(count(t.engine_get_nb_io_tensors, running.engine), 3);
    std::vector<float> a = {1, 2, 3};
    std::vector<float> b = {3, 4, 5};
    std::vector<float> result(3);
    running.shape("a", {1, 3});
    running.shape("b", {1, 3});
    running.bind("a", a);
    running.bind("b", b);
    running.bind("scaled", result);
    running.enqueue();
    CHECK(result == std::vector<float>({2, 30, 400})); // (a + b) * {1, 10, 100} / 2
}

TEST(an_input_can_be_added_to_a_parsed_model)
{
    const Adding made;
    made.parse(fixed_model());
    void* more = made.input("more", TRTS_DATA_TYPE_FLOAT, {2, 3});
    void* y = at(table().network_get_output, made.network, 0);
    made.mark(made.element_wise(y, more, TRTS_ELEMENT_WISE_OPERATION_SUB), "rest");
    const Running running(bytes_of(made.build()));
    std::vector<float> x = {1, 2, 3, 4, 5, 6};
    std::vector<float> m = {6, 5, 4, 3, 2, 1};
    std::vector<float> y_values(6);
    std::vector<float> rest(6);
    running.bind("x", x);
    running.bind("more", m);
    running.bind("y", y_values);
    running.bind("rest", rest);
    running.enqueue();
    CHECK(y_values == x);
    CHECK(rest == std::vector<float>({-5, -3, -1, 1, 3, 5}));
}

TEST(a_model_without_onnx_own_operators_takes_layers_as_well)
{
    // All of it is from another domain, so the model imports no version of ONNX's own operators.
    const std::string model = MessageWriter()
                                  .varint(1, 8)
                                  .message(7, GraphText()
                                                  .input(value("x", {2}))
                                                  .output(value("y", {2}))
                                                  .node({"Gelu", {"x"}, {"y"}, "gelu", "com.microsoft"})
                                                  .message())
                                  .message(8, MessageWriter().bytes(1, "com.microsoft").varint(2, 1))
                                  .take();
    const Adding made;
    made.parse(model);
    void* y = at(table().network_get_output, made.network, 0);
    made.mark(made.element_wise(y, y, TRTS_ELEMENT_WISE_OPERATION_SUB), "zero");
    const Running running(bytes_of(made.build()));
    std::vector<float> x = {5, -5};
    std::vector<float> kept(2);
    std::vector<float> zero = {1, 1};
    running.bind("x", x);
    running.bind("y", kept);
    running.bind("zero", zero);
    running.enqueue();
    CHECK(zero == std::vector<float>({0, 0}));
}

TEST(a_model_is_parsed_into_an_empty_network_only)
{
    const Adding made;
    void* x = made.input("x", TRTS_DATA_TYPE_FLOAT, {2, 3});
    const Failure failure = failure_of([&] { made.parse(fixed_model()); });
    CHECK_EQUAL(failure.status, TRTS_INVALID_STATE);
    CHECK(failure.says("parse into a new network"));
    (void)table().network_remove_tensor(made.network, x);
    made.parse(fixed_model());
    CHECK_EQUAL(count(table().network_get_nb_layers, made.network), 1);
}

TEST(a_tensor_that_nobody_uses_can_be_removed)
{
    const trts_api_table& t = table();
    const SumNetwork made;
    const auto refused = [&](const std::string& text, void* tensor) {
        check_refused(made, TRTS_INVALID_ARGUMENT, text, [&] { (void)t.network_remove_tensor(made.network, tensor); });
    };
    void* spare = made.input("spare", TRTS_DATA_TYPE_FLOAT, {1, 3});
    refused("layer '(Unnamed Layer* 1) [ElementWise]' takes it as an input", made.x);
    refused("layer '(Unnamed Layer* 1) [ElementWise]' computes it", output_of(made.sum));
    (void)t.network_remove_tensor(made.network, spare);
    CHECK_EQUAL(count(t.network_get_nb_inputs, made.network), 1);
    refused("tensor 'spare' was removed from the network", spare);
    check_refused(made, TRTS_INVALID_ARGUMENT, "was removed", [&] { (void)made.identity(spare); });
    (void)made.input("spare", TRTS_DATA_TYPE_FLOAT, {1, 3}); // the name is free again

    const Adding other;
    check_refused(other, TRTS_INVALID_ARGUMENT, "tensor 'x' belongs to another network",
                  [&] { (void)t.network_remove_tensor(other.network, made.x); });
}

TEST(a_parsed_models_tensors_can_be_removed_only_when_nothing_reads_them)
{
    const trts_api_table& t = table();
    const Adding made;
    made.parse(loop_model());
    const auto refused = [&](const std::string& text, void* tensor) {
        check_refused(made, TRTS_INVALID_ARGUMENT, text, [&] { (void)t.network_remove_tensor(made.network, tensor); });
    };
    void* loop = at(t.network_get_layer, made.network, 0);
    refused("layer 'loop' takes it as an input", at(t.network_get_input, made.network, 0));
    refused("layer 'loop' takes it as an input", input_of(loop, 1)); // a weight
    void* yes = input_of(loop, 1);
    (void)t.layer_set_input(loop, 1, output_of(made.constant({}, {TRTS_DATA_TYPE_BOOL, "\1", 1})));
    refused("it is a weight of the model", yes);

    // The branches of an If read x, which is no input of the If itself.
    const auto branch = [] {
        return inner_graph().output(value("out", {2})).node({"Identity", {"x"}, {"out"}, "", ""}).message();
    };
    const Adding conditional;
    conditional.parse(
        onnx_test::model(GraphText()
                             .input(value("x", {2}))
                             .input(value("yes", {}, ElementType::Bool))
                             .output(value("y", {2}))
                             .node(onnx_test::node({"If", {"yes"}, {"y"}, "if", ""})
                                       .message(5, onnx_test::graph_attribute("then_branch", branch()))
                                       .message(5, onnx_test::graph_attribute("else_branch", branch())))));
    check_refused(conditional, TRTS_INVALID_ARGUMENT, "a control flow layer of the model reads it", [&] {
        (void)t.network_remove_tensor(conditional.network, at(t.network_get_input, conditional.network, 0));
    });
}

TEST(every_shared_model_takes_a_layer_behind_its_outputs)
{
    const trts_api_table& t = table();
    for (const std::filesystem::path& file : onnx_test::model_files(onnx_test::shared_models()))
    {
        const std::string path = file.u8string();
        if (path.find("/bad/") != std::string::npos || file.filename() == "custom-clamp01.onnx")
        {
            continue;
        }
        const Adding made;
        (void)t.onnx_parser_parse_from_file(made.parser, path.c_str(), 0);
        void* output = at(t.network_get_output, made.network, 0);
        void* layer = made.identity(output);
        CHECK_EQUAL(type_of(output_of(layer)), type_of(output));
        CHECK(dimensions_of(output_of(layer)) == dimensions_of(output));
        made.mark(layer, "trts_last");
        (void)t.network_unmark_output(made.network, output);
        for (std::int32_t i = 0; i < count(t.network_get_nb_inputs, made.network); ++i)
        {
            Shape shape = dimensions_of(at(t.network_get_input, made.network, i));
            std::replace(shape.begin(), shape.end(), std::int64_t{-1}, std::int64_t{1});
            set_dimensions(at(t.network_get_input, made.network, i), shape); // so that no profile is needed
        }
        CHECK(!bytes_of(made.build()).empty());
    }
}
