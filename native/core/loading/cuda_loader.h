// CUDA's driver library, opened at run time: the functions that native/cuda calls. The search order stands at the top
// of the .cpp file.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace trts::cuda
{

// The driver's types, by what they are in a 64-bit process.
using Result = int;                       // CUresult
using DeviceId = int;                     // CUdevice
using DevicePointer = unsigned long long; // CUdeviceptr
using RawContext = struct ContextObject*; // CUcontext
using RawStream = struct StreamObject*;   // CUstream
using RawEvent = struct EventObject*;     // CUevent
using RawModule = struct ModuleObject*;   // CUmodule
using RawFunction = struct KernelObject*; // CUfunction
using HostFunction = void (*)(void* user_data);

// The results that something here depends on.
constexpr Result success = 0;                   // CUDA_SUCCESS
constexpr Result invalid_value = 1;             // CUDA_ERROR_INVALID_VALUE
constexpr Result out_of_memory = 2;             // CUDA_ERROR_OUT_OF_MEMORY
constexpr Result stub_library = 34;             // CUDA_ERROR_STUB_LIBRARY
constexpr Result no_device = 100;               // CUDA_ERROR_NO_DEVICE
constexpr Result invalid_image = 200;           // CUDA_ERROR_INVALID_IMAGE
constexpr Result no_binary_for_gpu = 209;       // CUDA_ERROR_NO_BINARY_FOR_GPU
constexpr Result invalid_ptx = 218;             // CUDA_ERROR_INVALID_PTX
constexpr Result unsupported_ptx_version = 222; // CUDA_ERROR_UNSUPPORTED_PTX_VERSION
constexpr Result invalid_source = 300;          // CUDA_ERROR_INVALID_SOURCE
constexpr Result invalid_handle = 400;          // CUDA_ERROR_INVALID_HANDLE
constexpr Result not_found = 500;               // CUDA_ERROR_NOT_FOUND
constexpr Result not_ready = 600;               // CUDA_ERROR_NOT_READY
constexpr Result not_supported = 801;           // CUDA_ERROR_NOT_SUPPORTED
constexpr Result driver_mismatch = 803;         // CUDA_ERROR_SYSTEM_DRIVER_MISMATCH

// Other numbers that are passed.
constexpr int compute_capability_major = 75; // CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MAJOR
constexpr int compute_capability_minor = 76; // CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MINOR
constexpr int error_log_buffer = 5;          // CU_JIT_ERROR_LOG_BUFFER
constexpr int error_log_buffer_size = 6;     // CU_JIT_ERROR_LOG_BUFFER_SIZE_BYTES
constexpr unsigned portable = 1;             // CU_MEMHOSTALLOC_PORTABLE: pinned for the contexts of all devices

// Name as documented, the suffix of the version that cuda.h maps it to, parameters. Required ones exist since CUDA 10.
#define TRTS_CUDA_FUNCTIONS(REQUIRED, OPTIONAL)                                                                        \
    OPTIONAL(cuGetErrorName, , (Result, const char**))                                                                 \
    OPTIONAL(cuGetErrorString, , (Result, const char**))                                                               \
    REQUIRED(cuInit, , (unsigned))                                                                                     \
    REQUIRED(cuDriverGetVersion, , (int*))                                                                             \
    REQUIRED(cuDeviceGetCount, , (int*))                                                                               \
    REQUIRED(cuDeviceGet, , (DeviceId*, int))                                                                          \
    REQUIRED(cuDeviceGetName, , (char*, int, DeviceId))                                                                \
    REQUIRED(cuDeviceGetAttribute, , (int*, int, DeviceId))                                                            \
    REQUIRED(cuDevicePrimaryCtxRetain, , (RawContext*, DeviceId))                                                      \
    REQUIRED(cuCtxGetCurrent, , (RawContext*))                                                                         \
    REQUIRED(cuCtxSetCurrent, , (RawContext))                                                                          \
    REQUIRED(cuCtxPushCurrent, _v2, (RawContext))                                                                      \
    REQUIRED(cuCtxPopCurrent, _v2, (RawContext*))                                                                      \
    REQUIRED(cuCtxGetDevice, , (DeviceId*))                                                                            \
    REQUIRED(cuCtxSynchronize, , ())                                                                                   \
    REQUIRED(cuCtxGetStreamPriorityRange, , (int*, int*))                                                              \
    REQUIRED(cuStreamCreateWithPriority, , (RawStream*, unsigned, int))                                                \
    REQUIRED(cuStreamDestroy, _v2, (RawStream))                                                                        \
    REQUIRED(cuStreamSynchronize, , (RawStream))                                                                       \
    REQUIRED(cuStreamQuery, , (RawStream))                                                                             \
    REQUIRED(cuStreamWaitEvent, , (RawStream, RawEvent, unsigned))                                                     \
    REQUIRED(cuLaunchHostFunc, , (RawStream, HostFunction, void*))                                                     \
    REQUIRED(cuEventCreate, , (RawEvent*, unsigned))                                                                   \
    REQUIRED(cuEventDestroy, _v2, (RawEvent))                                                                          \
    REQUIRED(cuEventRecord, , (RawEvent, RawStream))                                                                   \
    REQUIRED(cuEventSynchronize, , (RawEvent))                                                                         \
    REQUIRED(cuEventQuery, , (RawEvent))                                                                               \
    REQUIRED(cuEventElapsedTime, , (float*, RawEvent, RawEvent)) /* _v2 is not there before CUDA 12.8 */               \
    REQUIRED(cuMemGetInfo, _v2, (std::size_t*, std::size_t*))                                                          \
    REQUIRED(cuMemAlloc, _v2, (DevicePointer*, std::size_t))                                                           \
    REQUIRED(cuMemFree, _v2, (DevicePointer))                                                                          \
    REQUIRED(cuMemHostAlloc, , (void**, std::size_t, unsigned))                                                        \
    REQUIRED(cuMemFreeHost, , (void*))                                                                                 \
    REQUIRED(cuPointerGetAttribute, , (void*, int, DevicePointer))                                                     \
    REQUIRED(cuMemcpyHtoDAsync, _v2, (DevicePointer, const void*, std::size_t, RawStream))                             \
    REQUIRED(cuMemcpyDtoHAsync, _v2, (void*, DevicePointer, std::size_t, RawStream))                                   \
    REQUIRED(cuMemcpyDtoDAsync, _v2, (DevicePointer, DevicePointer, std::size_t, RawStream))                           \
    REQUIRED(cuMemcpyPeerAsync, , (DevicePointer, RawContext, DevicePointer, RawContext, std::size_t, RawStream))      \
    REQUIRED(cuMemsetD8Async, , (DevicePointer, unsigned char, std::size_t, RawStream))                                \
    OPTIONAL(cuModuleLoadDataEx, , (RawModule*, const void*, unsigned, int*, void**))                                  \
    OPTIONAL(cuModuleUnload, , (RawModule))                                                                            \
    OPTIONAL(cuModuleGetFunction, , (RawFunction*, RawModule, const char*))                                            \
    OPTIONAL(cuLaunchKernel, , (RawFunction, unsigned, unsigned, unsigned, unsigned, unsigned, unsigned, unsigned,     \
                                RawStream, void**, void**))

/// One function of the driver; null where it has none.
template <typename Signature>
struct Function;

template <typename... P>
struct Function<Result(P...)>
{
    const char* name;
    const char* suffix;
    Result (*call)(P...) = nullptr;
};

/// The opened driver; immortal.
struct Driver
{
#define TRTS_DECLARE_FUNCTION(name, suffix, parameters) Function<Result parameters> name{#name, #suffix};
    TRTS_CUDA_FUNCTIONS(TRTS_DECLARE_FUNCTION, TRTS_DECLARE_FUNCTION)
#undef TRTS_DECLARE_FUNCTION

    std::string path;     // the file that was opened
    int version = 0;      // the newest CUDA that it serves: 12040 is 12.4
    int device_count = 0; // at least 1
};

/// The driver, started, with at least one device. Opened at the first call, and tried again as long as that fails.
/// Throws TRTS_DEVICE_ERROR with what was tried and how to mend it. Any thread.
const Driver& driver();

/// Empty where driver() succeeds; otherwise what it throws.
std::string why_no_device();

/// "cuMemAlloc: CUDA_ERROR_OUT_OF_MEMORY (2): out of memory".
std::string describe_failure(const Driver& driver, const char* function, Result code);

} // namespace trts::cuda
