// The application's kernels, on the fake driver.
#include <string>

#include "fixture.h"

using namespace cuda_test;

namespace
{

const std::string head = ".version 6.0\n.target sm_70\n.address_size 64\n";
const std::string clamp01 =
    head + ".visible .entry clamp01(.param .u64 x, .param .u64 y, .param .f32 slope, .param .u32 count) { ret; }";

Outcome try_to_load(const std::string& image, trts_device_module** module)
{
    return outcome(trts_device_module_create(library(), 0, image.data(), static_cast<std::int64_t>(image.size()), module));
}

DeviceModule load(const std::string& image)
{
    trts_device_module* module = nullptr;
    require(trts_device_module_create(library(), 0, image.data(), static_cast<std::int64_t>(image.size()), &module));
    return DeviceModule(module);
}

void* kernel_of(const DeviceModule& module, const char* name)
{
    void* kernel = nullptr;
    require(trts_device_module_get_kernel(module.get(), name, &kernel));
    return kernel;
}

} // namespace

TEST(a_kernel_runs_in_the_order_of_its_stream_with_the_parameters_that_it_had_at_launch)
{
    const FakeDriver driver;
    const DeviceModule module = load(clamp01);
    void* kernel = kernel_of(module, "clamp01");
    const Buffer x = make_buffer(4 * sizeof(float));
    const Buffer y = make_buffer(4 * sizeof(float));
    const float given[] = {-1, 0.5F, 1, 8};
    require(trts_buffer_copy_from_host(x.get(), 0, given, sizeof(given)));
    const Stream stream = make_stream();
    void* native = nullptr;
    require(trts_stream_get_native(stream.get(), &native));
    void* x_address = nullptr;
    void* y_address = nullptr;
    require(trts_buffer_get_address(x.get(), &x_address));
    require(trts_buffer_get_address(y.get(), &y_address));
    {
        const Gate gate;
        gate.close(stream);
        float slope = 0.5F;
        std::uint32_t count = 4;
        void* parameters[] = {&x_address, &y_address, &slope, &count};
        const trts_launch_size size{{2, 1, 1}, {2, 1, 1}, 0};
        require(trts_device_module_launch(module.get(), kernel, &size, native, parameters));
        slope = 100; // too late
        CHECK(!is_idle(stream));
    }
    require(trts_stream_synchronize(stream.get()));
    float gives[4] = {};
    require(trts_buffer_copy_to_host(y.get(), 0, gives, sizeof(gives)));
    CHECK_EQUAL(gives[0], 0.0F);
    CHECK_EQUAL(gives[1], 0.25F);
    CHECK_EQUAL(gives[2], 0.5F);
    CHECK_EQUAL(gives[3], 1.0F);
}

TEST(text_that_is_no_ptx_is_refused_with_the_drivers_log)
{
    const FakeDriver driver;
    const std::string before = live_objects();
    trts_device_module* module = nullptr;
    const Outcome refused = try_to_load("__global__ void clamp01() {}", &module);
    CHECK_EQUAL(refused.status, TRTS_INVALID_ARGUMENT);
    CHECK(refused.says("no .version and .target"));
    CHECK(module == nullptr);
    CHECK_EQUAL(live_objects(), before);
}

TEST(a_kernel_that_is_not_there_is_named)
{
    const FakeDriver driver;
    const DeviceModule module = load(clamp01);
    void* kernel = nullptr;
    const Outcome refused = outcome(trts_device_module_get_kernel(module.get(), "clamp02", &kernel));
    CHECK_EQUAL(refused.status, TRTS_NOT_FOUND);
    CHECK(refused.says("'clamp02'"));
}

TEST(launches_that_no_device_can_do_are_refused)
{
    const FakeDriver driver;
    const DeviceModule module = load(clamp01);
    void* kernel = kernel_of(module, "clamp01");
    void* nothing = nullptr;
    void* parameters[] = {&nothing, &nothing, &nothing, &nothing};
    for (const trts_launch_size& size : {trts_launch_size{{0, 1, 1}, {1, 1, 1}, 0}, trts_launch_size{{1, 1, 1}, {1, -1, 1}, 0},
                                         trts_launch_size{{1, 1, 1}, {1, 1, 1}, -1}})
    {
        CHECK_EQUAL(outcome(trts_device_module_launch(module.get(), kernel, &size, nullptr, parameters)).status,
                    TRTS_INVALID_ARGUMENT);
    }
    CHECK_EQUAL(outcome(trts_device_module_launch(module.get(), kernel, nullptr, nullptr, parameters)).status,
                TRTS_INVALID_ARGUMENT);
    CHECK_EQUAL(outcome(trts_device_module_launch(module.get(), nullptr, nullptr, nullptr, parameters)).status,
                TRTS_INVALID_ARGUMENT);
}
