#pragma once

#include <memory>
#include <vector>

#include "core/objects.h"
#include "family/builder_config.h"
#include "family/network.h"
#include "family/parents.h"
#include "family/reports.h"

namespace trts::doubles
{

class Builder final : public BuilderTable, public BuilderObject
{
  public:
    Builder() : BuilderObject(this) { properties_.start_from_zero(); }

    const Parent& parent() const { return parent_; }
    const Reports& reports() const { return reports_; }
    IGpuAllocator* allocator() const { return allocator_; }

  protected:
    IBuilderConfig* do_createBuilderConfig() override { return new BuilderConfig(*this); }
    INetworkDefinition* do_createNetworkV2(NetworkDefinitionCreationFlags flags) override
    {
        return new Network(*this, flags);
    }
    IOptimizationProfile* do_createOptimizationProfile() override;
    IHostMemory* do_buildSerializedNetwork(INetworkDefinition& network, IBuilderConfig& config) override;
    bool do_buildSerializedNetworkToStream(INetworkDefinition& network, IBuilderConfig& config,
                                           IStreamWriter& writer) override;
#if !defined(TRTS_FAMILY_rtx1)
    IHostMemory* do_buildSerializedNetworkWithKernelText(INetworkDefinition& network, IBuilderConfig& config,
                                                         IHostMemory*& kernelText) override;
    ICudaEngine* do_buildEngineWithConfig(INetworkDefinition& network, IBuilderConfig& config) override;
#endif
    bool do_isNetworkSupported(const INetworkDefinition& network, const IBuilderConfig& config) const override;
    void do_reset() override
    {
        properties_.forget_all();
    }
    int32_t do_getNbDLACores() const override
    {
        return 0;
    }
    void do_setGpuAllocator(IGpuAllocator* allocator) override
    {
        allocator_ = allocator;
    }
    bool do_setMaxThreads(int32_t maxThreads) override;
    int32_t do_getMaxThreads() const override
    {
        return max_threads_;
    }
    ILogger* do_getLogger() const override
    {
        return first_logger();
    }
    IPluginRegistry& do_getPluginRegistry() override;
    void do_setErrorRecorder(IErrorRecorder* recorder) override
    {
        reports_.set(recorder);
    }
    IErrorRecorder* do_getErrorRecorder() const override
    {
        return reports_.recorder();
    }

  private:
    /// The plan; nothing where the build failed, and then the reason is logged.
    std::optional<Bytes> build(const char* method, INetworkDefinition& network, IBuilderConfig& config) const;

    std::vector<std::unique_ptr<OptimizationProfile>> profiles_;
    IGpuAllocator* allocator_ = nullptr;
    int32_t max_threads_ = 1;
    Reports reports_;
    Live live_{"IBuilder", static_cast<IBuilder*>(this)};
    Parent parent_{static_cast<IBuilder*>(this)};
};

} // namespace trts::doubles
