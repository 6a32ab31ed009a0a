/* Networks that are built by calls, on the CPU backend, and the objects of an application that go with them. */
#include <string.h>

#include "areas.h"
#include "backends.h"
#include "building.h"
#include "callbacks.h"
#include "digits.h"
#include "layers.h"
#include "suite.h"

enum
{
    most_plan_bytes = 1 << 20
};

static int64_t TRTS_CALL read_from(void* destination, int64_t nb_bytes, void* stream, void* user_data)
{
    Bytes* bytes = user_data;
    ++bytes->calls;
    CHECK(stream == NULL);
    const int64_t left = bytes->size - bytes->position;
    const int64_t given = nb_bytes < left ? nb_bytes : left;
    memcpy(destination, bytes->data + bytes->position, (size_t)given);
    bytes->position += given;
    return given;
}

static int64_t TRTS_CALL read_nothing(void* destination, int64_t nb_bytes, void* user_data)
{
    (void)destination;
    (void)nb_bytes;
    (void)user_data;
    return -5;
}

static int32_t TRTS_CALL seek_nowhere(int64_t offset, int32_t where, void* user_data)
{
    (void)offset;
    (void)where;
    (void)user_data;
    return 0;
}

static void release_runtime(void* runtime)
{
    trts_runtime_destroy(runtime);
}

static void release_engine(void* engine)
{
    trts_engine_destroy(engine);
}

static void release_reader(void* reader)
{
    trts_stream_reader_destroy(reader);
}

static void release_inspector(void* inspector)
{
    trts_engine_inspector_destroy(inspector);
}

static trts_runtime* make_runtime(trts_library* library)
{
    trts_runtime* runtime = NULL;
    OK(trts_runtime_create(library, NULL, &runtime));
    suite_defer(release_runtime, runtime);
    return runtime;
}

/* y = [x + 1, x + 1], x [N, 2]; every layer and tensor that matters is looked at on the way. */
static void add_layers(const Building* building)
{
    const float ones[] = {1, 1};
    const trts_weights weights = {TRTS_DATA_TYPE_FLOAT, ones, 2};
    const trts_dims input_dims = dims_2(-1, 2);
    const trts_dims weight_dims = dims_2(1, 2);
    trts_tensor x = {0};
    trts_layer constant = {0};
    trts_layer sum = {0};
    trts_layer same = {0};
    trts_layer joined = {0};
    OK(trts_network_add_input(building->network, "x", TRTS_DATA_TYPE_FLOAT, &input_dims, &x));
    OK(trts_network_add_constant(building->network, &weight_dims, &weights, &constant));
    OK(trts_network_add_element_wise(building->network, x, output_of(constant), TRTS_ELEMENT_WISE_OPERATION_SUM, &sum));
    OK(trts_network_add_identity(building->network, output_of(sum), &same));
    const trts_tensor both[] = {output_of(sum), output_of(same)};
    OK(trts_network_add_concatenation(building->network, both, 2, &joined));
    OK(trts_concatenation_layer_set_axis(joined, 1));

    int32_t number = -1;
    trts_weights kept = {0};
    trts_dims shape = {0};
    const char* name = NULL;
    OK(trts_element_wise_layer_get_operation(sum, &number));
    CHECK_NUMBER(number, TRTS_ELEMENT_WISE_OPERATION_SUM);
    OK(trts_constant_layer_get_weights(constant, &kept));
    CHECK(kept.count == 2 && kept.values != ones && memcmp(kept.values, ones, sizeof ones) == 0);
    OK(trts_layer_get_name(same, &name));
    CHECK_TEXT(name, "(Unnamed Layer* 2) [Identity]");
    OK(trts_tensor_get_dimensions(output_of(joined), &shape));
    CHECK(shape.nb_dims == 2 && shape.d[0] == -1 && shape.d[1] == 4);
    FAILS(trts_constant_layer_get_dimensions(same, &shape), TRTS_INVALID_ARGUMENT, "self is no IConstantLayer");
    OK(trts_layer_set_input(same, 0, output_of(sum)));

    OK(trts_tensor_set_name(output_of(joined), "y"));
    OK(trts_network_mark_output(building->network, output_of(joined)));
    add_profile(building, "x", dims_2(1, 2), dims_2(2, 2), dims_2(4, 2));
}

/* The plan, through a stream. */
static Bytes* write_plan(trts_library* library)
{
    Bytes* bytes = make_bytes(most_plan_bytes);
    trts_stream_writer* writer = create_writer(library, bytes);
    const Building building = start_building(library, NULL);
    add_layers(&building);
    const trts_status status =
        trts_builder_build_serialized_network_to_stream(building.builder, building.network, building.config, writer);
    trts_stream_writer_destroy(writer);
    OK(status);
    CHECK(bytes->size > 0 && bytes->calls > 0);
    CHECK_NUMBER(bytes->released, 1);
    return bytes;
}

static void check_runs(trts_engine* engine)
{
    trts_context* context = NULL;
    float x[] = {1, 2, 3, 4};
    float y[8] = {0};
    const float expected[] = {2, 3, 2, 3, 4, 5, 4, 5};
    const trts_dims shape = dims_2(2, 2);
    OK(trts_engine_create_execution_context(engine, 0, &context));
    const bool ran = trts_context_set_input_shape(context, "x", &shape) == TRTS_OK &&
                     trts_context_set_tensor_address(context, "x", x) == TRTS_OK &&
                     trts_context_set_tensor_address(context, "y", y) == TRTS_OK &&
                     trts_context_enqueue_v3(context, NULL) == TRTS_OK;
    trts_context_destroy(context);
    CHECK(ran && memcmp(y, expected, sizeof expected) == 0);
}

static void a_network_built_by_calls_is_saved_loaded_and_run(void)
{
    trts_library* library = cpu_library();
    const Bytes* plan = write_plan(library);
    const char* file = scratch_file(scratch_folder(), NON_ASCII ".plan");
    write_bytes(file, plan->data, plan->size);
    const Running running = start_running(library, read_bytes(file));
    check_runs(running.engine);
}

static void a_plan_is_loaded_from_a_stream(void)
{
    trts_library* library = cpu_library();
    Bytes* plan = write_plan(library);
    plan->calls = 0;
    const trts_stream_reader_v2_callbacks callbacks = {read_from, seek_nowhere, release_bytes, plan};
    trts_stream_reader_v2* reader = NULL;
    trts_engine* engine = NULL;
    trts_runtime* runtime = make_runtime(library);
    OK(trts_stream_reader_v2_create(library, &callbacks, &reader));
    const trts_status status = trts_runtime_deserialize_cuda_engine_from_stream_v2(runtime, reader, &engine);
    trts_stream_reader_v2_destroy(reader);
    OK(status);
    suite_defer(release_engine, engine);
    CHECK(plan->calls > 0 && plan->position == plan->size);
    CHECK_NUMBER(plan->released, 2); /* the writer's, and the reader's */
    check_runs(engine);
}

static void a_reader_that_fails_is_named(void)
{
    trts_library* library = cpu_library();
    const trts_stream_reader_callbacks callbacks = {read_nothing, NULL, NULL};
    trts_stream_reader* reader = NULL;
    trts_engine* engine = NULL;
    trts_runtime* runtime = make_runtime(library);
    OK(trts_stream_reader_create(library, &callbacks, &reader));
    suite_defer(release_reader, reader);
    FAILS(trts_runtime_deserialize_cuda_engine_from_stream(runtime, reader, &engine), TRTS_CALLBACK_FAILED,
          "asked for 32 and answered -5");
    CHECK(engine == NULL);
}

static void layers_go_behind_a_parsed_model(void)
{
    const Building building = start_building(cpu_library(), NULL);
    const float tens[] = {10};
    const trts_weights weights = {TRTS_DATA_TYPE_FLOAT, tens, 1};
    const trts_dims one = dims_2(1, 1);
    trts_tensor logits = {0};
    trts_layer ten = {0};
    trts_layer scaled = {0};
    trts_dims shape = {0};
    OK(trts_onnx_parser_parse_from_file(building.parser, digits_model(), 0));
    OK(trts_network_get_output(building.network, 0, &logits));
    OK(trts_network_add_constant(building.network, &one, &weights, &ten));
    OK(trts_network_add_element_wise(building.network, logits, output_of(ten), TRTS_ELEMENT_WISE_OPERATION_PROD,
                                     &scaled));
    OK(trts_tensor_get_dimensions(output_of(scaled), &shape));
    CHECK(shape.nb_dims == 2 && shape.d[0] == -1 && shape.d[1] == digits_classes);
    OK(trts_network_mark_output(building.network, output_of(scaled)));
    OK(trts_network_unmark_output(building.network, logits));
    add_digits_profile(&building);
    const Running running = start_running(cpu_library(), bytes_of(build(&building)));
    int32_t count = 0;
    OK(trts_engine_get_nb_io_tensors(running.engine, &count));
    CHECK_NUMBER(count, 2);
}

static void what_cannot_be_added_is_refused(void)
{
    const Building building = start_building(cpu_library(), NULL);
    const trts_dims shape = dims_1(2);
    const float numbers[] = {1, 2};
    const trts_weights weights = {TRTS_DATA_TYPE_FLOAT, numbers, 1};
    const trts_tensor nothing = {0};
    trts_tensor x = {0};
    trts_tensor tensor = {0};
    trts_layer layer = {0};
    OK(trts_network_add_input(building.network, "x", TRTS_DATA_TYPE_FLOAT, &shape, &x));
    FAILS(trts_network_add_input(building.network, "x", TRTS_DATA_TYPE_FLOAT, &shape, &tensor), TRTS_INVALID_ARGUMENT,
          "another tensor of that name");
    FAILS(trts_network_add_input(building.network, NULL, TRTS_DATA_TYPE_FLOAT, &shape, &tensor), TRTS_INVALID_ARGUMENT,
          "name");
    FAILS(trts_network_add_constant(building.network, &shape, &weights, &layer), TRTS_INVALID_ARGUMENT,
          "need 2 weights; 1 were given");
    FAILS(trts_network_add_identity(building.network, nothing, &layer), TRTS_INVALID_ARGUMENT, "null");
    FAILS(trts_network_add_concatenation(building.network, NULL, 2, &layer), TRTS_INVALID_ARGUMENT, "null");
    FAILS(trts_network_add_element_wise(building.network, x, x, TRTS_ELEMENT_WISE_OPERATION_FLOOR_DIV, &layer),
          TRTS_NOT_SUPPORTED, "kFLOOR_DIV");
    FAILS(trts_network_add_soft_max(building.network, x, &layer), TRTS_NOT_SUPPORTED, "INetworkDefinition::addSoftMax");
    CHECK(tensor.native == NULL && layer.native == NULL);
}

static void failures_are_told_to_an_error_recorder(void)
{
    trts_library* library = cpu_library();
    Told* told = make_told();
    trts_error_recorder* recorder = make_recorder(library, told);
    trts_error_recorder_ref mine = {0};
    trts_error_recorder_ref found = {0};
    trts_runtime* runtime = NULL;
    trts_engine* engine = NULL;
    const char* text = NULL;
    OK(trts_error_recorder_get_ref(recorder, &mine));
    OK(trts_runtime_create(library, NULL, &runtime));
    OK(trts_runtime_get_error_recorder(runtime, &found));
    CHECK(found.native == NULL);
    OK(trts_runtime_set_error_recorder(runtime, recorder));
    OK(trts_runtime_get_error_recorder(runtime, &found));
    CHECK(found.native == mine.native);
    FAILS(trts_runtime_deserialize_cuda_engine(runtime, "no plan", 7, &engine), TRTS_LOAD_FAILED, "no plan");
    CHECK_NUMBER(told->count, 1);
    CHECK_NUMBER(told->code, TRTS_ERROR_CODE_UNSPECIFIED_ERROR);
    OK(trts_error_recorder_ref_get_error_desc(found, 0, &text));
    CHECK_CONTAINS(text, "this is no plan of the CPU backend");
    CHECK_NUMBER(told->references, 1);
    trts_runtime_destroy(runtime);
    CHECK_NUMBER(told->references, 0);
}

static void an_engine_is_inspected(void)
{
    const Bytes* plan = write_plan(cpu_library());
    const Running running = start_running(cpu_library(), (FileBytes){plan->data, plan->size});
    trts_engine_inspector* inspector = NULL;
    const char* text = NULL;
    OK(trts_engine_create_engine_inspector(running.engine, &inspector));
    suite_defer(release_inspector, inspector);
    OK(trts_engine_inspector_get_engine_information(inspector, TRTS_LAYER_INFORMATION_FORMAT_JSON, &text));
    CHECK_CONTAINS(text, "\"(Unnamed Layer* 1) [ElementWise]\"");
    CHECK_CONTAINS(text, "\"Bindings\": [\"x\", \"y\"]");
}

void cpu_network_tests(void)
{
    RUN(a_network_built_by_calls_is_saved_loaded_and_run);
    RUN(a_plan_is_loaded_from_a_stream);
    RUN(a_reader_that_fails_is_named);
    RUN(layers_go_behind_a_parsed_model);
    RUN(what_cannot_be_added_is_refused);
    RUN(failures_are_told_to_an_error_recorder);
    RUN(an_engine_is_inspected);
}
