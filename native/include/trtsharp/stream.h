/*
 * File:    trtsharp/stream.h
 * Purpose: streams: ordered queues of work. A CUstream on a GPU, a queue of the CPU backend otherwise.
 */
#ifndef TRTSHARP_STREAM_H
#define TRTSHARP_STREAM_H

#include "trtsharp/device.h"

TRTS_EXTERN_C_BEGIN

typedef struct trts_stream trts_stream;
typedef struct trts_event trts_event;

/** CUstream_flags. */
typedef enum trts_stream_flag
{
    TRTS_STREAM_DEFAULT = 0,     /* in one order with the null stream, which copies without a stream use */
    TRTS_STREAM_NON_BLOCKING = 1 /* in an order of its own */
} trts_stream_flag;

/** Work of the application in a stream. */
typedef void(TRTS_CALL* trts_host_function)(void* user_data);

/** trts_stream_create_with_priority: TRTS_DEVICE_CURRENT, TRTS_STREAM_NON_BLOCKING, priority 0. Owned. */
TRTS_API trts_stream_create(trts_library* library, trts_stream** stream);
/**
 * cuStreamCreateWithPriority. Work of one stream runs in order; any thread may add to it. Owned.
 *
 * @param device   a number, or TRTS_DEVICE_CURRENT
 * @param flags    one of trts_stream_flag
 * @param priority smaller goes first; outside of trts_device_get_stream_priority_range it counts as the nearest inside
 */
TRTS_API trts_stream_create_with_priority(trts_library* library, int32_t device, int32_t flags, int32_t priority,
                                          trts_stream** stream);
/** Waits for the work that is queued, then frees the stream. */
TRTS_API_DESTROY trts_stream_destroy(trts_stream* stream);
/** cuStreamSynchronize: waits until the stream is idle. Gives the first failure of its queued work, once. */
TRTS_API trts_stream_synchronize(trts_stream* stream);
/** cuStreamQuery: 1 where all work is done. TRTS_INVALID_STATE in the stream's own work on the CPU backend: nobody can wait there. */
TRTS_API trts_stream_query(trts_stream* stream, int32_t* idle);
/** The raw handle (a CUstream on a GPU) that enqueue functions take; valid until the stream is destroyed. */
TRTS_API trts_stream_get_native(trts_stream* stream, void** native);
/** The number of the device that the stream works on. */
TRTS_API trts_stream_get_device(trts_stream* stream, int32_t* device);
/** cuStreamWaitEvent: work added later waits for what the event had recorded at this moment. Never blocks. */
TRTS_API trts_stream_wait_event(trts_stream* stream, trts_event* event);
/**
 * cuLaunchHostFunc: runs `function` once, after the work added before and before what is added later, on another
 * thread. It must not call CUDA or this library (CUDA refuses that), nor throw. Where the device fails before its turn
 * comes, it is never called.
 */
TRTS_API trts_stream_launch_host_function(trts_stream* stream, trts_host_function function, void* user_data);

TRTS_EXTERN_C_END

#endif
