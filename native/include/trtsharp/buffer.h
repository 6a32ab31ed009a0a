/*
 * File:    trtsharp/buffer.h
 * Purpose: memory that tensors live in: device memory, or host memory on the CPU backend.
 *
 * Ranges must lie inside the buffer. An _async function adds its work to a stream of the buffer's device and returns:
 * buffers, and the host memory it copies from or to, must live and rest until that work is done. With host memory that
 * is not pinned (host_buffer.h) CUDA may take longer, up to the whole copy. The functions without a stream return when
 * their work is done; they do not wait for streams created with TRTS_STREAM_NON_BLOCKING.
 */
#ifndef TRTSHARP_BUFFER_H
#define TRTSHARP_BUFFER_H

#include "trtsharp/stream.h"

TRTS_EXTERN_C_BEGIN

typedef struct trts_buffer trts_buffer;

/** trts_buffer_create_on_device: TRTS_DEVICE_CURRENT. Owned. */
TRTS_API trts_buffer_create(trts_library* library, int64_t byte_size, trts_buffer** buffer);
/** cuMemAlloc. At least 64-byte aligned; contents undefined. A size of 0 is allowed. Owned. */
TRTS_API trts_buffer_create_on_device(trts_library* library, int32_t device, int64_t byte_size, trts_buffer** buffer);
TRTS_API_DESTROY trts_buffer_destroy(trts_buffer* buffer);
/** The address that tensors are bound to; valid until the buffer is destroyed. */
TRTS_API trts_buffer_get_address(trts_buffer* buffer, void** address);
TRTS_API trts_buffer_get_size(trts_buffer* buffer, int64_t* byte_size);
/** The number of the device that the memory belongs to. */
TRTS_API trts_buffer_get_device(trts_buffer* buffer, int32_t* device);

/** cuMemcpyHtoD. */
TRTS_API trts_buffer_copy_from_host(trts_buffer* buffer, int64_t offset, const void* source, int64_t byte_size);
/** cuMemcpyHtoDAsync. */
TRTS_API trts_buffer_copy_from_host_async(trts_buffer* buffer, int64_t offset, const void* source, int64_t byte_size,
                                          trts_stream* stream);
/** cuMemcpyDtoH. */
TRTS_API trts_buffer_copy_to_host(trts_buffer* buffer, int64_t offset, void* target, int64_t byte_size);
/** cuMemcpyDtoHAsync. */
TRTS_API trts_buffer_copy_to_host_async(trts_buffer* buffer, int64_t offset, void* target, int64_t byte_size,
                                        trts_stream* stream);
/** cuMemcpyDtoD; cuMemcpyPeer between devices. Within one buffer the ranges must not overlap. */
TRTS_API trts_buffer_copy_from_buffer(trts_buffer* buffer, int64_t offset, trts_buffer* source, int64_t source_offset,
                                      int64_t byte_size);
/** cuMemcpyDtoDAsync; cuMemcpyPeerAsync between devices. The stream is one of the buffer's device, not the source's. */
TRTS_API trts_buffer_copy_from_buffer_async(trts_buffer* buffer, int64_t offset, trts_buffer* source,
                                            int64_t source_offset, int64_t byte_size, trts_stream* stream);
/** cuMemsetD8: every byte of the range becomes `value`, 0 to 255. */
TRTS_API trts_buffer_memset(trts_buffer* buffer, int64_t offset, int32_t value, int64_t byte_size);
/** cuMemsetD8Async. */
TRTS_API trts_buffer_memset_async(trts_buffer* buffer, int64_t offset, int32_t value, int64_t byte_size,
                                  trts_stream* stream);

TRTS_EXTERN_C_END

#endif
