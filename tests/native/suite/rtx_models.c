/* Every model of models.json through TensorRT-RTX's parser and builder, the plan onto the disk as it is made. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "areas.h"
#include "backends.h"
#include "models.h"
#include "platform.h"
#include "suite.h"
#include "table.h"

/* A plan's file, and what was written into it. */
typedef struct PlanFile
{
    const char* path;
    int64_t size;
    int calls;
    bool is_whole;
} PlanFile;

static int64_t TRTS_CALL write_to_file(const void* data, int64_t nb_bytes, void* user_data)
{
    PlanFile* file = user_data;
    ++file->calls;
    file->is_whole = file->is_whole && platform_append_file(file->path, data, (size_t)nb_bytes);
    file->size += nb_bytes;
    return nb_bytes;
}

static void release_writer(void* writer)
{
    trts_stream_writer_destroy(writer);
}

static trts_status build_to_file(trts_library* library, const Building* building, PlanFile* file)
{
    const trts_stream_writer_callbacks callbacks = {write_to_file, NULL, file};
    trts_stream_writer* writer = NULL;
    OK(trts_stream_writer_create(library, &callbacks, &writer));
    suite_defer(release_writer, writer);
    return trts_builder_build_serialized_network_to_stream(building->builder, building->network, building->config,
                                                           writer);
}

static void check_plan_file(const PlanFile* file)
{
    REQUIRE(file->is_whole && file->calls > 0 && file->size > 4);
    const FileBytes bytes = read_bytes(file->path);
    CHECK_NUMBER(bytes.size, file->size);
    CHECK(memcmp(bytes.data, "vtrt", 4) == 0); /* how TensorRT-RTX's plans begin */
}

static void check_verdict(const Model* model, const TableRow* row)
{
    const Json* verdict = json_member(model->facts, "trt_rtx");
    CHECK((*row->text == '\0') == (row->builds == verdict_yes));
    if (model->is_bad)
    {
        CHECK_NUMBER(row->parses, verdict_no); /* TensorRT-RTX's own parser takes some of them */
        return;
    }
    const bool parses = model_expects(model, "trt_rtx", "parses", true);
    const bool builds = model_expects(model, "trt_rtx", "builds", true);
    CHECK_NUMBER(row->parses, verdict_of(parses));
    CHECK_NUMBER(row->builds, parses ? verdict_of(builds) : verdict_none);
    CHECK_NUMBER(row->layers, (int64_t)json_number_of(json_member(verdict, "layers"), row->layers));
}

static void parse_and_build(trts_library* library, const Building* building, const Model* model, PlanFile* file,
                            TableRow* row)
{
    const double start = platform_seconds();
    bool is_well = trts_onnx_parser_parse_from_file(building->parser, model->path, 0) == TRTS_OK;
    row->parses = verdict_of(is_well);
    if (is_well)
    {
        add_model_profile(building, model);
        is_well = build_to_file(library, building, file) == TRTS_OK;
        row->builds = verdict_of(is_well);
    }
    if (!is_well)
    {
        note_last_error(row);
    }
    row->seconds = platform_seconds() - start;
    row->plan_bytes = file->size;
}

static int32_t code_named(const char* name)
{
    static const char* const names[] = {"SUCCESS",
                                        "INTERNAL_ERROR",
                                        "MEM_ALLOC_FAILED",
                                        "MODEL_DESERIALIZE_FAILED",
                                        "INVALID_VALUE",
                                        "INVALID_GRAPH",
                                        "INVALID_NODE",
                                        "UNSUPPORTED_GRAPH",
                                        "UNSUPPORTED_NODE",
                                        "UNSUPPORTED_NODE_ATTR",
                                        "UNSUPPORTED_NODE_INPUT",
                                        "UNSUPPORTED_NODE_DATATYPE",
                                        "UNSUPPORTED_NODE_DYNAMIC",
                                        "UNSUPPORTED_NODE_SHAPE",
                                        "REFIT_FAILED"};
    for (int32_t code = 0; code < (int32_t)(sizeof names / sizeof names[0]); ++code)
    {
        if (strcmp(names[code], name) == 0)
        {
            return code;
        }
    }
    return -1;
}

/* Up to the first line's end: what follows tells of the machine. */
static void check_description(const char* found, const char* expected)
{
    char line[256];
    snprintf(line, sizeof line, "%.*s", (int)strcspn(expected, "\n"), expected);
    CHECK_CONTAINS(found, line);
}

/* "file:line"; the library for Windows was compiled from other lines of the same files. */
static void check_place(trts_onnx_parser_error error, const char* expected)
{
    char place[256];
    const char* file = NULL;
    const char* function = NULL;
    int32_t line = 0;
    OK(trts_onnx_parser_error_file(error, &file));
    OK(trts_onnx_parser_error_line(error, &line));
    OK(trts_onnx_parser_error_func(error, &function));
    CHECK(line > 0 && function != NULL && *function != '\0');
    snprintf(place, sizeof place, "%s:%d", file, platform_is_windows ? atoi(strrchr(expected, ':') + 1) : (int)line);
    CHECK_CONTAINS(place, expected);
}

static void check_error(trts_onnx_parser_error error, const Json* expected)
{
    const char* text = NULL;
    int32_t number = -1;
    OK(trts_onnx_parser_error_code(error, &number));
    CHECK_NUMBER(number, code_named(json_text_of(json_member(expected, "code"), "")));
    OK(trts_onnx_parser_error_node_name(error, &text));
    CHECK_TEXT(text, json_text_of(json_member(expected, "node"), "?"));
    OK(trts_onnx_parser_error_node_operator(error, &text));
    CHECK_TEXT(text, json_text_of(json_member(expected, "op"), "?"));
    OK(trts_onnx_parser_error_desc(error, &text));
    check_description(text, json_text_of(json_member(expected, "desc"), "?"));
    check_place(error, json_text_of(json_member(expected, "where"), "?:0"));
    OK(trts_onnx_parser_error_local_function_stack_size(error, &number));
    CHECK_NUMBER(number, 0);
}

/* Where the parser broke (check_fault of rtx_refusals.c), it cannot be asked. */
static void check_parser_errors(const Building* building, const Model* model, const TableRow* row)
{
    const Json* expected = json_member(json_member(model->facts, "trt_rtx"), "parse_errors");
    int32_t count = 0;
    if (strstr(row->text, "escaped from TensorRT") != NULL)
    {
        CHECK(platform_is_windows);
        return;
    }
    OK(trts_onnx_parser_get_nb_errors(building->parser, &count));
    if (model->is_bad && strstr(row->text, "IParser::") == NULL)
    {
        CHECK(count > 0); /* refused before NVIDIA's parser saw it: rtx_refusals.c looks for the reasons */
        return;
    }
    CHECK_NUMBER(count, json_count(expected));
    const Json* fact = expected == NULL ? NULL : expected->first;
    for (int32_t i = 0; i < count && fact != NULL; ++i, fact = fact->next)
    {
        trts_onnx_parser_error error = {0};
        OK(trts_onnx_parser_get_error(building->parser, i, &error));
        check_error(error, fact);
    }
}

static void is_parsed_and_built(const Model* model)
{
    trts_library* library = rtx_library();
    const Building building = start_building(library, NULL);
    PlanFile file = {scratch_file(scratch_folder(), "model.plan"), 0, 0, true};
    TableRow* row = make_table_row(model->id);
    parse_and_build(library, &building, model, &file, row);
    OK(trts_network_get_nb_layers(building.network, &row->layers));
    check_verdict(model, row);
    check_parser_errors(&building, model, row);
    if (row->builds == verdict_yes)
    {
        check_plan_file(&file);
    }
}

void rtx_models_tests(void)
{
    run_for_each_model("a_model_is_parsed_and_built_as_expected", is_parsed_and_built);
}
