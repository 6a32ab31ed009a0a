// What the freestanding folder native/tensorrt needs of the C++ library, behind C functions: logs, error text, memory.
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "trtsharp/status.h"

#define TRTS_SUPPORT_CALL_BYTES 64

extern "C"
{
    /// Begins and ends the collection of this thread's error lines, in the caller's storage.
    void trts_support_call_begin(void* storage) noexcept;
    void trts_support_call_end(void* storage) noexcept;

    /// An error that this thread is told of, and that is not logged, is collected as if it were.
    void trts_support_keep_error(const char* text) noexcept;

    /// "METHOD WHAT: lines logged since the call began", recorded as this thread's last error.
    trts_status trts_support_fail_logged(const char* method, trts_status status, const char* what) noexcept;

    /// The failure "METHOD failed: lines" where there were such lines since the call began; else TRTS_OK.
    trts_status trts_support_check_logged(const char* method, trts_status failure) noexcept;

    /// Something escaped from NVIDIA's code inside METHOD.
    trts_status trts_support_fail_escaped(const char* method, const char* what) noexcept;

    /// Invalid argument of METHOD.
    trts_status trts_support_fail_argument(const char* method, const char* what) noexcept;

    /// No memory for METHOD.
    trts_status trts_support_fail_memory(const char* method) noexcept;

    /// A library that METHOD needs is not there; WHY names it and what was tried.
    trts_status trts_support_fail_library(const char* method, const char* why) noexcept;

    /// An enumerator (canonical number) that this family does not have.
    trts_status trts_support_fail_enumerator(const char* method, const char* enumeration, int32_t value) noexcept;

#if defined(TRTS_RECORD_CALLS)
    /// Builds for tests only: METHOD of NVIDIA's library was called, or its arguments were refused (the status tells).
    void trts_support_record_call(const char* family, const char* method, trts_status status) noexcept;
#endif

    /// trts::Logger.
    void trts_support_log(void* logger, int32_t severity, const char* message) noexcept;

    /// Memory for a foreign logger object that lives as long as the trts::Logger; `made` tells whether it was built.
    void* trts_support_logger_adapter(void* logger, size_t size, int32_t* made) noexcept;

#if defined(_WIN32)
    /// A model's bytes, because NVIDIA's DLL cannot open every file by a narrow path; `narrow_path` is for finding the
    /// model's external data. What `owner` receives goes to trts_support_close_model.
    trts_status trts_support_open_model(const char* method, const char* path, void** owner, const void** bytes,
                                        size_t* size, const char** narrow_path) noexcept;
    void trts_support_close_model(void* owner) noexcept;
#endif

    /// malloc and free: adapters of callbacks.
    void* trts_support_allocate(size_t size) noexcept;
    void trts_support_free(void* memory) noexcept;
}
