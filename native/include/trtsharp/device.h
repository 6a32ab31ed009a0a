/*
 * File:    trtsharp/device.h
 * Purpose: devices: NVIDIA's GPUs through CUDA's driver, or the one processor of the CPU backend.
 *
 * A device is a number from 0, in the driver's order (CUDA_VISIBLE_DEVICES can change it). Everything on a GPU happens
 * in its primary context, as in CUDA's runtime; it is kept for the life of the process. Each call makes that context
 * current for the calling thread and restores what was current before; trts_device_make_current alone changes it.
 *
 * Without a usable driver the functions of devices, streams, events and buffers fail with TRTS_DEVICE_ERROR: what was
 * tried and how to mend it. An error that ends the use of a context (an illegal address, for instance) is remembered:
 * from then on all that uses the device answers TRTS_DEVICE_ERROR with that first error, and only a new process helps.
 */
#ifndef TRTSHARP_DEVICE_H
#define TRTSHARP_DEVICE_H

#include "trtsharp/status.h"

TRTS_EXTERN_C_BEGIN

/** Instead of a device's number: the device of the calling thread's current context, 0 where it has none. */
#define TRTS_DEVICE_CURRENT (-1)

/** cuDeviceGetCount; 1 on the CPU backend. */
TRTS_API trts_device_get_count(trts_library* library, int32_t* count);
/** cuDriverGetVersion: the newest CUDA that the driver serves, 12040 for 12.4. Not on the CPU backend. */
TRTS_API trts_device_get_driver_version(trts_library* library, int32_t* version);
/** The number behind TRTS_DEVICE_CURRENT; 0 on the CPU backend. */
TRTS_API trts_device_get_current(trts_library* library, int32_t* device);
/**
 * cuCtxSetCurrent of the device's primary context, for the calling thread. TensorRT works on the device that is
 * current: before what is meant for another device than 0, each thread calls this. No effect on the CPU backend.
 */
TRTS_API trts_device_make_current(trts_library* library, int32_t device);

/** cuDeviceGetName; static storage. "CPU" on the CPU backend. */
TRTS_API trts_device_get_name(trts_library* library, int32_t device, const char** name);
/** 9 and 0 for sm_90. Not on the CPU backend. */
TRTS_API trts_device_get_compute_capability(trts_library* library, int32_t device, int32_t* major, int32_t* minor);
/** cuMemGetInfo; the machine's memory on the CPU backend. */
TRTS_API trts_device_get_memory_info(trts_library* library, int32_t device, int64_t* free_bytes,
                                     int64_t* total_bytes);
/** cuCtxGetStreamPriorityRange: the smaller number goes first. Both 0 where there are no priorities. */
TRTS_API trts_device_get_stream_priority_range(trts_library* library, int32_t device, int32_t* least,
                                               int32_t* greatest);
/** cuCtxSynchronize: waits for the work of all streams of the device. On the CPU backend their failures stay theirs. */
TRTS_API trts_device_synchronize(trts_library* library, int32_t device);

TRTS_EXTERN_C_END

#endif
