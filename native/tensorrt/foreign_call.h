// The one door to NVIDIA's code: every call into it goes through here, and what escapes from it stops here.
//
// Under g++ and MSVC that is C++ exceptions. Under clang for the MSVC ABI it is a structured exception: mingw's runtime
// cannot see MSVC's C++ exceptions, and an access violation inside the DLL would end the process otherwise.
#pragma once

#include <stdint.h>

#include "core/tensorrt_support.h"
#include "trtsharp/status.h"

namespace trts
{

/// Collects what NVIDIA's code logs on this thread while the call runs.
class CallScope
{
public:
    CallScope() { trts_support_call_begin(storage_); }
    ~CallScope() { trts_support_call_end(storage_); }
    CallScope(const CallScope&) = delete;
    CallScope& operator=(const CallScope&) = delete;

private:
    alignas(16) unsigned char storage_[TRTS_SUPPORT_CALL_BYTES];
};

#if defined(__clang__) && defined(_MSC_VER)

/// What escaped, in words; null for what is not caught: nobody can go on after a stack overflow.
inline const char* name_of_structured_exception(unsigned long code)
{
    switch (code)
    {
    case 0xE06D7363ul: return "C++ exception";
    case 0xC0000005ul: return "memory access violation";
    case 0xC0000006ul: return "failed read of a mapped file";
    case 0xC000001Dul: return "illegal instruction";
    case 0xC0000094ul: return "division by zero";
    default: return nullptr;
    }
}

/// `body` under __try. Apart from foreign_call: no object with a destructor may stand beside __try.
template <typename Body>
trts_status call_structured(const Body& body, const char*& escaped)
{
    __try
    {
        return body();
    }
    __except ((escaped = name_of_structured_exception(_exception_code())) != nullptr)
    {
        return TRTS_INTERNAL_ERROR;
    }
}

#endif

#if defined(TRTS_RECORD_CALLS)

#define TRTS_TEXT_OF(token) #token
#define TRTS_TEXT(macro) TRTS_TEXT_OF(macro)

/// Builds for tests only: tells that NVIDIA's METHOD was called.
inline trts_status recorded(const char* method, trts_status status)
{
    trts_support_record_call(TRTS_TEXT(TRTS_FAMILY), method, status);
    return status;
}

#else

constexpr trts_status recorded(const char*, trts_status status)
{
    return status;
}

#endif

/// Runs `body`, which calls NVIDIA's code and gives a status.
template <typename Body>
trts_status foreign_call(const char* method, const Body& body)
{
    const CallScope scope;
#if defined(__clang__) && defined(_MSC_VER)
    const char* escaped = nullptr;
    const trts_status status = call_structured(body, escaped);
    return escaped == nullptr ? status : trts_support_fail_escaped(method, escaped);
#else
    try
    {
        return recorded(method, body());
    }
    catch (...)
    {
        return trts_support_fail_escaped(method, "C++ exception");
    }
#endif
}

/// The failure of a method that answers false or null; its text is what was logged meanwhile.
inline trts_status foreign_failure(const char* method, trts_status status, const char* what)
{
    return trts_support_fail_logged(method, status, what);
}

/// The status of a void method, which says nothing of a failure but for the errors that it logs.
inline trts_status foreign_verdict(const char* method, trts_status failure)
{
    return trts_support_check_logged(method, failure);
}

/// int64_t to size_t: negative sizes are refused.
inline bool to_size(int64_t value, size_t& out)
{
    if (value < 0)
    {
        return false;
    }
    out = static_cast<size_t>(value);
    return true;
}

/// An application's answer: less than nothing is nothing.
inline size_t to_size(int64_t value)
{
    return value < 0 ? 0 : static_cast<size_t>(value);
}

/// size_t to int64_t, saturated: TensorRT says "no limit" by the largest size_t.
inline int64_t from_size(size_t value)
{
    return value > static_cast<size_t>(INT64_MAX) ? INT64_MAX : static_cast<int64_t>(value);
}

} // namespace trts
