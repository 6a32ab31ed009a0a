/* Opens the CPU backend and makes a builder and a runtime, through the exported C functions alone. */
#include <stdio.h>

#include "trtsharp/builder.g.h"
#include "trtsharp/library.h"
#include "trtsharp/runtime.g.h"
#include "trtsharp/status.h"

static int failed(const char* what)
{
    const char* message = "";
    int32_t native_code = 0;
    if (trts_error_get_last(&message, &native_code) != TRTS_OK)
    {
        message = "no message";
    }
    fprintf(stderr, "%s: %s\n", what, message);
    return 1;
}

int main(int count, char** arguments)
{
    const char* path = count > 1 ? arguments[1] : NULL;
    trts_library* library = NULL;
    trts_builder* builder = NULL;
    trts_runtime* runtime = NULL;
    const char* file = NULL;
    if (trts_library_open(TRTS_BACKEND_CPU, path, &library) != TRTS_OK)
    {
        return failed("trts_library_open");
    }
    if (trts_builder_create(library, NULL, &builder) != TRTS_OK)
    {
        return failed("trts_builder_create");
    }
    if (trts_runtime_create(library, NULL, &runtime) != TRTS_OK)
    {
        return failed("trts_runtime_create");
    }
    if (trts_library_get_path(library, &file) != TRTS_OK)
    {
        return failed("trts_library_get_path");
    }
    printf("opened %s\n", file);
    trts_runtime_destroy(runtime);
    trts_builder_destroy(builder);
    return 0;
}
