// native/cuda through the C ABI. TRTSHARP_CUDA_DRIVER names the fake driver, unless it names something else already:
// with a real driver the tests run that need nothing of the fake.
#pragma once

#include <cstdint>
#include <string>

#include "cuda/fake_cuda_driver.h"
#include "devices/objects.h"

namespace cuda_test
{

using namespace device_test;

/// The functions of fake_cuda_driver.h, out of the driver that is in use.
struct Fake
{
    decltype(&fake_cuda_reset) reset;
    decltype(&fake_cuda_fail) fail;
    decltype(&fake_cuda_fail_for_good) fail_for_good;
    decltype(&fake_cuda_fail_later) fail_later;
    decltype(&fake_cuda_delay) delay;
    decltype(&fake_cuda_set_device_count) set_device_count;
    decltype(&fake_cuda_set_memory) set_memory;
    decltype(&fake_cuda_set_host_memory) set_host_memory;
    decltype(&fake_cuda_get_call_count) get_call_count;
    decltype(&fake_cuda_get_live_count) get_live_count;
    decltype(&fake_cuda_get_retain_count) get_retain_count;
    decltype(&fake_cuda_get_context_depth) get_context_depth;
};

/// The fake, reset at both ends of the scope; ends the test as skipped where another driver is in use.
class FakeDriver
{
  public:
    FakeDriver();
    ~FakeDriver() { functions_.reset(); }
    FakeDriver(const FakeDriver&) = delete;
    FakeDriver& operator=(const FakeDriver&) = delete;

    const Fake* operator->() const { return &functions_; }

  private:
    Fake functions_;
};

/// A function of the driver that is in use; null where it lacks it.
void* driver_symbol(const char* name);

/// The fake's file, and those of stand-ins for TensorRT: "trt10", "trt11", "rtx1", or "unmarked", which is no fake.
std::string fake_driver_file();
std::string stand_in_file(const char* name);

/// A library of the family, whose TensorRT does nothing; library() is TensorRT 10's.
trts_library* library_of(std::int32_t backend);

/// True in the test's own process; otherwise runs it there, and fails where it fails there. `argument` tells several
/// processes of one test apart.
bool in_own_process(const char* test, const std::string& argument = "");

} // namespace cuda_test

/// A test of what lasts as long as the process: it runs in one of its own. No name may be part of another test's.
#define TEST_IN_OWN_PROCESS(name)                                                                                      \
    static void own_process_##name();                                                                                  \
    TEST(name)                                                                                                         \
    {                                                                                                                  \
        if (::cuda_test::in_own_process(#name))                                                                        \
        {                                                                                                              \
            own_process_##name();                                                                                      \
        }                                                                                                              \
    }                                                                                                                  \
    static void own_process_##name()
