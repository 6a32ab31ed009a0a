#include "core/tensorrt_support.h"

#include <cstdlib>
#include <new>
#include <string>

#include "core/guard.h"
#include "core/logging/logger.h"

using namespace trts;

namespace
{

static_assert(sizeof(CallLog) <= TRTS_SUPPORT_CALL_BYTES, "grow TRTS_SUPPORT_CALL_BYTES");

/// Lines of this thread's innermost call.
std::string logged()
{
    const CallLog* call = CallLog::current();
    return call == nullptr ? std::string() : call->text();
}

/// A method that gives nothing says only in the log that there was too little memory, a GPU's or an allocator's.
bool lacked_memory() noexcept
{
    try
    {
        const std::string lines = logged();
        return lines.find("OutOfMemory") != std::string::npos || lines.find("out of memory") != std::string::npos;
    }
    catch (...)
    {
        return true; // there is none for the lines
    }
}

template <typename Make>
trts_status fail_made(trts_status status, const Make& make) noexcept
{
    try
    {
        return fail(status, make().c_str());
    }
    catch (...)
    {
        return fail(TRTS_OUT_OF_MEMORY, "out of host memory while an error was reported");
    }
}

} // namespace

void trts_support_call_begin(void* storage) noexcept
{
    ::new (storage) CallLog();
}

void trts_support_call_end(void* storage) noexcept
{
    static_cast<CallLog*>(storage)->~CallLog();
}

void trts_support_keep_error(const char* text) noexcept
{
    CallLog::add(text);
}

trts_status trts_support_fail_logged(const char* method, trts_status status, const char* what) noexcept
{
    const bool lacks_memory = status == TRTS_INVALID_ARGUMENT && lacked_memory();
    return fail_made(lacks_memory ? TRTS_OUT_OF_MEMORY : status, [&] {
        const std::string lines = logged();
        return std::string(method) + " " + what + (lines.empty() ? "; TensorRT logged no reason" : ": " + lines);
    });
}

trts_status trts_support_check_logged(const char* method, trts_status failure) noexcept
{
    const CallLog* call = CallLog::current();
    return call != nullptr && call->has_lines() ? trts_support_fail_logged(method, failure, "failed") : TRTS_OK;
}

trts_status trts_support_fail_escaped(const char* method, const char* what) noexcept
{
    const trts_status status = fail_made(TRTS_INTERNAL_ERROR, [&] {
        const std::string lines = logged();
        return std::string("a ") + what + " escaped from TensorRT inside " + method +
               "; the object it was called on cannot be used any more" + (lines.empty() ? "" : ": " + lines);
    });
    mark_last_error_escaped();
    return status;
}

trts_status trts_support_fail_argument(const char* method, const char* what) noexcept
{
    return fail_made(TRTS_INVALID_ARGUMENT, [&] { return std::string(method) + ": " + what; });
}

trts_status trts_support_fail_memory(const char* method) noexcept
{
    return fail_made(TRTS_OUT_OF_MEMORY, [&] { return std::string(method) + ": out of host memory"; });
}

trts_status trts_support_fail_library(const char* method, const char* why) noexcept
{
    return fail_made(TRTS_LIBRARY_NOT_FOUND, [&] { return std::string(method) + ": " + why; });
}

trts_status trts_support_fail_enumerator(const char* method, const char* enumeration, int32_t value) noexcept
{
    return fail_made(TRTS_NOT_SUPPORTED, [&] {
        return std::string(method) + ": this TensorRT family has no " + enumeration + " number " + std::to_string(value);
    });
}

void trts_support_log(void* logger, int32_t severity, const char* message) noexcept
{
    static_cast<Logger*>(logger)->log(severity, message);
}

void* trts_support_logger_adapter(void* logger, size_t size, int32_t* made) noexcept
{
    return static_cast<Logger*>(logger)->adapter(size, made);
}

void* trts_support_allocate(size_t size) noexcept
{
    return std::malloc(size);
}

void trts_support_free(void* memory) noexcept
{
    std::free(memory);
}
