/*
 * File:    trtsharp/stream.h
 * Purpose: streams: ordered queues of work. A CUstream on a GPU, a queue of the CPU backend otherwise.
 */
#ifndef TRTSHARP_STREAM_H
#define TRTSHARP_STREAM_H

#include "trtsharp/status.h"

TRTS_EXTERN_C_BEGIN

typedef struct trts_stream trts_stream;
typedef struct trts_event trts_event;

/** cuStreamCreate. Work of one stream runs in order; any thread may add to it. Owned. */
TRTS_API trts_stream_create(trts_library* library, trts_stream** stream);
/** Waits for the work that is queued, then frees the stream. */
TRTS_API_DESTROY trts_stream_destroy(trts_stream* stream);
/** cuStreamSynchronize: waits until the stream is idle. Gives the first failure of its queued work, once. */
TRTS_API trts_stream_synchronize(trts_stream* stream);
/** cuStreamQuery: 1 where all work is done. */
TRTS_API trts_stream_query(trts_stream* stream, int32_t* idle);
/** The raw handle (a CUstream on a GPU) that enqueue functions take; valid until the stream is destroyed. */
TRTS_API trts_stream_get_native(trts_stream* stream, void** native);
/** cuStreamWaitEvent: work added later waits for what the event had recorded at this moment. Never blocks. */
TRTS_API trts_stream_wait_event(trts_stream* stream, trts_event* event);

TRTS_EXTERN_C_END

#endif
