#pragma once

#include <string>
#include <vector>

#include "core/objects.h"
#include "family/optimization_profile.h"
#include "family/parents.h"
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
    const std::vector<const OptimizationProfile*>& profiles() const { return profiles_; }
    IProgressMonitor* monitor() const { return do_getProgressMonitor(); }
    int32_t profiling_verbosity() const { return static_cast<int32_t>(do_getProfilingVerbosity()); }
    /// What a build fills; null where it uses none.
    TimingCache* timing_cache() const { return timing_cache_; }
#if defined(TRTS_FAMILY_trt10)
    IAlgorithmSelector* algorithm_selector() const { return do_getAlgorithmSelector(); }
    IInt8Calibrator* calibrator() const { return do_getInt8Calibrator(); }
    /// The one for calibration, else the first of all; null where there is none.
    const OptimizationProfile* calibration_profile() const;
#endif

  protected:
    void do_reset() override;
    int32_t do_addOptimizationProfile(const IOptimizationProfile* profile) override;
    int32_t do_getNbOptimizationProfiles() const override { return static_cast<int32_t>(profiles_.size()); }
    ITimingCache* do_createTimingCache(const void* blob, size_t size) const override;
    bool do_setTimingCache(const ITimingCache& cache, bool ignoreMismatch) override;
    const ITimingCache* do_getTimingCache() const override { return timing_cache_; }
    void do_setPluginsToSerialize(const char* const* paths, int32_t nbPaths) override;
    const char* do_getPluginToSerialize(int32_t index) const override;
    int32_t do_getNbPluginsToSerialize() const override { return static_cast<int32_t>(plugins_.size()); }
    bool do_canRunOnDLA(const ILayer*) const override { return false; }

  private:
    Child child_;
    std::vector<const OptimizationProfile*> profiles_;
    TimingCache* timing_cache_ = nullptr;
    std::vector<std::string> plugins_;
    Live live_{"IBuilderConfig", static_cast<IBuilderConfig*>(this)};
};

} // namespace trts::doubles
