// Finding the driver, starting it, and never mixing fakes with NVIDIA's own: once in a process, so each test has its
// own.
#include <filesystem>
#include <cstdlib>

#include "fixture.h"
#include "onnx/temporary_folder.h"

using namespace cuda_test;

namespace
{

void set_driver(const std::string& file)
{
    setenv("TRTSHARP_CUDA_DRIVER", file.c_str(), 1);
}

Outcome create_stream()
{
    trts_stream* stream = nullptr;
    const Outcome result = outcome(trts_stream_create(library(), &stream));
    CHECK((stream != nullptr) == (result.status == TRTS_OK));
    trts_stream_destroy(stream);
    return result;
}

/// Everything that creates, and the questions, give the same reason.
void check_all_refuse(const std::string& reason)
{
    trts_event* event = nullptr;
    trts_buffer* buffer = nullptr;
    trts_host_buffer* host_buffer = nullptr;
    const char* name = nullptr;
    std::int32_t number = -7;
    for (const std::int32_t backend : {TRTS_BACKEND_TRT10, TRTS_BACKEND_TRT11, TRTS_BACKEND_RTX1})
    {
        trts_library* opened = library_of(backend); // opens without a driver
        trts_stream* stream = nullptr;
        for (const trts_status status :
             {trts_stream_create(opened, &stream), trts_event_create(opened, &event),
              trts_buffer_create(opened, 1, &buffer), trts_host_buffer_create(opened, 0, 1, &host_buffer),
              trts_device_get_count(opened, &number), trts_device_get_name(opened, 0, &name),
              trts_device_get_current(opened, &number), trts_device_make_current(opened, 0),
              trts_device_get_driver_version(opened, &number), trts_device_synchronize(opened, 0)})
        {
            const Outcome refused = outcome(status);
            CHECK_EQUAL(refused.status, TRTS_DEVICE_ERROR);
            CHECK(refused.says(reason));
        }
        CHECK(stream == nullptr && number == -7);
    }
}

} // namespace

TEST_IN_OWN_PROCESS(without_a_driver_everything_says_what_was_tried)
{
    set_driver("/nowhere/libcuda.so.1");
    check_all_refuse("CUDA's driver was not found. Tried:\n  /nowhere/libcuda.so.1: ");
    const Outcome refused = create_stream();
    CHECK(refused.says("cannot open shared object file"));
    CHECK(refused.says("Install NVIDIA's driver, or set TRTSHARP_CUDA_DRIVER to its library's file"));
    CHECK(refused.says("CPU backend"));
    trts_builder* builder = nullptr;
    const Outcome no_builder = outcome(trts_builder_create(library(), nullptr, &builder));
    CHECK_EQUAL(no_builder.status, TRTS_DEVICE_ERROR);
    CHECK(no_builder.says("TensorRT needs an NVIDIA GPU: CUDA's driver was not found"));
}

TEST_IN_OWN_PROCESS(a_library_that_is_no_driver_is_refused)
{
    set_driver(stand_in_file("unmarked"));
    check_all_refuse(stand_in_file("unmarked") + ": is no CUDA driver: it has no symbol cuInit");
    const onnx_test::TemporaryFolder folder;
    folder.write("text", "not a library");
    set_driver((folder.path() / "text").u8string());
    CHECK(create_stream().says("text: "));
}

TEST_IN_OWN_PROCESS(a_driver_that_comes_later_is_found)
{
    const std::string fake = fake_driver_file();
    if (!std::filesystem::exists(fake))
    {
        SKIP("the fake driver is not here");
    }
    set_driver("/nowhere/libcuda.so.1");
    CHECK_EQUAL(create_stream().status, TRTS_DEVICE_ERROR);
    set_driver(fake);
    CHECK_EQUAL(create_stream().status, TRTS_OK);
    set_driver("/nowhere/libcuda.so.1"); // it stays opened
    CHECK_EQUAL(create_stream().status, TRTS_OK);
}

TEST_IN_OWN_PROCESS(a_driver_without_devices_says_how_to_mend_it)
{
    const FakeDriver driver;
    driver->set_device_count(0);
    check_all_refuse("does not start: cuInit: CUDA_ERROR_NO_DEVICE (100): no CUDA-capable device is detected");
    CHECK(create_stream().says("CUDA_VISIBLE_DEVICES"));
    CHECK_EQUAL(create_stream().native_code, 100);
    driver->set_device_count(1);
    CHECK_EQUAL(create_stream().status, TRTS_OK); // one that comes later is found
    trts_stream* stream = nullptr;
    CHECK(outcome(trts_stream_create_with_priority(library(), 1, 0, 0, &stream)).says("CUDA's driver has 1"));
}

TEST_IN_OWN_PROCESS(a_driver_that_starts_and_lists_no_device_is_none)
{
    const FakeDriver driver;
    const auto init = reinterpret_cast<int (*)(unsigned)>(driver_symbol("cuInit"));
    CHECK_EQUAL(init(0), 0);
    driver->set_device_count(0);
    CHECK(create_stream().says("does not start: cuDeviceGetCount: CUDA_ERROR_NO_DEVICE (100)"));
}

TEST(whatever_the_driver_does_not_start_with_is_told)
{
    struct Case
    {
        const char* function;
        std::int32_t code;
        const char* text;
    };
    for (const Case& fault :
         {Case{"cuInit", 34, "the stub that the CUDA toolkit links against"},
          Case{"cuInit", 803, "restart the machine"}, Case{"cuInit", 999, "`nvidia-smi` must work"},
          Case{"cuDriverGetVersion", 999, "cuDriverGetVersion: CUDA_ERROR_UNKNOWN (999)"},
          Case{"cuDeviceGetCount", 999, "cuDeviceGetCount: CUDA_ERROR_UNKNOWN (999)"},
          Case{"cuDeviceGet", 999, "cuDeviceGet: CUDA_ERROR_UNKNOWN (999)"},
          Case{"cuDeviceGetName", 999, "cuDeviceGetName: CUDA_ERROR_UNKNOWN (999)"},
          Case{"cuDevicePrimaryCtxRetain", 999, "cuDevicePrimaryCtxRetain: CUDA_ERROR_UNKNOWN (999)"}})
    {
        const std::string argument = std::string(fault.function) + " " + std::to_string(fault.code);
        if (in_own_process("whatever_the_driver_does_not_start_with_is_told", argument))
        {
            const FakeDriver driver;
            set_driver("/nowhere/libcuda.so.1");
            (void)library(); // would start the driver
            set_driver(fake_driver_file());
            REQUIRE(driver->fail(fault.function, 0, 1, fault.code) == 1);
            const Outcome refused = create_stream();
            CHECK_EQUAL(driver->get_call_count(fault.function), 1);
            CHECK_EQUAL(refused.status, TRTS_DEVICE_ERROR);
            CHECK_EQUAL(refused.native_code, fault.code);
            CHECK(refused.says(fault.text));
            CHECK_EQUAL(create_stream().status, TRTS_OK); // the next call tries again
        }
    }
}

TEST_IN_OWN_PROCESS(a_fake_driver_refuses_a_tensorrt_that_is_no_fake)
{
    const FakeDriver driver;
    CHECK_EQUAL(create_stream().status, TRTS_OK);
    trts_library* opened = nullptr;
    const Outcome refused = outcome(trts_library_open(TRTS_BACKEND_TRT10, stand_in_file("unmarked").c_str(), &opened));
    CHECK_EQUAL(refused.status, TRTS_LIBRARY_NOT_FOUND);
    CHECK(refused.says(stand_in_file("unmarked")));
    CHECK(refused.says("is no fake TensorRT, and this process uses the tests' fake CUDA driver"));
    CHECK(opened == nullptr);
    CHECK_EQUAL(create_stream().status, TRTS_OK);
}

TEST_IN_OWN_PROCESS(a_tensorrt_that_is_no_fake_refuses_a_fake_driver)
{
    const FakeDriver driver;
    trts_library* opened = nullptr;
    require(trts_library_open(TRTS_BACKEND_TRT10, stand_in_file("unmarked").c_str(), &opened));
    trts_stream* stream = nullptr;
    const Outcome refused = outcome(trts_stream_create(opened, &stream));
    CHECK_EQUAL(refused.status, TRTS_DEVICE_ERROR);
    CHECK(refused.says("is the tests' fake CUDA driver, and this process has opened a TensorRT that is no fake"));
    trts_builder* builder = nullptr; // nothing of it may be called either
    CHECK(outcome(trts_builder_create(opened, nullptr, &builder)).says("needs an NVIDIA GPU"));
    CHECK(stream == nullptr && builder == nullptr);
    CHECK_EQUAL(driver->get_call_count("cuInit"), 0);       // not even started
    CHECK_EQUAL(create_stream().status, TRTS_DEVICE_ERROR); // a fake TensorRT does not mend it
}
