#include "cuda/driver_probe.h"

#include "core/loading/dynamic_library.h"

namespace trts::cuda
{

std::string why_no_device()
{
#if defined(_WIN32)
    const char* const file = "nvcuda.dll";
#else
    const char* const file = "libcuda.so.1";
#endif
    std::string error;
    const DynamicLibrary driver = DynamicLibrary::open(file, error);
    if (!driver.is_open())
    {
        return std::string("NVIDIA's driver library ") + file + " cannot be opened (" + error + ")";
    }
    const auto init = reinterpret_cast<int (*)(unsigned)>(driver.symbol("cuInit"));
    const auto get_count = reinterpret_cast<int (*)(int*)>(driver.symbol("cuDeviceGetCount"));
    if (init == nullptr || get_count == nullptr)
    {
        return std::string(file) + " is no CUDA driver: it lacks cuInit or cuDeviceGetCount";
    }
    if (const int code = init(0); code != 0)
    {
        return "CUDA's driver does not start: cuInit gives error " + std::to_string(code);
    }
    int count = 0;
    if (const int code = get_count(&count); code != 0 || count == 0)
    {
        return code != 0 ? "CUDA's driver cannot list devices: error " + std::to_string(code) : "CUDA's driver sees no device";
    }
    return {};
}

} // namespace trts::cuda
