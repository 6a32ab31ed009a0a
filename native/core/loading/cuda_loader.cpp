// Search order:
//   1. the environment variable TRTSHARP_CUDA_DRIVER, a file: only that
//   2. the system's loader: libcuda.so.1 (nvcuda.dll on Windows)
// Packages and folders of the application are not searched: the driver belongs to the system's kernel module.
#include "core/loading/cuda_loader.h"

#include <atomic>
#include <memory>
#include <mutex>

#include "core/error.h"
#include "core/loading/dynamic_library.h"
#include "core/loading/environment.h"
#include "core/loading/test_doubles.h"

namespace trts::cuda
{
namespace
{

#if defined(_WIN32)
constexpr const char* file_name = "nvcuda.dll";
#else
constexpr const char* file_name = "libcuda.so.1";
#endif

constexpr const char* override_variable = "TRTSHARP_CUDA_DRIVER";
constexpr const char* without_gpu =
    " A machine without a GPU can run the CPU backend, which must be asked for by name.";

template <typename... P>
void resolve(Function<Result(P...)>& function, const DynamicLibrary& library, bool is_required, std::string& missing)
{
    const std::string symbol = std::string(function.name) + function.suffix;
    function.call = reinterpret_cast<Result (*)(P...)>(library.symbol(symbol.c_str()));
    if (function.call == nullptr && is_required)
    {
        missing += (missing.empty() ? "" : ", ") + symbol;
    }
}

/// The names of required functions that the library lacks.
std::string resolve_all(Driver& driver, const DynamicLibrary& library)
{
    std::string missing;
#define TRTS_RESOLVE_REQUIRED(name, suffix, parameters) resolve(driver.name, library, true, missing);
#define TRTS_RESOLVE_OPTIONAL(name, suffix, parameters) resolve(driver.name, library, false, missing);
    TRTS_CUDA_FUNCTIONS(TRTS_RESOLVE_REQUIRED, TRTS_RESOLVE_OPTIONAL)
#undef TRTS_RESOLVE_REQUIRED
#undef TRTS_RESOLVE_OPTIONAL
    return missing;
}

[[noreturn]] void fail_not_found(const std::string& file, const std::string& why)
{
    throw Error(TRTS_DEVICE_ERROR, "CUDA's driver was not found. Tried:\n  " + file + ": " + why +
                                       "\nInstall NVIDIA's driver, or set " + override_variable +
                                       " to its library's file." + without_gpu);
}

std::string advice(Result code)
{
    switch (code)
    {
    case no_device:
        return "`nvidia-smi` must list a GPU; a container must be started with access to it, and CUDA_VISIBLE_DEVICES "
               "must not hide it.";
    case stub_library:
        return std::string("This is the stub that the CUDA toolkit links against: set ") + override_variable +
               " to the driver's own library, or take the stub's folder off the library path.";
    case driver_mismatch:
        return "The kernel's module is of another version than this library: restart the machine after a driver's "
               "update.";
    default:
        return "`nvidia-smi` must work and list a GPU.";
    }
}

void require_started(const Driver& driver, const char* function, Result code)
{
    if (code != success)
    {
        throw Error(TRTS_DEVICE_ERROR,
                    "CUDA's driver " + driver.path + " does not start: " + describe_failure(driver, function, code) +
                        ". " + advice(code) + without_gpu,
                    code);
    }
}

const Driver* open_driver()
{
    const std::string override_path = environment_variable(override_variable);
    const std::string file = override_path.empty() ? file_name : override_path;
    std::string error;
    const DynamicLibrary library = DynamicLibrary::open(file, error);
    if (!library.is_open())
    {
        fail_not_found(file, error);
    }
    auto opened = std::make_unique<Driver>();
    const std::string missing = resolve_all(*opened, library);
    if (opened->cuInit.call == nullptr)
    {
        fail_not_found(file, "is no CUDA driver: it has no symbol cuInit");
    }
    if (!missing.empty())
    {
        fail_not_found(file, "is too old: CUDA 10 or newer is needed, and it lacks " + missing);
    }
    if (const std::string why = test_doubles::refuse_driver(library); !why.empty())
    {
        throw Error(TRTS_DEVICE_ERROR, file + why);
    }
    opened->path = library_file_of(reinterpret_cast<const void*>(opened->cuInit.call));
    require_started(*opened, "cuInit", opened->cuInit.call(0));
    require_started(*opened, "cuDriverGetVersion", opened->cuDriverGetVersion.call(&opened->version));
    require_started(*opened, "cuDeviceGetCount", opened->cuDeviceGetCount.call(&opened->device_count));
    require_started(*opened, "cuDeviceGetCount", opened->device_count > 0 ? success : no_device);
    return opened.release(); // immortal, like the library
}

} // namespace

const Driver& driver()
{
    static std::atomic<const Driver*> opened{nullptr};
    if (const Driver* ready = opened.load(std::memory_order_acquire))
    {
        return *ready;
    }
    static std::mutex& mutex = *new std::mutex();
    const std::lock_guard lock(mutex);
    const Driver* ready = opened.load(std::memory_order_relaxed);
    if (ready == nullptr)
    {
        ready = open_driver();
        opened.store(ready, std::memory_order_release);
    }
    return *ready;
}

std::string why_no_device()
{
    try
    {
        (void)driver();
        return {};
    }
    catch (const Error& error)
    {
        return error.what();
    }
}

std::string describe_failure(const Driver& driver, const char* function, Result code)
{
    const auto text_of = [code](const auto& get_text) -> std::string {
        const char* text = nullptr;
        return get_text.call != nullptr && get_text.call(code, &text) == success && text != nullptr ? text : "";
    };
    const std::string name = text_of(driver.cuGetErrorName);
    const std::string text = text_of(driver.cuGetErrorString);
    return std::string(function) + ": " + (name.empty() ? "error " : name + " (") + std::to_string(code) +
           (name.empty() ? "" : ")") + (text.empty() ? "" : ": " + text);
}

} // namespace trts::cuda
