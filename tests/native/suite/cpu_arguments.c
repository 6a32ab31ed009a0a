/* Arguments that no function may take: null ones, and objects of another kind. */
#include <string.h>

#include "areas.h"
#include "backends.h"
#include "building.h"
#include "digits.h"
#include "suite.h"
#include "trtsharp/buffer.h"
#include "trtsharp/cancellation.h"
#include "trtsharp/diagnostics.h"
#include "trtsharp/event.h"
#include "trtsharp/version.h"

/* Every function here refuses its arguments in the same way. */
#define REFUSES(call, part) FAILS(call, TRTS_INVALID_ARGUMENT, part)

static void null_receivers_are_refused(void)
{
    trts_builder* builder = NULL;
    trts_runtime* runtime = NULL;
    trts_builder_config* config = NULL;
    trts_onnx_parser* parser = NULL;
    trts_engine* engine = NULL;
    trts_context* context = NULL;
    void* data = NULL;
    int32_t number = 0;
    int64_t size = 0;
    const trts_dims shape = dims_1(1);
    REFUSES(trts_builder_create(NULL, NULL, &builder), "library is null");
    REFUSES(trts_runtime_create(NULL, NULL, &runtime), "library is null");
    REFUSES(trts_onnx_parser_create(NULL, &parser), "network is null");
    REFUSES(trts_builder_create_builder_config(NULL, &config), "null");
    REFUSES(trts_builder_reset(NULL), "null");
    REFUSES(trts_network_get_nb_layers(NULL, &number), "null");
    REFUSES(trts_onnx_parser_parse_from_file(NULL, "model.onnx", 0), "null");
    REFUSES(trts_builder_config_set_flag(NULL, 0), "null");
    REFUSES(trts_host_memory_data(NULL, &data), "null");
    REFUSES(trts_runtime_deserialize_cuda_engine(NULL, "", 0, &engine), "null");
    REFUSES(trts_engine_create_execution_context(NULL, 0, &context), "null");
    REFUSES(trts_context_set_input_shape(NULL, "input", &shape), "null");
    REFUSES(trts_context_enqueue_v3(NULL, NULL), "null");
    REFUSES(trts_context_cancel(NULL), "null");
    REFUSES(trts_stream_synchronize(NULL), "null");
    REFUSES(trts_event_synchronize(NULL), "null");
    REFUSES(trts_buffer_get_size(NULL, &size), "null");
    CHECK(builder == NULL && runtime == NULL && config == NULL && parser == NULL && engine == NULL && context == NULL);
}

static void null_views_are_refused(void)
{
    const trts_optimization_profile profile = {0};
    const trts_tensor tensor = {0};
    const trts_layer layer = {0};
    const trts_onnx_parser_error error = {0};
    const trts_dims shape = dims_1(1);
    const char* text = NULL;
    int32_t number = -3;
    REFUSES(trts_optimization_profile_set_dimensions(profile, "input", 0, &shape), "null");
    REFUSES(trts_tensor_get_name(tensor, &text), "null");
    REFUSES(trts_layer_get_name(layer, &text), "null");
    REFUSES(trts_onnx_parser_error_code(error, &number), "null");
    CHECK(text == NULL);
    CHECK_NUMBER(number, -3);
}

static void null_outputs_are_refused(void)
{
    trts_library* library = cpu_library();
    const Building building = start_building(library, NULL);
    REFUSES(trts_version_get_abi(NULL, NULL), "null");
    REFUSES(trts_status_get_name(TRTS_OK, NULL), "null");
    REFUSES(trts_diagnostics_get_live_handle_count(NULL), "null");
    REFUSES(trts_library_open(TRTS_BACKEND_CPU, NULL, NULL), "null");
    REFUSES(trts_library_get_path(library, NULL), "null");
    REFUSES(trts_builder_create(library, NULL, NULL), "null");
    REFUSES(trts_builder_create_network_v2(building.builder, 0, NULL), "null");
    REFUSES(trts_network_get_nb_inputs(building.network, NULL), "null");
    REFUSES(trts_builder_config_get_flags(building.config, NULL), "null");
    REFUSES(trts_onnx_parser_get_nb_errors(building.parser, NULL), "null");
    REFUSES(trts_stream_create(library, NULL), "null");
    REFUSES(trts_buffer_create(library, 4, NULL), "null");
}

static void null_inputs_are_refused(void)
{
    trts_library* library = cpu_library();
    const Building building = start_building(library, NULL);
    trts_progress_monitor* monitor = NULL;
    int32_t number = 0;
    const trts_optimization_profile profile = {0};
    REFUSES(trts_library_add_search_directory(NULL), "null");
    REFUSES(trts_onnx_parser_parse_from_file(building.parser, NULL, 0), "null");
    REFUSES(trts_onnx_parser_parse(building.parser, NULL, 8, NULL), "null");
    REFUSES(trts_onnx_parser_parse(building.parser, "model", -1, NULL), "negative");
    REFUSES(trts_progress_monitor_create(library, NULL, &monitor), "null");
    REFUSES(trts_builder_is_network_supported(building.builder, NULL, building.config, &number), "null");
    REFUSES(trts_builder_config_add_optimization_profile(building.config, profile, &number), "null");
    REFUSES(trts_network_set_name(building.network, NULL), "null");
    CHECK(monitor == NULL);
}

static void handles_of_another_kind_are_refused(void)
{
    const Building building = start_building(cpu_library(), NULL);
    trts_host_memory* plan = NULL;
    trts_context* context = NULL;
    int32_t number = -3;
    REFUSES(trts_builder_reset((trts_builder*)(void*)building.network), "no live builder");
    REFUSES(trts_network_get_nb_layers((trts_network*)(void*)building.config, &number), "no live network");
    REFUSES(trts_onnx_parser_clear_errors((trts_onnx_parser*)(void*)building.builder), "no live onnx_parser");
    REFUSES(trts_engine_create_execution_context((trts_engine*)(void*)building.builder, 0, &context), "no live engine");
    REFUSES(trts_builder_build_serialized_network(building.builder, (trts_network*)(void*)building.parser,
                                                  building.config, &plan),
            "no live network");
    REFUSES(trts_stream_synchronize((trts_stream*)(void*)building.config), "no live stream");
    CHECK_NUMBER(number, -3);
    CHECK(plan == NULL && context == NULL);
}

static void null_is_destroyed_without_effect(void)
{
    trts_builder_destroy(NULL);
    trts_network_destroy(NULL);
    trts_builder_config_destroy(NULL);
    trts_onnx_parser_destroy(NULL);
    trts_host_memory_destroy(NULL);
    trts_runtime_destroy(NULL);
    trts_engine_destroy(NULL);
    trts_context_destroy(NULL);
    trts_progress_monitor_destroy(NULL);
    trts_output_allocator_destroy(NULL);
    trts_stream_destroy(NULL);
    trts_event_destroy(NULL);
    trts_buffer_destroy(NULL);
}

static void numbers_out_of_range_are_refused(void)
{
    trts_library* library = cpu_library();
    const Building building = start_building(library, NULL);
    trts_tensor tensor = {0};
    trts_buffer* buffer = NULL;
    OK(trts_onnx_parser_parse_from_file(building.parser, digits_model(), 0));
    REFUSES(trts_network_get_input(building.network, 1, &tensor), "1");
    REFUSES(trts_network_get_output(building.network, -1, &tensor), "-1");
    REFUSES(trts_builder_config_set_flag(building.config, 1000), "1000");
    REFUSES(trts_buffer_create(library, -1, &buffer), "-1");
    CHECK(tensor.native == NULL && buffer == NULL);
}

void cpu_arguments_tests(void)
{
    RUN(null_receivers_are_refused);
    RUN(null_views_are_refused);
    RUN(null_outputs_are_refused);
    RUN(null_inputs_are_refused);
    RUN(handles_of_another_kind_are_refused);
    RUN(null_is_destroyed_without_effect);
    RUN(numbers_out_of_range_are_refused);
}
