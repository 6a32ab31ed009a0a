/* Files that are no models, or none that may run: each refused with the words its user needs. */
#include "bad_models.h"

#include <stdio.h>

#include "building.h"
#include "suite.h"

static const struct
{
    const char* file;
    const char* reason;
    bool only_backend_knows; /* no check of the library's own finds it */
} bad_models[] = {
    {"01-empty", "0 bytes", false},
    {"02-truncated-head", "cut short", false},
    {"03-truncated-middle", "cut short", false},
    {"04-truncated-last-byte", "cut short", false},
    {"05-random", "not a valid ONNX model", false},
    {"06-wrong-magic", "not a valid ONNX model", false},
    {"07-not-a-model", "not a valid ONNX model", false},
    {"08-cyclic", "cycle", false},
    {"09-duplicate-names", "defined twice", false},
    {"10-missing-initializer", "'nowhere'", false},
    {"11-opset-999", "opset 999", false},
    {"12-external-escape", "outside the model's folder", false},
    {"13-external-escape-existing", "outside the model's folder", false},
    {"14-external-absolute", "absolute path", false},
    {"15-external-missing", "does not exist", false},
    {"16-external-short", "too short", false},
    {"17-raw-size-mismatch", "takes 16", false},
    {"18-unknown-op", "NoSuchOp", true},
    {"19-shape-conflict", "Incompatible dimensions", true},
};

static trts_library* (*library_of_test)(void);
static size_t bad_model;

static void check_parser_has_errors(trts_onnx_parser* parser)
{
    int32_t count = 0;
    OK(trts_onnx_parser_get_nb_errors(parser, &count));
    REQUIRE(count > 0);
    trts_onnx_parser_error error = {0};
    const char* description = NULL;
    OK(trts_onnx_parser_get_error(parser, 0, &error));
    OK(trts_onnx_parser_error_desc(error, &description));
    CHECK(description != NULL && *description != '\0');
}

static void check_bad_model(const char* name, const char* reason)
{
    char file[64];
    snprintf(file, sizeof file, "bad/%s.onnx", name);
    const char* path = shared_model_path(file);
    const Building by_path = start_building(library_of_test(), NULL);
    FAILS(trts_onnx_parser_parse_from_file(by_path.parser, path, 0), TRTS_PARSE_FAILED, reason);
    check_parser_has_errors(by_path.parser);

    const FileBytes bytes = read_bytes(path);
    const Building by_bytes = start_building(library_of_test(), NULL);
    FAILS(trts_onnx_parser_parse(by_bytes.parser, bytes.data, bytes.size, path), TRTS_PARSE_FAILED, reason);
    check_parser_has_errors(by_bytes.parser);
}

static void check_next_bad_model(void)
{
    check_bad_model(bad_models[bad_model].file, bad_models[bad_model].reason);
}

void run_for_each_bad_model(trts_library* (*library)(void), bool of_backend_too)
{
    library_of_test = library;
    for (bad_model = 0; bad_model < sizeof bad_models / sizeof bad_models[0]; ++bad_model)
    {
        char name[80];
        snprintf(name, sizeof name, "a_bad_file_is_refused_with_the_reason: %s", bad_models[bad_model].file);
        if (of_backend_too || !bad_models[bad_model].only_backend_knows)
        {
            suite_run(name, check_next_bad_model);
        }
    }
}
