// NVIDIA's own libraries, where TRTSHARP_TEST_SDK names their folder: found, opened, and their factories kept from harm.
#include <cstdlib>

#include "core/loading/cuda_loader.h"
#include "core/loading/library_file.h"
#include "core/loading/nvinfer_loader.h"
#include "core/logging/logger.h"
#include "harness.h"
#include "loading/child.h"
#include "loading/real/sdk.h"
#include "tensorrt/family.h"
#include "trtsharp/library.h"

using namespace loading_test;

namespace
{

std::string discovered_in_sdk(std::int32_t backend)
{
    const std::string folders = sdk("trt10") + ":" + sdk("rtx1");
    return text_of_child([&] {
        setenv("TRTSHARP_TENSORRT", folders.c_str(), 1);
        return discovered(backend);
    });
}

void require_no_gpu()
{
    if (text_of_child([] { return trts::cuda::why_no_device(); }).empty())
    {
        SKIP("there is a GPU: TensorRT's factories have what they need");
    }
}

void* (*runtime_factory)(void* logger, std::int32_t version) = nullptr;
std::uintptr_t given_by_runtime_factory = 0;

/// NVIDIA's factory through our wrapper, around the loader, which would ask for a device first.
std::string call_factory(trts_status (*trts_api_table::*entry)(void*, void*, void**))
{
    trts::tensorrt::Library* library = trts::tensorrt::open(TRTS_BACKEND_TRT10, sdk("trt10").c_str());
    auto entry_points = *static_cast<trts::tensorrt::EntryPoints*>(trts::tensorrt::entry_points(library));
    runtime_factory = entry_points.create_infer_runtime;
    entry_points.create_infer_runtime = [](void* logger, std::int32_t version) {
        void* given = runtime_factory(logger, version);
        given_by_runtime_factory = reinterpret_cast<std::uintptr_t>(given);
        return given;
    };
    trts_api_table table{};
    trts_trt10_fill_factories(&table);
    void* created = nullptr;
    trts::Logger* logger = trts::Logger::acquire(nullptr, &entry_points);
    const trts_status status = (table.*entry)(&entry_points, logger, &created);
    return status == TRTS_OK ? "made" : (created == nullptr ? "nothing; " : "something; ") + error_text(status);
}

} // namespace

TEST(tensorrt_10_6_is_found_with_parser_and_plugins)
{
    CHECK_EQUAL(discovered_in_sdk(TRTS_BACKEND_TRT10),
                "1 10.6.0.26 " + sdk("trt10/libnvinfer.so.10") + " (TRTSHARP_TENSORRT) [] parser=" +
                    sdk("trt10/libnvonnxparser.so.10") + " plugin=" + sdk("trt10/libnvinfer_plugin.so.10") + "\n");
}

TEST(tensorrt_rtx_1_7_is_found_with_its_parser)
{
    CHECK_EQUAL(discovered_in_sdk(TRTS_BACKEND_RTX1),
                "1 1.7.1.116 " + sdk("rtx1/libtensorrt_rtx.so.1") + " (TRTSHARP_TENSORRT) [] parser=" +
                    sdk("rtx1/libtensorrt_onnxparser_rtx.so.1") + " plugin=\n");
}

TEST(files_tell_the_versions_that_the_libraries_give)
{
    const auto version = [](const char* file) { return trts::read_library_file(sdk(file)); };
    CHECK_EQUAL(version("trt10/libnvinfer.so.10").version, 100600);
    CHECK_EQUAL(version("trt10/libnvinfer.so.10").build, 26);
    CHECK_EQUAL(version("rtx1/libtensorrt_rtx.so.1").version, 10701);
    CHECK_EQUAL(version("rtx1-win/tensorrt_rtx_1_7.dll").version, 10701);
    CHECK_EQUAL(version("rtx1-win/tensorrt_rtx_1_7.dll").build, 116);
    CHECK(version("rtx1-win/tensorrt_rtx_1_7.dll").needed ==
          std::vector<std::string>({"ntdll.dll", "KERNEL32.dll", "ADVAPI32.dll"}));
}

TEST(tensorrt_11_is_not_what_is_there)
{
    const std::string told = discovered_in_sdk(TRTS_BACKEND_TRT11);
    CHECK_EQUAL(told.find("TensorRT 11 was not found where TRTSHARP_TENSORRT points to. Tried:\n  " +
                          sdk("trt10/libnvinfer.so.10") + ": is version 10.6.0.26 of TensorRT, but TensorRT 11.0"),
                std::size_t{0});
}

TEST(without_a_gpu_the_builders_factory_is_never_called)
{
    require_no_gpu();
    const std::string folder = sdk("trt10");
    const auto create = [&folder](auto factory, auto* object) {
        return text_of_child([&] {
            trts_library* library = nullptr;
            const trts_status opened = trts_library_open(TRTS_BACKEND_TRT10, folder.c_str(), &library);
            return opened == TRTS_OK ? error_text(factory(library, nullptr, &object)) : error_text(opened);
        });
    };
    const char* reason = "DEVICE_ERROR: TensorRT needs an NVIDIA GPU: ";
    CHECK_EQUAL(create(trts_builder_create, static_cast<trts_builder*>(nullptr)).find(reason), std::size_t{0});
    CHECK_EQUAL(create(trts_runtime_create, static_cast<trts_runtime*>(nullptr)).find(reason), std::size_t{0});
}

TEST(the_builders_factory_would_end_the_process)
{
    require_no_gpu();
    (void)sdk("");
    const Ended ended = in_child([] {
        (void)freopen("/dev/null", "w", stderr); // "terminate called after throwing…"
        return call_factory(&trts_api_table::builder_create);
    });
    CHECK(ended.status != 0); // where it does no more, the test above proves nothing
    CHECK_EQUAL(ended.text, std::string());
}

TEST(a_small_number_out_of_the_runtimes_factory_is_a_failure)
{
    require_no_gpu();
    (void)sdk("");
    const std::string told = text_of_child([] {
        const std::string answer = call_factory(&trts_api_table::runtime_create);
        const bool is_small = given_by_runtime_factory > 0 && given_by_runtime_factory < 4096;
        return (is_small ? "a small number became " : "the factory gave something else; ") + answer;
    });
    CHECK_EQUAL(told.find("a small number became nothing; DEVICE_ERROR: createInferRuntime gave no object"),
                std::size_t{0});
}
