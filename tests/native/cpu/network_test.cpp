// The network: what is in it, and what may be changed.
#include "network_fixture.h"
#include "onnx/shared_models.h"
#include "test_models.h"

using namespace cpu_test;

TEST(a_network_shows_its_layers_and_tensors)
{
    const trts_api_table& t = table();
    const Building building;
    building.parse(two_input_model());
    CHECK_EQUAL(count(t.network_get_nb_inputs, building.network), 2);
    CHECK_EQUAL(count(t.network_get_nb_outputs, building.network), 1);
    REQUIRE(count(t.network_get_nb_layers, building.network) == 2);

    void* a = at(t.network_get_input, building.network, 0);
    CHECK_EQUAL(name_of(a), "a");
    CHECK(dimensions_of(a) == std::vector<std::int64_t>({-1, 3}));
    CHECK_EQUAL(type_of(a), 0);
    CHECK_EQUAL(count(t.tensor_is_network_input, a), 1);
    CHECK_EQUAL(count(t.tensor_is_network_output, a), 0);

    void* add = at(t.network_get_layer, building.network, 0);
    void* mul = at(t.network_get_layer, building.network, 1);
    CHECK_EQUAL(count(t.layer_get_type, add), 9); // kELEMENTWISE
    CHECK_EQUAL(count(t.layer_get_nb_inputs, mul), 2);
    CHECK_EQUAL(count(t.layer_get_nb_outputs, mul), 1);
    CHECK(at(t.layer_get_input, add, 0) == a); // one object for one tensor
    void* sum = at(t.layer_get_output, add, 0);
    CHECK(at(t.layer_get_input, mul, 0) == sum);
    CHECK_EQUAL(name_of(sum), "sum");
    CHECK(dimensions_of(sum) == std::vector<std::int64_t>({-1, 3})); // inferred
    CHECK(dimensions_of(at(t.layer_get_input, mul, 1)) == std::vector<std::int64_t>({3}));
    void* product = at(t.network_get_output, building.network, 0);
    CHECK(at(t.layer_get_output, mul, 0) == product);
    CHECK_EQUAL(count(t.tensor_is_network_output, product), 1);

    CHECK_EQUAL(failure_of([&] { (void)at(t.network_get_input, building.network, 2); }).status, TRTS_INVALID_ARGUMENT);
    CHECK_EQUAL(failure_of([&] { (void)at(t.network_get_layer, building.network, -1); }).status, TRTS_INVALID_ARGUMENT);
    CHECK_EQUAL(failure_of([&] { (void)at(t.layer_get_output, mul, 1); }).status, TRTS_INVALID_ARGUMENT);
}

TEST(an_operator_without_a_counterpart_has_no_layer_type)
{
    const Building building;
    building.parse(loop_model());
    void* loop = at(table().network_get_layer, building.network, 0);
    const Failure failure = failure_of([&] { (void)count(table().layer_get_type, loop); });
    CHECK_EQUAL(failure.status, TRTS_NOT_SUPPORTED);
    CHECK(failure.says("Loop"));
}

TEST(names_of_network_and_layers_can_be_set)
{
    const Building building;
    building.parse(relu_model());
    const char* name = nullptr;
    (void)table().network_set_name(building.network, "my network");
    (void)table().network_get_name(building.network, &name);
    CHECK_EQUAL(std::string(name), "my network");
    void* layer = at(table().network_get_layer, building.network, 0);
    (void)table().layer_set_name(layer, "my layer");
    (void)table().layer_get_name(layer, &name);
    CHECK_EQUAL(std::string(name), "my layer");
}

TEST(a_network_tells_the_flags_it_was_made_with)
{
    const trts_api_table& t = table();
    const Building building;
    void* native = nullptr;
    (void)t.builder_create_network_v2(building.builder, 2, &native);
    const Native network(native, t.network_destroy);
    std::uint32_t flags = 0;
    (void)t.network_get_flags(network, &flags);
    CHECK_EQUAL(flags, 2U);
    const auto has_flag = [&](std::int32_t flag) {
        std::int32_t has = -1;
        (void)t.network_get_flag(network, flag, &has);
        return has;
    };
    CHECK_EQUAL(has_flag(0), 0);
    CHECK_EQUAL(has_flag(1), 1); // kSTRONGLY_TYPED
    CHECK_EQUAL(has_flag(3), 0);
    CHECK_EQUAL(failure_of([&] { (void)has_flag(4); }).status, TRTS_INVALID_ARGUMENT);
    CHECK_EQUAL(failure_of([&] { (void)has_flag(-1); }).status, TRTS_INVALID_ARGUMENT);
    CHECK_EQUAL(count(t.network_has_implicit_batch_dimension, network), 0);
}

TEST(a_layer_tells_the_type_of_its_output)
{
    const trts_api_table& t = table();
    const Building building;
    building.parse(non_zero_model());
    void* non_zero = at(t.network_get_layer, building.network, 0);
    std::int32_t type = -1;
    (void)t.layer_get_output_type(non_zero, 0, &type);
    CHECK_EQUAL(type, 8); // kINT64
    CHECK_EQUAL(failure_of([&] { (void)t.layer_get_output_type(non_zero, 1, &type); }).status, TRTS_INVALID_ARGUMENT);
}

TEST(dimensions_have_names)
{
    const Building building;
    building.parse(computed_shape_model());
    void* x = at(table().network_get_input, building.network, 0);
    const char* name = "none yet";
    (void)table().tensor_get_dimension_name(x, 0, &name);
    CHECK(name == nullptr);
    (void)table().tensor_set_dimension_name(x, 0, "rows");
    (void)table().tensor_get_dimension_name(x, 0, &name);
    CHECK_EQUAL(std::string(name), "rows");
    CHECK_EQUAL(failure_of([&] { (void)table().tensor_set_dimension_name(x, 2, "n"); }).status, TRTS_INVALID_ARGUMENT);
}

TEST(a_tensor_inside_can_become_an_output_and_stop_being_one)
{
    const trts_api_table& t = table();
    const Building building;
    building.parse(two_input_model());
    void* sum = at(t.layer_get_output, at(t.network_get_layer, building.network, 0), 0);
    void* product = at(t.network_get_output, building.network, 0);
    (void)t.network_mark_output(building.network, sum);
    (void)t.network_mark_output(building.network, sum); // again: no difference
    CHECK_EQUAL(count(t.network_get_nb_outputs, building.network), 2);
    (void)t.network_unmark_output(building.network, product);
    CHECK_EQUAL(count(t.network_get_nb_outputs, building.network), 1);
    building.add_profile({{"a", {1, 3}, {1, 3}, {4, 3}}, {"b", {1, 3}, {1, 3}, {4, 3}}});

    const Running running(bytes_of(building.build()));
    std::vector<float> a = {1, 2, 3};
    std::vector<float> b = {4, 5, 6};
    std::vector<float> result(3);
    running.shape("a", {1, 3});
    running.shape("b", {1, 3});
    running.bind("a", a);
    running.bind("b", b);
    running.bind("sum", result);
    running.enqueue();
    CHECK(result == std::vector<float>({5, 7, 9}));

    CHECK_EQUAL(failure_of([&] { (void)t.network_unmark_output(building.network, product); }).status,
                TRTS_INVALID_ARGUMENT);
    void* input = at(t.network_get_input, building.network, 0);
    CHECK(failure_of([&] { (void)t.network_mark_output(building.network, input); }).says("is an input"));
    void* weight = at(t.layer_get_input, at(t.network_get_layer, building.network, 1), 1);
    CHECK(failure_of([&] { (void)t.network_mark_output(building.network, weight); }).says("is a weight"));
    const Building other;
    CHECK_EQUAL(failure_of([&] { (void)t.network_mark_output(other.network, sum); }).status, TRTS_INVALID_ARGUMENT);
}

TEST(a_network_without_outputs_is_not_built)
{
    const trts_api_table& t = table();
    const Building building;
    building.parse(fixed_model());
    (void)t.network_unmark_output(building.network, at(t.network_get_output, building.network, 0));
    CHECK(failure_of([&] { (void)building.build(); }).says("has no outputs"));
}

TEST(inputs_can_get_other_dimensions)
{
    const trts_api_table& t = table();
    const Building building;
    building.parse(fixed_model());
    void* x = at(t.network_get_input, building.network, 0);
    set_dimensions(x, {-1, 5});
    CHECK(dimensions_of(x) == std::vector<std::int64_t>({-1, 5}));
    CHECK(dimensions_of(at(t.network_get_output, building.network, 0)) == std::vector<std::int64_t>({-1, 5}));
    building.add_profile({{"x", {1, 5}, {1, 5}, {4, 5}}});
    const Running running(bytes_of(building.build()));
    running.shape("x", {3, 5});
    CHECK(running.shape_of("y") == std::vector<std::int64_t>({3, 5}));

    CHECK_EQUAL(failure_of([&] { set_dimensions(x, {-2}); }).status, TRTS_INVALID_ARGUMENT);
    void* y = at(t.network_get_output, building.network, 0);
    CHECK(failure_of([&] { set_dimensions(y, {1, 5}); }).says("is no network input"));
}

TEST(dimensions_that_do_not_fit_the_model_are_refused_when_building)
{
    const Building building;
    building.parse(two_input_model());
    set_dimensions(at(table().network_get_input, building.network, 0), {2, 4});
    set_dimensions(at(table().network_get_input, building.network, 1), {2, 5});
    const Failure failure = failure_of([&] { (void)building.build(); });
    CHECK_EQUAL(failure.status, TRTS_BUILD_FAILED);
    CHECK(failure.says("add"));
}

TEST(tensors_can_be_renamed)
{
    const trts_api_table& t = table();
    const Building building;
    building.parse(loop_model());
    (void)t.tensor_set_name(at(t.network_get_input, building.network, 1), "start");
    (void)t.tensor_set_name(at(t.network_get_output, building.network, 0), "end");
    CHECK(failure_of([&] {
              (void)t.tensor_set_name(at(t.network_get_input, building.network, 0), "end");
          }).says("another tensor of that name"));
    CHECK(failure_of([&] { // a name inside the loop's body
              (void)t.tensor_set_name(at(t.network_get_input, building.network, 0), "state_in");
          })
              .says("another tensor of that name"));
    const Running running(bytes_of(building.build()));
    std::vector<std::int64_t> count = {5};
    std::vector<float> start = {10};
    std::vector<float> end = {0};
    running.bind("count", count);
    running.bind("start", start);
    running.bind("end", end);
    running.enqueue();
    CHECK_EQUAL(end[0], 15.0F);
}

TEST(a_renamed_tensor_is_renamed_inside_control_flow_as_well)
{
    // if (yes) y = x + x else y = x: both branches read x from outside.
    const auto branch = [](const char* op_type, std::vector<std::string> inputs) {
        return inner_graph().output(value("out", {"N"})).node({op_type, std::move(inputs), {"out"}, "", ""}).message();
    };
    const std::string model = onnx_test::model(
        GraphText()
            .input(value("x", {"N"}))
            .input(value("yes", {}, ElementType::Bool))
            .output(value("y", {"N"}))
            .node(onnx_test::node({"If", {"yes"}, {"y"}, "if", ""})
                      .message(5, onnx_test::graph_attribute("then_branch", branch("Add", {"x", "x"})))
                      .message(5, onnx_test::graph_attribute("else_branch", branch("Identity", {"x"})))));
    const Building building;
    building.parse(model);
    (void)table().tensor_set_name(at(table().network_get_input, building.network, 0), "renamed");
    building.add_profile({{"renamed", {1}, {1}, {4}}});
    const Running running(bytes_of(building.build()));
    std::vector<float> x = {3, 4};
    std::vector<char> yes = {1};
    std::vector<float> y(2);
    running.shape("renamed", {2});
    running.bind("renamed", x);
    running.bind("yes", yes);
    running.bind("y", y);
    running.enqueue();
    CHECK(y == std::vector<float>({6, 8}));
}

TEST(every_shared_models_tensors_have_types_and_dimensions)
{
    const trts_api_table& t = table();
    for (const std::filesystem::path& file : onnx_test::model_files(onnx_test::shared_models()))
    {
        const std::string path = file.u8string();
        if (path.find("/bad/") != std::string::npos || file.filename() == "custom-clamp01.onnx")
        {
            continue;
        }
        const Building building;
        (void)t.onnx_parser_parse_from_file(building.parser, path.c_str(), 0);
        const std::int32_t layers = count(t.network_get_nb_layers, building.network);
        CHECK(layers > 0);
        for (std::int32_t i = 0; i < layers; ++i)
        {
            void* layer = at(t.network_get_layer, building.network, i);
            for (std::int32_t o = 0; o < count(t.layer_get_nb_outputs, layer); ++o)
            {
                if (void* tensor = at(t.layer_get_output, layer, o))
                {
                    CHECK(type_of(tensor) >= 0);
                    (void)dimensions_of(tensor);
                }
            }
        }
    }
}
