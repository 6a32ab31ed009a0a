// NVIDIA's cuda.h against our declarations of its functions, the fake driver's, and the numbers that either uses.
#include "core/loading/cuda_loader.h" // before cuda.h, which makes macros of the functions' names

#include <cuda.h>

#include <map>
#include <string>

#include "core/loading/dynamic_library.h"
#include "cuda/device.h"
#include "function_shape.h"
#include "harness.h"
#include "header_test_fake.h"
#include "trtsharp/event.h"
#include "trtsharp/stream.h"

#define TEXT_OF(name) #name
#define EXPANDED(name) TEXT_OF(name)

namespace
{

struct Declared
{
    std::string symbol; // what cuda.h maps the name to
    std::string shape;
};

/// NVIDIA's declarations of the functions that are loaded, by their documented names.
std::map<std::string, Declared> nvidia()
{
    std::map<std::string, Declared> all;
#define ADD(name, suffix, parameters) all[#name] = {EXPANDED(name), cuda_test::Shape<decltype(name)>::text()};
    TRTS_CUDA_FUNCTIONS(ADD, ADD)
#undef ADD
    return all;
}

} // namespace

TEST(loaded_functions_are_declared_as_in_cudas_header)
{
    const std::map<std::string, Declared> declared = nvidia();
#define COMPARE(name, suffix, parameters)                                                                              \
    CHECK_EQUAL(std::string(#name " ") + cuda_test::Shape<trts::cuda::Result parameters>::text(),                      \
                #name " " + declared.at(#name).shape);
    using namespace trts::cuda;
    TRTS_CUDA_FUNCTIONS(COMPARE, COMPARE)
#undef COMPARE
}

TEST(loaded_functions_have_the_names_that_cudas_header_maps_them_to)
{
    for (const auto& [name, function] : nvidia())
    {
        const bool is_older = name == "cuEventElapsedTime"; // on purpose: drivers before CUDA 12.8 lack the newer one
        std::string loaded = name;
#define FIND(documented, suffix, parameters) loaded += name == #documented ? #suffix : "";
        TRTS_CUDA_FUNCTIONS(FIND, FIND)
#undef FIND
        CHECK_EQUAL(loaded, is_older ? name : function.symbol);
    }
}

TEST(fake_functions_are_declared_as_in_cudas_header)
{
    const std::map<std::string, std::string> fakes = cuda_test::fake_shapes();
    for (const auto& [name, function] : nvidia())
    {
        REQUIRE(fakes.count(name) == 1);
        CHECK_EQUAL(name + " " + fakes.at(name), name + " " + function.shape);
    }
}

TEST(numbers_are_those_of_cudas_header)
{
    CHECK_EQUAL(trts::cuda::success, CUDA_SUCCESS);
    CHECK_EQUAL(trts::cuda::out_of_memory, CUDA_ERROR_OUT_OF_MEMORY);
    CHECK_EQUAL(trts::cuda::stub_library, CUDA_ERROR_STUB_LIBRARY);
    CHECK_EQUAL(trts::cuda::no_device, CUDA_ERROR_NO_DEVICE);
    CHECK_EQUAL(trts::cuda::invalid_handle, CUDA_ERROR_INVALID_HANDLE);
    CHECK_EQUAL(trts::cuda::not_ready, CUDA_ERROR_NOT_READY);
    CHECK_EQUAL(trts::cuda::not_supported, CUDA_ERROR_NOT_SUPPORTED);
    CHECK_EQUAL(trts::cuda::driver_mismatch, CUDA_ERROR_SYSTEM_DRIVER_MISMATCH);
    CHECK_EQUAL(trts::cuda::compute_capability_major, CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MAJOR);
    CHECK_EQUAL(trts::cuda::compute_capability_minor, CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MINOR);
    CHECK_EQUAL(trts::cuda::portable, static_cast<unsigned>(CU_MEMHOSTALLOC_PORTABLE));
    CHECK_EQUAL(sizeof(trts::cuda::DevicePointer), sizeof(CUdeviceptr));
    CHECK_EQUAL(static_cast<int>(TRTS_STREAM_DEFAULT), static_cast<int>(CU_STREAM_DEFAULT));
    CHECK_EQUAL(static_cast<int>(TRTS_STREAM_NON_BLOCKING), static_cast<int>(CU_STREAM_NON_BLOCKING));
    CHECK_EQUAL(static_cast<int>(TRTS_EVENT_DEFAULT), static_cast<int>(CU_EVENT_DEFAULT));
    CHECK_EQUAL(static_cast<int>(TRTS_EVENT_BLOCKING_SYNC), static_cast<int>(CU_EVENT_BLOCKING_SYNC));
    CHECK_EQUAL(static_cast<int>(TRTS_EVENT_DISABLE_TIMING), static_cast<int>(CU_EVENT_DISABLE_TIMING));
}

TEST(errors_that_end_a_context_are_those_that_cudas_header_documents)
{
    for (const CUresult code :
         {CUDA_ERROR_ECC_UNCORRECTABLE, CUDA_ERROR_NVLINK_UNCORRECTABLE, CUDA_ERROR_CONTAINED,
          CUDA_ERROR_ILLEGAL_ADDRESS, CUDA_ERROR_LAUNCH_TIMEOUT, CUDA_ERROR_CONTEXT_IS_DESTROYED, CUDA_ERROR_ASSERT,
          CUDA_ERROR_HARDWARE_STACK_ERROR, CUDA_ERROR_ILLEGAL_INSTRUCTION, CUDA_ERROR_MISALIGNED_ADDRESS,
          CUDA_ERROR_INVALID_ADDRESS_SPACE, CUDA_ERROR_INVALID_PC, CUDA_ERROR_LAUNCH_FAILED,
          CUDA_ERROR_TENSOR_MEMORY_LEAK, CUDA_ERROR_MPS_CLIENT_TERMINATED})
    {
        CHECK(trts::cuda::ends_the_context(code));
    }
    int count = 0;
    for (int code = 0; code < 2000; ++code)
    {
        count += trts::cuda::ends_the_context(code) ? 1 : 0;
    }
    CHECK_EQUAL(count, 15);
}

TEST(fake_errors_have_the_names_of_cudas_header)
{
    std::string error;
    const trts::DynamicLibrary driver = trts::DynamicLibrary::open(TRTS_TEST_FAKE_DRIVER, error);
    REQUIRE(driver.is_open());
    const auto get_name = reinterpret_cast<int (*)(int, const char**)>(driver.symbol("cuGetErrorName"));
#define CHECK_NAME(code)                                                                                               \
    {                                                                                                                  \
        const char* name = "none";                                                                                     \
        CHECK_EQUAL(get_name(code, &name), 0);                                                                         \
        CHECK_EQUAL(std::string(name == nullptr ? "none" : name), #code);                                              \
    }
    CHECK_NAME(CUDA_SUCCESS)
    CHECK_NAME(CUDA_ERROR_INVALID_VALUE)
    CHECK_NAME(CUDA_ERROR_OUT_OF_MEMORY)
    CHECK_NAME(CUDA_ERROR_NOT_INITIALIZED)
    CHECK_NAME(CUDA_ERROR_STUB_LIBRARY)
    CHECK_NAME(CUDA_ERROR_NO_DEVICE)
    CHECK_NAME(CUDA_ERROR_INVALID_DEVICE)
    CHECK_NAME(CUDA_ERROR_INVALID_CONTEXT)
    CHECK_NAME(CUDA_ERROR_ECC_UNCORRECTABLE)
    CHECK_NAME(CUDA_ERROR_INVALID_HANDLE)
    CHECK_NAME(CUDA_ERROR_NOT_READY)
    CHECK_NAME(CUDA_ERROR_ILLEGAL_ADDRESS)
    CHECK_NAME(CUDA_ERROR_LAUNCH_FAILED)
    CHECK_NAME(CUDA_ERROR_NOT_PERMITTED)
    CHECK_NAME(CUDA_ERROR_NOT_SUPPORTED)
    CHECK_NAME(CUDA_ERROR_SYSTEM_DRIVER_MISMATCH)
    CHECK_NAME(CUDA_ERROR_UNKNOWN)
}
