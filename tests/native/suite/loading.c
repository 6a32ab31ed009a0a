/* Finding TensorRT's libraries, on stand-ins for them, and never what lies in the current folder. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "areas.h"
#include "files.h"
#include "platform.h"
#include "suite.h"
#include "trtsharp/discovery.h"
#include "trtsharp/library.h"

#if defined(_WIN32)
#define TRT10_NAME "nvinfer_10.dll"
#define ONNXRUNTIME_NAME "onnxruntime.dll"
#define DRIVER_NAME "nvcuda.dll"
#define LOADER_PATH "PATH"
#define SITE_PACKAGES "Lib/site-packages/"
#define RTX_NAME(minor) "tensorrt_rtx_1_" #minor ".dll"
#define NEEDS_NAME "libneeds_what_is_missing.dll"
#define MISSING_NAME "libmissing_dependency.dll"
#else
#define TRT10_NAME "libnvinfer.so.10"
#define ONNXRUNTIME_NAME "libonnxruntime.so"
#define DRIVER_NAME "libcuda.so.1"
#define LOADER_PATH "LD_LIBRARY_PATH"
#define SITE_PACKAGES "lib/python3.12/site-packages/"
#define RTX_NAME(minor) "libtensorrt_rtx.so.1." #minor
#define NEEDS_NAME "libneeds_what_is_missing.so"
#define MISSING_NAME "libmissing_dependency.so"
#endif

#define TRT10_STAND_IN "stand_in_100600.library"

typedef struct Variable
{
    const char* name;
    char* before;
} Variable;

static void restore_variable(void* object)
{
    Variable* variable = object;
    CHECK(platform_set_environment(variable->name, variable->before));
    free(variable->before);
}

/* For one test; NULL removes it. */
static void set_variable(const char* name, const char* value)
{
    Variable* variable = suite_allocate(sizeof *variable);
    variable->name = name;
    variable->before = platform_environment(name);
    suite_defer(restore_variable, variable);
    REQUIRE(platform_set_environment(name, value));
}

static void restore_current_folder(void* folder)
{
    CHECK(platform_set_current_folder(folder));
    free(folder);
}

static void enter_folder(const char* folder)
{
    char* before = platform_current_folder();
    REQUIRE(before != NULL);
    suite_defer(restore_current_folder, before);
    REQUIRE(platform_set_current_folder(folder));
}

/* How many a discovery finds; its text where there is nothing to open. */
static int32_t count_found(int32_t backend, const char** failure)
{
    int32_t count = -1;
    OK(trts_discovery_find_libraries(backend, &count, failure));
    return count;
}

static trts_discovered_library found_at(int32_t index)
{
    trts_discovered_library library;
    OK(trts_discovery_get_library(index, &library));
    return library;
}

/* The one that the discovery would open. */
static trts_discovered_library first_found(int32_t backend)
{
    const char* failure = NULL;
    REQUIRE(count_found(backend, &failure) > 0);
    CHECK_TEXT(failure, "");
    return found_at(0);
}

/* Before any other test: a library that is loaded is found by its name for ever. */
static void nothing_is_loaded_from_the_current_folder(void)
{
    trts_library* library = NULL;
    const char* folder = scratch_folder();
    static const char* const names[] = {TRT10_NAME, ONNXRUNTIME_NAME, DRIVER_NAME};
    const FileBytes stand_in = read_bytes(library_path(TRT10_STAND_IN));
    for (int i = 0; i < 3; ++i)
    {
        write_bytes(scratch_file(folder, names[i]), stand_in.data, stand_in.size);
    }
    set_variable("TRTSHARP_TENSORRT", NULL);
    set_variable("TRTSHARP_ONNXRUNTIME", NULL);
    set_variable("TRTSHARP_CUDA_DRIVER", NULL);
    set_variable(LOADER_PATH, platform_is_windows ? ".;;" : ".::");
    enter_folder(folder);
    FAILS(trts_library_open(TRTS_BACKEND_TRT10, NULL, &library), TRTS_LIBRARY_NOT_FOUND, TRT10_NAME);
    CHECK(strstr(suite_last_error(), NON_ASCII) == NULL);
    CHECK(!platform_is_loaded(TRT10_NAME));
    FAILS(trts_library_open(TRTS_BACKEND_CPU, NULL, &library), TRTS_LIBRARY_NOT_FOUND, ONNXRUNTIME_NAME);
    CHECK(strstr(suite_last_error(), "OrtGetApiBase") == NULL); /* what a loaded one lacks */
    int32_t version = -1;
    int32_t count = -1;
    const char* failure = NULL;
    OK(trts_discovery_find_devices(&version, &count, &failure));
    CHECK(strstr(failure, "cuInit") == NULL || strstr(failure, "no symbol") == NULL);
    CHECK(library == NULL);
}

static void a_folder_that_the_variable_names_is_searched(void)
{
    const char* folder = library_folder();
    (void)library_copy(folder, TRT10_NAME, TRT10_STAND_IN);
    set_variable("TRTSHARP_TENSORRT", folder);
    const trts_discovered_library found = first_found(TRTS_BACKEND_TRT10);
    CHECK_NUMBER(found.is_supported, 1);
    CHECK_TEXT(found.origin, "TRTSHARP_TENSORRT");
    CHECK_CONTAINS(found.path, NON_ASCII);
    CHECK_CONTAINS(found.path, TRT10_NAME);
    CHECK_NUMBER(found.version[0], 10);
    CHECK_NUMBER(found.version[1], 6);
    CHECK_NUMBER(found.version[2], 0);
    CHECK_NUMBER(found.version[3], -1);
    CHECK_TEXT(found.parser_path, "");
    CHECK(platform_is_loaded(TRT10_NAME));
}

static void the_newest_tensorrt_rtx_of_a_wheel_is_opened(void)
{
    const char* environment = library_folder();
    make_folders(environment, SITE_PACKAGES "tensorrt_rtx_libs/");
    (void)library_copy(environment, SITE_PACKAGES "tensorrt_rtx_libs/" RTX_NAME(4), "stand_in_10401.library");
    (void)library_copy(environment, SITE_PACKAGES "tensorrt_rtx_libs/" RTX_NAME(7), "stand_in_10701.library");
    (void)library_copy(environment, SITE_PACKAGES "tensorrt_rtx_libs/" RTX_NAME(6), "stand_in_10601.library");
    set_variable("TRTSHARP_TENSORRT", NULL);
    set_variable("VIRTUAL_ENV", environment);
    const trts_discovered_library found = first_found(TRTS_BACKEND_RTX1);
    CHECK_CONTAINS(found.path, RTX_NAME(7));
    CHECK_TEXT(found.origin, "Python packages");
    CHECK_NUMBER(found.version[1], 7);
    const trts_discovered_library second = found_at(1);
    CHECK_CONTAINS(second.path, RTX_NAME(6));
    CHECK_NUMBER(second.is_supported, 1);
    CHECK_TEXT(second.reason, "a newer one is there");
    const trts_discovered_library third = found_at(2);
    CHECK_CONTAINS(third.path, RTX_NAME(4));
    CHECK_NUMBER(third.is_supported, 0);
    CHECK_CONTAINS(third.reason, "is version 1.4.1 of TensorRT-RTX");
    CHECK(platform_is_loaded(RTX_NAME(7)));
    CHECK(!platform_is_loaded(RTX_NAME(6)));
    CHECK(!platform_is_loaded(RTX_NAME(4)));
}

static void folders_of_the_loaders_path_are_searched(void)
{
    const char* folder = library_folder();
    (void)library_copy(folder, TRT10_NAME, TRT10_STAND_IN);
    set_variable("TRTSHARP_TENSORRT", NULL);
    set_variable(LOADER_PATH, folder);
    const trts_discovered_library found = first_found(TRTS_BACKEND_TRT10);
    CHECK_TEXT(found.origin, LOADER_PATH);
    CHECK_CONTAINS(found.path, NON_ASCII);
}

static void install_folders_of_windows_are_searched(void)
{
    if (!platform_is_windows)
    {
        suite_skip("ProgramFiles", "is Windows's");
    }
    const char* folder = library_folder();
    make_folders(folder, "NVIDIA GPU Computing Toolkit/TensorRT-10.6.0.26/bin/");
    (void)library_copy(folder, "NVIDIA GPU Computing Toolkit/TensorRT-10.6.0.26/bin/" TRT10_NAME, TRT10_STAND_IN);
    set_variable("TRTSHARP_TENSORRT", NULL);
    set_variable("ProgramFiles", folder);
    const trts_discovered_library found = first_found(TRTS_BACKEND_TRT10);
    CHECK_TEXT(found.origin, "install folders");
    CHECK_CONTAINS(found.path, "TensorRT-10.6.0.26");
}

static void a_missing_dependency_is_named(void)
{
    trts_library* library = NULL;
    FAILS(trts_library_open(TRTS_BACKEND_TRT10, library_path(NEEDS_NAME), &library), TRTS_LIBRARY_NOT_FOUND,
          MISSING_NAME);
    CHECK(library == NULL);
}

static void dependencies_are_found_by_path_on_windows(void)
{
    if (!platform_is_windows)
    {
        suite_skip("PATH", "is no library path here");
    }
    trts_library* library = NULL;
    const char* needs = library_path(NEEDS_NAME);
    const char* name = strrchr(needs, '/') == NULL ? needs : strrchr(needs, '/') + 1;
    const size_t length = strlen(needs) - strlen(name);
    char* folder = suite_allocate(length + sizeof "elsewhere");
    snprintf(folder, length + sizeof "elsewhere", "%.*selsewhere", (int)length, needs);
    set_variable("PATH", folder);
    FAILS(trts_library_open(TRTS_BACKEND_TRT10, needs, &library), TRTS_LIBRARY_NOT_FOUND,
          "is no TensorRT: it has no symbol getInferLibVersion");
    CHECK(platform_is_loaded(MISSING_NAME));
}

static void a_discovery_that_finds_nothing_says_what_to_do(void)
{
    const char* failure = NULL;
    set_variable("TRTSHARP_TENSORRT", scratch_folder());
    CHECK_NUMBER(count_found(TRTS_BACKEND_TRT11, &failure), 0);
    CHECK_CONTAINS(failure, "TensorRT 11 was not found where TRTSHARP_TENSORRT points to");
    CHECK_CONTAINS(failure, NON_ASCII);
    CHECK_CONTAINS(failure, "Install TensorRT 11 (");
    trts_discovered_library library;
    FAILS(trts_discovery_get_library(0, &library), TRTS_INVALID_ARGUMENT, "there is no library 0");
    FAILS(trts_discovery_get_library(-1, &library), TRTS_INVALID_ARGUMENT, "there is no library -1");
    FAILS(trts_discovery_find_libraries(5, &(int32_t){0}, &failure), TRTS_INVALID_ARGUMENT, "5");
    FAILS(trts_discovery_find_libraries(TRTS_BACKEND_CPU, NULL, &failure), TRTS_INVALID_ARGUMENT, "count");
}

static void the_cpu_backends_library_is_discovered(void)
{
    (void)required_variable("TRTSHARP_ONNXRUNTIME");
    const trts_discovered_library found = first_found(TRTS_BACKEND_CPU);
    CHECK_NUMBER(found.is_supported, 1);
    CHECK_NUMBER(found.version[0], 1);
    CHECK_TEXT(found.origin, "TRTSHARP_ONNXRUNTIME");
}

void loading_tests(void)
{
    RUN(nothing_is_loaded_from_the_current_folder);
    RUN(a_folder_that_the_variable_names_is_searched);
    RUN(the_newest_tensorrt_rtx_of_a_wheel_is_opened);
    RUN(folders_of_the_loaders_path_are_searched);
    RUN(install_folders_of_windows_are_searched);
    RUN(a_missing_dependency_is_named);
    RUN(dependencies_are_found_by_path_on_windows);
    RUN(a_discovery_that_finds_nothing_says_what_to_do);
    RUN(the_cpu_backends_library_is_discovered);
}
