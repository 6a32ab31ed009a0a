#include "core/loading/test_doubles.h"

#include <mutex>

namespace trts::test_doubles
{
namespace
{

constexpr const char* driver_marker = "trts_test_fake_cuda_driver";
constexpr const char* tensorrt_marker = "trts_test_fake_tensorrt";

/// What this process has opened; libraries are never unloaded, so nothing is ever taken back.
struct Opened
{
    std::mutex mutex;
    bool fake_driver = false;
    bool real_tensorrt = false;
};

Opened& opened()
{
    static Opened& instance = *new Opened();
    return instance;
}

} // namespace

std::string refuse_driver(const DynamicLibrary& driver)
{
    const bool is_fake = driver.symbol(driver_marker) != nullptr;
    Opened& all = opened();
    const std::lock_guard lock(all.mutex);
    if (is_fake && all.real_tensorrt)
    {
        return " is the tests' fake CUDA driver, and this process has opened a TensorRT that is no fake: they are "
               "never "
               "used together. Unset TRTSHARP_CUDA_DRIVER to use NVIDIA's driver.";
    }
    all.fake_driver = all.fake_driver || is_fake;
    return {};
}

std::string refuse_tensorrt(const DynamicLibrary& tensorrt)
{
    const bool is_fake = tensorrt.symbol(tensorrt_marker) != nullptr;
    Opened& all = opened();
    const std::lock_guard lock(all.mutex);
    if (!is_fake && all.fake_driver)
    {
        return "is no fake TensorRT, and this process uses the tests' fake CUDA driver: they are never used together. "
               "Unset TRTSHARP_CUDA_DRIVER to use NVIDIA's driver.";
    }
    all.real_tensorrt = all.real_tensorrt || !is_fake;
    return {};
}

} // namespace trts::test_doubles
