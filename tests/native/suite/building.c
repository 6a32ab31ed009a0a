#include "building.h"

#include "suite.h"

#define RELEASE_OF(kind)                                                                                               \
    static void release_##kind(void* object)                                                                           \
    {                                                                                                                  \
        trts_##kind##_destroy(object);                                                                                 \
    }
RELEASE_OF(builder)
RELEASE_OF(network)
RELEASE_OF(onnx_parser)
RELEASE_OF(builder_config)
RELEASE_OF(host_memory)
RELEASE_OF(runtime)
RELEASE_OF(engine)
RELEASE_OF(context)
RELEASE_OF(stream)
RELEASE_OF(progress_monitor)
RELEASE_OF(output_allocator)

Building start_building(trts_library* library, const trts_logger_callbacks* logger)
{
    Building made = {0};
    OK(trts_builder_create(library, logger, &made.builder));
    suite_defer(release_builder, made.builder);
    OK(trts_builder_create_network_v2(made.builder, 0, &made.network));
    suite_defer(release_network, made.network);
    OK(trts_onnx_parser_create(made.network, &made.parser));
    suite_defer(release_onnx_parser, made.parser);
    OK(trts_builder_create_builder_config(made.builder, &made.config));
    suite_defer(release_builder_config, made.config);
    return made;
}

trts_dims dims_1(int64_t a)
{
    return (trts_dims){1, {a}};
}

trts_dims dims_2(int64_t a, int64_t b)
{
    return (trts_dims){2, {a, b}};
}

trts_dims dims_4(int64_t a, int64_t b, int64_t c, int64_t d)
{
    return (trts_dims){4, {a, b, c, d}};
}

int64_t volume_of(trts_dims dims)
{
    int64_t volume = 1;
    for (int32_t i = 0; i < dims.nb_dims; ++i)
    {
        volume *= dims.d[i];
    }
    return volume;
}

trts_optimization_profile make_profile(const Building* building)
{
    trts_optimization_profile profile = {0};
    OK(trts_builder_create_optimization_profile(building->builder, &profile));
    return profile;
}

void set_profile_shapes(trts_optimization_profile profile, const char* input, trts_dims min, trts_dims opt,
                        trts_dims max)
{
    OK(trts_optimization_profile_set_dimensions(profile, input, TRTS_OPT_PROFILE_SELECTOR_MIN, &min));
    OK(trts_optimization_profile_set_dimensions(profile, input, TRTS_OPT_PROFILE_SELECTOR_OPT, &opt));
    OK(trts_optimization_profile_set_dimensions(profile, input, TRTS_OPT_PROFILE_SELECTOR_MAX, &max));
}

void add_made_profile(const Building* building, trts_optimization_profile profile)
{
    int32_t is_valid = 0;
    int32_t index = -1;
    OK(trts_optimization_profile_is_valid(profile, &is_valid));
    CHECK_NUMBER(is_valid, 1);
    OK(trts_builder_config_add_optimization_profile(building->config, profile, &index));
    CHECK_NUMBER(index, 0);
}

void add_profile(const Building* building, const char* input, trts_dims min, trts_dims opt, trts_dims max)
{
    const trts_optimization_profile profile = make_profile(building);
    set_profile_shapes(profile, input, min, opt, max);
    add_made_profile(building, profile);
}

trts_host_memory* build(const Building* building)
{
    trts_host_memory* plan = NULL;
    OK(trts_builder_build_serialized_network(building->builder, building->network, building->config, &plan));
    suite_defer(release_host_memory, plan);
    return plan;
}

FileBytes bytes_of(trts_host_memory* plan)
{
    void* data = NULL;
    int64_t size = 0;
    OK(trts_host_memory_data(plan, &data));
    OK(trts_host_memory_size(plan, &size));
    return (FileBytes){data, size};
}

Running start_running(trts_library* library, FileBytes plan)
{
    Running made = {0};
    OK(trts_runtime_create(library, NULL, &made.runtime));
    suite_defer(release_runtime, made.runtime);
    OK(trts_runtime_deserialize_cuda_engine(made.runtime, plan.data, plan.size, &made.engine));
    suite_defer(release_engine, made.engine);
    OK(trts_engine_create_execution_context(made.engine, 0, &made.context));
    suite_defer(release_context, made.context);
    return made;
}

trts_stream* make_stream(trts_library* library)
{
    trts_stream* stream = NULL;
    OK(trts_stream_create(library, &stream));
    suite_defer(release_stream, stream);
    return stream;
}

trts_progress_monitor* make_progress_monitor(trts_library* library, const trts_progress_monitor_callbacks* callbacks)
{
    trts_progress_monitor* monitor = NULL;
    OK(trts_progress_monitor_create(library, callbacks, &monitor));
    suite_defer(release_progress_monitor, monitor);
    return monitor;
}

trts_output_allocator* make_output_allocator(trts_library* library, const trts_output_allocator_callbacks* callbacks)
{
    trts_output_allocator* allocator = NULL;
    OK(trts_output_allocator_create(library, callbacks, &allocator));
    suite_defer(release_output_allocator, allocator);
    return allocator;
}

static void TRTS_CALL count_line(int32_t severity, const char* message, void* user_data)
{
    (void)message;
    LogLines* lines = user_data;
    atomic_fetch_add(&lines->count, 1);
    atomic_fetch_add(&lines->errors, severity <= TRTS_LOG_SEVERITY_ERROR ? 1 : 0);
}

LogLines* make_log_lines(void)
{
    return suite_allocate(sizeof(LogLines));
}

trts_logger_callbacks log_into(LogLines* lines)
{
    return (trts_logger_callbacks){count_line, lines};
}

static void TRTS_CALL phase_start(const char* phase_name, const char* parent_phase, int32_t nb_steps, void* user_data)
{
    (void)phase_name;
    (void)parent_phase;
    (void)nb_steps;
    Progress* seen = user_data;
    atomic_fetch_add(&seen->started, 1);
}

static int32_t TRTS_CALL step_complete(const char* phase_name, int32_t step, void* user_data)
{
    (void)phase_name;
    (void)step;
    Progress* seen = user_data;
    return atomic_fetch_add(&seen->steps, 1) < seen->steps_allowed;
}

static void TRTS_CALL phase_finish(const char* phase_name, void* user_data)
{
    (void)phase_name;
    Progress* seen = user_data;
    atomic_fetch_add(&seen->finished, 1);
}

Progress* make_progress(int steps_allowed)
{
    Progress* seen = suite_allocate(sizeof *seen);
    seen->steps_allowed = steps_allowed;
    return seen;
}

trts_progress_monitor_callbacks watch_into(Progress* progress)
{
    return (trts_progress_monitor_callbacks){phase_start, step_complete, phase_finish, NULL, progress};
}
