#include "family/builder.h"

#include "family/build.h"
#include "family/engine.h"
#include "family/host_memory.h"
#include "family/plugin_registry.h"
#include "family/stream_io.h"

namespace trts::doubles
{

IOptimizationProfile* Builder::do_createOptimizationProfile()
{
    profiles_.push_back(std::make_unique<OptimizationProfile>());
    return profiles_.back().get();
}

std::optional<Bytes> Builder::build(const char* method, INetworkDefinition& network, IBuilderConfig& config) const
{
    auto* own_network = dynamic_cast<Network*>(&network);
    auto* own_config = dynamic_cast<BuilderConfig*>(&config);
    if (own_network == nullptr || own_config == nullptr)
    {
        reports_.fail(method, ErrorCode::kINVALID_ARGUMENT, "the network or config is another library's");
        return std::nullopt;
    }
    return build_plan(method, *this, *own_network, *own_config);
}

IHostMemory* Builder::do_buildSerializedNetwork(INetworkDefinition& network, IBuilderConfig& config)
{
    std::optional<Bytes> plan = build("IBuilder::buildSerializedNetwork", network, config);
    return plan ? new HostMemory(std::move(*plan)) : nullptr;
}

bool Builder::do_buildSerializedNetworkToStream(INetworkDefinition& network, IBuilderConfig& config,
                                                IStreamWriter& writer)
{
    constexpr const char* method = "IBuilder::buildSerializedNetworkToStream";
    const std::optional<Bytes> plan = build(method, network, config);
    if (plan && !write_all(writer, *plan))
    {
        reports_.fail(method, ErrorCode::kFAILED_EXECUTION, "the stream writer did not take all bytes");
        return false;
    }
    return plan.has_value();
}

#if !defined(TRTS_FAMILY_rtx1)

IHostMemory* Builder::do_buildSerializedNetworkWithKernelText(INetworkDefinition& network, IBuilderConfig& config,
                                                              IHostMemory*& kernelText)
{
    std::optional<Bytes> plan = build("IBuilder::buildSerializedNetwork", network, config);
    if (!plan)
    {
        return nullptr;
    }
    const std::string text = "kernel text of the fake TensorRT";
    kernelText = new HostMemory(Bytes(text.begin(), text.end()));
    return new HostMemory(std::move(*plan));
}

ICudaEngine* Builder::do_buildEngineWithConfig(INetworkDefinition& network, IBuilderConfig& config)
{
    const std::optional<Bytes> bytes = build("IBuilder::buildEngineWithConfig", network, config);
    Plan plan;
    std::string why;
    std::vector<OwnedPlugin> plugins;
    if (!bytes || !read_plan(bytes->data(), bytes->size(), true, plan, why) || !create_plugins(plan.graph, plugins, why))
    {
        return nullptr;
    }
    auto engine = std::make_unique<Engine>(std::move(plan), std::move(plugins), allocator_, parent_);
    return engine->has_memory() ? engine.release() : nullptr;
}

#endif

bool Builder::do_isNetworkSupported(const INetworkDefinition& network, const IBuilderConfig& config) const
{
    const auto* own = dynamic_cast<const Network*>(&network);
    const auto* own_config = dynamic_cast<const BuilderConfig*>(&config);
    std::string why;
    std::vector<IPluginV3*> plugins;
    return own != nullptr && own_config != nullptr && graph_of(*own, *own_config, plugins, why).has_value();
}

bool Builder::do_setMaxThreads(int32_t maxThreads)
{
    if (maxThreads < 1)
    {
        reports_.fail("IBuilder::setMaxThreads", ErrorCode::kINVALID_ARGUMENT, "maxThreads is less than 1");
        return false;
    }
    max_threads_ = maxThreads;
    return true;
}

IPluginRegistry& Builder::do_getPluginRegistry()
{
    return plugin_registry();
}

} // namespace trts::doubles
