// The library's exported functions, by NVIDIA's names.
#include "core/call.h"
#include "core/version.h"
#include "family/builder.h"
#include "family/engine.h"
#include "family/plugin_registry.h"
#include "family/refitter.h"
#include "family/runtime.h"

#define EXPORTED extern "C" __attribute__((visibility("default")))

// A C function is the same one in whichever namespace it is declared: NVIDIA's headers declare some in theirs.
namespace trts::doubles
{

/// In each library of the doubles; its value is the version of fake_tensorrt.h.
EXPORTED const int32_t trts_test_fake_tensorrt;
const int32_t trts_test_fake_tensorrt = 1;

namespace
{

/// TensorRT takes callers made for another version of the same major.
bool accepts(int32_t version, const char* factory)
{
    const Version& own = simulated_version();
    if (version / 10000 != own.number() / 10000)
    {
        seam().log(error, (std::string(factory) + ": the caller is made for version " + std::to_string(version) +
                           ", but this library is " + own.text())
                              .c_str());
        return false;
    }
    return true;
}

/// @param make gives the public object
template <class Make>
void* made_by(const char* factory, const std::string& given, void* logger, int32_t version, const char* name,
              const Make& make)
{
    return call<void*>({factory, 0, false}, given, [&]() -> void* {
        seam().offer_logger(logger, name);
        return logger == nullptr || !accepts(version, name) ? nullptr : make();
    });
}

template <class Read>
int32_t number(const char* function, const Read& read)
{
    return call<int32_t>({function, 0, false}, "", [&]() -> int32_t { return read(simulated_version()); });
}

} // namespace

EXPORTED int32_t getInferLibVersion() noexcept
{
    return number("getInferLibVersion", [](const Version& version) { return version.number(); });
}

EXPORTED int32_t getInferLibMajorVersion() noexcept
{
    return number("getInferLibMajorVersion", [](const Version& version) { return version.major; });
}

EXPORTED int32_t getInferLibMinorVersion() noexcept
{
    return number("getInferLibMinorVersion", [](const Version& version) { return version.minor; });
}

EXPORTED int32_t getInferLibPatchVersion() noexcept
{
    return number("getInferLibPatchVersion", [](const Version& version) { return version.patch; });
}

EXPORTED int32_t getInferLibBuildVersion() noexcept
{
    return number("getInferLibBuildVersion", [](const Version&) { return 0; });
}

EXPORTED void* createInferBuilder_INTERNAL(void* logger, int32_t version) noexcept
{
    return made_by("createInferBuilder_INTERNAL", arguments(logger, version), logger, version, "createInferBuilder",
                   []() -> void* { return static_cast<IBuilder*>(new Builder()); });
}

EXPORTED void* createInferRuntime_INTERNAL(void* logger, int32_t version) noexcept
{
    return made_by("createInferRuntime_INTERNAL", arguments(logger, version), logger, version, "createInferRuntime",
                   []() -> void* { return static_cast<IRuntime*>(new Runtime()); });
}

EXPORTED void* createInferRefitter_INTERNAL(void* engine, void* logger, int32_t version) noexcept
{
    return made_by("createInferRefitter_INTERNAL", arguments(static_cast<ICudaEngine*>(engine), logger, version),
                   logger, version, "createInferRefitter", [&]() -> void* {
                       auto* own = dynamic_cast<Engine*>(static_cast<ICudaEngine*>(engine));
                       return own == nullptr ? nullptr : static_cast<IRefitter*>(make_refitter(*own));
                   });
}

EXPORTED IPluginRegistry* getPluginRegistry() noexcept
{
    return call<IPluginRegistry*>({"getPluginRegistry", 0, false}, "", [] { return &plugin_registry(); });
}

EXPORTED ILogger* getLogger() noexcept
{
    return call<ILogger*>({"getLogger", 0, false}, "", [] { return first_logger(); });
}

EXPORTED IPluginRegistry* getBuilderPluginRegistry(EngineCapability capability) noexcept
{
    return call<IPluginRegistry*>({"getBuilderPluginRegistry", 0, false}, arguments(capability),
                                  [] { return &plugin_registry(); });
}

EXPORTED bool setInternalLibraryPath(const AsciiChar* path) noexcept
{
    return call<bool>({"setInternalLibraryPath", 0, false}, arguments(path), [] { return true; });
}

#if !defined(TRTS_FAMILY_rtx1)
EXPORTED safe::IPluginRegistry* getBuilderSafePluginRegistry(EngineCapability capability) noexcept
{
    return call<safe::IPluginRegistry*>({"getBuilderSafePluginRegistry", 0, false}, arguments(capability),
                                        []() -> safe::IPluginRegistry* { return nullptr; });
}
#endif

/// Of libnvinfer_plugin, which the doubles do not have apart.
EXPORTED bool initLibNvInferPlugins(void* logger, const char* libNamespace)
{
    return call<bool>({"initLibNvInferPlugins", 0, true}, arguments(logger, libNamespace), [] { return true; });
}

} // namespace trts::doubles
