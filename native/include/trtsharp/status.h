/*
 * File:    trtsharp/status.h
 * Purpose: the outcome of a call.
 */
#ifndef TRTSHARP_STATUS_H
#define TRTSHARP_STATUS_H

#include "trtsharp/base.h"

TRTS_EXTERN_C_BEGIN

/** One of trts_status_code. A plain integer, so that its size is the same in every language. */
typedef int32_t trts_status;

/** Few and semantic: a binding maps each to one exception. New codes are appended. */
typedef enum trts_status_code
{
    TRTS_OK = 0,
    TRTS_INVALID_ARGUMENT = 1,
    TRTS_INVALID_STATE = 2,
    TRTS_NOT_SUPPORTED = 3,
    TRTS_OUT_OF_MEMORY = 4,
    TRTS_LIBRARY_NOT_FOUND = 5,
    TRTS_VERSION_MISMATCH = 6,
    TRTS_PARSE_FAILED = 7,
    TRTS_BUILD_FAILED = 8,
    TRTS_LOAD_FAILED = 9,
    TRTS_EXECUTION_FAILED = 10,
    TRTS_CANCELLED = 11,
    TRTS_CALLBACK_FAILED = 12,
    TRTS_NOT_FOUND = 13,
    TRTS_IO_ERROR = 14,
    TRTS_DEVICE_ERROR = 15,
    TRTS_INTERNAL_ERROR = 16
} trts_status_code;

/**
 * What the last failed call on this thread had to say. Meaningful only right after a failure.
 *
 * @param[out] message     borrowed from the thread until its next failure; never NULL
 * @param[out] native_code the foreign library's own number (CUDA, ONNX Runtime), 0 where there is none
 */
TRTS_API trts_error_get_last(const char** message, int32_t* native_code);

/** The name of a status code, for instance "INVALID_ARGUMENT"; static storage. */
TRTS_API trts_status_get_name(trts_status status, const char** name);

TRTS_EXTERN_C_END

#endif
