/*
 * File:    trtsharp/base.h
 * Purpose: what every module header needs: linkage, export, the object types.
 *
 * Rules of the whole ABI:
 *  - Every function returns trts_status, except destroy, which returns void, accepts NULL and cannot fail.
 *  - Receiver first, inputs next, outputs last. A failed call leaves its outputs as they were.
 *  - int32_t for counts, enumerators, flags and truth values (0 or 1); int64_t for dimensions and byte sizes;
 *    const char* is UTF-8; void* only for tensor memory, raw streams and user data.
 *  - Owned objects are opaque handles: each create has one destroy. A child must be destroyed before its parent.
 *  - Borrowed objects are two-word values. They live as long as the object they came from, and compare by `native`.
 *  - A string that a function gives out is borrowed from the object it came from: copy it before the next call.
 */
#ifndef TRTSHARP_BASE_H
#define TRTSHARP_BASE_H

#include <stddef.h>
#include <stdint.h>

#if defined(__cplusplus)
#define TRTS_EXTERN_C_BEGIN extern "C" {
#define TRTS_EXTERN_C_END }
#else
#define TRTS_EXTERN_C_BEGIN
#define TRTS_EXTERN_C_END
#endif

#if defined(_WIN32)
#define TRTS_EXPORT /* exported through the generated .def file */
#define TRTS_CALL __cdecl
#elif defined(__GNUC__)
#define TRTS_EXPORT __attribute__((visibility("default")))
#define TRTS_CALL
#else
#define TRTS_EXPORT
#define TRTS_CALL
#endif

#if defined(__GNUC__)
#define TRTS_MUST_USE __attribute__((warn_unused_result))
#else
#define TRTS_MUST_USE
#endif

/** A function that returns a status nobody may ignore. */
#define TRTS_API TRTS_EXPORT TRTS_MUST_USE trts_status TRTS_CALL
/** A destroy function. */
#define TRTS_API_DESTROY TRTS_EXPORT void TRTS_CALL

/** The methods of one opened library; the first word of every handle and view. */
typedef struct trts_api_table trts_api_table;

/** nvinfer1::Dims64. nb_dims is -1 where the rank is unknown; a dimension is -1 where it is dynamic. */
typedef struct trts_dims
{
    int32_t nb_dims;
    int64_t d[8];
} trts_dims;

/** An opened backend: a TensorRT library, or the CPU backend. Never unloaded; nothing to destroy. */
typedef struct trts_library trts_library;

#endif
