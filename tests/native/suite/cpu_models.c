/* Every model of models.json on the CPU backend: parsed, built, run on the cases that are stored with it. */
#include <string.h>

#include "areas.h"
#include "backends.h"
#include "models.h"
#include "numbers.h"
#include "outputs.h"
#include "platform.h"
#include "suite.h"
#include "table.h"

/* The model's own tolerance: of the most exact precision that it has one for. */
static void check_output(const Model* model, const Growing* output, const char* file)
{
    static const char* const precisions[] = {"fp32", "fp16", "int8"};
    const Json* tolerances = json_member(model->facts, "tolerance");
    const Json* tolerance = NULL;
    for (size_t i = 0; tolerance == NULL && i < sizeof precisions / sizeof precisions[0]; ++i)
    {
        tolerance = json_member(tolerances, precisions[i]);
    }
    const NpyArray expected = read_npy(shared_model_path(file));
    REQUIRE(tolerance != NULL);
    REQUIRE(output->shape.nb_dims == expected.shape.nb_dims);
    REQUIRE(memcmp(output->shape.d, expected.shape.d, sizeof(int64_t) * (size_t)expected.shape.nb_dims) == 0);
    check_numbers_close(&expected, output->memory, json_number_of(json_member(tolerance, "atol"), -1),
                        json_number_of(json_member(tolerance, "rtol"), -1));
}

static void run_case(const Model* model, trts_library* library, trts_context* context, const Json* sample)
{
    enum
    {
        most_outputs = 8
    };
    Growing* grown[most_outputs] = {0};
    const Json* inputs = json_member(sample, "inputs");
    const Json* outputs = json_member(sample, "outputs");
    REQUIRE(json_count(inputs) > 0 && json_count(outputs) > 0 && json_count(outputs) <= most_outputs);
    for (const Json* input = inputs->first; input != NULL; input = input->next)
    {
        const NpyArray array = read_npy(shared_model_path(json_text_of(input, "")));
        OK(trts_context_set_input_shape(context, input->key, &array.shape));
        OK(trts_context_set_input_tensor_address(context, input->key, array.data));
    }
    int count = 0;
    for (const Json* output = outputs->first; output != NULL; output = output->next)
    {
        grown[count] = make_growing();
        OK(trts_context_set_output_allocator(context, output->key, make_growing_allocator(library, grown[count])));
        ++count;
    }
    OK(trts_context_enqueue_v3(context, NULL));
    count = 0;
    for (const Json* output = outputs->first; output != NULL; output = output->next)
    {
        check_output(model, grown[count++], json_text_of(output, ""));
    }
}

/* A context for each case: the allocators of the one before are gone with it. */
static void run_cases(const Model* model, trts_library* library, FileBytes plan)
{
    const Json* cases = json_member(model->facts, "cases");
    for (const Json* sample = cases == NULL ? NULL : cases->first; sample != NULL; sample = sample->next)
    {
        run_case(model, library, start_running(library, plan).context, sample);
    }
}

static void release_plan(void* plan)
{
    trts_host_memory_destroy(plan);
}

static FileBytes build_or_note(const Building* building, TableRow* row)
{
    trts_host_memory* plan = NULL;
    if (trts_builder_build_serialized_network(building->builder, building->network, building->config, &plan) != TRTS_OK)
    {
        note_last_error(row);
        row->builds = verdict_no;
        return (FileBytes){0};
    }
    suite_defer(release_plan, plan);
    row->builds = verdict_yes;
    return bytes_of(plan);
}

static FileBytes parse_and_build(const Building* building, const Model* model, TableRow* row)
{
    const double start = platform_seconds();
    FileBytes plan = {0};
    if (trts_onnx_parser_parse_from_file(building->parser, model->path, 0) == TRTS_OK)
    {
        row->parses = verdict_yes;
        add_model_profile(building, model);
        plan = build_or_note(building, row);
    }
    else
    {
        note_last_error(row);
        row->parses = verdict_no;
    }
    row->seconds = platform_seconds() - start;
    row->plan_bytes = plan.size;
    return plan;
}

static void is_parsed_built_and_run(const Model* model)
{
    trts_library* library = cpu_library();
    const bool loads = !model->is_bad && model_expects(model, "ort", "loads", true);
    const Building building = start_building(library, NULL);
    TableRow* row = make_table_row(model->id);
    const FileBytes plan = parse_and_build(&building, model, row);
    OK(trts_network_get_nb_layers(building.network, &row->layers));
    CHECK_NUMBER(row->parses, verdict_of(loads));
    CHECK_NUMBER(row->builds, loads ? verdict_yes : verdict_none);
    CHECK((*row->text == '\0') == loads);
    if (row->builds == verdict_yes && model_expects(model, "ort", "runs", false))
    {
        row->runs = verdict_no; /* until all has gone well */
        run_cases(model, library, plan);
        row->runs = verdict_of(!suite_has_failed());
    }
}

void cpu_models_tests(void)
{
    run_for_each_model("a_model_is_parsed_built_and_run_as_expected", is_parsed_built_and_run);
}
