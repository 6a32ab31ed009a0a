// Plugins through the backend's table: two outputs of different types, every answer that can fail, and nothing left.
#include <cstring>
#include <string>
#include <vector>

#include "backend_fixture.h"
#include "cpu/plan.h"
#include "test_models.h"
#include "trtsharp/callbacks.g.h"
#include "trtsharp/enums.g.h"
#include "trtsharp/expr_builder.g.h"

using namespace cpu_test;

namespace
{

/// "Scaled" of x [N, 3], FP32: scale * x, and half of how many rows there are, INT64, rounded up.
struct Plugin
{
    static inline int living = 0;
    static inline std::string failing;            // the method that answers wrongly
    static inline std::vector<std::string> given; // fields of what was created last: "scale 1 2"

    float scale = 1;
    trts_plugin_field field{"scale", &scale, TRTS_PLUGIN_FIELD_TYPE_FLOAT32, 1};
    trts_plugin_field_collection kept{1, &field};
    void* capabilities[3] = {};
    std::int64_t rows = 0;

    static bool fails(const char* method) { return failing == method; }
    static Plugin& of(void* user_data) { return *static_cast<Plugin*>(user_data); }
};

void* make(float scale)
{
    auto* plugin = new Plugin();
    ++Plugin::living;
    plugin->scale = scale;

    trts_plugin_v3_one_core_callbacks core{};
    core.get_plugin_name = [](void*) { return "Scaled"; };
    core.get_plugin_version = [](void*) { return "1"; };
    core.get_plugin_namespace = [](void*) { return ""; };
    core.user_data = plugin;
    (void)table().plugin_v3_one_core_create(&table(), &core, &plugin->capabilities[0]);

    trts_plugin_v3_one_build_callbacks build{};
    build.get_nb_outputs = [](void*) { return Plugin::fails("getNbOutputs") ? 0 : 2; };
    build.get_output_data_types = [](std::int32_t* outputs, std::int32_t, const std::int32_t* inputs, std::int32_t, void*) {
        outputs[0] = inputs[0];
        outputs[1] = Plugin::fails("unknown type") ? 99 : TRTS_DATA_TYPE_INT64;
        return Plugin::fails("getOutputDataTypes") ? -1 : 0;
    };
    build.get_output_shapes = [](const trts_dims_exprs* inputs, std::int32_t, const trts_dims_exprs*, std::int32_t,
                                 trts_dims_exprs* outputs, std::int32_t, trts_expr_builder builder, void*) {
        outputs[0] = inputs[0];
        outputs[1].nb_dims = Plugin::fails("rank of 9") ? 9 : 1;
        trts_dimension_expr two{};
        trts_dimension_expr half{};
        const trts_dimension_expr rows{builder.table, const_cast<void*>(inputs[0].d[0])};
        if (trts_expr_builder_constant(builder, Plugin::fails("division by 0") ? 0 : 2, &two) != TRTS_OK ||
            trts_expr_builder_operation(builder, TRTS_DIMENSION_OPERATION_CEIL_DIV, rows, two, &half) != TRTS_OK)
        {
            return -1;
        }
        outputs[1].d[0] = Plugin::fails("no dimension") ? nullptr : half.native;
        return Plugin::fails("getOutputShapes") ? -1 : 0;
    };
    build.supports_format_combination = [](std::int32_t, const trts_dynamic_plugin_tensor_desc*, std::int32_t, std::int32_t,
                                           void*) { return Plugin::fails("supportsFormatCombination") ? 0 : 1; };
    build.configure_plugin = [](const trts_dynamic_plugin_tensor_desc* in, std::int32_t, const trts_dynamic_plugin_tensor_desc* out,
                                std::int32_t, void*) {
        CHECK_EQUAL(in[0].min.d[0], 1);
        CHECK_EQUAL(in[0].opt.d[0], 3);
        CHECK_EQUAL(in[0].max.d[0], 8);
        CHECK_EQUAL(in[0].desc.dims.d[0], -1);
        CHECK_EQUAL(out[1].max.d[0], 4);
        return Plugin::fails("configurePlugin") ? -1 : 0;
    };
    build.get_workspace_size = [](const trts_dynamic_plugin_tensor_desc*, std::int32_t, const trts_dynamic_plugin_tensor_desc*,
                                  std::int32_t, void*) -> std::int64_t { return Plugin::fails("getWorkspaceSize") ? -1 : 24; };
    build.user_data = plugin;
    (void)table().plugin_v3_one_build_create(&table(), &build, &plugin->capabilities[1]);

    trts_plugin_v3_one_runtime_callbacks runtime{};
    runtime.on_shape_change = [](const trts_plugin_tensor_desc* in, std::int32_t, const trts_plugin_tensor_desc*, std::int32_t,
                                 void* user_data) {
        Plugin::of(user_data).rows = in[0].dims.d[0];
        return Plugin::fails("onShapeChange") ? -1 : 0;
    };
    runtime.enqueue = [](const trts_plugin_tensor_desc*, const trts_plugin_tensor_desc*, const void* const* inputs,
                         void* const* outputs, void* workspace, void*, void* user_data) {
        const Plugin& self = Plugin::of(user_data);
        std::memset(workspace, 0, 24);
        for (std::int64_t i = 0; i < 3 * self.rows; ++i)
        {
            static_cast<float*>(outputs[0])[i] = self.scale * static_cast<const float*>(inputs[0])[i];
        }
        for (std::int64_t i = 0; i < (self.rows + 1) / 2; ++i)
        {
            static_cast<std::int64_t*>(outputs[1])[i] = self.rows;
        }
        return Plugin::fails("enqueue") ? 7 : 0;
    };
    runtime.attach_to_context = [](trts_plugin_resource_context, void* user_data) -> void* {
        return Plugin::fails("attachToContext") ? nullptr : make(Plugin::of(user_data).scale);
    };
    runtime.get_fields_to_serialize = [](void* user_data) -> const trts_plugin_field_collection* {
        return Plugin::fails("getFieldsToSerialize") ? nullptr : &Plugin::of(user_data).kept;
    };
    runtime.user_data = plugin;
    (void)table().plugin_v3_one_runtime_create(&table(), &runtime, &plugin->capabilities[2]);

    trts_plugin_v3_callbacks callbacks{};
    callbacks.get_capability_interface = [](std::int32_t type, void* user_data) -> void* {
        return Plugin::fails("getCapabilityInterface") ? nullptr : Plugin::of(user_data).capabilities[type];
    };
    callbacks.clone = [](void* user_data) -> void* {
        return Plugin::fails("clone") ? nullptr : make(Plugin::of(user_data).scale);
    };
    callbacks.released = [](void* user_data) {
        for (void* capability : Plugin::of(user_data).capabilities)
        {
            table().plugin_capability_destroy(capability);
        }
        delete static_cast<Plugin*>(user_data);
        --Plugin::living;
    };
    callbacks.user_data = plugin;
    void* made = nullptr;
    (void)table().plugin_v3_create(&table(), &callbacks, &made);
    return made;
}

/// A creator, registered for its scope.
class Registered
{
  public:
    Registered()
    {
        trts_plugin_creator_v3_one_callbacks callbacks{};
        callbacks.get_plugin_name = [](void*) { return "Scaled"; };
        callbacks.get_plugin_version = [](void*) { return "1"; };
        callbacks.get_plugin_namespace = [](void*) { return ""; };
        callbacks.get_field_names = [](void*) -> const trts_plugin_field_collection* {
            static trts_plugin_field fields[] = {{"scale", nullptr, TRTS_PLUGIN_FIELD_TYPE_FLOAT32, 1},
                                                 {"half", nullptr, TRTS_PLUGIN_FIELD_TYPE_FLOAT16, 1},
                                                 {"count", nullptr, TRTS_PLUGIN_FIELD_TYPE_INT32, 1},
                                                 {"text", nullptr, TRTS_PLUGIN_FIELD_TYPE_CHAR, 0}};
            static const trts_plugin_field_collection all{4, fields};
            return &all;
        };
        callbacks.create_plugin = [](const char*, const trts_plugin_field_collection* fields, std::int32_t, void*) -> void* {
            float scale = 1;
            Plugin::given.clear();
            for (std::int32_t i = 0; i < fields->nb_fields; ++i)
            {
                const trts_plugin_field& field = fields->fields[i];
                Plugin::given.push_back(std::string(field.name) + " " + std::to_string(field.type) + " " +
                                        std::to_string(field.length));
                if (std::string(field.name) == "scale")
                {
                    std::memcpy(&scale, field.data, sizeof(scale));
                }
                if (std::string(field.name) == "half")
                {
                    std::uint16_t bits = 0;
                    std::memcpy(&bits, field.data, sizeof(bits));
                    CHECK_EQUAL(bits, 0x3555); // 0.33325195, the half next to a third
                }
            }
            return Plugin::fails("createPlugin") ? nullptr : make(scale);
        };
        void* native = nullptr;
        (void)table().plugin_creator_v3_one_create(&table(), &callbacks, &native);
        creator_ = Native(native, table().plugin_creator_interface_destroy);
        (void)table().plugin_registry_get(library(), &registry_);
        (void)table().plugin_registry_register_creator(registry_, creator_, "");
    }
    // The creator leaves the registry by itself.

    void* registry() const { return registry_; }
    void* creator() const { return creator_; }

  private:
    Native creator_;
    void* registry_ = nullptr;
};

MessageWriter attribute(const char* name, std::int64_t type) { return MessageWriter().bytes(1, name).integer(20, type); }

std::string scaled_model()
{
    return onnx_test::model(GraphText()
                                .input(value("x", {"N", 3}))
                                .output(value("y", {"N", 3}))
                                .output(MessageWriter().bytes(1, "halves"))
                                .node({"Relu", {"x"}, {"positive"}, "relu", ""})
                                .node(onnx_test::node({"Scaled", {"positive"}, {"y", "halves"}, "scaled", "somebody"})
                                          .message(5, attribute("scale", 1).number(2, 2.5F))
                                          .message(5, attribute("half", 1).number(2, 1.0F / 3))
                                          .message(5, attribute("count", 2).integer(3, -7))
                                          .message(5, attribute("text", 3).bytes(4, "hello"))
                                          .message(5, attribute("unheard_of", 2).integer(3, 1))));
}

const std::vector<std::vector<Range>> scaled_profiles = {{{"x", {1, 3}, {3, 3}, {8, 3}}}};

void run_once(const std::string& plan, std::int64_t rows)
{
    const Running running(plan);
    running.shape("x", {rows, 3});
    CHECK(running.shape_of("halves") == std::vector<std::int64_t>{(rows + 1) / 2});
    std::vector<float> x(static_cast<std::size_t>(3 * rows), 2);
    x[0] = -1;
    std::vector<float> y(x.size());
    std::vector<std::int64_t> halves(static_cast<std::size_t>((rows + 1) / 2));
    running.bind("x", x);
    running.bind("y", y);
    running.bind("halves", halves);
    running.enqueue();
    CHECK_EQUAL(y[0], 0.0F);
    CHECK_EQUAL(y[1], 5.0F);
    CHECK_EQUAL(halves.back(), rows);
}

} // namespace

TEST(a_plugin_of_two_outputs_goes_through_a_plan_and_runs)
{
    (void)table();
    {
        const Registered registered;
        const std::string plan = build_plan(scaled_model(), scaled_profiles);
        CHECK(Plugin::given == (std::vector<std::string>{"scale 1 1", "half 0 1", "count 5 1", "text 6 5"}));
        run_once(plan, 3);
        run_once(plan, 8);
        CHECK(Plugin::given == std::vector<std::string>{"scale 1 1"}); // as it was kept
    }
    CHECK_EQUAL(Plugin::living, 0);
}

TEST(an_answer_that_is_none_is_an_error_that_names_the_plugin_and_leaves_nothing)
{
    (void)table();
    for (const char* method :
         {"createPlugin", "getCapabilityInterface", "clone", "getNbOutputs", "getOutputDataTypes", "unknown type", "getOutputShapes",
          "rank of 9", "no dimension", "division by 0", "supportsFormatCombination", "configurePlugin", "getWorkspaceSize",
          "getFieldsToSerialize", "attachToContext", "onShapeChange", "enqueue"})
    {
        const Registered registered;
        Plugin::failing = method;
        const Failure failure = failure_of([] { run_once(build_plan(scaled_model(), scaled_profiles), 3); });
        Plugin::failing.clear();
        CHECK(failure.status != TRTS_OK || (std::printf("%s does not fail\n", method), false));
        CHECK(failure.message.find("Scaled") != std::string::npos ||
              failure.message.find("getCapabilityInterface") != std::string::npos ||
              (std::printf("%s: %s\n", method, failure.message.c_str()), false));
        CHECK_EQUAL(Plugin::living, 0);
        CHECK_EQUAL(failure_of([] { run_once(build_plan(scaled_model(), scaled_profiles), 3); }).message, "");
    }
}

TEST(a_plan_whose_plugin_nobody_knows_is_refused_with_its_names)
{
    (void)table();
    std::string plan;
    {
        const Registered registered;
        plan = build_plan(scaled_model(), scaled_profiles);
    }
    const Failure failure = failure_of([&] { run_once(plan, 3); });
    CHECK_EQUAL(failure.status, TRTS_LOAD_FAILED);
    CHECK(failure.says("plugin 'Scaled', version '1'"));
}

TEST(fields_of_a_plan_that_are_not_of_their_type_and_length_are_refused)
{
    using namespace trts::cpu;
    PlanHeader header;
    header.tensors = {{"x", true, DataType::Float, Shape{3}, {""}}, {"y", false, DataType::Float, Shape{3}, {""}}};
    header.profiles = {{{{3}, {3}, {3}}}};
    for (const PluginField& field :
         {PluginField{"scale", TRTS_PLUGIN_FIELD_TYPE_FLOAT32, 1000, "1234"}, PluginField{"scale", 12345, 4, "1234"},
          PluginField{"scale", TRTS_PLUGIN_FIELD_TYPE_INT4, 4, "12"}})
    {
        PlanPlugin plugin;
        plugin.names.name = "Scaled";
        plugin.fields.add(field);
        header.plugins = {plugin};
        const Failure failure = failure_of([&] { (void)read_plan(write_plan(header, "model")); });
        CHECK_EQUAL(failure.status, TRTS_LOAD_FAILED);
        CHECK(failure.says("field 'scale'"));
    }
}

TEST(plugins_inside_of_control_flow_are_refused_by_name)
{
    (void)table();
    const Registered registered;
    const GraphText body = inner_graph()
                               .input(value("i", {}, ElementType::Int64))
                               .input(value("go_in", {}, ElementType::Bool))
                               .output(value("go_out", {}, ElementType::Bool))
                               .node({"Identity", {"go_in"}, {"go_out"}, "", ""})
                               .node({"Scaled", {"x"}, {"inner", "count"}, "inside", ""});
    const std::string model = onnx_test::model(
        GraphText()
            .input(value("count", {}, ElementType::Int64))
            .input(value("x", {1, 3}))
            .output(value("y", {1, 3}))
            .initializer(onnx_test::raw_tensor("yes", {}, std::string(1, '\1'), ElementType::Bool))
            .node({"Relu", {"x"}, {"y"}, "relu", ""})
            .node(onnx_test::node({"Loop", {"count", "yes"}, {}, "loop", ""})
                      .message(5, onnx_test::graph_attribute("body", body.message()))));
    const Failure failure = failure_of([&] { Building().parse(model); });
    CHECK_EQUAL(failure.status, TRTS_PARSE_FAILED);
    CHECK(failure.says("main graph only"));
}

TEST(a_creator_is_found_while_it_is_registered_and_its_names_are_free_afterwards)
{
    (void)table();
    for (int round = 0; round < 2; ++round)
    {
        const Registered registered;
        void* found = nullptr;
        (void)table().plugin_registry_get_creator(registered.registry(), "Scaled", "1", "", &found);
        CHECK(found == registered.creator());
        const Failure twice = failure_of(
            [&] { (void)table().plugin_registry_register_creator(registered.registry(), registered.creator(), ""); });
        CHECK_EQUAL(twice.status, TRTS_INVALID_ARGUMENT);
    }
}
