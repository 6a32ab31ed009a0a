/*
 * File:    trtsharp/device_module.h
 * Purpose: kernels of the application's own: PTX or cubins, loaded and launched through the driver.
 */
#ifndef TRTSHARP_DEVICE_MODULE_H
#define TRTSHARP_DEVICE_MODULE_H

#include "trtsharp/stream.h"

TRTS_EXTERN_C_BEGIN

/** CUmodule. */
typedef struct trts_device_module trts_device_module;

/** The grid of blocks of a launch, the threads of a block, and the bytes of dynamic shared memory. */
typedef struct trts_launch_size
{
    int32_t grid[3];
    int32_t block[3];
    int32_t shared_byte_size;
} trts_launch_size;

/**
 * cuModuleLoadDataEx. Owned; destroyed after its kernels have run. TRTS_NOT_SUPPORTED on the CPU backend.
 *
 * @param device a number, or TRTS_DEVICE_CURRENT
 * @param image  PTX text or a cubin; PTX is compiled for the device
 * @return TRTS_INVALID_ARGUMENT where it is neither, or not for this device: the text has the compiler's log
 */
TRTS_API trts_device_module_create(trts_library* library, int32_t device, const void* image, int64_t byte_size,
                                   trts_device_module** module);
TRTS_API_DESTROY trts_device_module_destroy(trts_device_module* module);
/**
 * cuModuleGetFunction: a CUfunction, borrowed from the module.
 *
 * @return TRTS_NOT_FOUND where the module has none of that name
 */
TRTS_API trts_device_module_get_kernel(trts_device_module* module, const char* name, void** kernel);
/**
 * cuLaunchKernel: adds the kernel to a stream. What it does wrong shows when the stream is synchronized.
 *
 * @param stream     a CUstream of the module's device; NULL is the context's own
 * @param parameters an address of each of the kernel's parameters
 */
TRTS_API trts_device_module_launch(trts_device_module* module, void* kernel, const trts_launch_size* size, void* stream,
                                   void* const* parameters);

TRTS_EXTERN_C_END

#endif
