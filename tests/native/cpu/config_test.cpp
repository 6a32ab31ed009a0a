// Builder configs and optimization profiles: defaults, ranges, messages.
#include <cmath>

#include "backend_fixture.h"

using cpu_test::Building;
using cpu_test::dims;
using cpu_test::failure_of;
using cpu_test::table;
using cpu_test::values;

namespace
{

template <typename T>
T get(trts_status (*getter)(void*, T*), void* self)
{
    T value{};
    (void)getter(self, &value);
    return value;
}

trts_status set_status(trts_status (*setter)(void*, std::int32_t), void* self, std::int32_t value)
{
    return failure_of([&] { (void)setter(self, value); }).status;
}

} // namespace

TEST(a_new_config_has_tensorrts_defaults)
{
    const Building building;
    const auto& t = table();
    CHECK_EQUAL(get(t.builder_config_get_builder_optimization_level, building.config), 3);
    CHECK_EQUAL(get(t.builder_config_get_avg_timing_iterations, building.config), 1);
    CHECK_EQUAL(get(t.builder_config_get_profiling_verbosity, building.config), 0);
    CHECK_EQUAL(get(t.builder_config_get_hardware_compatibility_level, building.config), 0);
    CHECK_EQUAL(get(t.builder_config_get_nb_optimization_profiles, building.config), 0);
    CHECK_EQUAL(get(t.builder_config_get_flags, building.config), 1U << 6);
    CHECK_EQUAL(get(t.builder_get_max_threads, building.builder), 1);
}

TEST(a_config_keeps_what_it_is_given_until_it_is_reset)
{
    const Building building;
    const auto& t = table();
    (void)t.builder_config_set_builder_optimization_level(building.config, 5);
    (void)t.builder_config_set_avg_timing_iterations(building.config, 4);
    (void)t.builder_config_set_profiling_verbosity(building.config, 2);
    (void)t.builder_config_set_hardware_compatibility_level(building.config, 1);
    (void)t.builder_config_set_max_aux_streams(building.config, 2);
    (void)t.builder_config_set_tactic_sources(building.config, 3);
    (void)t.builder_config_set_memory_pool_limit(building.config, 0, 1 << 20);
    (void)t.builder_config_set_flag(building.config, 5);
    building.add_profile(cpu_test::relu_profile);
    CHECK_EQUAL(get(t.builder_config_get_builder_optimization_level, building.config), 5);
    CHECK_EQUAL(get(t.builder_config_get_avg_timing_iterations, building.config), 4);
    CHECK_EQUAL(get(t.builder_config_get_profiling_verbosity, building.config), 2);
    CHECK_EQUAL(get(t.builder_config_get_hardware_compatibility_level, building.config), 1);
    CHECK_EQUAL(get(t.builder_config_get_max_aux_streams, building.config), 2);
    CHECK_EQUAL(get(t.builder_config_get_tactic_sources, building.config), 3U);
    CHECK_EQUAL(get(t.builder_config_get_nb_optimization_profiles, building.config), 1);
    std::int64_t limit = 0;
    (void)t.builder_config_get_memory_pool_limit(building.config, 0, &limit);
    CHECK_EQUAL(limit, 1 << 20);
    (void)t.builder_config_reset(building.config);
    CHECK_EQUAL(get(t.builder_config_get_builder_optimization_level, building.config), 3);
    CHECK_EQUAL(get(t.builder_config_get_nb_optimization_profiles, building.config), 0);
}

TEST(values_outside_their_ranges_are_refused)
{
    const Building building;
    const auto& t = table();
    CHECK_EQUAL(set_status(t.builder_config_set_builder_optimization_level, building.config, -1),
                TRTS_INVALID_ARGUMENT);
    CHECK_EQUAL(set_status(t.builder_config_set_avg_timing_iterations, building.config, 0), TRTS_INVALID_ARGUMENT);
    CHECK_EQUAL(set_status(t.builder_config_set_profiling_verbosity, building.config, 3), TRTS_INVALID_ARGUMENT);
    CHECK_EQUAL(set_status(t.builder_config_set_hardware_compatibility_level, building.config, -1),
                TRTS_INVALID_ARGUMENT);
    CHECK_EQUAL(set_status(t.builder_config_set_max_aux_streams, building.config, -1), TRTS_INVALID_ARGUMENT);
    CHECK_EQUAL(set_status(t.builder_set_max_threads, building.builder, 0), TRTS_INVALID_ARGUMENT);
    const auto limit = [&](std::int32_t pool, std::int64_t size) {
        return failure_of([&] { (void)t.builder_config_set_memory_pool_limit(building.config, pool, size); }).status;
    };
    CHECK_EQUAL(limit(6, 0), TRTS_INVALID_ARGUMENT);
    CHECK_EQUAL(limit(0, -1), TRTS_INVALID_ARGUMENT);
    CHECK_EQUAL(limit(1, 5000), TRTS_INVALID_ARGUMENT);
    CHECK_EQUAL(limit(1, 8192), TRTS_OK);
    CHECK_EQUAL(limit(5, std::int64_t{1} << 30), TRTS_INVALID_ARGUMENT);
}

TEST(flags_that_would_change_results_are_refused_by_name)
{
    const Building building;
    const auto& t = table();
    const auto failure = failure_of([&] { (void)t.builder_config_set_flag(building.config, 0); });
    CHECK_EQUAL(failure.status, TRTS_NOT_SUPPORTED);
    CHECK(failure.says("kFP16"));
    CHECK(failure.says("backend cpu"));
    for (const std::int32_t flag : {1, 4, 15, 17, 19, 22, 26})
    {
        CHECK_EQUAL(set_status(t.builder_config_set_flag, building.config, flag), TRTS_NOT_SUPPORTED);
    }
    CHECK_EQUAL(set_status(t.builder_config_set_flag, building.config, 30), TRTS_INVALID_ARGUMENT);
    CHECK_EQUAL(set_status(t.builder_config_set_flag, building.config, -1), TRTS_INVALID_ARGUMENT);
    CHECK_EQUAL(failure_of([&] { (void)t.builder_config_set_flags(building.config, 1U << 31); }).status,
                TRTS_INVALID_ARGUMENT);
    CHECK_EQUAL(failure_of([&] { (void)t.builder_config_set_flags(building.config, 1U | 1U << 6); }).status,
                TRTS_NOT_SUPPORTED);
    CHECK_EQUAL(get(t.builder_config_get_flags, building.config), 1U << 6);
}

TEST(flags_are_set_cleared_and_given_back)
{
    const Building building;
    const auto& t = table();
    std::int32_t is_set = 1;
    (void)t.builder_config_clear_flag(building.config, 6);
    (void)t.builder_config_get_flag(building.config, 6, &is_set);
    CHECK_EQUAL(is_set, 0);
    (void)t.builder_config_set_flag(building.config, 7);
    (void)t.builder_config_get_flag(building.config, 7, &is_set);
    CHECK_EQUAL(is_set, 1);
    CHECK_EQUAL(get(t.builder_config_get_flags, building.config), 1U << 7);
}

TEST(a_profile_gives_back_what_it_was_given)
{
    const Building building;
    const auto& t = table();
    void* profile = building.profile({{"x", {1, 3}, {2, 3}, {4, 3}}});
    trts_dims found{};
    (void)t.optimization_profile_get_dimensions(profile, "x", 1, &found);
    CHECK(values(found) == std::vector<std::int64_t>({2, 3}));
    (void)t.optimization_profile_get_dimensions(profile, "y", 1, &found);
    CHECK_EQUAL(found.nb_dims, -1);
    CHECK_EQUAL(get(t.optimization_profile_is_valid, profile), 1);
    CHECK_EQUAL(get(t.optimization_profile_get_extra_memory_target, profile), 1.0F);

    const std::int64_t shape[] = {3, -1};
    for (const std::int32_t select : {0, 1, 2})
    {
        (void)t.optimization_profile_set_shape_values_v2(profile, "shape", select, shape, 2);
    }
    std::int32_t count = 0;
    const std::int64_t* stored = nullptr;
    (void)t.optimization_profile_get_nb_shape_values(profile, "shape", &count);
    (void)t.optimization_profile_get_shape_values_v2(profile, "shape", 2, &stored);
    CHECK_EQUAL(count, 2);
    REQUIRE(stored != nullptr);
    CHECK_EQUAL(stored[1], -1);
    (void)t.optimization_profile_get_nb_shape_values(profile, "x", &count);
    CHECK_EQUAL(count, -1);
}

TEST(a_profile_refuses_what_cannot_be_and_says_where)
{
    const Building building;
    const auto& t = table();
    void* profile = building.profile({{"x", {2, 3}, {2, 3}, {4, 3}}});
    const auto set = [&](const char* input, std::int32_t select, const std::vector<std::int64_t>& shape) {
        const trts_dims value = dims(shape);
        return failure_of([&] { (void)t.optimization_profile_set_dimensions(profile, input, select, &value); });
    };
    CHECK(set("x", 0, {3, 3}).says("input 'x', dimension 0: minimum 3 is greater than optimum 2"));
    CHECK(set("x", 2, {1, 3}).says("input 'x', dimension 0: optimum 2 is greater than maximum 1"));
    CHECK(set("x", 1, {3}).says("optimum [3] has 1 dimensions, but minimum [2, 3] has 2"));
    CHECK(set("x", 0, {-1, 3}).says("input 'x', minimum dimensions [-1, 3]: dimension 0 is negative"));
    CHECK_EQUAL(set("x", 3, {1, 3}).status, TRTS_INVALID_ARGUMENT);
    trts_dims found{};
    (void)t.optimization_profile_get_dimensions(profile, "x", 0, &found);
    CHECK(values(found) == std::vector<std::int64_t>({2, 3})); // as before the refusals
    CHECK_EQUAL(failure_of([&] { (void)t.optimization_profile_set_extra_memory_target(profile, NAN); }).status,
                TRTS_INVALID_ARGUMENT);
    const std::int64_t value = 1;
    CHECK_EQUAL(
        failure_of([&] { (void)t.optimization_profile_set_shape_values_v2(profile, "s", 0, &value, 0); }).status,
        TRTS_INVALID_ARGUMENT);
}

TEST(an_incomplete_profile_is_not_added)
{
    const Building building;
    const auto& t = table();
    void* profile = nullptr;
    (void)t.builder_create_optimization_profile(building.builder, &profile);
    const trts_dims shape = dims({1, 2});
    (void)t.optimization_profile_set_dimensions(profile, "x", 0, &shape);
    CHECK_EQUAL(get(t.optimization_profile_is_valid, profile), 0);
    std::int32_t index = -1;
    const auto failure =
        failure_of([&] { (void)t.builder_config_add_optimization_profile(building.config, profile, &index); });
    CHECK_EQUAL(failure.status, TRTS_INVALID_ARGUMENT);
    CHECK(failure.says("input 'x' has no optimum dimensions"));
}

TEST(a_builder_creates_only_networks_that_it_can_fill)
{
    const Building building;
    void* network = nullptr;
    (void)table().builder_create_network_v2(building.builder, 2, &network);
    const cpu_test::Native owned(network, table().network_destroy);
    CHECK_EQUAL(get(table().network_get_flags, owned), 2U);
    CHECK_EQUAL(failure_of([&] { (void)table().builder_create_network_v2(building.builder, 8, &network); }).status,
                TRTS_NOT_SUPPORTED);
}
