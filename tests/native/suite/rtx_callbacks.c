/* Objects of an application, written in C, that TensorRT-RTX calls: recorder, monitor, stream, logger. */
#include <stdio.h>
#include <string.h>

#include "areas.h"
#include "backends.h"
#include "callbacks.h"
#include "digits.h"
#include "layers.h"
#include "platform.h"

static void parse_digits(const Building* building)
{
    OK(trts_onnx_parser_parse_from_file(building->parser, digits_model(), 0));
    add_digits_profile(building);
}

static trts_status build_to(const Building* building, trts_stream_writer* writer)
{
    return trts_builder_build_serialized_network_to_stream(building->builder, building->network, building->config,
                                                           writer);
}

static void an_error_recorder_is_told_and_counted(void)
{
    trts_library* library = rtx_library();
    Told* told = make_told();
    trts_error_recorder* recorder = make_recorder(library, told);
    const Building building = start_building(library, NULL);
    trts_error_recorder_ref mine = {0};
    trts_error_recorder_ref found = {0};
    trts_host_memory* plan = NULL;
    OK(trts_error_recorder_get_ref(recorder, &mine));
    OK(trts_builder_get_error_recorder(building.builder, &found));
    CHECK(found.native == NULL);
    OK(trts_builder_set_error_recorder(building.builder, recorder));
    OK(trts_builder_get_error_recorder(building.builder, &found));
    CHECK(found.native == mine.native);
    CHECK(told->references > 0);
    /* No network is as empty as this one. */
    CHECK(trts_builder_build_serialized_network(building.builder, building.network, building.config, &plan) != TRTS_OK);
    CHECK(plan == NULL);
    CHECK(told->count > 0);
    CHECK_NUMBER(told->code, TRTS_ERROR_CODE_INVALID_CONFIG); /* "Error Code 4" in models.json's bad/01-empty */
    CHECK_CONTAINS(told->text, "output");
    CHECK_CONTAINS(suite_last_error(), "output");
}

/* TensorRT gives the recorder back: asked as TensorRT would ask it, it answers by our callbacks. */
static void a_recorder_answers_by_way_of_tensorrt(void)
{
    trts_library* library = rtx_library();
    Told* told = make_told();
    trts_error_recorder* recorder = make_recorder(library, told);
    const Building building = start_building(library, NULL);
    trts_error_recorder_ref found = {0};
    trts_interface_info info = {0};
    int32_t number = -1;
    const char* text = NULL;
    told->count = 2;
    told->code = TRTS_ERROR_CODE_FAILED_ALLOCATION;
    snprintf(told->text, sizeof told->text, "no room");
    OK(trts_network_set_error_recorder(building.network, recorder));
    OK(trts_network_get_error_recorder(building.network, &found));
    CHECK_INT(trts_error_recorder_ref_get_nb_errors, found, 2);
    OK(trts_error_recorder_ref_get_error_code(found, 1, &number));
    CHECK_NUMBER(number, TRTS_ERROR_CODE_FAILED_ALLOCATION);
    OK(trts_error_recorder_ref_get_error_desc(found, 1, &text));
    CHECK_TEXT(text, "no room");
    CHECK_INT(trts_error_recorder_ref_has_overflowed, found, 1);
    OK(trts_error_recorder_ref_get_interface_info(found, &info));
    CHECK_TEXT(info.kind, "IErrorRecorder");
    CHECK_NUMBER(info.major, 1);
    OK(trts_error_recorder_ref_clear(found));
    CHECK_INT(trts_error_recorder_ref_get_nb_errors, found, 0);
    const int references = told->references;
    CHECK_INT(trts_error_recorder_ref_inc_ref_count, found, references + 1);
    CHECK_INT(trts_error_recorder_ref_dec_ref_count, found, references);
}

static void a_progress_monitor_is_given_back(void)
{
    trts_library* library = rtx_library();
    const trts_progress_monitor_callbacks watch = watch_into(make_progress(all_steps));
    trts_progress_monitor* monitor = make_progress_monitor(library, &watch);
    const Building building = start_building(library, NULL);
    trts_progress_monitor_ref mine = {0};
    trts_progress_monitor_ref found = {0};
    OK(trts_progress_monitor_get_ref(monitor, &mine));
    OK(trts_builder_config_get_progress_monitor(building.config, &found));
    CHECK(found.native == NULL);
    OK(trts_builder_config_set_progress_monitor(building.config, monitor));
    OK(trts_builder_config_get_progress_monitor(building.config, &found));
    CHECK(found.native == mine.native);
    OK(trts_builder_config_set_progress_monitor(building.config, NULL));
    OK(trts_builder_config_get_progress_monitor(building.config, &found));
    CHECK(found.native == NULL);
}

/* What a monitor was told of the phases, in words. */
typedef struct Phases
{
    char open[8][128]; /* names of those that have begun and not ended */
    int32_t steps[8];
    int depth;
    int wrong;
    int count;
} Phases;

static void TRTS_CALL open_phase(const char* phase_name, const char* parent_phase, int32_t nb_steps, void* user_data)
{
    Phases* phases = user_data;
    const char* parent = phases->depth == 0 ? NULL : phases->open[phases->depth - 1];
    const bool is_right =
        nb_steps > 0 && phases->depth < 8 &&
        (parent == NULL ? parent_phase == NULL : parent_phase != NULL && strcmp(parent, parent_phase) == 0);
    phases->wrong += is_right ? 0 : 1;
    ++phases->count;
    if (phases->depth < 8)
    {
        snprintf(phases->open[phases->depth], sizeof phases->open[0], "%s", phase_name);
        phases->steps[phases->depth++] = nb_steps;
    }
}

/* Any phase that is open takes steps, not the innermost alone. */
static int32_t TRTS_CALL count_step(const char* phase_name, int32_t step, void* user_data)
{
    Phases* phases = user_data;
    int at = phases->depth - 1;
    while (at >= 0 && strcmp(phases->open[at], phase_name) != 0)
    {
        --at;
    }
    phases->wrong += at >= 0 && step >= 0 && step < phases->steps[at] ? 0 : 1;
    return 1;
}

static void TRTS_CALL close_phase(const char* phase_name, void* user_data)
{
    Phases* phases = user_data;
    const bool is_right = phases->depth > 0 && strcmp(phases->open[phases->depth - 1], phase_name) == 0;
    phases->wrong += is_right ? 0 : 1;
    phases->depth -= phases->depth > 0 ? 1 : 0;
}

static void phases_and_steps_are_told_by_name(void)
{
    trts_library* library = rtx_library();
    Phases* phases = suite_allocate(sizeof *phases);
    const trts_progress_monitor_callbacks callbacks = {open_phase, count_step, close_phase, NULL, phases};
    trts_progress_monitor* monitor = make_progress_monitor(library, &callbacks);
    const Building building = start_building(library, NULL);
    parse_digits(&building);
    OK(trts_builder_set_max_threads(building.builder, 1));
    CHECK_INT(trts_builder_get_max_threads, building.builder, 1);
    OK(trts_builder_config_set_progress_monitor(building.config, monitor));
    CHECK(bytes_of(build(&building)).size > 0);
    CHECK(phases->count > 0);
    CHECK_NUMBER(phases->wrong, 0);
    CHECK_NUMBER(phases->depth, 0);
}

/* Wherever a monitor says no, the build ends there; the same builder, network and config then build. */
static void a_build_is_cancelled_at_any_step(void)
{
    trts_library* library = rtx_library();
    Progress* seen = make_progress(all_steps);
    const trts_progress_monitor_callbacks watch = watch_into(seen);
    trts_progress_monitor* monitor = make_progress_monitor(library, &watch);
    const Building building = start_building(library, NULL);
    parse_digits(&building);
    OK(trts_builder_config_set_progress_monitor(building.config, monitor));
    CHECK(bytes_of(build(&building)).size > 0);
    const int steps = seen->steps;
    REQUIRE(steps > 2);
    for (int allowed = 0; allowed < steps; allowed += steps / 3)
    {
        trts_host_memory* plan = NULL;
        seen->steps = 0;
        seen->steps_allowed = allowed;
        CHECK(trts_builder_build_serialized_network(building.builder, building.network, building.config, &plan) !=
              TRTS_OK);
        CHECK(plan == NULL);
        CHECK(seen->steps > allowed && seen->steps < steps + 1);
    }
    seen->steps_allowed = all_steps;
    if (!platform_is_windows) /* there the builder broke while it looked for a device */
    {
        CHECK(bytes_of(build(&building)).size > 0);
    }
    CHECK(build_digits(library).size > 0);
}

static void a_stream_gets_the_same_plan_as_memory(void)
{
    trts_library* library = rtx_library();
    Bytes* bytes = make_bytes(1 << 22);
    const Building building = start_building(library, NULL);
    parse_digits(&building);
    const FileBytes plan = bytes_of(build(&building));
    trts_stream_writer* writer = create_writer(library, bytes);
    const trts_status status = build_to(&building, writer);
    trts_stream_writer_destroy(writer);
    OK(status);
    CHECK(bytes->calls > 0);
    CHECK_NUMBER(bytes->released, 1);
    CHECK_NUMBER(bytes->size, plan.size);
    CHECK(memcmp(bytes->data, "vtrt", 4) == 0);
}

/* TensorRT-RTX 1.7 does not look at what the stream answers: whoever writes has to know. */
static void a_stream_that_fails_is_not_called_again(void)
{
    trts_library* library = rtx_library();
    Bytes* small = make_bytes(1000);
    const Building building = start_building(library, NULL);
    parse_digits(&building);
    trts_stream_writer* writer = create_writer(library, small);
    const trts_status status = build_to(&building, writer);
    trts_stream_writer_destroy(writer);
    OK(status);
    CHECK_NUMBER(small->calls, 1);
    CHECK_NUMBER(small->size, 0);
    CHECK_NUMBER(small->released, 1);
    CHECK(build_digits(library).size > 0); /* the process goes on */
}

/* The severities that a logger was called with, and one of the texts. */
typedef struct Lines
{
    atomic_int of_severity[8];
    atomic_int others;
    atomic_int has_text;
} Lines;

static void TRTS_CALL keep_line(int32_t severity, const char* message, void* user_data)
{
    Lines* lines = user_data;
    const bool is_known = severity >= 0 && severity <= TRTS_LOG_SEVERITY_VERBOSE && message != NULL;
    atomic_fetch_add(is_known ? &lines->of_severity[severity] : &lines->others, 1);
    atomic_fetch_add(&lines->has_text, is_known && strstr(message, "NoSuchOp") != NULL ? 1 : 0);
}

static void a_logger_hears_each_severity(void)
{
    Lines* lines = suite_allocate(sizeof *lines);
    const trts_logger_callbacks logger = {keep_line, lines};
    const Building building = start_building(rtx_library(), &logger);
    FAILS(trts_onnx_parser_parse_from_file(building.parser, shared_model_path("bad/18-unknown-op.onnx"), 0),
          TRTS_PARSE_FAILED, "NoSuchOp");
    CHECK(lines->of_severity[TRTS_LOG_SEVERITY_ERROR] > 0);
    CHECK(lines->has_text > 0);
    const int errors = lines->of_severity[TRTS_LOG_SEVERITY_ERROR];
    const Building other = start_building(rtx_library(), &logger);
    parse_digits(&other);
    CHECK(bytes_of(build(&other)).size > 0);
    CHECK(lines->of_severity[TRTS_LOG_SEVERITY_INFO] > 0);
    CHECK_NUMBER(lines->of_severity[TRTS_LOG_SEVERITY_ERROR], errors);
    CHECK_NUMBER(lines->others, 0);
}

static void the_librarys_logger_writes_into_ours(void)
{
    Lines* lines = suite_allocate(sizeof *lines);
    const trts_logger_callbacks logger = {keep_line, lines};
    const Building building = start_building(rtx_library(), &logger);
    trts_logger_ref found = {0};
    OK(trts_builder_get_logger(building.builder, &found));
    const int before = lines->of_severity[TRTS_LOG_SEVERITY_WARNING];
    OK(trts_logger_ref_log(found, TRTS_LOG_SEVERITY_WARNING, "NoSuchOp, says the test"));
    CHECK_NUMBER(lines->of_severity[TRTS_LOG_SEVERITY_WARNING], before + 1);
    CHECK_NUMBER(lines->has_text, 1);
}

void rtx_callbacks_tests(void)
{
    RUN(an_error_recorder_is_told_and_counted);
    RUN(a_recorder_answers_by_way_of_tensorrt);
    RUN(a_progress_monitor_is_given_back);
    RUN(phases_and_steps_are_told_by_name);
    RUN(a_build_is_cancelled_at_any_step);
    RUN(a_stream_gets_the_same_plan_as_memory);
    RUN(a_stream_that_fails_is_not_called_again);
    RUN(a_logger_hears_each_severity);
    RUN(the_librarys_logger_writes_into_ours);
}
