// A call that did not succeed, as an exception.
#pragma once

#include <string>

#include "trtsharp/status.h"

namespace mutants
{

struct Refusal
{
    trts_status status;
    std::string message;
};

/// Throws what the library has to say where a call failed.
inline void require(trts_status status)
{
    if (status != TRTS_OK)
    {
        const char* message = "";
        std::int32_t code = 0;
        (void)!trts_error_get_last(&message, &code);
        throw Refusal{status, message};
    }
}

} // namespace mutants
