/* Models into plans by NVIDIA's TensorRT-RTX, whose builder needs no GPU. */
#include <string.h>

#include "areas.h"
#include "backends.h"
#include "building.h"
#include "digits.h"
#include "expectations.h"
#include "suite.h"

static void check_plan(FileBytes plan)
{
    CHECK(plan.size > 4 && memcmp(plan.data, "vtrt", 4) == 0); /* how TensorRT-RTX's plans begin */
}

static void a_model_is_built_with_a_profile(void)
{
    trts_library* library = rtx_library();
    LogLines* lines = make_log_lines();
    Progress* seen = make_progress(all_steps);
    const trts_logger_callbacks logger = log_into(lines);
    const trts_progress_monitor_callbacks watch = watch_into(seen);
    trts_progress_monitor* monitor = make_progress_monitor(library, &watch);
    const Building building = start_building(library, &logger);
    OK(trts_onnx_parser_parse_from_file(building.parser, digits_model(), 0));
    add_digits_profile(&building);
    OK(trts_builder_config_set_progress_monitor(building.config, monitor));
    check_plan(bytes_of(build(&building)));
    CHECK(seen->started > 0 && seen->steps > 0);
    CHECK_NUMBER(seen->finished, seen->started);
    CHECK(lines->count > 0);
    CHECK_NUMBER(lines->errors, 0);
}

static void a_model_at_a_path_that_is_no_ascii_is_built(void)
{
    const Building building = start_building(rtx_library(), NULL);
    OK(trts_onnx_parser_parse_from_file(building.parser, non_ascii_copy(digits_model()), 0));
    add_digits_profile(&building);
    check_plan(bytes_of(build(&building)));
}

static void a_model_in_memory_is_built(void)
{
    const FileBytes model = read_bytes(digits_model());
    const Building building = start_building(rtx_library(), NULL);
    int32_t layers = 0;
    OK(trts_onnx_parser_parse(building.parser, model.data, model.size, NULL));
    OK(trts_network_get_nb_layers(building.network, &layers));
    CHECK(layers > 0);
    add_digits_profile(&building);
    check_plan(bytes_of(build(&building)));
}

static void a_build_ends_when_its_progress_monitor_says_so(void)
{
    const Building building = start_building(rtx_library(), NULL);
    const Progress* seen = check_stopped_build(rtx_library(), &building, TRTS_BUILD_FAILED, "BuildCanceled");
    CHECK(seen->steps > 0);
    check_plan(build_digits(rtx_library())); /* and the next build works */
}

void rtx_build_tests(void)
{
    RUN(a_model_is_built_with_a_profile);
    RUN(a_model_at_a_path_that_is_no_ascii_is_built);
    RUN(a_model_in_memory_is_built);
    RUN(a_build_ends_when_its_progress_monitor_says_so);
}
