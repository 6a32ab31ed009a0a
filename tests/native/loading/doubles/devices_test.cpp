// Devices, as a discovery tells them, on the fake driver.
#include <cstdlib>
#include <filesystem>

#include "harness.h"
#include "loading/child.h"
#include "trtsharp/discovery.h"

using namespace loading_test;

namespace
{

std::string devices_with(const std::string& driver)
{
    return text_of_child([&] {
        setenv("TRTSHARP_CUDA_DRIVER", driver.c_str(), 1);
        std::int32_t version = -1;
        std::int32_t count = -1;
        const char* failure = "";
        if (const trts_status status = trts_discovery_find_devices(&version, &count, &failure); status != TRTS_OK)
        {
            return error_text(status);
        }
        std::string all = std::to_string(version) + " " + std::to_string(count) + " " + failure;
        for (std::int32_t i = 0; i <= count; ++i)
        {
            const char* name = "";
            std::int32_t major = -1;
            std::int32_t minor = -1;
            const trts_status status = trts_discovery_get_device(i, &name, &major, &minor);
            all += status == TRTS_OK ? "\n" + std::string(name) + " " + std::to_string(major) + "." + std::to_string(minor)
                                     : "\n" + error_text(status);
        }
        return all;
    });
}

} // namespace

TEST(devices_are_listed_with_what_the_driver_says_of_them)
{
    const std::string driver = (std::filesystem::read_symlink("/proc/self/exe").parent_path() / TRTS_TEST_FAKE_DRIVER).string();
    const std::string told = devices_with(driver);
    CHECK_EQUAL(told, std::string("12080 2 \nFake GPU 0 9.0\nFake GPU 1 8.6\nINVALID_ARGUMENT: there is no device 2: this "
                                  "thread's last discovery found 2, numbered from 0"));
}

TEST(without_a_driver_the_reason_is_told_and_nothing_fails)
{
    const std::string told = devices_with("/nowhere/libcuda.so.1");
    CHECK_EQUAL(told.find("0 0 CUDA's driver was not found. Tried:\n  /nowhere/libcuda.so.1: "), std::size_t{0});
    CHECK(told.find("INVALID_ARGUMENT: there is no device 0") != std::string::npos);
}
