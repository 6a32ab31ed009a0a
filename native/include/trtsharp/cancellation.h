/*
 * File:    trtsharp/cancellation.h
 * Purpose: ending a running inference early.
 */
#ifndef TRTSHARP_CANCELLATION_H
#define TRTSHARP_CANCELLATION_H

#include "trtsharp/handles.g.h"
#include "trtsharp/status.h"

TRTS_EXTERN_C_BEGIN

/**
 * Ends a running trts_context_enqueue_v3 early, where the backend can (cpu); the context stays usable.
 * The enqueue, or the stream's next synchronize, gives TRTS_CANCELLED. Any thread. Nothing running: no effect.
 */
TRTS_API trts_context_cancel(trts_context* context);

TRTS_EXTERN_C_END

#endif
