/* From a model to a plan and a loaded engine, on any backend. What these functions give is destroyed after the test. */
#ifndef TRTSHARP_SUITE_BUILDING_H
#define TRTSHARP_SUITE_BUILDING_H

#include <stdatomic.h>

#include "files.h"
#include "trtsharp/library.h"
#include "trtsharp/modules.g.h"
#include "trtsharp/stream.h"

typedef struct Building
{
    trts_builder* builder;
    trts_network* network;
    trts_onnx_parser* parser;
    trts_builder_config* config;
} Building;

/** Builder, network, parser and config; `logger` may be NULL. */
Building start_building(trts_library* library, const trts_logger_callbacks* logger);

trts_dims dims_1(int64_t a);
trts_dims dims_2(int64_t a, int64_t b);
trts_dims dims_4(int64_t a, int64_t b, int64_t c, int64_t d);
int64_t volume_of(trts_dims dims);

/** A profile for any number of inputs: made, filled, added as the config's first. */
trts_optimization_profile make_profile(const Building* building);
void set_profile_shapes(trts_optimization_profile profile, const char* input, trts_dims min, trts_dims opt,
                        trts_dims max);
void add_made_profile(const Building* building, trts_optimization_profile profile);
/** Adds a profile for one input. */
void add_profile(const Building* building, const char* input, trts_dims min, trts_dims opt, trts_dims max);

trts_host_memory* build(const Building* building);
FileBytes bytes_of(trts_host_memory* plan);

typedef struct Running
{
    trts_runtime* runtime;
    trts_engine* engine;
    trts_context* context;
} Running;

/** A plan, loaded, with one context. */
Running start_running(trts_library* library, FileBytes plan);

trts_stream* make_stream(trts_library* library);
trts_progress_monitor* make_progress_monitor(trts_library* library, const trts_progress_monitor_callbacks* callbacks);
trts_output_allocator* make_output_allocator(trts_library* library, const trts_output_allocator_callbacks* callbacks);

/** Log lines, counted; any thread may log, also while its owner is destroyed after the test. */
typedef struct LogLines
{
    atomic_int count;
    atomic_int errors;
} LogLines;
LogLines* make_log_lines(void);
trts_logger_callbacks log_into(LogLines* lines);

/** What a progress monitor saw, from any thread. The build is stopped once `steps_allowed` are done. */
typedef struct Progress
{
    atomic_int started;
    atomic_int finished;
    atomic_int steps;
    int steps_allowed;
} Progress;
enum
{
    all_steps = INT32_MAX
};
Progress* make_progress(int steps_allowed);
trts_progress_monitor_callbacks watch_into(Progress* progress);

#endif
