#include "trtsharp/status.h"

#include "core/dispatch/dispatch.h"

using namespace trts;

trts_status trts_error_get_last(const char** message, int32_t* native_code)
{
    if (message == nullptr || native_code == nullptr)
    {
        return TRTS_INVALID_ARGUMENT; // recording this would overwrite what the caller asks for
    }
    *message = last_error_message();
    *native_code = last_error_native_code();
    return TRTS_OK;
}

trts_status trts_status_get_name(trts_status status, const char** name)
{
    static const char* const names[] = {
        "OK",           "INVALID_ARGUMENT", "INVALID_STATE",   "NOT_SUPPORTED", "OUT_OF_MEMORY", "LIBRARY_NOT_FOUND",
        "VERSION_MISMATCH", "PARSE_FAILED", "BUILD_FAILED",    "LOAD_FAILED",   "EXECUTION_FAILED", "CANCELLED",
        "CALLBACK_FAILED",  "NOT_FOUND",    "IO_ERROR",        "DEVICE_ERROR",  "INTERNAL_ERROR"};
    static_assert(sizeof(names) / sizeof(names[0]) == TRTS_INTERNAL_ERROR + 1, "a status without a name");
    return guard([&]() -> trts_status {
        require_out(name, "name");
        if (status < TRTS_OK || status > TRTS_INTERNAL_ERROR)
        {
            throw Error(TRTS_INVALID_ARGUMENT, "there is no status " + std::to_string(status));
        }
        *name = names[status];
        return TRTS_OK;
    });
}
