/*
 * File:    trtsharp/event.h
 * Purpose: events: markers in streams.
 */
#ifndef TRTSHARP_EVENT_H
#define TRTSHARP_EVENT_H

#include "trtsharp/stream.h"

TRTS_EXTERN_C_BEGIN

/** cuEventCreate. An event that was never recorded counts as completed. Owned. */
TRTS_API trts_event_create(trts_library* library, trts_event** event);
TRTS_API_DESTROY trts_event_destroy(trts_event* event);
/** cuEventRecord: the event completes when the work that the stream holds now is done. */
TRTS_API trts_event_record(trts_event* event, trts_stream* stream);
/** cuEventSynchronize: waits for the last record. */
TRTS_API trts_event_synchronize(trts_event* event);
/** cuEventQuery. */
TRTS_API trts_event_query(trts_event* event, int32_t* completed);

TRTS_EXTERN_C_END

#endif
