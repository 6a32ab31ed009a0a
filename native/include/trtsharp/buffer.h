/*
 * File:    trtsharp/buffer.h
 * Purpose: memory that tensors live in: device memory, or host memory on the CPU backend.
 */
#ifndef TRTSHARP_BUFFER_H
#define TRTSHARP_BUFFER_H

#include "trtsharp/status.h"

TRTS_EXTERN_C_BEGIN

typedef struct trts_buffer trts_buffer;

/** cuMemAlloc. At least 64-byte aligned; contents undefined. A size of 0 is allowed. Owned. */
TRTS_API trts_buffer_create(trts_library* library, int64_t byte_size, trts_buffer** buffer);
TRTS_API_DESTROY trts_buffer_destroy(trts_buffer* buffer);
/** The address that tensors are bound to; valid until the buffer is destroyed. */
TRTS_API trts_buffer_get_address(trts_buffer* buffer, void** address);
TRTS_API trts_buffer_get_size(trts_buffer* buffer, int64_t* byte_size);
/** cuMemcpyHtoD, complete on return. The range must lie inside the buffer. */
TRTS_API trts_buffer_copy_from_host(trts_buffer* buffer, int64_t offset, const void* source, int64_t byte_size);
/** cuMemcpyDtoH, complete on return. The range must lie inside the buffer. */
TRTS_API trts_buffer_copy_to_host(trts_buffer* buffer, int64_t offset, void* target, int64_t byte_size);

TRTS_EXTERN_C_END

#endif
