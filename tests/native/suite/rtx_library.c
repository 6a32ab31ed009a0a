/* Opening NVIDIA's TensorRT-RTX, its builder's settings and its log. */
#include <stdlib.h>
#include <string.h>

#include "areas.h"
#include "backends.h"
#include "building.h"
#include "expectations.h"
#include "platform.h"
#include "suite.h"
#include "trtsharp/discovery.h"

static const char* const variable = "TRTSHARP_TENSORRT";

static void the_library_is_opened_by_its_path(void)
{
    const trts_library* library = rtx_library();
    const char* text = NULL;
    int32_t backend = 0;
    int32_t version[3] = {-1, -1, -1};
    OK(trts_library_get_backend(library, &backend));
    CHECK_NUMBER(backend, TRTS_BACKEND_RTX1);
    OK(trts_library_get_name(library, &text));
    CHECK_TEXT(text, "rtx1");
    OK(trts_library_get_version(library, &version[0], &version[1], &version[2]));
    CHECK_NUMBER(version[0], 1);
    CHECK(version[1] >= 5);
    OK(trts_library_get_path(library, &text));
    CHECK_CONTAINS(text, strrchr(rtx_library_file(), '/') + 1);
}

static void restore_variable(void* value)
{
    CHECK(platform_set_environment(variable, value));
    free(value);
}

/* Before the file is opened by its path: what is loaded already would be found without the variable. */
static void the_variable_names_the_library(void)
{
    trts_library* by_variable = NULL;
    suite_defer(restore_variable, platform_environment(variable));
    REQUIRE(platform_set_environment(variable, sdk_path(rtx_library_file())));
    OK(trts_library_open(TRTS_BACKEND_RTX1, NULL, &by_variable));
    CHECK(by_variable == rtx_library());
}

static void a_discovery_finds_it_with_its_parser(void)
{
    int32_t count = 0;
    const char* failure = NULL;
    char* folder = suite_allocate(strlen(sdk_path(rtx_library_file())) + 1);
    strcpy(folder, sdk_path(rtx_library_file()));
    *strrchr(folder, '/') = '\0';
    suite_defer(restore_variable, platform_environment(variable));
    REQUIRE(platform_set_environment(variable, folder));
    OK(trts_discovery_find_libraries(TRTS_BACKEND_RTX1, &count, &failure));
    CHECK_NUMBER(count, 1);
    trts_discovered_library found;
    OK(trts_discovery_get_library(0, &found));
    CHECK_NUMBER(found.is_supported, 1);
    CHECK_NUMBER(found.version[0], 1);
    CHECK_NUMBER(found.version[1], 7);
    CHECK_NUMBER(found.version[2], 1);
    CHECK_NUMBER(found.version[3], 116);
    CHECK_CONTAINS(found.path, strrchr(rtx_library_file(), '/') + 1);
    CHECK_CONTAINS(found.parser_path, "onnxparser_rtx");
    CHECK_TEXT(found.reason, "");
}

static void another_major_version_is_refused(void)
{
    trts_library* library = NULL;
    const char* path = sdk_path(rtx_library_file());
    FAILS(trts_library_open(TRTS_BACKEND_TRT10, path, &library), TRTS_VERSION_MISMATCH, "is version 1.");
    CHECK_CONTAINS(suite_last_error(), path);
    CHECK(library == NULL);
}

static void objects_of_two_backends_do_not_mix(void)
{
    const Building of_cpu = start_building(cpu_library(), NULL);
    const Building of_rtx = start_building(rtx_library(), NULL);
    trts_host_memory* plan = NULL;
    FAILS(trts_builder_build_serialized_network(of_rtx.builder, of_cpu.network, of_rtx.config, &plan),
          TRTS_INVALID_ARGUMENT, "network");
    FAILS(trts_builder_build_serialized_network(of_cpu.builder, of_cpu.network, of_rtx.config, &plan),
          TRTS_INVALID_ARGUMENT, "config");
    CHECK(plan == NULL);
}

static void settings_are_kept(void)
{
    enum
    {
        flag_fp16 = 0, /* of other families */
        flag_refit = 4
    };
    const Building building = start_building(rtx_library(), NULL);
    check_settings(&building, flag_refit);
    FAILS(trts_builder_config_set_flag(building.config, flag_fp16), TRTS_NOT_SUPPORTED, "BuilderFlag");
}

static void a_failed_build_logs_and_carries_the_reason(void)
{
    LogLines* lines = make_log_lines();
    const trts_logger_callbacks logger = log_into(lines);
    const Building building = start_building(rtx_library(), &logger);
    trts_host_memory* plan = NULL;
    FAILS(trts_builder_build_serialized_network(building.builder, building.network, building.config, &plan),
          TRTS_BUILD_FAILED, "Error Code");
    CHECK(plan == NULL);
    CHECK(lines->errors > 0);
}

void rtx_library_tests(void)
{
    RUN(the_variable_names_the_library);
    RUN(the_library_is_opened_by_its_path);
    RUN(a_discovery_finds_it_with_its_parser);
    RUN(another_major_version_is_refused);
    RUN(objects_of_two_backends_do_not_mix);
    RUN(settings_are_kept);
    RUN(a_failed_build_logs_and_carries_the_reason);
}
