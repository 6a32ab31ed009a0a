// The engine inspector's texts.
#include "network_fixture.h"
#include "test_models.h"
#include "trtsharp/enums.g.h"

using namespace cpu_test;

namespace
{

constexpr std::int32_t one_line = TRTS_LAYER_INFORMATION_FORMAT_ONELINE;
constexpr std::int32_t json = TRTS_LAYER_INFORMATION_FORMAT_JSON;

/// An engine, and its inspector.
struct Inspecting
{
    explicit Inspecting(std::int32_t verbosity, const std::string& model = two_input_model())
        : runtime(create_runtime())
    {
        const Building building;
        building.parse(model);
        (void)table().builder_config_set_profiling_verbosity(building.config, verbosity);
        if (model == two_input_model())
        {
            building.add_profile({{"a", {1, 3}, {1, 3}, {4, 3}}, {"b", {1, 3}, {1, 3}, {4, 3}}});
        }
        engine = load(runtime, bytes_of(building.build()));
        void* native = nullptr;
        (void)table().engine_create_engine_inspector(engine, &native);
        inspector = Native(native, table().engine_inspector_destroy);
    }

    std::string layer(std::int32_t index, std::int32_t format) const
    {
        const char* text = nullptr;
        (void)table().engine_inspector_get_layer_information(inspector, index, format, &text);
        return text;
    }

    std::string whole(std::int32_t format) const
    {
        const char* text = nullptr;
        (void)table().engine_inspector_get_engine_information(inspector, format, &text);
        return text;
    }

    Native runtime;
    Native engine;
    Native inspector;
};

} // namespace

TEST(an_engine_tells_the_names_of_its_layers)
{
    const Inspecting made(TRTS_PROFILING_VERBOSITY_LAYER_NAMES_ONLY);
    CHECK_EQUAL(count(table().engine_get_profiling_verbosity, made.engine), TRTS_PROFILING_VERBOSITY_LAYER_NAMES_ONLY);
    CHECK_EQUAL(count(table().engine_get_nb_layers, made.engine), 2);
    CHECK_EQUAL(made.layer(0, one_line), "add");
    CHECK_EQUAL(made.layer(1, json), "\"mul\"");
    CHECK_EQUAL(made.whole(one_line), "Layers:\nadd\nmul\n\nBindings:\na\nb\nproduct\n");
    CHECK_EQUAL(made.whole(json), "{\"Layers\": [\"add\",\n\"mul\"],\n\"Bindings\": [\"a\", \"b\", \"product\"]}");
}

TEST(an_engine_built_with_details_tells_them)
{
    const Inspecting made(TRTS_PROFILING_VERBOSITY_DETAILED);
    CHECK_EQUAL(made.layer(0, one_line),
                "Name: add, LayerType: Add, Inputs: [ { Name: a, Dimensions: [-1,3], Format/Datatype: Row major linear "
                "FP32 }, { Name: b, Dimensions: [-1,3], Format/Datatype: Row major linear FP32 } ], Outputs: [ { Name: "
                "sum, Dimensions: [-1,3], Format/Datatype: Row major linear FP32 } ]");
    CHECK_EQUAL(
        made.layer(1, json),
        "{ \"Name\": \"mul\", \"LayerType\": \"Mul\", \"Inputs\": [ { \"Name\": \"sum\", \"Dimensions\": [-1,3], "
        "\"Format/Datatype\": \"Row major linear FP32\" }, { \"Name\": \"weight\", \"Dimensions\": [3], "
        "\"Format/Datatype\": \"Row major linear FP32\" } ], \"Outputs\": [ { \"Name\": \"product\", "
        "\"Dimensions\": [-1,3], \"Format/Datatype\": \"Row major linear FP32\" } ] }");
    CHECK_EQUAL(made.whole(json), "{\"Layers\": [" + made.layer(0, json) + ",\n" + made.layer(1, json) +
                                      "],\n\"Bindings\": [\"a\", \"b\", \"product\"]}");
}

TEST(an_engine_built_with_no_details_tells_its_bindings_only)
{
    const Inspecting made(TRTS_PROFILING_VERBOSITY_NONE);
    CHECK_EQUAL(count(table().engine_get_profiling_verbosity, made.engine), TRTS_PROFILING_VERBOSITY_NONE);
    CHECK_EQUAL(made.layer(0, one_line), "");
    CHECK_EQUAL(made.layer(0, json), "{}");
    CHECK_EQUAL(made.whole(json), "{\"Layers\": [],\n\"Bindings\": [\"a\", \"b\", \"product\"]}");
    CHECK_EQUAL(made.whole(one_line), "Layers:\n\nBindings:\na\nb\nproduct\n");
}

TEST(a_contexts_shapes_take_the_place_of_dynamic_ones)
{
    const trts_api_table& t = table();
    const Inspecting made(TRTS_PROFILING_VERBOSITY_DETAILED);
    void* found = nullptr;
    (void)t.engine_inspector_get_execution_context(made.inspector, &found);
    CHECK(found == nullptr);
    Native context = create_context(made.engine);
    (void)t.engine_inspector_set_execution_context(made.inspector, context);
    (void)t.engine_inspector_get_execution_context(made.inspector, &found);
    CHECK(found == context);
    const trts_dims shape = dims({2, 3});
    (void)t.context_set_input_shape(context, "a", &shape);
    CHECK(made.layer(0, json).find("[-1,3]") != std::string::npos); // one is missing
    (void)t.context_set_input_shape(context, "b", &shape);
    const std::string text = made.layer(0, json);
    CHECK(text.find("-1") == std::string::npos);
    CHECK(text.find("\"sum\", \"Dimensions\": [2,3]") != std::string::npos);
    CHECK(text.find("\"a\", \"Dimensions\": [2,3]") != std::string::npos);

    context.reset();
    (void)t.engine_inspector_get_execution_context(made.inspector, &found);
    CHECK(found == nullptr);
    CHECK(made.layer(0, json).find("[-1,3]") != std::string::npos);

    const Inspecting other(TRTS_PROFILING_VERBOSITY_DETAILED);
    const Native foreign = create_context(other.engine);
    CHECK_EQUAL(failure_of([&] { (void)t.engine_inspector_set_execution_context(made.inspector, foreign); }).status,
                TRTS_INVALID_ARGUMENT);
    (void)t.engine_inspector_set_execution_context(other.inspector, foreign);
    (void)t.engine_inspector_set_execution_context(other.inspector, nullptr);
    (void)t.engine_inspector_get_execution_context(other.inspector, &found);
    CHECK(found == nullptr);
}

TEST(layers_and_formats_that_do_not_exist_are_refused)
{
    const Inspecting made(TRTS_PROFILING_VERBOSITY_LAYER_NAMES_ONLY);
    for (const std::int32_t index : {-1, 2, INT32_MAX})
    {
        const Failure failure = failure_of([&] { (void)made.layer(index, json); });
        CHECK_EQUAL(failure.status, TRTS_INVALID_ARGUMENT);
        CHECK(failure.says("the engine has no layer " + std::to_string(index) + "; it has 2"));
    }
    CHECK(failure_of([&] { (void)made.layer(0, 2); }).says("there is no layer information format 2"));
    CHECK(failure_of([&] { (void)made.whole(-1); }).says("there is no layer information format -1"));
}

TEST(names_are_escaped_in_json)
{
    const std::string model = onnx_test::model(GraphText()
                                                   .input(value("x", {2}))
                                                   .output(value("y", {2}))
                                                   .node({"Relu", {"x"}, {"y"}, "a \"b\"\\\n\x01é", ""}));
    const Inspecting made(TRTS_PROFILING_VERBOSITY_LAYER_NAMES_ONLY, model);
    CHECK_EQUAL(made.layer(0, json), "\"a \\\"b\\\"\\\\\\u000a\\u0001é\"");
}

TEST(an_added_layer_goes_by_its_name_in_the_engine)
{
    const Adding made;
    void* x = made.input("x", TRTS_DATA_TYPE_BF16, {2});
    void* layer = made.element_wise(x, x, TRTS_ELEMENT_WISE_OPERATION_SUM);
    (void)table().layer_set_name(layer, "twice");
    made.mark(output_of(layer));
    const Native engine = load(create_runtime(), bytes_of(made.build()));
    void* native = nullptr;
    (void)table().engine_create_engine_inspector(engine, &native);
    const Native inspector(native, table().engine_inspector_destroy);
    const std::int32_t layers = count(table().engine_get_nb_layers, engine);
    CHECK_EQUAL(layers, 4); // two casts, the addition in float, and a cast back
    bool is_there = false;
    for (std::int32_t i = 0; i < layers; ++i)
    {
        const char* text = nullptr;
        (void)table().engine_inspector_get_layer_information(inspector, i, one_line, &text);
        is_there = is_there || std::string(text) == "twice";
    }
    CHECK(is_there);
}
