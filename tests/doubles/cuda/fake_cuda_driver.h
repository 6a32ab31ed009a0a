// What tests ask of the fake CUDA driver, beside CUDA's own functions. NAME is a driver function as it is documented
// ("cuMemAlloc", not "cuMemAlloc_v2"). Functions that return int32_t give 0 where they did not know the name or kind.
#pragma once

#include <cstdint>

#pragma GCC visibility push(default)
extern "C"
{
    /// Takes back all faults, delays, limits, errors of devices and counts of calls, and what is current for the
    /// calling thread. What is alive stays alive.
    void fake_cuda_reset();

    /// Calls of NAME after the next `skip` fail with `code` (a CUresult), `times` in a row, and do nothing.
    std::int32_t fake_cuda_fail(const char* name, std::int32_t skip, std::int32_t times, std::int32_t code);
    /// As above; all later calls on the device fail alike, until the reset.
    std::int32_t fake_cuda_fail_for_good(const char* name, std::int32_t skip, std::int32_t code);
    /// The call succeeds; its work fails when its turn in the stream comes, and all later calls on the device with it.
    std::int32_t fake_cuda_fail_later(const char* name, std::int32_t skip, std::int32_t code);
    /// Each call of NAME takes that much longer.
    std::int32_t fake_cuda_delay(const char* name, std::int32_t milliseconds);

    /// Before cuInit: how many devices there are, at most 2. 2 are there by themselves.
    void fake_cuda_set_device_count(std::int32_t count);
    /// The memory of a device, 1 GiB by itself; what can be pinned, 256 MiB by itself.
    void fake_cuda_set_memory(std::int32_t device, std::int64_t byte_size);
    void fake_cuda_set_host_memory(std::int64_t byte_size);

    /// Calls of NAME since the reset, failed ones too; -1 where there is no such function.
    std::int64_t fake_cuda_get_call_count(const char* name);
    /// How many are alive of KIND: "stream", "event", "module", "allocation", "host allocation", "worker" (a stream's thread);
    /// -1 where there is no such kind.
    std::int64_t fake_cuda_get_live_count(const char* kind);
    /// How often the primary context was retained, and not released.
    std::int32_t fake_cuda_get_retain_count(std::int32_t device);
    /// How many contexts are on the calling thread's stack.
    std::int32_t fake_cuda_get_context_depth();

    /// By its presence the loader knows the fake.
    extern const std::int32_t trts_test_fake_cuda_driver;
}
#pragma GCC visibility pop
