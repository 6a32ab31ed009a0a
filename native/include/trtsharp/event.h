/*
 * File:    trtsharp/event.h
 * Purpose: events: markers in streams.
 */
#ifndef TRTSHARP_EVENT_H
#define TRTSHARP_EVENT_H

#include "trtsharp/stream.h"

TRTS_EXTERN_C_BEGIN

/** CUevent_flags; they may be combined. */
typedef enum trts_event_flag
{
    TRTS_EVENT_DEFAULT = 0,
    TRTS_EVENT_BLOCKING_SYNC = 1, /* who waits for it sleeps instead of spinning */
    TRTS_EVENT_DISABLE_TIMING = 2 /* cheaper; no elapsed time */
} trts_event_flag;

/** trts_event_create_with_flags: TRTS_DEVICE_CURRENT, TRTS_EVENT_DISABLE_TIMING. Owned. */
TRTS_API trts_event_create(trts_library* library, trts_event** event);
/**
 * cuEventCreate. An event that was never recorded counts as completed. Owned.
 *
 * @param device a number, or TRTS_DEVICE_CURRENT: that of the streams that it is to be recorded in
 * @param flags  trts_event_flag
 */
TRTS_API trts_event_create_with_flags(trts_library* library, int32_t device, int32_t flags, trts_event** event);
/** Also while streams wait for it. */
TRTS_API_DESTROY trts_event_destroy(trts_event* event);
/** cuEventRecord: the event completes when the work that the stream holds now is done. */
TRTS_API trts_event_record(trts_event* event, trts_stream* stream);
/** cuEventSynchronize: waits for the last record. */
TRTS_API trts_event_synchronize(trts_event* event);
/** cuEventQuery. */
TRTS_API trts_event_query(trts_event* event, int32_t* completed);
/** The raw handle (a CUevent on a GPU) that TensorRT takes; valid until the event is destroyed. */
TRTS_API trts_event_get_native(trts_event* event, void** native);
/**
 * cuEventElapsedTime from this event to `end`, to about half a microsecond.
 *
 * @return TRTS_INVALID_STATE where one was never recorded, is not completed, or was created without timing
 */
TRTS_API trts_event_get_elapsed_time(trts_event* event, trts_event* end, float* milliseconds);

TRTS_EXTERN_C_END

#endif
