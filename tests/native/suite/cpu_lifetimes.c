/* Objects of the CPU backend come and go, in any order: it forgives a parent destroyed before its children. */
#include "areas.h"
#include "backends.h"
#include "building.h"
#include "digits.h"
#include "suite.h"
#include "trtsharp/buffer.h"
#include "trtsharp/diagnostics.h"
#include "trtsharp/event.h"

static int64_t live_handles(void)
{
    int64_t count = -1;
    OK(trts_diagnostics_get_live_handle_count(&count));
    return count;
}

/* One of the objects of a build or of a run, destroyed by its number. */
typedef struct Objects
{
    Building building;
    trts_host_memory* plan;
    Running running;
} Objects;

enum
{
    building_kinds = 5,
    running_kinds = 3
};

static void destroy_of_building(Objects* objects, int kind)
{
    switch (kind)
    {
    case 0: trts_builder_destroy(objects->building.builder); break;
    case 1: trts_network_destroy(objects->building.network); break;
    case 2: trts_onnx_parser_destroy(objects->building.parser); break;
    case 3: trts_builder_config_destroy(objects->building.config); break;
    default: trts_host_memory_destroy(objects->plan); break;
    }
}

static void destroy_of_running(Objects* objects, int kind)
{
    switch (kind)
    {
    case 0: trts_runtime_destroy(objects->running.runtime); break;
    case 1: trts_engine_destroy(objects->running.engine); break;
    default: trts_context_destroy(objects->running.context); break;
    }
}

/* Destroys all kinds in the order of the number `order`, of which there are kinds! */
static void destroy_in_order(Objects* objects, void (*destroy)(Objects*, int), int kinds, int order)
{
    bool gone[building_kinds] = {false};
    for (int left = kinds; left > 0; --left)
    {
        int skip = order % left;
        order /= left;
        int kind = 0;
        while (gone[kind] || skip > 0)
        {
            skip -= gone[kind] ? 0 : 1;
            ++kind;
        }
        gone[kind] = true;
        destroy(objects, kind);
    }
}

static Objects make_building(trts_library* library)
{
    Objects made = {0};
    OK(trts_builder_create(library, NULL, &made.building.builder));
    OK(trts_builder_create_network_v2(made.building.builder, 0, &made.building.network));
    OK(trts_onnx_parser_create(made.building.network, &made.building.parser));
    OK(trts_builder_create_builder_config(made.building.builder, &made.building.config));
    OK(trts_onnx_parser_parse_from_file(made.building.parser, digits_model(), 0));
    add_digits_profile(&made.building);
    return made;
}

static void objects_of_a_build_are_destroyed_in_any_order(void)
{
    trts_library* library = cpu_library();
    const int64_t before = live_handles();
    for (int order = 0; order < 1 * 2 * 3 * 4 * 5; ++order)
    {
        Objects made = make_building(library);
        OK(trts_builder_build_serialized_network(made.building.builder, made.building.network, made.building.config,
                                                 &made.plan));
        destroy_in_order(&made, destroy_of_building, building_kinds, order);
        REQUIRE(live_handles() == before);
    }
}

static void objects_of_a_run_are_destroyed_in_any_order(void)
{
    trts_library* library = cpu_library();
    const FileBytes plan = build_digits(library);
    const int64_t before = live_handles();
    for (int order = 0; order < 1 * 2 * 3; ++order)
    {
        Objects made = {0};
        OK(trts_runtime_create(library, NULL, &made.running.runtime));
        OK(trts_runtime_deserialize_cuda_engine(made.running.runtime, plan.data, plan.size, &made.running.engine));
        OK(trts_engine_create_execution_context(made.running.engine, 0, &made.running.context));
        destroy_in_order(&made, destroy_of_running, running_kinds, order);
        REQUIRE(live_handles() == before);
    }
}

static void objects_are_made_and_destroyed_200_times(void)
{
    trts_library* library = cpu_library();
    const trts_logger_callbacks logger = log_into(make_log_lines());
    const trts_progress_monitor_callbacks watch = watch_into(make_progress(all_steps));
    const int64_t before = live_handles();
    for (int round = 0; round < 200; ++round)
    {
        Building made = {0};
        trts_runtime* runtime = NULL;
        trts_progress_monitor* monitor = NULL;
        trts_stream* stream = NULL;
        trts_event* event = NULL;
        trts_buffer* buffer = NULL;
        OK(trts_builder_create(library, &logger, &made.builder));
        OK(trts_builder_create_network_v2(made.builder, 0, &made.network));
        OK(trts_onnx_parser_create(made.network, &made.parser));
        OK(trts_builder_create_builder_config(made.builder, &made.config));
        OK(trts_progress_monitor_create(library, &watch, &monitor));
        OK(trts_runtime_create(library, &logger, &runtime));
        OK(trts_stream_create(library, &stream));
        OK(trts_event_create(library, &event));
        OK(trts_buffer_create(library, 4096, &buffer));
        REQUIRE(live_handles() == before + 9);
        trts_buffer_destroy(buffer);
        trts_event_destroy(event);
        trts_stream_destroy(stream);
        trts_runtime_destroy(runtime);
        trts_builder_config_destroy(made.config);
        trts_progress_monitor_destroy(monitor);
        trts_onnx_parser_destroy(made.parser);
        trts_network_destroy(made.network);
        trts_builder_destroy(made.builder);
        REQUIRE(live_handles() == before);
    }
}

void cpu_lifetimes_tests(void)
{
    RUN(objects_of_a_build_are_destroyed_in_any_order);
    RUN(objects_of_a_run_are_destroyed_in_any_order);
    RUN(objects_are_made_and_destroyed_200_times);
}
