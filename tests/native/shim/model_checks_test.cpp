// A model is checked before TensorRT's parser gets it, on every road, in every family; refitters read models, too.
#include <memory>

#include "core/last_error.h"
#include "cpu/test_models.h"
#include "doubles/control.h"
#include "fake_tensorrt.h"
#include "onnx/temporary_folder.h"
#include "shim/sweep.h"
#include "trtsharp/library.h"
#include "trtsharp/modules.g.h"

using namespace shim_test;
using doubles_test::folder_of;
using doubles_test::Variant;

namespace
{

struct Family
{
    trts_backend backend;
    const char* name;
    const char* library;
};

constexpr Family families[] = {{TRTS_BACKEND_TRT10, "trt10", "libnvinfer.so.10"},
                               {TRTS_BACKEND_TRT11, "trt11", "libnvinfer.so.11"},
                               {TRTS_BACKEND_RTX1, "rtx1", "libtensorrt_rtx.so.1"}};

template <class H>
OwnHandle<H> own(trts_status status, H* const& handle)
{
    REQUIRE(status == TRTS_OK);
    return OwnHandle<H>(handle);
}

/// A parser on a fake.
struct Parsing
{
    explicit Parsing(const Family& family) : Parsing(family, folder_of(family.name, Variant::ours) / family.library) {}

    Parsing(const Family& family, const std::filesystem::path& file) : fake(file), control(fake)
    {
        control.reset();
        setenv("TRTSHARP_CUDA_DRIVER", TRTS_TEST_FAKE_DRIVER, 1);
        REQUIRE(trts_library_open(family.backend, file.c_str(), &library) == TRTS_OK);
        trts_builder* new_builder = nullptr;
        trts_network* new_network = nullptr;
        trts_onnx_parser* new_parser = nullptr;
        builder = own(trts_builder_create(library, nullptr, &new_builder), new_builder);
        network = own(trts_builder_create_network_v2(builder.get(), 0, &new_network), new_network);
        parser = own(trts_onnx_parser_create(network.get(), &new_parser), new_parser);
        control.clear_calls();
    }

    std::int32_t errors() const
    {
        std::int32_t count = -1;
        REQUIRE(trts_onnx_parser_get_nb_errors(parser.get(), &count) == TRTS_OK);
        return count;
    }

    doubles_test::Opened fake;
    doubles_test::Control control;
    trts_library* library = nullptr;
    OwnHandle<trts_builder> builder;
    OwnHandle<trts_network> network;
    OwnHandle<trts_onnx_parser> parser;
};

/// The fake would take it, as TensorRT does.
std::string model_of_opset_999()
{
    return onnx_test::model(onnx_test::relu_graph(), 8, 999);
}

std::int64_t size_of(const std::string& bytes)
{
    return static_cast<std::int64_t>(bytes.size());
}

std::string text_of(trts_onnx_parser_error error, trts_status (*get)(trts_onnx_parser_error, const char**))
{
    const char* text = nullptr;
    CHECK_EQUAL(get(error, &text), trts_status{TRTS_OK});
    return text == nullptr ? "null" : text;
}

} // namespace

TEST(a_refused_model_never_reaches_the_parser)
{
    const onnx_test::TemporaryFolder folder;
    const std::string bad = model_of_opset_999();
    folder.write("bad.onnx", bad);
    const std::string path = (folder.path() / "bad.onnx").string();
    for (const Family& family : families)
    {
        const Parsing parsing(family);
        trts_onnx_parser* parser = parsing.parser.get();
        std::int32_t is_supported = -1;
        for (const trts_status status :
             {trts_onnx_parser_parse(parser, bad.data(), size_of(bad), nullptr),
              trts_onnx_parser_parse(parser, bad.data(), size_of(bad), path.c_str()),
              trts_onnx_parser_parse_from_file(parser, path.c_str(), 0),
              trts_onnx_parser_supports_model_v2(parser, bad.data(), size_of(bad), nullptr, &is_supported),
              trts_onnx_parser_load_model_proto(parser, bad.data(), size_of(bad), nullptr)})
        {
            CHECK_EQUAL(status, trts_status{TRTS_PARSE_FAILED});
        }
        if (family.backend == TRTS_BACKEND_TRT10)
        {
            CHECK_EQUAL(trts_onnx_parser_parse_with_weight_descriptors(parser, bad.data(), size_of(bad)),
                        trts_status{TRTS_PARSE_FAILED});
        }
        CHECK_EQUAL(parsing.control.call_count(), std::int64_t{0});
        CHECK_EQUAL(trts_onnx_parser_parse_from_file(parser, "no/such/model.onnx", 0), trts_status{TRTS_IO_ERROR});
        CHECK_EQUAL(parsing.control.call_count(), std::int64_t{0});
    }
}

TEST(a_refusal_reads_like_an_error_of_the_parser)
{
    const std::string bad = onnx_test::model(onnx_test::GraphText()
                                                 .input(onnx_test::value("x", {4}))
                                                 .output(onnx_test::value("y", {4}))
                                                 .node({"Relu", {"missing"}, {"y"}, "relu", ""}));
    for (const Family& family : families)
    {
        const Parsing parsing(family);
        trts_onnx_parser* parser = parsing.parser.get();
        CHECK_EQUAL(trts_onnx_parser_parse(parser, bad.data(), size_of(bad), nullptr), trts_status{TRTS_PARSE_FAILED});
        CHECK(std::string(trts::last_error_message()).find("'missing'") != std::string::npos);
        REQUIRE(parsing.errors() == 1);
        trts_onnx_parser_error error = {};
        std::int32_t number = -1;
        REQUIRE(trts_onnx_parser_get_error(parser, 0, &error) == TRTS_OK);
        CHECK_EQUAL(trts_onnx_parser_error_code(error, &number), trts_status{TRTS_OK});
        CHECK_EQUAL(number, std::int32_t{TRTS_ONNX_ERROR_CODE_INVALID_GRAPH});
        CHECK_EQUAL(trts_onnx_parser_error_node(error, &number), trts_status{TRTS_OK});
        CHECK_EQUAL(number, 0);
        CHECK_EQUAL(text_of(error, trts_onnx_parser_error_node_name), std::string("relu"));
        CHECK_EQUAL(text_of(error, trts_onnx_parser_error_node_operator), std::string("Relu"));
        CHECK(text_of(error, trts_onnx_parser_error_desc).find("reads tensor 'missing'") != std::string::npos);
        CHECK_EQUAL(text_of(error, trts_onnx_parser_error_file), std::string());
        CHECK_EQUAL(text_of(error, trts_onnx_parser_error_func), std::string());
        CHECK_EQUAL(trts_onnx_parser_error_line(error, &number), trts_status{TRTS_OK});
        CHECK_EQUAL(number, 0);
        CHECK_EQUAL(trts_onnx_parser_error_local_function_stack_size(error, &number), trts_status{TRTS_OK});
        CHECK_EQUAL(number, 0);
        CHECK_EQUAL(trts_onnx_parser_get_error(parser, 1, &error), trts_status{TRTS_NOT_FOUND});
        CHECK_EQUAL(parsing.control.call_count(), std::int64_t{0});
    }
}

TEST(after_a_refusal_the_parser_answers_for_itself_again)
{
    const std::string bad = model_of_opset_999();
    const std::string good = cpu_test::fixed_model();
    for (const Family& family : families)
    {
        const Parsing parsing(family);
        trts_onnx_parser* parser = parsing.parser.get();
        CHECK_EQUAL(trts_onnx_parser_parse(parser, bad.data(), size_of(bad), nullptr), trts_status{TRTS_PARSE_FAILED});
        CHECK_EQUAL(parsing.errors(), 1);
        CHECK_EQUAL(trts_onnx_parser_clear_errors(parser), trts_status{TRTS_OK});
        CHECK(parsing.control.was_called("IParser::clearErrors()"));
        CHECK_EQUAL(parsing.errors(), 0);
        CHECK_EQUAL(trts_onnx_parser_parse(parser, bad.data(), size_of(bad), nullptr), trts_status{TRTS_PARSE_FAILED});
        CHECK_EQUAL(trts_onnx_parser_parse(parser, good.data(), size_of(good), nullptr), trts_status{TRTS_OK});
        CHECK_EQUAL(parsing.control.calls_of("IParser::parse"), std::int64_t{1});
        CHECK_EQUAL(parsing.errors(), 0);
        CHECK_EQUAL(parsing.control.calls_of("IParser::getNbErrors"), std::int64_t{2});
    }
}

TEST(a_model_that_fits_a_plugins_creator_never_reaches_the_parser_of_TensorRT_RTX)
{
    const std::string clamp = onnx_test::model(onnx_test::GraphText()
                                                   .input(onnx_test::value("x", {4}))
                                                   .output(onnx_test::value("y", {4}))
                                                   .node({"Clamp01", {"x"}, {"y"}, "cut", ""}));
    trts_plugin_creator_v3_one_callbacks callbacks = {};
    callbacks.create_plugin = [](const char*, const trts_plugin_field_collection*, std::int32_t, void*) -> void* { return nullptr; };
    callbacks.get_field_names = [](void*) -> const trts_plugin_field_collection* { return nullptr; };
    callbacks.get_plugin_name = [](void*) -> const char* { return "Clamp01"; };
    callbacks.get_plugin_version = [](void*) -> const char* { return "1"; };
    callbacks.get_plugin_namespace = [](void*) -> const char* { return ""; };
    for (const Family& family : families)
    {
        const Parsing parsing(family);
        const bool is_rtx = family.backend == TRTS_BACKEND_RTX1;
        const auto parse = [&] { return trts_onnx_parser_parse(parsing.parser.get(), clamp.data(), size_of(clamp), nullptr); };
        trts_plugin_creator_interface* made = nullptr;
        const auto creator = own(trts_plugin_creator_v3_one_create(parsing.library, &callbacks, &made), made);
        trts_plugin_creator_interface_ref creator_ref = {};
        trts_plugin_registry registry = {};
        REQUIRE(trts_plugin_creator_interface_get_ref(creator.get(), &creator_ref) == TRTS_OK);
        REQUIRE(trts_library_get_plugin_registry(parsing.library, &registry) == TRTS_OK);
        REQUIRE(trts_plugin_registry_register_creator(registry, creator_ref, "") == TRTS_OK);

        const trts_status status = parse();
        CHECK_EQUAL(status == TRTS_NOT_SUPPORTED, is_rtx);
        CHECK_EQUAL(parsing.control.calls_of("IParser::parse"), std::int64_t{is_rtx ? 0 : 1});
        if (is_rtx)
        {
            CHECK(std::string(trts::last_error_message()).find("'cut' of operator Clamp01") != std::string::npos);
        }

        REQUIRE(trts_plugin_registry_deregister_creator(registry, creator_ref) == TRTS_OK);
        CHECK_EQUAL(parse(), trts_status{TRTS_PARSE_FAILED}); // the parser's own answer
        CHECK_EQUAL(parsing.control.calls_of("IParser::parse"), std::int64_t{is_rtx ? 1 : 2});
    }
}
