/* Models into plans on the CPU backend. */
#include <string.h>

#include "areas.h"
#include "backends.h"
#include "building.h"
#include "digits.h"
#include "expectations.h"
#include "suite.h"

static void a_model_at_a_path_that_is_no_ascii_is_built(void)
{
    trts_library* library = cpu_library();
    const char* model = non_ascii_copy(digits_model());
    LogLines* lines = make_log_lines();
    Progress* seen = make_progress(all_steps);
    const trts_logger_callbacks logger = log_into(lines);
    const trts_progress_monitor_callbacks watch = watch_into(seen);
    trts_progress_monitor* monitor = make_progress_monitor(library, &watch);
    const Building building = start_building(library, &logger);
    OK(trts_onnx_parser_parse_from_file(building.parser, model, 0));
    add_digits_profile(&building);
    OK(trts_builder_config_set_progress_monitor(building.config, monitor));
    const FileBytes plan = bytes_of(build(&building));

    CHECK(seen->started > 0 && seen->steps > 0);
    CHECK_NUMBER(seen->finished, seen->started);
    CHECK(lines->count > 0);
    CHECK_NUMBER(lines->errors, 0);

    const char* file = scratch_file(scratch_folder(), NON_ASCII ".plan");
    write_bytes(file, plan.data, plan.size);
    const FileBytes read = read_bytes(file);
    REQUIRE(read.size == plan.size && memcmp(read.data, plan.data, (size_t)plan.size) == 0);
    (void)start_running(library, read);
}

static void external_data_beside_a_model_that_is_no_ascii_is_found(void)
{
    trts_library* library = cpu_library();
    const char* folder = scratch_folder();
    const char* model = scratch_file(folder, NON_ASCII ".onnx");
    const FileBytes graph = read_bytes(shared_model_path("digits-cnn-external/digits-cnn-external.onnx"));
    const FileBytes weights = read_bytes(shared_model_path("digits-cnn-external/digits-cnn-external.bin"));
    write_bytes(model, graph.data, graph.size);
    write_bytes(scratch_file(folder, "digits-cnn-external.bin"), weights.data, weights.size);
    const Building building = start_building(library, NULL);
    OK(trts_onnx_parser_parse_from_file(building.parser, model, 0));
    add_digits_profile(&building);
    (void)start_running(library, bytes_of(build(&building)));
}

static void a_model_that_is_not_there_is_named(void)
{
    const Building building = start_building(cpu_library(), NULL);
    FAILS(trts_onnx_parser_parse_from_file(building.parser, "no-such-folder/" NON_ASCII ".onnx", 0), TRTS_IO_ERROR,
          "no-such-folder/" NON_ASCII ".onnx");
}

static void a_network_describes_its_model(void)
{
    const Building building = start_building(cpu_library(), NULL);
    OK(trts_onnx_parser_parse_from_file(building.parser, digits_model(), 0));
    trts_tensor tensor = {0};
    trts_dims shape = {0};
    const char* name = NULL;
    int32_t number = 0;
    OK(trts_network_get_nb_inputs(building.network, &number));
    CHECK_NUMBER(number, 1);
    OK(trts_network_get_input(building.network, 0, &tensor));
    OK(trts_tensor_get_name(tensor, &name));
    CHECK_TEXT(name, "input");
    OK(trts_tensor_get_dimensions(tensor, &shape));
    CHECK_NUMBER(shape.nb_dims, 4);
    CHECK(shape.d[0] == -1 && shape.d[1] == 1 && shape.d[2] == digits_side && shape.d[3] == digits_side);
    OK(trts_network_get_nb_outputs(building.network, &number));
    CHECK_NUMBER(number, 1);
    OK(trts_network_get_output(building.network, 0, &tensor));
    OK(trts_tensor_get_name(tensor, &name));
    CHECK_TEXT(name, "logits");
}

static void settings_are_kept(void)
{
    enum
    {
        flag_fp16 = 0,
        flag_tf32 = 6
    };
    const Building building = start_building(cpu_library(), NULL);
    check_settings(&building, flag_tf32);
    FAILS(trts_builder_config_set_flag(building.config, flag_fp16), TRTS_NOT_SUPPORTED, "kFP16");
}

static void a_build_ends_when_its_progress_monitor_says_so(void)
{
    const Building building = start_building(cpu_library(), NULL);
    Progress* seen = check_stopped_build(cpu_library(), &building, TRTS_CANCELLED, "progress monitor");
    CHECK_NUMBER(seen->steps, 1);
    CHECK_NUMBER(seen->finished, seen->started);

    seen->steps_allowed = all_steps;
    CHECK(bytes_of(build(&building)).size > 0);
}

static void what_cannot_be_built_is_refused(void)
{
    const Building building = start_building(cpu_library(), NULL);
    trts_host_memory* plan = NULL;
    FAILS(trts_builder_build_serialized_network(building.builder, building.network, building.config, &plan),
          TRTS_BUILD_FAILED, "empty");
    OK(trts_onnx_parser_parse_from_file(building.parser, digits_model(), 0));
    FAILS(trts_builder_build_serialized_network(building.builder, building.network, building.config, &plan),
          TRTS_BUILD_FAILED, "profile");
    CHECK(plan == NULL);
}

void cpu_build_tests(void)
{
    RUN(a_model_at_a_path_that_is_no_ascii_is_built);
    RUN(external_data_beside_a_model_that_is_no_ascii_is_found);
    RUN(a_model_that_is_not_there_is_named);
    RUN(a_network_describes_its_model);
    RUN(settings_are_kept);
    RUN(a_build_ends_when_its_progress_monitor_says_so);
    RUN(what_cannot_be_built_is_refused);
}
