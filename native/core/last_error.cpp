#include "core/last_error.h"

#include <string>

#include "core/per_thread.h"

namespace trts
{
namespace
{

struct LastError
{
    std::string message;
    const char* fallback = "";
    std::int32_t native_code = 0;
    bool escaped = false;
};

LastError& slot() noexcept
{
    return per_thread<LastError>();
}

} // namespace

trts_status fail(trts_status status, const char* message, std::int32_t native_code) noexcept
{
    LastError& last = slot();
    last.native_code = native_code;
    last.escaped = false;
    try
    {
        last.message = message == nullptr ? "" : message;
        last.fallback = nullptr;
    }
    catch (...)
    {
        last.fallback = "out of memory, also for this message";
    }
    return status;
}

void mark_last_error_escaped() noexcept
{
    slot().escaped = true;
}

bool last_error_escaped() noexcept
{
    return slot().escaped;
}

void prepend_to_last_error(const char* text) noexcept
{
    try
    {
        slot().message.insert(0, text);
    }
    catch (...)
    {
        // The message without its prefix is better than none.
    }
}

const char* last_error_message() noexcept
{
    const LastError& last = slot();
    return last.fallback != nullptr ? last.fallback : last.message.c_str();
}

std::int32_t last_error_native_code() noexcept
{
    return slot().native_code;
}

} // namespace trts
