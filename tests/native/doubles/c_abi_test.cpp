// Through our loader, dispatch and shim to the fake TensorRT-RTX, whose builder needs no device: built from our
// declarations, and from NVIDIA's headers where these are.
#include <memory>

#include "cpu/test_models.h"
#include "doubles/control.h"
#include "fake_tensorrt.h"
#include "onnx/temporary_folder.h"
#include "trtsharp/builder.g.h"
#include "trtsharp/builder_config.g.h"
#include "trtsharp/library.h"
#include "trtsharp/network.g.h"
#include "trtsharp/onnx_parser.g.h"
#include "trtsharp/host_memory.g.h"

using namespace doubles_test;

namespace
{

template <auto destroy>
struct Destroyer
{
    template <class T>
    void operator()(T* object) const
    {
        destroy(object);
    }
};

template <class T, auto destroy>
using Owned = std::unique_ptr<T, Destroyer<destroy>>;

using Builder = Owned<trts_builder, trts_builder_destroy>;
using BuilderConfig = Owned<trts_builder_config, trts_builder_config_destroy>;
using Network = Owned<trts_network, trts_network_destroy>;
using OnnxParser = Owned<trts_onnx_parser, trts_onnx_parser_destroy>;
using SerializedEngine = Owned<trts_host_memory, trts_host_memory_destroy>;

/// A fake TensorRT-RTX as our library opens it.
struct OpenedByUs
{
    explicit OpenedByUs(const std::filesystem::path& folder)
        : file(folder / "libtensorrt_rtx.so.1"), fake(file), control(fake)
    {
        control.reset();
        REQUIRE(trts_library_open(TRTS_BACKEND_RTX1, file.c_str(), &library) == TRTS_OK);
    }

    ~OpenedByUs()
    {
        CHECK_EQUAL(control.live(), std::int64_t{0});
        CHECK(control.traps().empty());
        control.reset();
    }

    std::filesystem::path file;
    Opened fake;
    Control control;
    trts_library* library = nullptr;
};

/// builder, config, network: what every test needs.
struct Made
{
    explicit Made(OpenedByUs& opened)
    {
        trts_builder* raw_builder = nullptr;
        trts_builder_config* raw_config = nullptr;
        trts_network* raw_network = nullptr;
        REQUIRE(trts_builder_create(opened.library, nullptr, &raw_builder) == TRTS_OK);
        builder.reset(raw_builder);
        REQUIRE(trts_builder_create_builder_config(builder.get(), &raw_config) == TRTS_OK);
        config.reset(raw_config);
        REQUIRE(trts_builder_create_network_v2(builder.get(), 0, &raw_network) == TRTS_OK);
        network.reset(raw_network);
    }

    Builder builder;
    BuilderConfig config;
    Network network;
};

std::string last_error()
{
    const char* message = "";
    std::int32_t native_code = 0;
    REQUIRE(trts_error_get_last(&message, &native_code) == TRTS_OK);
    return message;
}

void build_a_model(Variant variant)
{
    OpenedByUs opened(folder_of("rtx1", variant));
    Made made(opened);
    trts_onnx_parser* raw_parser = nullptr;
    REQUIRE(trts_onnx_parser_create(made.network.get(), &raw_parser) == TRTS_OK);
    const OnnxParser parser(raw_parser);
    const std::string model = cpu_test::fixed_model();
    REQUIRE(trts_onnx_parser_parse(parser.get(), model.data(), static_cast<std::int64_t>(model.size()), nullptr) ==
            TRTS_OK);
    REQUIRE(trts_builder_config_set_memory_pool_limit(made.config.get(), 0, 5'000'000'000) == TRTS_OK);
    CHECK(opened.control.was_called("IBuilderConfig::setMemoryPoolLimit(0, 5000000000)"));
    std::int64_t limit = 0;
    CHECK(trts_builder_config_get_memory_pool_limit(made.config.get(), 0, &limit) == TRTS_OK);
    CHECK_EQUAL(limit, std::int64_t{5'000'000'000});
    trts_host_memory* raw_plan = nullptr;
    REQUIRE(trts_builder_build_serialized_network(made.builder.get(), made.network.get(), made.config.get(),
                                                  &raw_plan) == TRTS_OK);
    const SerializedEngine plan(raw_plan);
    void* data = nullptr;
    REQUIRE(trts_host_memory_data(plan.get(), &data) == TRTS_OK);
    CHECK_EQUAL(std::string(static_cast<const char*>(data), 8), std::string("TRTSFAKE"));
    CHECK_EQUAL(opened.control.calls_of("IParser::parse"), std::int64_t{1});
    CHECK_EQUAL(opened.control.live("IHostMemory"), std::int64_t{1});
}

void report_a_fault(Variant variant)
{
    OpenedByUs opened(folder_of("rtx1", variant));
    Made made(opened);
    REQUIRE(opened.control.add_fault("IBuilder::buildSerializedNetwork(INetworkDefinition&, IBuilderConfig&)", 0, 1,
                                     FAKE_TENSORRT_FAILS, 0, 1, "the reason of the fault"));
    trts_host_memory* plan = nullptr;
    CHECK_EQUAL(trts_builder_build_serialized_network(made.builder.get(), made.network.get(), made.config.get(), &plan),
                TRTS_BUILD_FAILED);
    CHECK(plan == nullptr);
    CHECK(last_error().find("the reason of the fault") != std::string::npos);
    REQUIRE(opened.control.add_fault("IBuilder::createBuilderConfig", 0, 1, FAKE_TENSORRT_FAILS));
    trts_builder_config* config = nullptr;
    CHECK(trts_builder_create_builder_config(made.builder.get(), &config) != TRTS_OK);
    REQUIRE(opened.control.add_fault("createInferBuilder_INTERNAL", 0, 1, FAKE_TENSORRT_SMALL_NUMBER));
    trts_builder* builder = nullptr;
    CHECK(trts_builder_create(opened.library, nullptr, &builder) != TRTS_OK);
    CHECK(builder == nullptr);
}

void refuse_another_version(Variant variant)
{
    const onnx_test::TemporaryFolder folder;
    const std::filesystem::path from = folder_of("rtx1", variant);
    for (const char* name : {"libtensorrt_rtx.so.1", "libtensorrt_onnxparser_rtx.so.1"})
    {
        std::filesystem::copy_file(from / name, folder.path() / name);
    }
    folder.write("version.txt", "1.4.0");
    trts_library* library = nullptr;
    const std::string file = folder.path() / "libtensorrt_rtx.so.1";
    CHECK(trts_library_open(TRTS_BACKEND_RTX1, file.c_str(), &library) != TRTS_OK);
    CHECK(last_error().find("is version 1.4.0") != std::string::npos);
}

} // namespace

TEST(our_library_builds_a_model_on_the_fake)
{
    build_a_model(Variant::ours);
}

TEST(our_library_builds_a_model_on_the_fake_of_nvidias_headers)
{
    build_a_model(Variant::nvidia);
}

TEST(our_library_reports_the_fakes_faults)
{
    report_a_fault(Variant::ours);
}

TEST(our_library_reports_the_faults_of_the_fake_of_nvidias_headers)
{
    report_a_fault(Variant::nvidia);
}

TEST(our_library_refuses_what_the_fake_says_it_is)
{
    refuse_another_version(Variant::ours);
}

TEST(our_library_refuses_what_the_fake_of_nvidias_headers_says_it_is)
{
    refuse_another_version(Variant::nvidia);
}
