#include "call.h"

namespace
{

struct Text
{
    CUresult code;
    const char* name;
    const char* text;
};

constexpr Text texts[] = {
    {0, "CUDA_SUCCESS", "no error"},
    {1, "CUDA_ERROR_INVALID_VALUE", "invalid argument"},
    {2, "CUDA_ERROR_OUT_OF_MEMORY", "out of memory"},
    {3, "CUDA_ERROR_NOT_INITIALIZED", "initialization error"},
    {34, "CUDA_ERROR_STUB_LIBRARY", "CUDA driver is a stub library"},
    {100, "CUDA_ERROR_NO_DEVICE", "no CUDA-capable device is detected"},
    {101, "CUDA_ERROR_INVALID_DEVICE", "invalid device ordinal"},
    {201, "CUDA_ERROR_INVALID_CONTEXT", "invalid device context"},
    {214, "CUDA_ERROR_ECC_UNCORRECTABLE", "uncorrectable ECC error encountered"},
    {400, "CUDA_ERROR_INVALID_HANDLE", "invalid resource handle"},
    {600, "CUDA_ERROR_NOT_READY", "device not ready"},
    {700, "CUDA_ERROR_ILLEGAL_ADDRESS", "an illegal memory access was encountered"},
    {719, "CUDA_ERROR_LAUNCH_FAILED", "unspecified launch failure"},
    {800, "CUDA_ERROR_NOT_PERMITTED", "operation not permitted"},
    {801, "CUDA_ERROR_NOT_SUPPORTED", "operation not supported"},
    {803, "CUDA_ERROR_SYSTEM_DRIVER_MISMATCH", "system has unsupported display driver / cuda driver combination"},
    {999, "CUDA_ERROR_UNKNOWN", "unknown error"},
};

CUresult find(CUresult error, const char* Text::*member, const char** text)
{
    for (const Text& known : texts)
    {
        if (known.code == error)
        {
            *text = known.*member;
            return fake_cuda::success;
        }
    }
    *text = nullptr;
    return fake_cuda::invalid_value;
}

} // namespace

CUresult cuGetErrorName(CUresult error, const char** text)
{
    return fake_cuda::call("cuGetErrorName", fake_cuda::Needs::nothing,
                           [&](const auto&) { return find(error, &Text::name, text); });
}

CUresult cuGetErrorString(CUresult error, const char** text)
{
    return fake_cuda::call("cuGetErrorString", fake_cuda::Needs::nothing,
                           [&](const auto&) { return find(error, &Text::text, text); });
}
