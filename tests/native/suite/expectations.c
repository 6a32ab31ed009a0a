#include "expectations.h"

#include "digits.h"
#include "suite.h"

void check_settings(const Building* building, int32_t flag)
{
    enum
    {
        workspace = 0
    };
    const int64_t four_gib = INT64_C(4) << 30;
    int64_t size = 0;
    int32_t number = -1;
    uint32_t flags = 0;
    OK(trts_builder_config_set_memory_pool_limit(building->config, workspace, four_gib));
    OK(trts_builder_config_get_memory_pool_limit(building->config, workspace, &size));
    CHECK_NUMBER(size, four_gib);
    OK(trts_builder_config_set_builder_optimization_level(building->config, 4));
    OK(trts_builder_config_get_builder_optimization_level(building->config, &number));
    CHECK_NUMBER(number, 4);
    OK(trts_builder_config_set_flag(building->config, flag));
    OK(trts_builder_config_get_flag(building->config, flag, &number));
    CHECK_NUMBER(number, 1);
    OK(trts_builder_config_get_flags(building->config, &flags));
    CHECK((flags & 1u << flag) != 0);
    OK(trts_builder_config_set_flags(building->config, flags & ~(1u << flag)));
    OK(trts_builder_config_get_flag(building->config, flag, &number));
    CHECK_NUMBER(number, 0);
    OK(trts_builder_config_set_flag(building->config, flag));
    OK(trts_builder_config_clear_flag(building->config, flag));
    OK(trts_builder_config_get_flag(building->config, flag, &number));
    CHECK_NUMBER(number, 0);
}

Progress* check_stopped_build(trts_library* library, const Building* building, trts_status failure, const char* text)
{
    Progress* seen = make_progress(0);
    const trts_progress_monitor_callbacks watch = watch_into(seen);
    trts_progress_monitor* monitor = make_progress_monitor(library, &watch);
    OK(trts_onnx_parser_parse_from_file(building->parser, digits_model(), 0));
    add_digits_profile(building);
    OK(trts_builder_config_set_progress_monitor(building->config, monitor));
    trts_host_memory* plan = NULL;
    FAILS(trts_builder_build_serialized_network(building->builder, building->network, building->config, &plan), failure,
          text);
    CHECK(plan == NULL);
    return seen;
}
