#include "core/dispatch/dispatch.h"

#include <cstring>
#include <string>

#include "core/dispatch/handles.g.h"
#include "core/dispatch/version_gate.h"
#include "harness.h"
#include "tensorrt/foreign_call.h"
#include "trtsharp/diagnostics.h"
#include "trtsharp/engine.g.h"
#include "trtsharp/library.h"
#include "trtsharp/tensor.g.h"
#include "trtsharp/version.h"

using namespace trts;

namespace
{

std::string last_message()
{
    const char* message = nullptr;
    std::int32_t code = 0;
    CHECK_EQUAL(trts_error_get_last(&message, &code), TRTS_OK);
    return message;
}

bool contains(const std::string& text, const std::string& part)
{
    return text.find(part) != std::string::npos;
}

int destroyed = 0;

/// A backend of nothing but an engine that counts its tensors.
struct FakeBackend
{
    trts_api_table table{};
    BackendInfo info{"trt10", "10.3.0", TRTS_BACKEND_TRT10, 10, 3, 0};
    Library library{&table, this, "fake"};

    FakeBackend()
    {
        table.backend = &info;
        table.engine_destroy = [](void*) { ++destroyed; };
        table.engine_get_nb_io_tensors = [](void*, std::int32_t* out) -> trts_status {
            *out = 7;
            return TRTS_OK;
        };
        table.engine_get_name = [](void*, const char**) -> trts_status { throw 42; };
        table.engine_get_nb_layers = [](void*, std::int32_t*) -> trts_status {
            throw Error(TRTS_DEVICE_ERROR, "the device is gone", 700);
        };
        table.engine_is_shape_inference_io = [](void*, const char*, std::int32_t*) -> trts_status {
            return foreign_call("ICudaEngine::isShapeInferenceIO", []() -> trts_status { throw 42; });
        };
    }

    trts_engine* engine()
    {
        trts_engine* handle = nullptr;
        const trts_status status = publish(new_handle<trts_engine>(&library, nullptr), this, &handle);
        CHECK_EQUAL(status, TRTS_OK);
        return handle;
    }
};

} // namespace

TEST(dispatch_calls_the_table_and_gives_its_answer)
{
    FakeBackend backend;
    trts_engine* engine = backend.engine();
    std::int32_t count = 0;
    CHECK_EQUAL(trts_engine_get_nb_io_tensors(engine, &count), TRTS_OK);
    CHECK_EQUAL(count, 7);
    destroyed = 0;
    trts_engine_destroy(engine);
    CHECK_EQUAL(destroyed, 1);
}

TEST(dispatch_names_method_and_backend_where_an_entry_is_null)
{
    FakeBackend backend;
    trts_engine* engine = backend.engine();
    trts_host_memory* plan = nullptr;
    CHECK_EQUAL(trts_engine_serialize(engine, &plan), TRTS_NOT_SUPPORTED);
    CHECK(plan == nullptr);
    CHECK(contains(last_message(), "ICudaEngine::serialize is not supported by backend trt10 10.3.0"));
    trts_engine_destroy(engine);
}

TEST(dispatch_stops_every_exception)
{
    FakeBackend backend;
    trts_engine* engine = backend.engine();
    const char* name = "untouched";
    CHECK_EQUAL(trts_engine_get_name(engine, &name), TRTS_INTERNAL_ERROR);
    CHECK_EQUAL(std::string(name), std::string("untouched"));
    std::int32_t layers = -5;
    CHECK_EQUAL(trts_engine_get_nb_layers(engine, &layers), TRTS_DEVICE_ERROR);
    CHECK_EQUAL(layers, -5);
    const char* message = nullptr;
    std::int32_t code = 0;
    CHECK_EQUAL(trts_error_get_last(&message, &code), TRTS_OK);
    CHECK_EQUAL(code, 700);
    CHECK_EQUAL(std::string(message), std::string("the device is gone"));
    trts_engine_destroy(engine);
}

TEST(dispatch_refuses_null_handles_views_and_outputs)
{
    std::int32_t count = 0;
    CHECK_EQUAL(trts_engine_get_nb_io_tensors(nullptr, &count), TRTS_INVALID_ARGUMENT);
    const trts_tensor none = {nullptr, nullptr};
    CHECK_EQUAL(trts_tensor_is_network_input(none, &count), TRTS_INVALID_ARGUMENT);
    FakeBackend backend;
    trts_engine* engine = backend.engine();
    CHECK_EQUAL(trts_engine_get_nb_io_tensors(engine, nullptr), TRTS_INVALID_ARGUMENT);
    trts_dims dims{};
    CHECK_EQUAL(trts_engine_get_tensor_shape(engine, nullptr, &dims), TRTS_INVALID_ARGUMENT);
    trts_engine_destroy(engine);
    trts_engine_destroy(nullptr);
}

TEST(dispatch_refuses_objects_of_another_backend)
{
    FakeBackend one;
    FakeBackend other;
    bool refused = false;
    try
    {
        require_same_table(&one.table, &other.table, "config");
    }
    catch (const Error& error)
    {
        refused = error.status() == TRTS_INVALID_ARGUMENT && contains(error.what(), "cannot be mixed");
    }
    CHECK(refused);
}

TEST(dispatch_counts_living_handles)
{
    std::int64_t before = 0;
    CHECK_EQUAL(trts_diagnostics_get_live_handle_count(&before), TRTS_OK);
    FakeBackend backend;
    trts_engine* engine = backend.engine();
    std::int64_t during = 0;
    CHECK_EQUAL(trts_diagnostics_get_live_handle_count(&during), TRTS_OK);
    CHECK_EQUAL(during, before + 1);
    trts_engine_destroy(engine);
    std::int64_t after = 0;
    CHECK_EQUAL(trts_diagnostics_get_live_handle_count(&after), TRTS_OK);
    CHECK_EQUAL(after, before);
}

TEST(version_gate_closes_what_is_newer_than_the_library)
{
    trts_api_table table{};
    table.optimization_profile_set_shape_values_v2 =
        [](void*, const char*, std::int32_t, const std::int64_t*, std::int32_t) -> trts_status { return TRTS_OK; };
    table.optimization_profile_is_valid = [](void*, std::int32_t*) -> trts_status { return TRTS_OK; };
    const BackendInfo old = {"trt10", "10.3.0", TRTS_BACKEND_TRT10, 10, 3, 0};
    close_newer_methods(table, old);
    CHECK(table.optimization_profile_set_shape_values_v2 == nullptr); // first in 10.11
    CHECK(table.optimization_profile_is_valid != nullptr);
    CHECK_EQUAL(first_version_with("IOptimizationProfile::setShapeValuesV2", old), std::string("10.11"));
    const BackendInfo recent = {"trt10", "10.11.0", TRTS_BACKEND_TRT10, 10, 11, 0};
    CHECK(first_version_with("IOptimizationProfile::setShapeValuesV2", recent).empty());
}

TEST(library_open_says_which_backends_there_are)
{
    trts_library* library = nullptr;
    CHECK_EQUAL(trts_library_open(99, nullptr, &library), TRTS_INVALID_ARGUMENT);
    CHECK(contains(last_message(), "101 (rtx1)"));
}

TEST(library_open_lists_what_it_tried)
{
    trts_library* library = nullptr;
    CHECK_EQUAL(trts_library_open(TRTS_BACKEND_RTX1, "/nowhere/libtensorrt_rtx.so.1", &library), TRTS_LIBRARY_NOT_FOUND);
    CHECK(contains(last_message(), "/nowhere/libtensorrt_rtx.so.1"));
    CHECK(contains(last_message(), "TRTSHARP_TENSORRT"));
    CHECK(library == nullptr);
}

TEST(version_is_told)
{
    std::int32_t major = 0;
    std::int32_t minor = -1;
    CHECK_EQUAL(trts_version_get_abi(&major, &minor), TRTS_OK);
    CHECK_EQUAL(major, TRTS_ABI_VERSION_MAJOR);
    CHECK_EQUAL(minor, TRTS_ABI_VERSION_MINOR);
    const char* package = nullptr;
    CHECK_EQUAL(trts_version_get_package(&package), TRTS_OK);
    CHECK(std::strlen(package) >= 5);
}

TEST(every_status_has_a_name)
{
    for (std::int32_t status = TRTS_OK; status <= TRTS_INTERNAL_ERROR; ++status)
    {
        const char* name = nullptr;
        CHECK_EQUAL(trts_status_get_name(status, &name), TRTS_OK);
        CHECK(name != nullptr && *name != '\0');
    }
    const char* name = nullptr;
    CHECK_EQUAL(trts_status_get_name(1000, &name), TRTS_INVALID_ARGUMENT);
}

TEST(dispatch_refuses_an_object_in_which_something_escaped)
{
    FakeBackend backend;
    trts_engine* engine = backend.engine();
    trts_engine* other = backend.engine();
    std::int32_t answer = 0;
    CHECK_EQUAL(trts_engine_is_shape_inference_io(engine, "x", &answer), TRTS_INTERNAL_ERROR);
    CHECK(contains(last_message(), "a C++ exception escaped from TensorRT inside ICudaEngine::isShapeInferenceIO"));
    CHECK_EQUAL(trts_engine_get_nb_io_tensors(engine, &answer), TRTS_INVALID_STATE);
    CHECK(contains(last_message(), "destroy it and make a new one"));
    CHECK_EQUAL(trts_engine_get_nb_io_tensors(other, &answer), TRTS_OK);
    destroyed = 0;
    trts_engine_destroy(engine); // without its native, whose destructor cannot be trusted
    CHECK_EQUAL(destroyed, 0);
    trts_engine_destroy(other);
    CHECK_EQUAL(destroyed, 1);
}

TEST(dispatch_keeps_an_object_whose_call_failed_by_itself)
{
    FakeBackend backend;
    trts_engine* engine = backend.engine();
    const char* name = nullptr;
    std::int32_t count = 0;
    CHECK_EQUAL(trts_engine_get_name(engine, &name), TRTS_INTERNAL_ERROR);
    CHECK_EQUAL(trts_engine_get_nb_io_tensors(engine, &count), TRTS_OK);
    trts_engine_destroy(engine);
}
