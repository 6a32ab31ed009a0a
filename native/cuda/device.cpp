#include "cuda/device.h"

#include <memory>
#include <vector>

#include "core/error.h"
#include "cuda/entries.h"
#include "trtsharp/device.h"

namespace trts::cuda
{

/// The error that ended the use of a context.
struct Device::Poison
{
    Result code;
    std::string text;
};

bool ends_the_context(Result code)
{
    switch (code)
    {
    case 214: // ECC_UNCORRECTABLE
    case 220: // NVLINK_UNCORRECTABLE
    case 226: // CONTAINED
    case 700: // ILLEGAL_ADDRESS
    case 702: // LAUNCH_TIMEOUT
    case 709: // CONTEXT_IS_DESTROYED: somebody has reset the device
    case 710: // ASSERT
    case 714: // HARDWARE_STACK_ERROR
    case 715: // ILLEGAL_INSTRUCTION
    case 716: // MISALIGNED_ADDRESS
    case 717: // INVALID_ADDRESS_SPACE
    case 718: // INVALID_PC
    case 719: // LAUNCH_FAILED
    case 721: // TENSOR_MEMORY_LEAK
    case 810: // MPS_CLIENT_TERMINATED
        return true;
    default:
        return false;
    }
}

namespace
{

trts_status status_of(Result code)
{
    return code == out_of_memory ? TRTS_OUT_OF_MEMORY : code == not_supported ? TRTS_NOT_SUPPORTED : TRTS_DEVICE_ERROR;
}

void require(const Driver& driver, const char* function, Result code)
{
    if (code != success)
    {
        throw Error(status_of(code), describe_failure(driver, function, code), code);
    }
}

DeviceId id_of(const Driver& driver, std::int32_t ordinal)
{
    DeviceId id = 0;
    require(driver, driver.cuDeviceGet.name, driver.cuDeviceGet.call(&id, ordinal));
    return id;
}

std::int32_t current_ordinal(const Driver& driver)
{
    RawContext context = nullptr;
    require(driver, driver.cuCtxGetCurrent.name, driver.cuCtxGetCurrent.call(&context));
    if (context == nullptr)
    {
        return 0;
    }
    DeviceId current = 0;
    require(driver, driver.cuCtxGetDevice.name, driver.cuCtxGetDevice.call(&current));
    std::int32_t ordinal = 0;
    while (ordinal < driver.device_count && id_of(driver, ordinal) != current)
    {
        ++ordinal;
    }
    return ordinal;
}

} // namespace

Device::Device(const Driver& driver, std::int32_t ordinal)
    : driver_(driver), ordinal_(ordinal), id_(id_of(driver, ordinal))
{
    char name[256] = {};
    require(driver_, driver_.cuDeviceGetName.name, driver_.cuDeviceGetName.call(name, sizeof name - 1, id_));
    name_ = name;
}

Device& Device::at(std::int32_t ordinal)
{
    const Driver& driver = cuda::driver();
    static auto& devices = *new std::vector<std::atomic<Device*>>(static_cast<std::size_t>(driver.device_count));
    const std::int32_t found = ordinal == TRTS_DEVICE_CURRENT ? current_ordinal(driver) : ordinal;
    if (found < 0 || found >= driver.device_count)
    {
        throw Error(TRTS_INVALID_ARGUMENT, "there is no device " + std::to_string(found) + ": CUDA's driver has " +
                                               std::to_string(driver.device_count) + ", numbered from 0");
    }
    std::atomic<Device*>& slot = devices[static_cast<std::size_t>(found)];
    Device* device = slot.load(std::memory_order_acquire);
    if (device == nullptr)
    {
        auto made = std::make_unique<Device>(driver, found);
        if (slot.compare_exchange_strong(device, made.get(), std::memory_order_acq_rel))
        {
            device = made.release();
        }
    }
    return *device;
}

std::int32_t Device::attribute(int number)
{
    int value = 0;
    require(driver_, driver_.cuDeviceGetAttribute.name, driver_.cuDeviceGetAttribute.call(&value, number, id_));
    return value;
}

RawContext Device::context()
{
    RawContext context = context_.load(std::memory_order_acquire);
    if (context == nullptr)
    {
        const std::lock_guard lock(retaining_);
        context = context_.load(std::memory_order_relaxed);
        if (context == nullptr)
        {
            if (const Result code = driver_.cuDevicePrimaryCtxRetain.call(&context, id_); code != success)
            {
                fail(driver_.cuDevicePrimaryCtxRetain.name, code);
            }
            context_.store(context, std::memory_order_release);
        }
    }
    return context;
}

void Device::require_usable() const
{
    if (const Poison* poison = poison_.load(std::memory_order_acquire))
    {
        throw Error(TRTS_DEVICE_ERROR,
                    "device " + std::to_string(ordinal_) + " cannot be used any more in this process: an earlier error "
                        "has ended its CUDA context (" + poison->text + "). Restart the process.",
                    poison->code);
    }
}

void Device::note(const char* function, Result code) noexcept
{
    if (!ends_the_context(code) || poison_.load(std::memory_order_acquire) != nullptr)
    {
        return;
    }
    try
    {
        auto made = std::make_unique<Poison>(Poison{code, describe_failure(driver_, function, code)});
        const Poison* none = nullptr;
        if (poison_.compare_exchange_strong(none, made.get(), std::memory_order_acq_rel))
        {
            (void)made.release(); // immortal, as the error is
        }
    }
    catch (...)
    {
        // No memory to remember it: CUDA says it again at the next call.
    }
}

void Device::fail(const char* function, Result code, const std::string& detail)
{
    note(function, code);
    std::string text = describe_failure(driver_, function, code) + detail;
    if (ends_the_context(code))
    {
        text += ". Device " + std::to_string(ordinal_) + " cannot be used any more in this process: restart it.";
    }
    throw Error(status_of(code), text, code);
}

CurrentContext::CurrentContext(Device& device) : device_(device)
{
    device_.require_usable();
    if (const Outcome outcome = enter(); outcome.code != success)
    {
        device_.fail(outcome.function, outcome.code);
    }
}

CurrentContext::~CurrentContext()
{
    if (is_pushed_)
    {
        RawContext popped = nullptr;
        const Driver& driver = device_.driver();
        device_.note(driver.cuCtxPopCurrent.name, driver.cuCtxPopCurrent.call(&popped));
    }
}

CurrentContext::Outcome CurrentContext::enter()
{
    const Driver& driver = device_.driver();
    const RawContext context = device_.context();
    RawContext before = nullptr;
    if (const Result code = driver.cuCtxGetCurrent.call(&before); code != success)
    {
        return {driver.cuCtxGetCurrent.name, code};
    }
    if (before == context)
    {
        return {driver.cuCtxGetCurrent.name, success}; // a thread that works for TensorRT mostly has it
    }
    const Result code = driver.cuCtxPushCurrent.call(context);
    is_pushed_ = code == success;
    return {driver.cuCtxPushCurrent.name, code};
}

namespace
{

void get_memory_info(Device& device, std::int64_t* out_free, std::int64_t* out_total)
{
    std::size_t free_bytes = 0;
    std::size_t total_bytes = 0;
    device.run(device.driver().cuMemGetInfo, &free_bytes, &total_bytes);
    *out_free = static_cast<std::int64_t>(free_bytes);
    *out_total = static_cast<std::int64_t>(total_bytes);
}

} // namespace

void fill_device_entries(trts_api_table& table)
{
    table.device_get_count = [](void*, std::int32_t* out) -> trts_status {
        *out = driver().device_count;
        return TRTS_OK;
    };
    table.device_get_driver_version = [](void*, std::int32_t* out) -> trts_status {
        *out = driver().version;
        return TRTS_OK;
    };
    table.device_get_current = [](void*, std::int32_t* out) -> trts_status {
        *out = Device::at(TRTS_DEVICE_CURRENT).ordinal();
        return TRTS_OK;
    };
    table.device_make_current = [](void*, std::int32_t device) -> trts_status {
        Device& chosen = Device::at(device);
        chosen.require_usable();
        const Driver& driver = chosen.driver();
        if (const Result code = driver.cuCtxSetCurrent.call(chosen.context()); code != success)
        {
            chosen.fail(driver.cuCtxSetCurrent.name, code);
        }
        return TRTS_OK;
    };
    table.device_get_name = [](void*, std::int32_t device, const char** out) -> trts_status {
        *out = Device::at(device).name();
        return TRTS_OK;
    };
    table.device_get_compute_capability = [](void*, std::int32_t device, std::int32_t* out_major,
                                             std::int32_t* out_minor) -> trts_status {
        Device& asked = Device::at(device);
        const std::int32_t major = asked.attribute(compute_capability_major);
        *out_minor = asked.attribute(compute_capability_minor);
        *out_major = major;
        return TRTS_OK;
    };
    table.device_get_memory_info = [](void*, std::int32_t device, std::int64_t* out_free,
                                      std::int64_t* out_total) -> trts_status {
        get_memory_info(Device::at(device), out_free, out_total);
        return TRTS_OK;
    };
    table.device_get_stream_priority_range = [](void*, std::int32_t device, std::int32_t* out_least,
                                                std::int32_t* out_greatest) -> trts_status {
        Device& asked = Device::at(device);
        asked.run(asked.driver().cuCtxGetStreamPriorityRange, out_least, out_greatest);
        return TRTS_OK;
    };
    table.device_synchronize = [](void*, std::int32_t device) -> trts_status {
        Device& waited_for = Device::at(device);
        waited_for.run(waited_for.driver().cuCtxSynchronize);
        return TRTS_OK;
    };
}

} // namespace trts::cuda
