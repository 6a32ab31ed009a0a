/*
 * File:    trtsharp/diagnostics.h
 * Purpose: counters for tests and for whoever hunts a leak.
 */
#ifndef TRTSHARP_DIAGNOSTICS_H
#define TRTSHARP_DIAGNOSTICS_H

#include "trtsharp/status.h"

TRTS_EXTERN_C_BEGIN

/** How many handles of all kinds are alive in the process. */
TRTS_API trts_diagnostics_get_live_handle_count(int64_t* count);

/** How many handles of one kind are alive; kinds are numbered from 0 to the count that get_handle_kind_count gives. */
TRTS_API trts_diagnostics_get_live_handle_count_of(int32_t kind, const char** name, int64_t* count);
TRTS_API trts_diagnostics_get_handle_kind_count(int32_t* count);

/** How many bytes of buffers, models and plans the library itself holds, for all handles together. */
TRTS_API trts_diagnostics_get_live_byte_count(int64_t* count);

TRTS_EXTERN_C_END

#endif
