#include "backends.h"

#include "files.h"
#include "platform.h"
#include "suite.h"

trts_library* cpu_library(void)
{
    trts_library* library = NULL;
    OK(trts_library_open(TRTS_BACKEND_CPU, required_variable("TRTSHARP_ONNXRUNTIME"), &library));
    return library;
}

const char* rtx_library_file(void)
{
    return platform_is_windows ? "rtx1-win/tensorrt_rtx_1_7.dll" : "rtx1/libtensorrt_rtx.so.1";
}

trts_library* rtx_library(void)
{
    trts_library* library = NULL;
    OK(trts_library_open(TRTS_BACKEND_RTX1, sdk_path(rtx_library_file()), &library));
    return library;
}
