/* Opening the CPU backend, and what it tells about itself. */
#include <stdlib.h>

#include "areas.h"
#include "backends.h"
#include "files.h"
#include "platform.h"
#include "suite.h"
#include "trtsharp/version.h"

static const char* const variable = "TRTSHARP_ONNXRUNTIME";

static void the_abi_is_that_of_the_header(void)
{
    int32_t major = 0;
    int32_t minor = -1;
    const char* package = NULL;
    OK(trts_version_get_abi(&major, &minor));
    OK(trts_version_get_package(&package));
    OK(trts_version_nop());
    CHECK_NUMBER(major, TRTS_ABI_VERSION_MAJOR);
    CHECK_NUMBER(minor, TRTS_ABI_VERSION_MINOR);
    CHECK_CONTAINS(package, ".");
}

static void every_status_has_its_name(void)
{
    const char* name = NULL;
    OK(trts_status_get_name(TRTS_OK, &name));
    CHECK_TEXT(name, "OK");
    OK(trts_status_get_name(TRTS_INTERNAL_ERROR, &name));
    CHECK_TEXT(name, "INTERNAL_ERROR");
}

static void a_library_is_opened_by_its_path(void)
{
    const trts_library* library = cpu_library();
    const char* text = NULL;
    int32_t backend = 0;
    int32_t version[3] = {-1, -1, -1};
    OK(trts_library_get_backend(library, &backend));
    CHECK_NUMBER(backend, TRTS_BACKEND_CPU);
    OK(trts_library_get_name(library, &text));
    CHECK_TEXT(text, "cpu");
    OK(trts_library_get_version(library, &version[0], &version[1], &version[2]));
    CHECK_NUMBER(version[0], 1);
    CHECK(version[1] >= 31);
    CHECK(version[2] >= 0);
    OK(trts_library_get_path(library, &text));
    CHECK_CONTAINS(text, "onnxruntime");
}

/* Before the file is opened by its path: what is loaded already would be found without the variable. */
static void the_variable_names_the_library(void)
{
    trts_library* by_variable = NULL;
    (void)required_variable(variable);
    OK(trts_library_open(TRTS_BACKEND_CPU, NULL, &by_variable));
    CHECK(by_variable == cpu_library());
}

static void restore_variable(void* value)
{
    CHECK(platform_set_environment(variable, value));
    free(value);
}

static void a_variable_that_points_nowhere_is_named(void)
{
    trts_library* library = NULL;
    suite_defer(restore_variable, platform_environment(variable));
    REQUIRE(platform_set_environment(variable, "no-such-folder/" NON_ASCII));
    FAILS(trts_library_open(TRTS_BACKEND_CPU, NULL, &library), TRTS_LIBRARY_NOT_FOUND, variable);
    CHECK_CONTAINS(suite_last_error(), "no-such-folder/" NON_ASCII);
    CHECK(library == NULL);
}

static void a_library_that_is_not_there_is_named(void)
{
    trts_library* library = NULL;
    FAILS(trts_library_open(TRTS_BACKEND_CPU, "no-such-folder/" NON_ASCII, &library), TRTS_LIBRARY_NOT_FOUND,
          "no-such-folder/" NON_ASCII);
    CHECK(library == NULL);
}

static void a_file_that_is_no_library_is_named(void)
{
    trts_library* library = NULL;
    const char* model = asset_path("digits-cnn/digits-cnn.onnx");
    FAILS(trts_library_open(TRTS_BACKEND_CPU, model, &library), TRTS_LIBRARY_NOT_FOUND, model);
    CHECK(library == NULL);
}

static void a_library_of_another_kind_is_told_apart(void)
{
    trts_library* library = NULL;
    const char* path = required_variable(variable);
    FAILS(trts_library_open(TRTS_BACKEND_RTX1, path, &library), TRTS_LIBRARY_NOT_FOUND, "getInferLibVersion");
    CHECK_CONTAINS(suite_last_error(), path);
    CHECK(library == NULL);
}

static void a_backend_that_does_not_exist_is_refused(void)
{
    trts_library* library = NULL;
    FAILS(trts_library_open(7, NULL, &library), TRTS_INVALID_ARGUMENT, "7");
    CHECK(library == NULL);
}

void cpu_library_tests(void)
{
    RUN(the_abi_is_that_of_the_header);
    RUN(every_status_has_its_name);
    RUN(a_library_that_is_not_there_is_named);
    RUN(a_file_that_is_no_library_is_named);
    RUN(a_variable_that_points_nowhere_is_named);
    RUN(the_variable_names_the_library);
    RUN(a_library_is_opened_by_its_path);
    RUN(a_library_of_another_kind_is_told_apart);
    RUN(a_backend_that_does_not_exist_is_refused);
}
