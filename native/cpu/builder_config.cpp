#include "cpu/builder_config.h"

#include <string>

#include "core/dispatch/entry.h"
#include "core/error.h"
#include "cpu/library.h"

namespace trts::cpu
{
namespace
{

enum MemoryPool : std::int32_t
{
    pool_workspace = 0,
    pool_dla_managed_sram = 1,
    pool_dla_local_dram = 2,
    pool_dla_global_dram = 3,
    pool_tactic_dram = 4,
    pool_tactic_shared_memory = 5,
};

constexpr std::uint32_t known_tactic_sources = 0x1F;

void require_range(const char* what, std::int64_t value, std::int64_t min, std::int64_t max)
{
    if (value < min || value > max)
    {
        const std::string range =
            max == INT32_MAX ? std::to_string(min) + " or more" : std::to_string(min) + " to " + std::to_string(max);
        throw Error(TRTS_INVALID_ARGUMENT,
                    std::string(what) + " is " + range + "; " + std::to_string(value) + " was given");
    }
}

bool is_power_of_two(std::int64_t value)
{
    return value > 0 && (value & (value - 1)) == 0;
}

} // namespace

void BuilderConfig::set_memory_pool_limit(std::int32_t pool, std::int64_t pool_size)
{
    require_range("a memory pool's number", pool, pool_workspace, pool_tactic_shared_memory);
    const bool is_dla = pool >= pool_dla_managed_sram && pool <= pool_dla_global_dram;
    if (is_dla && (pool_size < 4096 || !is_power_of_two(pool_size)))
    {
        throw Error(TRTS_INVALID_ARGUMENT, "a DLA memory pool is a power of two of at least 4096 bytes; " +
                                               std::to_string(pool_size) + " was given");
    }
    if (pool == pool_tactic_shared_memory)
    {
        require_range("the limit of the tactic shared memory pool", pool_size, 0, (std::int64_t{1} << 30) - 1);
    }
    require_range("a memory pool's limit", pool_size, 0, INT64_MAX);
    values_.memory_pools[static_cast<std::size_t>(pool)] = pool_size;
}

std::int64_t BuilderConfig::get_memory_pool_limit(std::int32_t pool) const
{
    require_range("a memory pool's number", pool, pool_workspace, pool_tactic_shared_memory);
    return values_.memory_pools[static_cast<std::size_t>(pool)];
}

void BuilderConfig::set_flags(std::uint32_t builder_flags)
{
    require_supported_flags(builder_flags);
    values_.flags = builder_flags;
}

void BuilderConfig::set_flag(std::int32_t flag)
{
    require_supported_flag(flag);
    values_.flags |= 1U << flag;
}

void BuilderConfig::clear_flag(std::int32_t flag)
{
    require_builder_flag(flag);
    values_.flags &= ~(1U << flag);
}

bool BuilderConfig::get_flag(std::int32_t flag) const
{
    require_builder_flag(flag);
    return (values_.flags >> flag & 1U) != 0;
}

std::int32_t BuilderConfig::add_optimization_profile(OptimizationProfile* profile)
{
    const std::string gap = profile->first_gap();
    if (!gap.empty())
    {
        throw Error(TRTS_INVALID_ARGUMENT, "the optimization profile is not complete: " + gap +
                                               "; set minimum, optimum and maximum before adding it");
    }
    values_.profiles.push_back(profile->shared_from_this());
    return get_nb_optimization_profiles() - 1;
}

std::int32_t BuilderConfig::get_nb_optimization_profiles() const noexcept
{
    return static_cast<std::int32_t>(values_.profiles.size());
}

void BuilderConfig::set_builder_optimization_level(std::int32_t level)
{
    require_range("the optimization level", level, 0, INT32_MAX);
    values_.optimization_level = level;
}

void BuilderConfig::set_progress_monitor(ProgressMonitor* monitor)
{
    values_.progress_monitor = monitor == nullptr ? nullptr : monitor->shared_from_this();
}

void BuilderConfig::set_profiling_verbosity(std::int32_t verbosity)
{
    require_range("the profiling verbosity", verbosity, 0, 2);
    values_.profiling_verbosity = verbosity;
}

void BuilderConfig::set_hardware_compatibility_level(std::int32_t level)
{
    require_range("the hardware compatibility level", level, 0, 2);
    values_.hardware_compatibility = level; // a plan of this backend runs on any machine
}

void BuilderConfig::set_avg_timing_iterations(std::int32_t iterations)
{
    require_range("the number of averaging iterations", iterations, 1, INT32_MAX);
    values_.avg_timing_iterations = iterations;
}

void BuilderConfig::set_max_aux_streams(std::int32_t nb_streams)
{
    require_range("the number of auxiliary streams", nb_streams, 0, INT32_MAX);
    values_.max_aux_streams = nb_streams;
}

void BuilderConfig::set_tactic_sources(std::uint32_t sources)
{
    if ((sources & ~known_tactic_sources) != 0)
    {
        throw Error(TRTS_INVALID_ARGUMENT, "tactic sources are bits 0 to 4; " + std::to_string(sources) + " was given");
    }
    values_.tactic_sources = sources;
}

void fill_builder_config_entries(trts_api_table& table)
{
    table.builder_config_set_memory_pool_limit = entry<&BuilderConfig::set_memory_pool_limit>;
    table.builder_config_get_memory_pool_limit = entry<&BuilderConfig::get_memory_pool_limit>;
    table.builder_config_set_flags = entry<&BuilderConfig::set_flags>;
    table.builder_config_get_flags = entry<&BuilderConfig::get_flags>;
    table.builder_config_set_flag = entry<&BuilderConfig::set_flag>;
    table.builder_config_clear_flag = entry<&BuilderConfig::clear_flag>;
    table.builder_config_get_flag = entry<&BuilderConfig::get_flag>;
    table.builder_config_add_optimization_profile = entry<&BuilderConfig::add_optimization_profile>;
    table.builder_config_get_nb_optimization_profiles = entry<&BuilderConfig::get_nb_optimization_profiles>;
    table.builder_config_set_builder_optimization_level = entry<&BuilderConfig::set_builder_optimization_level>;
    table.builder_config_get_builder_optimization_level = entry<&BuilderConfig::get_builder_optimization_level>;
    table.builder_config_set_progress_monitor = entry<&BuilderConfig::set_progress_monitor>;
    table.builder_config_set_profiling_verbosity = entry<&BuilderConfig::set_profiling_verbosity>;
    table.builder_config_get_profiling_verbosity = entry<&BuilderConfig::get_profiling_verbosity>;
    table.builder_config_set_hardware_compatibility_level = entry<&BuilderConfig::set_hardware_compatibility_level>;
    table.builder_config_get_hardware_compatibility_level = entry<&BuilderConfig::get_hardware_compatibility_level>;
    table.builder_config_set_avg_timing_iterations = entry<&BuilderConfig::set_avg_timing_iterations>;
    table.builder_config_get_avg_timing_iterations = entry<&BuilderConfig::get_avg_timing_iterations>;
    table.builder_config_set_max_aux_streams = entry<&BuilderConfig::set_max_aux_streams>;
    table.builder_config_get_max_aux_streams = entry<&BuilderConfig::get_max_aux_streams>;
    table.builder_config_set_tactic_sources = entry<&BuilderConfig::set_tactic_sources>;
    table.builder_config_get_tactic_sources = entry<&BuilderConfig::get_tactic_sources>;
    table.builder_config_reset = entry<&BuilderConfig::reset>;
    table.builder_config_destroy = destroy_entry<BuilderConfig>;
}

} // namespace trts::cpu
