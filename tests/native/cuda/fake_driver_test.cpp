// The fake driver itself, by its own functions: what the other tests rely on.
#include <atomic>
#include <chrono>
#include <cstdint>
#include <thread>

#include "cuda/driver_api.h"
#include "fixture.h"

using namespace cuda_test;

namespace
{

constexpr CUresult success = 0;
constexpr CUresult invalid_value = 1;
constexpr CUresult invalid_context = 201;
constexpr CUresult invalid_handle = 400;
constexpr CUresult not_ready = 600;
constexpr CUresult illegal_address = 700;

/// A function of the fake.
#define DRIVER(name) reinterpret_cast<decltype(&name)>(driver_symbol(#name))

/// Device 0's context, current for the scope.
class Context
{
  public:
    Context()
    {
        CHECK_EQUAL(DRIVER(cuInit)(0), success);
        CHECK_EQUAL(DRIVER(cuDevicePrimaryCtxRetain)(&context_, 0), success);
        CHECK_EQUAL(DRIVER(cuCtxPushCurrent_v2)(context_), success);
    }
    ~Context()
    {
        CUcontext popped = nullptr;
        CHECK_EQUAL(DRIVER(cuCtxPopCurrent_v2)(&popped), success);
        CHECK(popped == context_);
        CHECK_EQUAL(DRIVER(cuDevicePrimaryCtxRelease_v2)(0), success);
    }
    Context(const Context&) = delete;
    Context& operator=(const Context&) = delete;

  private:
    CUcontext context_ = nullptr;
};

} // namespace

TEST(fake_driver_is_marked_and_has_a_name_of_its_own)
{
    const FakeDriver driver;
    CHECK(driver_symbol("trts_test_fake_cuda_driver") != nullptr);
    CHECK(std::string(fake_driver_file()).find("/libfake_cuda_driver.so") != std::string::npos);
}

TEST_IN_OWN_PROCESS(fake_driver_wants_to_be_started)
{
    const FakeDriver driver;
    int count = 0;
    CUcontext context = nullptr;
    CHECK_EQUAL(DRIVER(cuDeviceGetCount)(&count), 3);
    CHECK_EQUAL(DRIVER(cuDevicePrimaryCtxRetain)(&context, 0), 3);
    CHECK_EQUAL(DRIVER(cuInit)(1), invalid_value);
    CHECK_EQUAL(DRIVER(cuInit)(0), success);
    CHECK_EQUAL(DRIVER(cuDeviceGetCount)(&count), success);
    CHECK_EQUAL(count, 2);
    CHECK_EQUAL(DRIVER(cuCtxPushCurrent_v2)(context), invalid_context); // which nobody has retained
}

TEST(fake_driver_wants_a_context)
{
    const FakeDriver driver;
    CUstream stream = nullptr;
    CUdeviceptr address = 0;
    CUcontext context = nullptr;
    CHECK_EQUAL(DRIVER(cuInit)(0), success);
    CHECK_EQUAL(DRIVER(cuStreamCreate)(&stream, 0), invalid_context);
    CHECK_EQUAL(DRIVER(cuMemAlloc_v2)(&address, 1), invalid_context);
    CHECK_EQUAL(DRIVER(cuCtxSynchronize)(), invalid_context);
    CHECK_EQUAL(DRIVER(cuCtxPopCurrent_v2)(&context), invalid_context);
    CHECK_EQUAL(DRIVER(cuCtxPushCurrent_v2)(reinterpret_cast<CUcontext>(&context)), invalid_context);
}

TEST(fake_driver_knows_what_is_dead)
{
    const FakeDriver driver;
    const Context current;
    CUstream stream = nullptr;
    CUevent event = nullptr;
    CUdeviceptr address = 0;
    void* host = nullptr;
    CHECK_EQUAL(DRIVER(cuStreamCreate)(&stream, 0), success);
    CHECK_EQUAL(DRIVER(cuStreamDestroy_v2)(stream), success);
    CHECK_EQUAL(DRIVER(cuStreamDestroy_v2)(stream), invalid_handle);
    CHECK_EQUAL(DRIVER(cuStreamSynchronize)(stream), invalid_handle);
    CHECK_EQUAL(DRIVER(cuEventCreate)(&event, 0), success);
    CHECK_EQUAL(DRIVER(cuEventDestroy_v2)(event), success);
    CHECK_EQUAL(DRIVER(cuEventQuery)(event), invalid_handle);
    CHECK_EQUAL(DRIVER(cuMemAlloc_v2)(&address, 8), success);
    CHECK_EQUAL(DRIVER(cuMemFree_v2)(address + 1), invalid_value);
    CHECK_EQUAL(DRIVER(cuMemFree_v2)(address), success);
    CHECK_EQUAL(DRIVER(cuMemFree_v2)(address), invalid_value);
    CHECK_EQUAL(DRIVER(cuMemsetD8Async)(address, 0, 8, nullptr), invalid_value);
    CHECK_EQUAL(DRIVER(cuMemHostAlloc)(&host, 8, 0), success);
    CHECK_EQUAL(DRIVER(cuMemFreeHost)(&host), invalid_value);
    CHECK_EQUAL(DRIVER(cuMemFreeHost)(host), success);
    CHECK_EQUAL(DRIVER(cuMemFreeHost)(host), invalid_value);
}

TEST(fake_driver_checks_ranges)
{
    const FakeDriver driver;
    const Context current;
    unsigned char bytes[16] = {};
    CUdeviceptr address = 0;
    CHECK_EQUAL(DRIVER(cuMemAlloc_v2)(&address, 8), success);
    CHECK_EQUAL(DRIVER(cuMemcpyHtoDAsync_v2)(address, bytes, 8, nullptr), success);
    CHECK_EQUAL(DRIVER(cuMemcpyHtoDAsync_v2)(address + 1, bytes, 8, nullptr), invalid_value);
    CHECK_EQUAL(DRIVER(cuMemcpyDtoHAsync_v2)(bytes, address - 1, 1, nullptr), invalid_value);
    CHECK_EQUAL(DRIVER(cuMemcpyDtoHAsync_v2)(bytes, address + 4, SIZE_MAX, nullptr), invalid_value);
    CHECK_EQUAL(DRIVER(cuMemAlloc_v2)(&address, 0), invalid_value);
    CHECK_EQUAL(DRIVER(cuStreamSynchronize)(nullptr), success);
    CHECK_EQUAL(DRIVER(cuMemFree_v2)(address), success);
}

TEST(fake_driver_has_the_contexts_own_streams)
{
    const FakeDriver driver;
    const Context current;
    for (std::uintptr_t special = 0; special < 3; ++special)
    {
        auto* stream = reinterpret_cast<CUstream>(special);
        CHECK_EQUAL(DRIVER(cuLaunchHostFunc)(
                        stream, [](void*) {}, nullptr),
                    success);
        CHECK_EQUAL(DRIVER(cuStreamSynchronize)(stream), success);
        CHECK_EQUAL(DRIVER(cuStreamQuery)(stream), success);
    }
}

TEST(fake_driver_fails_as_often_as_it_is_told)
{
    const FakeDriver driver;
    const Context current;
    const auto synchronize = DRIVER(cuCtxSynchronize);
    REQUIRE(driver->fail("cuCtxSynchronize", 1, 2, illegal_address) == 1);
    CHECK_EQUAL(synchronize(), success);
    CHECK_EQUAL(synchronize(), illegal_address);
    CHECK_EQUAL(synchronize(), illegal_address);
    CHECK_EQUAL(synchronize(), success);
    CHECK_EQUAL(driver->get_call_count("cuCtxSynchronize"), 4);
    REQUIRE(driver->fail_for_good("cuCtxSynchronize", 0, illegal_address) == 1);
    CHECK_EQUAL(synchronize(), illegal_address);
    CHECK_EQUAL(synchronize(), illegal_address);
    CUstream stream = nullptr;
    CHECK_EQUAL(DRIVER(cuStreamCreate)(&stream, 0), illegal_address);
    REQUIRE(driver->fail("cuCtxSynchronise", 0, 1, 1) == 0);
    CHECK_EQUAL(driver->get_call_count("cuCtxSynchronise"), -1);
    CHECK_EQUAL(driver->get_live_count("streams"), -1);
    CHECK_EQUAL(driver->delay("cu", 1), 0);
}

TEST(fake_driver_tells_of_queued_failures_later)
{
    const FakeDriver driver;
    const Context current;
    CUstream stream = nullptr;
    CUevent event = nullptr;
    bool was_called = false;
    CHECK_EQUAL(DRIVER(cuStreamCreate)(&stream, 1), success);
    CHECK_EQUAL(DRIVER(cuEventCreate)(&event, 0), success);
    REQUIRE(driver->fail_later("cuLaunchHostFunc", 0, illegal_address) == 1);
    const auto call = [](void* called) { *static_cast<bool*>(called) = true; };
    CHECK_EQUAL(DRIVER(cuLaunchHostFunc)(stream, call, &was_called), success);
    (void)DRIVER(cuLaunchHostFunc)(stream, call, &was_called);
    (void)DRIVER(cuEventRecord)(event, stream);
    CHECK_EQUAL(DRIVER(cuStreamSynchronize)(stream), illegal_address);
    CHECK_EQUAL(DRIVER(cuEventSynchronize)(event), illegal_address);
    CHECK_EQUAL(DRIVER(cuCtxSynchronize)(), illegal_address);
    CHECK(!was_called);
    CHECK_EQUAL(DRIVER(cuEventDestroy_v2)(event), illegal_address);
    CHECK_EQUAL(DRIVER(cuStreamDestroy_v2)(stream), illegal_address);
    CHECK_EQUAL(driver->get_live_count("stream") + driver->get_live_count("event"), 0); // gone all the same
}

TEST(fake_driver_takes_its_time)
{
    const FakeDriver driver;
    const Context current;
    REQUIRE(driver->delay("cuCtxSynchronize", 30) == 1);
    const auto before = std::chrono::steady_clock::now();
    CHECK_EQUAL(DRIVER(cuCtxSynchronize)(), success);
    CHECK(std::chrono::steady_clock::now() - before >= std::chrono::milliseconds(30));
}

TEST(fake_driver_ends_its_threads)
{
    const FakeDriver driver;
    const Context current;
    const auto workers = [&] { return driver->get_live_count("worker"); };
    const std::int64_t before = workers();
    CUstream stream = nullptr;
    CHECK_EQUAL(DRIVER(cuStreamCreate)(&stream, 1), success);
    CHECK_EQUAL(DRIVER(cuLaunchHostFunc)(
                    stream, [](void*) {}, nullptr),
                success);
    CHECK_EQUAL(DRIVER(cuStreamSynchronize)(stream), success);
    CHECK_EQUAL(workers(), before + 1);
    CHECK_EQUAL(DRIVER(cuStreamDestroy_v2)(stream), success);
    CHECK_EQUAL(workers(), before);
}

TEST(fake_driver_does_not_wait_for_a_stream_that_is_destroyed)
{
    const FakeDriver driver;
    const Context current;
    CUstream stream = nullptr;
    CHECK_EQUAL(DRIVER(cuStreamCreate)(&stream, 1), success);
    std::atomic<int> state{0};
    CHECK_EQUAL(DRIVER(cuLaunchHostFunc)(
                    stream,
                    [](void* self) {
                        auto& seen = *static_cast<std::atomic<int>*>(self);
                        while (seen != 1)
                        {
                            std::this_thread::yield();
                        }
                        seen = 2;
                    },
                    &state),
                success);
    CHECK_EQUAL(DRIVER(cuStreamQuery)(stream), not_ready);
    CHECK_EQUAL(DRIVER(cuStreamDestroy_v2)(stream), success);
    state = 1;
    while (state != 2) // what was queued is still done
    {
        std::this_thread::yield();
    }
}
