// The plugin creators and the parser that come with the real TensorRT 10.6: they are listed without a GPU.
#include <dlfcn.h>

#include <set>
#include <vector>

#include "harness.h"
#include "loading/child.h"
#include "loading/real/sdk.h"
#include "trtsharp/library.h"
#include "trtsharp/modules.g.h"

using namespace loading_test;

namespace
{

void require(trts_status status)
{
    if (status != TRTS_OK)
    {
        throw std::runtime_error(error_text(status));
    }
}

/// The number of creators, that of distinct ones, and whether some that NVIDIA's documentation names are among them.
std::string listed_creators(const std::string& tensorrt, const std::string& plugins)
{
    trts_library* library = nullptr;
    require(trts_library_open(TRTS_BACKEND_TRT10, tensorrt.c_str(), &library));
    void* opened = dlopen(plugins.c_str(), RTLD_NOW);
    auto* initialize = reinterpret_cast<bool (*)(void*, const char*)>(dlsym(opened, "initLibNvInferPlugins"));
    if (initialize == nullptr || !initialize(nullptr, ""))
    {
        return "initLibNvInferPlugins failed";
    }
    trts_plugin_registry registry{};
    require(trts_library_get_plugin_registry(library, &registry));
    std::int32_t count = 0;
    require(trts_plugin_registry_get_all_creators(registry, &count, nullptr, 0));
    std::vector<trts_plugin_creator_interface_ref> creators(static_cast<std::size_t>(count));
    require(trts_plugin_registry_get_all_creators(registry, &count, creators.data(), count));
    std::set<std::string> names;
    for (const trts_plugin_creator_interface_ref& creator : creators)
    {
        trts_interface_info info{};
        require(trts_plugin_creator_interface_ref_get_interface_info(creator, &info));
        const bool is_v3 = std::string(info.kind) == "PLUGIN CREATOR_V3ONE";
        const char* name = nullptr;
        const char* version = nullptr;
        require(is_v3 ? trts_plugin_creator_v3_one_ref_get_plugin_name(creator, &name)
                      : trts_plugin_creator_ref_get_plugin_name(creator, &name));
        require(is_v3 ? trts_plugin_creator_v3_one_ref_get_plugin_version(creator, &version)
                      : trts_plugin_creator_ref_get_plugin_version(creator, &version));
        names.insert(std::string(name) + " " + version);
    }
    std::string text = std::to_string(count) + " creators, " + std::to_string(names.size()) + " distinct";
    for (const char* known : {"EfficientNMS_TRT 1", "BatchedNMS_TRT 1", "ROIAlign_TRT 2", "ScatterElements 2"})
    {
        text += names.count(known) == 1 ? std::string() : std::string(", no ") + known;
    }
    return text;
}

} // namespace

TEST(the_87_plugin_creators_of_tensorrt_10_6_are_listed)
{
    const std::string tensorrt = sdk("trt10/libnvinfer.so.10");
    const std::string plugins = sdk("trt10/libnvinfer_plugin.so.10");
    CHECK_EQUAL(text_of_child([&] { return listed_creators(tensorrt, plugins); }), "87 creators, 87 distinct");
}

// NV_ONNX_PARSER_MAJOR, _MINOR and _PATCH of its header are 0, 1 and 0.
TEST(the_parser_beside_tensorrt_10_6_tells_its_version)
{
    const std::string parser = sdk("trt10/libnvonnxparser.so.10");
    CHECK_EQUAL(text_of_child([&] {
                    void* opened = dlopen(parser.c_str(), RTLD_NOW);
                    auto* version = reinterpret_cast<int (*)()>(dlsym(opened, "getNvOnnxParserVersion"));
                    return version == nullptr ? "no getNvOnnxParserVersion" : std::to_string(version());
                }),
                "100");
}
