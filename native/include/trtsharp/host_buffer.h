/*
 * File:    trtsharp/host_buffer.h
 * Purpose: pinned host memory: what is copied to and from devices at full speed, and beside other work.
 */
#ifndef TRTSHARP_HOST_BUFFER_H
#define TRTSHARP_HOST_BUFFER_H

#include "trtsharp/device.h"

TRTS_EXTERN_C_BEGIN

typedef struct trts_host_buffer trts_host_buffer;

/**
 * cuMemHostAlloc, pinned for all devices; plain memory on the CPU backend. At least 64-byte aligned; contents
 * undefined. A size of 0 is allowed. Owned.
 *
 * @param device a number, or TRTS_DEVICE_CURRENT: the one whose context it is allocated in
 */
TRTS_API trts_host_buffer_create(trts_library* library, int32_t device, int64_t byte_size, trts_host_buffer** buffer);
/** cuMemFreeHost. Not before copies that use the memory are done. */
TRTS_API_DESTROY trts_host_buffer_destroy(trts_host_buffer* buffer);
/** Valid until the buffer is destroyed. Any thread may read and write there. */
TRTS_API trts_host_buffer_get_address(trts_host_buffer* buffer, void** address);
TRTS_API trts_host_buffer_get_size(trts_host_buffer* buffer, int64_t* byte_size);

TRTS_EXTERN_C_END

#endif
