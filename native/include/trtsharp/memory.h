/*
 * File:    trtsharp/memory.h
 * Purpose: memory that somebody else allocated, by its address.
 */
#ifndef TRTSHARP_MEMORY_H
#define TRTSHARP_MEMORY_H

#include "trtsharp/status.h"

TRTS_EXTERN_C_BEGIN

/**
 * cuPointerGetAttribute: 1 for an address in a GPU's memory, which the processor cannot write to; 0 for host memory,
 * memory that CUDA knows nothing of included. Always 0 on the CPU backend.
 */
TRTS_API trts_memory_is_on_device(trts_library* library, const void* address, int32_t* is_on_device);
/** cuMemcpyHtoD to such an address, complete on return; a plain copy to host memory. */
TRTS_API trts_memory_copy_from_host(trts_library* library, void* address, const void* source, int64_t byte_size);
/**
 * cuMemcpyDtoH from such an address; a plain copy from host memory. Waits for what is queued in a stream, and is complete
 * on return. The stream is a raw one: a CUstream, null for the default one; the CPU backend has none to wait for.
 */
TRTS_API trts_memory_copy_to_host(trts_library* library, void* target, const void* address, int64_t byte_size,
                                  void* native_stream);

TRTS_EXTERN_C_END

#endif
