// IBuilderConfig: kept, checked as TensorRT documents it, and given back. What has an effect on this backend: profiles,
// the optimization level and the progress monitor.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

#include "cpu/builder_flags.h"
#include "cpu/optimization_profile.h"
#include "cpu/progress_monitor.h"
#include "cpu/recorded.h"

namespace trts::cpu
{

class BuilderConfig final : public Recorded
{
  public:
    void set_memory_pool_limit(std::int32_t pool, std::int64_t pool_size);
    std::int64_t get_memory_pool_limit(std::int32_t pool) const;
    void set_flags(std::uint32_t builder_flags);
    std::uint32_t get_flags() const noexcept { return values_.flags; }
    void set_flag(std::int32_t flag);
    void clear_flag(std::int32_t flag);
    bool get_flag(std::int32_t flag) const;
    std::int32_t add_optimization_profile(OptimizationProfile* profile);
    std::int32_t get_nb_optimization_profiles() const noexcept;
    void set_builder_optimization_level(std::int32_t level);
    std::int32_t get_builder_optimization_level() const noexcept { return values_.optimization_level; }
    void set_progress_monitor(ProgressMonitor* monitor);
    void set_profiling_verbosity(std::int32_t verbosity);
    std::int32_t get_profiling_verbosity() const noexcept { return values_.profiling_verbosity; }
    void set_hardware_compatibility_level(std::int32_t level);
    std::int32_t get_hardware_compatibility_level() const noexcept { return values_.hardware_compatibility; }
    void set_avg_timing_iterations(std::int32_t iterations);
    std::int32_t get_avg_timing_iterations() const noexcept { return values_.avg_timing_iterations; }
    void set_max_aux_streams(std::int32_t nb_streams);
    std::int32_t get_max_aux_streams() const noexcept { return values_.max_aux_streams; }
    void set_tactic_sources(std::uint32_t sources);
    std::uint32_t get_tactic_sources() const noexcept { return values_.tactic_sources; }
    void reset() { values_ = {}; }

    const std::vector<std::shared_ptr<const OptimizationProfile>>& profiles() const noexcept
    {
        return values_.profiles;
    }
    const ProgressMonitor* progress_monitor() const noexcept { return values_.progress_monitor.get(); }

  private:
    /// Everything, with TensorRT's defaults.
    struct Values
    {
        std::array<std::int64_t, 6> memory_pools = {
            INT64_MAX, std::int64_t{1} << 20,      std::int64_t{1} << 30, std::int64_t{1} << 29,
            INT64_MAX, (std::int64_t{1} << 30) - 1};
        std::uint32_t flags = default_builder_flags;
        std::int32_t optimization_level = 3;
        std::int32_t profiling_verbosity = 0;
        std::int32_t hardware_compatibility = 0;
        std::int32_t avg_timing_iterations = 1;
        std::int32_t max_aux_streams = -1;   // the backend's own choice
        std::uint32_t tactic_sources = 0x18; // kEDGE_MASK_CONVOLUTIONS and kJIT_CONVOLUTIONS
        std::vector<std::shared_ptr<const OptimizationProfile>> profiles;
        std::shared_ptr<const ProgressMonitor> progress_monitor;
    };

    Values values_;
};

} // namespace trts::cpu
