#include "family/builder_config.h"

#include "family/builder.h"

namespace trts::doubles
{
namespace
{

const Reports& reports()
{
    static const Reports none; // a config has no error recorder: the log alone
    return none;
}

} // namespace

BuilderConfig::BuilderConfig(Builder& builder) : BuilderConfigObject(this), child_(builder.parent())
{
    properties_.start_from_zero();
    BuilderConfig::do_reset();
}

/// TensorRT's defaults, where they are not zero.
void BuilderConfig::do_reset()
{
    properties_.forget_all();
    profiles_.clear();
    plugins_.clear();
    timing_cache_ = nullptr;
    do_setFlags(bit(BuilderFlag::kTF32));
    do_setAvgTimingIterations(1);
    do_setBuilderOptimizationLevel(3);
    do_setMaxAuxStreams(-1);
    do_setDLACore(-1);
    do_setMaxNbTactics(-1);
    do_setMemoryPoolLimit(MemoryPoolType::kWORKSPACE, std::size_t{8} << 30);
}

int32_t BuilderConfig::do_addOptimizationProfile(const IOptimizationProfile* profile)
{
    const auto* own = dynamic_cast<const OptimizationProfile*>(profile);
    if (own == nullptr || !own->is_good())
    {
        reports().fail("IBuilderConfig::addOptimizationProfile", ErrorCode::kINVALID_ARGUMENT,
                       "the profile is not valid");
        return -1;
    }
    profiles_.push_back(own);
    return static_cast<int32_t>(profiles_.size()) - 1;
}

#if defined(TRTS_FAMILY_trt10)

const OptimizationProfile* BuilderConfig::calibration_profile() const
{
    // The getter is not const in TensorRT, and changes nothing.
    const auto* own =
        dynamic_cast<const OptimizationProfile*>(const_cast<BuilderConfig*>(this)->do_getCalibrationProfile());
    return own != nullptr || profiles_.empty() ? own : profiles_.front();
}

#endif

ITimingCache* BuilderConfig::do_createTimingCache(const void* blob, size_t size) const
{
    auto cache = std::make_unique<TimingCache>();
    if (!cache->read(blob, size))
    {
        reports().fail("IBuilderConfig::createTimingCache", ErrorCode::kINVALID_ARGUMENT,
                       "the timing cache is damaged or of another version");
        return nullptr;
    }
    return cache.release();
}

bool BuilderConfig::do_setTimingCache(const ITimingCache& cache, bool)
{
    timing_cache_ = const_cast<TimingCache*>(dynamic_cast<const TimingCache*>(&cache));
    return timing_cache_ != nullptr;
}

void BuilderConfig::do_setPluginsToSerialize(const char* const* paths, int32_t nbPaths)
{
    plugins_.clear();
    for (int32_t i = 0; paths != nullptr && i < nbPaths; ++i)
    {
        plugins_.emplace_back(paths[i]);
    }
}

const char* BuilderConfig::do_getPluginToSerialize(int32_t index) const
{
    return index < 0 || static_cast<std::size_t>(index) >= plugins_.size()
               ? nullptr
               : plugins_[static_cast<std::size_t>(index)].c_str();
}

} // namespace trts::doubles
