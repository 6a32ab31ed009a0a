// The driver fails, at each call of each function: one typed error, nothing left behind, and the next call works.
#include <algorithm>
#include <map>
#include <vector>

#include "core/loading/cuda_loader.h"
#include "road.h"
#include "trtsharp/diagnostics.h"

using namespace cuda_test;

namespace
{

constexpr std::int32_t unknown = 999; // CUDA_ERROR_UNKNOWN

/// The driver functions that are called.
std::vector<const char*> functions()
{
    std::vector<const char*> names;
#define ADD_NAME(name, suffix, parameters) names.push_back(#name);
    TRTS_CUDA_FUNCTIONS(ADD_NAME, ADD_NAME)
#undef ADD_NAME
    return names;
}

bool is_one_of(const std::string& name, const std::vector<std::string>& names)
{
    return std::find(names.begin(), names.end(), name) != names.end();
}

/// Called once in a process; loader_test.cpp has their failures.
const std::vector<std::string> called_once = {"cuInit", "cuDriverGetVersion", "cuDeviceGetCount", "cuDeviceGetName",
                                              "cuDevicePrimaryCtxRetain"};
/// Called where something else has failed.
const std::vector<std::string> called_for_texts = {"cuGetErrorName", "cuGetErrorString"};

std::int64_t live_handles()
{
    std::int64_t count = 0;
    require(trts_diagnostics_get_live_handle_count(&count));
    return count;
}

struct Calls
{
    std::int64_t working = 0; // until everything was done
    std::int64_t all = 0;     // and destroyed
};

/// From a thread on device 1, so that everything of device 0 has to make its context current.
std::map<std::string, Calls> calls_of_the_road(const FakeDriver& driver)
{
    std::map<std::string, Calls> calls;
    driver->reset();
    require(trts_device_make_current(library(), 1));
    const Outcome result = try_the_road(library(), [&] {
        for (const char* name : functions())
        {
            calls[name].working = driver->get_call_count(name);
        }
    });
    CHECK_EQUAL(result.message, "");
    for (const char* name : functions())
    {
        calls[name].all = driver->get_call_count(name);
    }
    return calls;
}

/// The road with the call number `call` of the function failing.
Outcome fail_on_the_road(const FakeDriver& driver, const std::string& function, std::int64_t call, std::int32_t code)
{
    driver->reset();
    require(trts_device_make_current(library(), 1));
    const auto before = static_cast<std::int32_t>(driver->get_call_count(function.c_str()));
    REQUIRE(driver->fail(function.c_str(), static_cast<std::int32_t>(call) - before, 1, code) == 1);
    return try_the_road(library());
}

} // namespace

TEST(every_function_that_is_loaded_is_called)
{
    const FakeDriver driver;
    walk_the_road(library()); // before counting: what is called once
    for (const auto& [name, calls] : calls_of_the_road(driver))
    {
        if (!is_one_of(name, called_once) && !is_one_of(name, called_for_texts))
        {
            CHECK(calls.all > 0 || (std::printf("%s is not called\n", name.c_str()), false));
        }
    }
}

TEST(a_fault_while_working_is_one_typed_error)
{
    const FakeDriver driver;
    walk_the_road(library());
    int faults = 0;
    for (const auto& [name, calls] : calls_of_the_road(driver))
    {
        const std::int64_t first = name == "cuCtxSetCurrent" || name == "cuCtxGetCurrent" ? 1 : 0; // make_current's own
        for (std::int64_t call = first; call < calls.working && name != "cuCtxPopCurrent"; ++call)
        {
            const std::string before = live_objects();
            const Outcome failed = fail_on_the_road(driver, name, call, unknown);
            CHECK_EQUAL(failed.status, TRTS_DEVICE_ERROR);
            CHECK_EQUAL(failed.native_code, unknown);
            CHECK_EQUAL(failed.message, name + ": CUDA_ERROR_UNKNOWN (999): unknown error");
            CHECK_EQUAL(live_objects(), before);
            driver->reset();
            walk_the_road(library());
            ++faults;
        }
    }
    CHECK(faults > 100);
}

TEST(a_fault_while_destroying_is_nobodys_error)
{
    const FakeDriver driver;
    walk_the_road(library());
    int faults = 0;
    for (const auto& [name, calls] : calls_of_the_road(driver))
    {
        for (std::int64_t call = calls.working; call < calls.all; ++call)
        {
            const std::int64_t before = live_handles();
            const Outcome result = fail_on_the_road(driver, name, call, unknown);
            CHECK_EQUAL(result.message, "");
            CHECK_EQUAL(live_handles(), before);
            driver->reset();
            walk_the_road(library());
            ++faults;
        }
    }
    CHECK(faults >= 10); // at least each destroyed object's own
}

TEST(a_context_that_cannot_be_popped_harms_nobody)
{
    const FakeDriver driver;
    walk_the_road(library());
    const std::int64_t calls = calls_of_the_road(driver)["cuCtxPopCurrent"].all;
    CHECK(calls > 0);
    for (std::int64_t call = 0; call < calls; ++call)
    {
        const std::string before = live_objects();
        CHECK_EQUAL(fail_on_the_road(driver, "cuCtxPopCurrent", call, unknown).message, "");
        CHECK_EQUAL(live_objects(), before);
    }
}

TEST(the_code_of_a_fault_decides_its_status)
{
    const FakeDriver driver;
    const Stream stream = make_stream();
    const std::map<std::int32_t, trts_status> expected = {
        {1, TRTS_DEVICE_ERROR}, {2, TRTS_OUT_OF_MEMORY}, {400, TRTS_DEVICE_ERROR}, {801, TRTS_NOT_SUPPORTED}};
    for (const auto& [code, status] : expected)
    {
        REQUIRE(driver->fail("cuStreamSynchronize", 0, 1, code) == 1);
        const Outcome failed = outcome(trts_stream_synchronize(stream.get()));
        CHECK_EQUAL(failed.status, status);
        CHECK_EQUAL(failed.native_code, code);
        CHECK_EQUAL(trts_stream_synchronize(stream.get()), TRTS_OK);
    }
}

TEST(a_device_that_cannot_be_made_current_is_an_error)
{
    const FakeDriver driver;
    REQUIRE(driver->fail("cuCtxSetCurrent", 0, 1, unknown) == 1);
    const Outcome failed = outcome(trts_device_make_current(library(), 1));
    CHECK_EQUAL(failed.status, TRTS_DEVICE_ERROR);
    CHECK_EQUAL(failed.message, "cuCtxSetCurrent: CUDA_ERROR_UNKNOWN (999): unknown error");
    CHECK_EQUAL(current_device(), 0);
    require(trts_device_make_current(library(), 1));
    CHECK_EQUAL(current_device(), 1);
}

TEST(an_error_without_texts_has_its_number)
{
    const FakeDriver driver;
    const Stream stream = make_stream();
    REQUIRE(driver->fail("cuStreamSynchronize", 0, 1, 12345) == 1); // which the driver has no texts for
    CHECK_EQUAL(outcome(trts_stream_synchronize(stream.get())).message, "cuStreamSynchronize: error 12345");
    REQUIRE(driver->fail("cuStreamSynchronize", 0, 1, unknown) == 1);
    REQUIRE(driver->fail("cuGetErrorString", 0, 1, 1) == 1);
    CHECK_EQUAL(outcome(trts_stream_synchronize(stream.get())).message,
                "cuStreamSynchronize: CUDA_ERROR_UNKNOWN (999)");
    REQUIRE(driver->fail("cuStreamSynchronize", 0, 1, unknown) == 1);
    REQUIRE(driver->fail("cuGetErrorName", 0, 1, 1) == 1);
    CHECK_EQUAL(outcome(trts_stream_synchronize(stream.get())).message,
                "cuStreamSynchronize: error 999: unknown error");
}

TEST(failed_questions_leave_their_outputs_alone)
{
    const FakeDriver driver;
    const Stream stream = make_stream();
    const Event event = make_event();
    std::int32_t idle = -7;
    std::int64_t free_bytes = -7;
    std::int64_t total_bytes = -7;
    float milliseconds = -7;
    REQUIRE(driver->fail("cuStreamQuery", 0, 1, unknown) == 1);
    CHECK_EQUAL(outcome(trts_stream_query(stream.get(), &idle)).status, TRTS_DEVICE_ERROR);
    REQUIRE(driver->fail("cuEventQuery", 0, 1, unknown) == 1);
    CHECK_EQUAL(outcome(trts_event_query(event.get(), &idle)).status, TRTS_DEVICE_ERROR);
    REQUIRE(driver->fail("cuMemGetInfo", 0, 1, unknown) == 1);
    CHECK_EQUAL(outcome(trts_device_get_memory_info(library(), 0, &free_bytes, &total_bytes)).status,
                TRTS_DEVICE_ERROR);
    REQUIRE(driver->fail("cuEventElapsedTime", 0, 1, unknown) == 1);
    CHECK_EQUAL(outcome(trts_event_get_elapsed_time(event.get(), event.get(), &milliseconds)).status,
                TRTS_DEVICE_ERROR);
    CHECK(idle == -7 && free_bytes == -7 && total_bytes == -7 && milliseconds == -7);
}
