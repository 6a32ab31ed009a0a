#pragma once

#include <string>
#include <vector>

#include "core/objects.h"
#include "family/parents.h"
#include "family/optimization_profile.h"
#include "family/timing_cache.h"

namespace trts::doubles
{

class Builder;

/// Most of it is properties.
class BuilderConfig final : public BuilderConfigTable, public BuilderConfigObject
{
public:
    explicit BuilderConfig(Builder& builder);

    bool has(BuilderFlag flag) const { return (do_getFlags() & bit(flag)) != 0; }
    std::vector<OptimizationProfile const*> const& profiles() const { return profiles_; }
    IProgressMonitor* monitor() const { return do_getProgressMonitor(); }
    int32_t profiling_verbosity() const { return static_cast<int32_t>(do_getProfilingVerbosity()); }
    /// What a build fills; null where it uses none.
    TimingCache* timing_cache() const { return timing_cache_; }

protected:
    void do_reset() override;
    int32_t do_addOptimizationProfile(IOptimizationProfile const* profile) override;
    int32_t do_getNbOptimizationProfiles() const override { return static_cast<int32_t>(profiles_.size()); }
    ITimingCache* do_createTimingCache(void const* blob, size_t size) const override;
    bool do_setTimingCache(ITimingCache const& cache, bool ignoreMismatch) override;
    ITimingCache const* do_getTimingCache() const override { return timing_cache_; }
    void do_setPluginsToSerialize(char const* const* paths, int32_t nbPaths) override;
    char const* do_getPluginToSerialize(int32_t index) const override;
    int32_t do_getNbPluginsToSerialize() const override { return static_cast<int32_t>(plugins_.size()); }
    bool do_canRunOnDLA(ILayer const*) const override { return false; }

private:
    Child child_;
    std::vector<OptimizationProfile const*> profiles_;
    TimingCache* timing_cache_ = nullptr;
    std::vector<std::string> plugins_;
    Live live_{"IBuilderConfig", static_cast<IBuilderConfig*>(this)};
};

} // namespace trts::doubles
