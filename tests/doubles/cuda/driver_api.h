// The functions of CUDA's driver that the fake has, declared by themselves: not by the header of the code under test.
#pragma once

#include <cstddef>

using CUresult = int;
using CUdevice = int;
using CUdeviceptr = unsigned long long;
using CUcontext = struct CUctx_st*;
using CUstream = struct CUstream_st*;
using CUevent = struct CUevent_st*;
using CUmodule = struct CUmod_st*;
using CUfunction = struct CUfunc_st*;
using CUjit_option = int;
using CUhostFn = void (*)(void* user_data);

#pragma GCC visibility push(default)
extern "C"
{
    CUresult cuGetErrorName(CUresult error, const char** text);
    CUresult cuGetErrorString(CUresult error, const char** text);

    CUresult cuInit(unsigned flags);
    CUresult cuDriverGetVersion(int* version);
    CUresult cuDeviceGetCount(int* count);
    CUresult cuDeviceGet(CUdevice* device, int ordinal);
    CUresult cuDeviceGetName(char* name, int length, CUdevice device);
    CUresult cuDeviceGetAttribute(int* value, int attribute, CUdevice device);
    CUresult cuDeviceTotalMem_v2(std::size_t* bytes, CUdevice device);
    CUresult cuDevicePrimaryCtxRetain(CUcontext* context, CUdevice device);
    CUresult cuDevicePrimaryCtxRelease_v2(CUdevice device);

    CUresult cuCtxGetCurrent(CUcontext* context);
    CUresult cuCtxSetCurrent(CUcontext context);
    CUresult cuCtxPushCurrent_v2(CUcontext context);
    CUresult cuCtxPopCurrent_v2(CUcontext* context);
    CUresult cuCtxGetDevice(CUdevice* device);
    CUresult cuCtxSynchronize();
    CUresult cuCtxGetStreamPriorityRange(int* least, int* greatest);

    CUresult cuStreamCreate(CUstream* stream, unsigned flags);
    CUresult cuStreamCreateWithPriority(CUstream* stream, unsigned flags, int priority);
    CUresult cuStreamGetFlags(CUstream stream, unsigned* flags);
    CUresult cuStreamGetPriority(CUstream stream, int* priority);
    CUresult cuStreamDestroy_v2(CUstream stream);
    CUresult cuStreamSynchronize(CUstream stream);
    CUresult cuStreamQuery(CUstream stream);
    CUresult cuStreamWaitEvent(CUstream stream, CUevent event, unsigned flags);
    CUresult cuLaunchHostFunc(CUstream stream, CUhostFn function, void* user_data);

    CUresult cuEventCreate(CUevent* event, unsigned flags);
    CUresult cuEventDestroy_v2(CUevent event);
    CUresult cuEventRecord(CUevent event, CUstream stream);
    CUresult cuEventSynchronize(CUevent event);
    CUresult cuEventQuery(CUevent event);
    CUresult cuEventElapsedTime(float* milliseconds, CUevent start, CUevent end);

    CUresult cuMemGetInfo_v2(std::size_t* free_bytes, std::size_t* total_bytes);
    CUresult cuMemAlloc_v2(CUdeviceptr* address, std::size_t byte_size);
    CUresult cuMemFree_v2(CUdeviceptr address);
    CUresult cuMemHostAlloc(void** address, std::size_t byte_size, unsigned flags);
    CUresult cuMemHostGetFlags(unsigned* flags, void* address);
    CUresult cuMemFreeHost(void* address);
    CUresult cuPointerGetAttribute(void* value, int attribute, CUdeviceptr address);
    CUresult cuMemcpyHtoDAsync_v2(CUdeviceptr target, const void* source, std::size_t byte_size, CUstream stream);
    CUresult cuMemcpyDtoHAsync_v2(void* target, CUdeviceptr source, std::size_t byte_size, CUstream stream);
    CUresult cuMemcpyDtoDAsync_v2(CUdeviceptr target, CUdeviceptr source, std::size_t byte_size, CUstream stream);
    CUresult cuMemcpyPeerAsync(CUdeviceptr target, CUcontext target_context, CUdeviceptr source,
                               CUcontext source_context, std::size_t byte_size, CUstream stream);
    CUresult cuMemsetD8Async(CUdeviceptr target, unsigned char value, std::size_t count, CUstream stream);

    CUresult cuModuleLoadDataEx(CUmodule* module, const void* image, unsigned option_count, CUjit_option* options,
                                void** values);
    CUresult cuModuleUnload(CUmodule module);
    CUresult cuModuleGetFunction(CUfunction* function, CUmodule module, const char* name);
    CUresult cuLaunchKernel(CUfunction function, unsigned grid_x, unsigned grid_y, unsigned grid_z, unsigned block_x,
                            unsigned block_y, unsigned block_z, unsigned shared_bytes, CUstream stream,
                            void** parameters, void** extra);
}
#pragma GCC visibility pop
