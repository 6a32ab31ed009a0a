/* What can be set of a build, its profiles and its timing cache, on TensorRT-RTX: set first, read afterwards. */
#include <string.h>

#include "areas.h"
#include "backends.h"
#include "digits.h"
#include "layers.h"
#include "platform.h"

static trts_builder_config* config_of_test(void)
{
    return start_building(rtx_library(), NULL).config;
}

static void numbers_are_kept(void)
{
    trts_builder_config* config = config_of_test();
    OK(trts_builder_config_set_avg_timing_iterations(config, 3));
    OK(trts_builder_config_set_builder_optimization_level(config, 2));
    OK(trts_builder_config_set_max_aux_streams(config, 5));
    OK(trts_builder_config_set_max_nb_tactics(config, 7));
    OK(trts_builder_config_set_l2_limit_for_tiling(config, INT64_C(12345678)));
    OK(trts_builder_config_set_tiling_optimization_level(config, TRTS_TILING_OPTIMIZATION_LEVEL_MODERATE));
    OK(trts_builder_config_set_profiling_verbosity(config, TRTS_PROFILING_VERBOSITY_DETAILED));
    OK(trts_builder_config_set_profile_stream(config, config)); /* kept, and not looked at */
    CHECK_INT(trts_builder_config_get_avg_timing_iterations, config, 3);
    CHECK_INT(trts_builder_config_get_builder_optimization_level, config, 2);
    CHECK_INT(trts_builder_config_get_max_aux_streams, config, 5);
    CHECK_INT(trts_builder_config_get_max_nb_tactics, config, 7);
    CHECK_LONG(trts_builder_config_get_l2_limit_for_tiling, config, INT64_C(12345678));
    CHECK_INT(trts_builder_config_get_tiling_optimization_level, config, TRTS_TILING_OPTIMIZATION_LEVEL_MODERATE);
    CHECK_INT(trts_builder_config_get_profiling_verbosity, config, TRTS_PROFILING_VERBOSITY_DETAILED);
    void* stream = NULL;
    OK(trts_builder_config_get_profile_stream(config, &stream));
    CHECK(stream == (void*)config);
    OK(trts_builder_config_reset(config));
    CHECK_INT(trts_builder_config_get_avg_timing_iterations, config, 1);
    CHECK_INT(trts_builder_config_get_max_nb_tactics, config, -1);
}

static void flags_are_kept_each_by_itself(void)
{
    static const int32_t flags[] = {TRTS_BUILDER_FLAG_DEBUG,       TRTS_BUILDER_FLAG_REFIT,
                                    TRTS_BUILDER_FLAG_STRIP_PLAN,  TRTS_BUILDER_FLAG_WEIGHT_STREAMING,
                                    TRTS_BUILDER_FLAG_STRICT_NANS, TRTS_BUILDER_FLAG_REQUIRE_USER_ALLOCATION};
    trts_builder_config* config = config_of_test();
    uint32_t before = 0;
    OK(trts_builder_config_get_flags(config, &before));
    for (size_t i = 0; i < sizeof flags / sizeof flags[0]; ++i)
    {
        int32_t is_set = -1;
        OK(trts_builder_config_set_flag(config, flags[i]));
        CHECK_BITS(trts_builder_config_get_flags, config, before | 1u << flags[i]);
        OK(trts_builder_config_get_flag(config, flags[i], &is_set));
        CHECK_NUMBER(is_set, 1);
        OK(trts_builder_config_clear_flag(config, flags[i]));
        CHECK_BITS(trts_builder_config_get_flags, config, before);
    }
}

static void pools_have_limits_of_their_own(void)
{
    trts_builder_config* config = config_of_test();
    int64_t size = 0;
    OK(trts_builder_config_set_memory_pool_limit(config, TRTS_MEMORY_POOL_TYPE_WORKSPACE, INT64_C(5) << 30));
    OK(trts_builder_config_set_memory_pool_limit(config, TRTS_MEMORY_POOL_TYPE_TACTIC_SHARED_MEMORY, INT64_C(3) << 14));
    OK(trts_builder_config_get_memory_pool_limit(config, TRTS_MEMORY_POOL_TYPE_WORKSPACE, &size));
    CHECK_NUMBER(size, INT64_C(5) << 30);
    OK(trts_builder_config_get_memory_pool_limit(config, TRTS_MEMORY_POOL_TYPE_TACTIC_SHARED_MEMORY, &size));
    CHECK_NUMBER(size, INT64_C(3) << 14);
}

static void compute_capabilities_are_kept_in_order(void)
{
    static const int32_t wanted[] = {TRTS_COMPUTE_CAPABILITY_SM89, TRTS_COMPUTE_CAPABILITY_SM120,
                                     TRTS_COMPUTE_CAPABILITY_SM75};
    trts_builder_config* config = config_of_test();
    CHECK_INT(trts_builder_config_get_nb_compute_capabilities, config, 0);
    OK(trts_builder_config_set_nb_compute_capabilities(config, 3));
    for (int32_t i = 0; i < 3; ++i)
    {
        OK(trts_builder_config_set_compute_capability(config, wanted[i], i));
    }
    CHECK_INT(trts_builder_config_get_nb_compute_capabilities, config, 3);
    for (int32_t i = 0; i < 3; ++i)
    {
        int32_t found = -1;
        OK(trts_builder_config_get_compute_capability(config, i, &found));
        CHECK_NUMBER(found, wanted[i]);
    }
}

static void preview_features_are_switched_each_by_itself(void)
{
    trts_builder_config* config = config_of_test();
    int32_t is_on = -1;
    OK(trts_builder_config_set_preview_feature(config, TRTS_PREVIEW_FEATURE_ALIASED_PLUGIN_IO_10_03, 1));
    OK(trts_builder_config_set_preview_feature(config, TRTS_PREVIEW_FEATURE_RUNTIME_ACTIVATION_RESIZE_10_10, 0));
    OK(trts_builder_config_get_preview_feature(config, TRTS_PREVIEW_FEATURE_ALIASED_PLUGIN_IO_10_03, &is_on));
    CHECK_NUMBER(is_on, 1);
    OK(trts_builder_config_get_preview_feature(config, TRTS_PREVIEW_FEATURE_RUNTIME_ACTIVATION_RESIZE_10_10, &is_on));
    CHECK_NUMBER(is_on, 0);
    OK(trts_builder_config_set_preview_feature(config, TRTS_PREVIEW_FEATURE_ALIASED_PLUGIN_IO_10_03, 0));
    OK(trts_builder_config_get_preview_feature(config, TRTS_PREVIEW_FEATURE_ALIASED_PLUGIN_IO_10_03, &is_on));
    CHECK_NUMBER(is_on, 0);
}

static void texts_are_kept(void)
{
    trts_builder_config* config = config_of_test();
    const char* const plugins[] = {"first.so", "zweite \xC3\xA4.so"};
    const char* text = NULL;
    OK(trts_builder_config_set_plugins_to_serialize(config, plugins, 2));
    CHECK_INT(trts_builder_config_get_nb_plugins_to_serialize, config, 2);
    OK(trts_builder_config_get_plugin_to_serialize(config, 0, &text));
    const int first = strcmp(text, plugins[0]) == 0 ? 0 : 1; /* TensorRT keeps them in an order of its own */
    CHECK_TEXT(text, plugins[first]);
    OK(trts_builder_config_get_plugin_to_serialize(config, 1, &text));
    CHECK_TEXT(text, plugins[1 - first]);
    CHECK_STRING(trts_builder_config_get_all_build_routes, config, ""); /* without a GPU */
    CHECK_STRING(trts_builder_config_get_build_route, config, "");
    FAILS(trts_builder_config_set_build_route(config, "no=route"), TRTS_INVALID_ARGUMENT, "setBuildRoute failed");
}

static void a_profile_keeps_the_dimensions_of_each_input(void)
{
    const Building building = start_building(rtx_library(), NULL);
    const trts_optimization_profile profile = make_profile(&building);
    trts_dims found = {0};
    set_profile_shapes(profile, "a", DIMS(1, 2), DIMS(3, 4), DIMS(5, 6));
    set_profile_shapes(profile, "b", DIMS(11, 12, 13), DIMS(14, 15, 16), DIMS(17, 18, 19));
    OK(trts_optimization_profile_set_extra_memory_target(profile, 0.25f));
    OK(trts_optimization_profile_get_dimensions(profile, "a", TRTS_OPT_PROFILE_SELECTOR_MIN, &found));
    check_dims(__FILE__, __LINE__, "a's least", found, DIMS(1, 2));
    OK(trts_optimization_profile_get_dimensions(profile, "a", TRTS_OPT_PROFILE_SELECTOR_MAX, &found));
    check_dims(__FILE__, __LINE__, "a's largest", found, DIMS(5, 6));
    OK(trts_optimization_profile_get_dimensions(profile, "b", TRTS_OPT_PROFILE_SELECTOR_OPT, &found));
    check_dims(__FILE__, __LINE__, "b's best", found, DIMS(14, 15, 16));
    CHECK_FLOAT(trts_optimization_profile_get_extra_memory_target, profile, 0.25f);
    CHECK_INT(trts_optimization_profile_is_valid, profile, 1);
}

static void a_profile_that_lacks_a_part_is_not_valid(void)
{
    const Building building = start_building(rtx_library(), NULL);
    const trts_optimization_profile profile = make_profile(&building);
    OK(trts_optimization_profile_set_dimensions(profile, "a", TRTS_OPT_PROFILE_SELECTOR_MIN, &DIMS(1, 2)));
    if (platform_is_windows) /* looks for a device, to log what is wrong */
    {
        int32_t is_valid = -1;
        FAILS(trts_optimization_profile_is_valid(profile, &is_valid), TRTS_INTERNAL_ERROR, "MIN<=OPT<=MAX");
    }
    else
    {
        CHECK_INT(trts_optimization_profile_is_valid, profile, 0);
    }
}

static void a_profile_keeps_the_values_of_shapes(void)
{
    static const int64_t values[3][2] = {{1, -2}, {INT64_C(3000000000), 4}, {INT64_C(5000000000), 6}};
    const Building building = start_building(rtx_library(), NULL);
    const trts_optimization_profile profile = make_profile(&building);
    int32_t count = 0;
    for (int32_t select = 0; select < 3; ++select)
    {
        OK(trts_optimization_profile_set_shape_values_v2(profile, "shape", select, values[select], 2));
    }
    OK(trts_optimization_profile_get_nb_shape_values(profile, "shape", &count));
    CHECK_NUMBER(count, 2);
    FAILS(trts_optimization_profile_get_nb_shape_values(profile, "other", &count), TRTS_INVALID_STATE,
          "getNbShapeValues");
    for (int32_t select = 0; select < 3; ++select)
    {
        const int64_t* found = NULL;
        OK(trts_optimization_profile_get_shape_values_v2(profile, "shape", select, &found));
        REQUIRE(found != NULL);
        CHECK_NUMBER(found[0], values[select][0]);
        CHECK_NUMBER(found[1], values[select][1]);
    }
}

/* x [-1, 4] is made [shape[0], shape[1]], whatever is bound as shape. */
static void a_network_with_a_shape_as_input_is_built(void)
{
    static const int64_t values[3][2] = {{1, 4}, {2, 4}, {8, 4}};
    const Building building = start_building(rtx_library(), NULL);
    const trts_tensor x = input_of(building.network, TRTS_DATA_TYPE_FLOAT, DIMS(-1, 4));
    const trts_tensor shape = input_of(building.network, TRTS_DATA_TYPE_INT64, DIMS(2));
    trts_layer layer = {0};
    OK(trts_network_add_shuffle(building.network, x, &layer));
    OK(trts_layer_set_input(layer, 1, shape));
    check_layer(layer, TRTS_LAYER_TYPE_SHUFFLE, 2, "Float[-1, -1]");
    CHECK_INT(trts_tensor_is_shape_tensor, shape, 1);
    OK(trts_network_mark_output(building.network, output_of(layer)));
    const trts_optimization_profile profile = make_profile(&building);
    set_profile_shapes(profile, "input 0", DIMS(1, 4), DIMS(2, 4), DIMS(8, 4));
    for (int32_t select = 0; select < 3; ++select)
    {
        OK(trts_optimization_profile_set_shape_values_v2(profile, "input 1", select, values[select], 2));
    }
    add_made_profile(&building, profile);
    CHECK(memcmp(bytes_of(build(&building)).data, "vtrt", 4) == 0);
}

static void several_profiles_are_counted(void)
{
    const Building building = start_building(rtx_library(), NULL);
    for (int32_t i = 0; i < 3; ++i)
    {
        int32_t index = -1;
        const trts_optimization_profile profile = make_profile(&building);
        set_profile_shapes(profile, "x", dims_2(i + 1, 4), dims_2(i + 2, 4), dims_2(i + 3, 4));
        OK(trts_builder_config_add_optimization_profile(building.config, profile, &index));
        CHECK_NUMBER(index, i);
    }
    CHECK_INT(trts_builder_config_get_nb_optimization_profiles, building.config, 3);
}

static void release_cache(void* cache)
{
    trts_timing_cache_destroy(cache);
}

static void release_memory(void* memory)
{
    trts_host_memory_destroy(memory);
}

static trts_timing_cache* cache_of(trts_builder_config* config, FileBytes blob)
{
    trts_timing_cache* cache = NULL;
    OK(trts_builder_config_create_timing_cache(config, blob.data, blob.size, &cache));
    suite_defer(release_cache, cache);
    return cache;
}

static FileBytes serialized(trts_timing_cache* cache)
{
    trts_host_memory* memory = NULL;
    OK(trts_timing_cache_serialize(cache, &memory));
    suite_defer(release_memory, memory);
    return bytes_of(memory);
}

static void a_timing_cache_is_made_and_used(void)
{
    const Building building = start_building(rtx_library(), NULL);
    trts_timing_cache* cache = cache_of(building.config, (FileBytes){0});
    OK(trts_builder_config_set_timing_cache(building.config, cache, 0));
    CHECK(serialized(cache).size > 0);
    OK(trts_onnx_parser_parse_from_file(building.parser, digits_model(), 0));
    add_digits_profile(&building);
    CHECK(memcmp(bytes_of(build(&building)).data, "vtrt", 4) == 0);
}

static void a_timing_cache_goes_through_its_bytes(void)
{
    trts_library* library = rtx_library();
    trts_builder_config* config = start_building(library, NULL).config;
    const FileBytes blob = serialized(cache_of(config, (FileBytes){0}));
    if (platform_is_windows) /* compares the device with its own: there is none */
    {
        trts_timing_cache* cache = NULL;
        FAILS(trts_builder_config_create_timing_cache(config, blob.data, blob.size, &cache), TRTS_INTERNAL_ERROR,
              "escaped from TensorRT inside IBuilderConfig::createTimingCache");
        FAILS(trts_builder_config_create_timing_cache(config, NULL, 0, &cache), TRTS_INVALID_STATE, NULL);
        CHECK(cache == NULL);
        CHECK(build_digits(library).size > 0);
        return;
    }
    const FileBytes again = serialized(cache_of(config, blob));
    REQUIRE(again.size == blob.size);
    CHECK(memcmp(again.data, blob.data, (size_t)blob.size) == 0);
}

/* TensorRT-RTX 1.7 never returns from it. */
static void a_timing_cache_is_not_combined_with_itself(void)
{
    trts_builder_config* config = start_building(rtx_library(), NULL).config;
    trts_timing_cache* cache = cache_of(config, (FileBytes){0});
    trts_timing_cache* same = NULL;
    FAILS(trts_timing_cache_combine(cache, cache, 1), TRTS_INVALID_ARGUMENT, "itself");
    OK(trts_builder_config_set_timing_cache(config, cache, 0));
    OK(trts_builder_config_get_timing_cache(config, &same));
    suite_defer(release_cache, same);
    FAILS(trts_timing_cache_combine(cache, same, 1), TRTS_INVALID_ARGUMENT, "itself");
    FAILS(trts_timing_cache_combine(cache, NULL, 1), TRTS_INVALID_ARGUMENT, "null");
}

void rtx_config_tests(void)
{
    RUN(numbers_are_kept);
    RUN(flags_are_kept_each_by_itself);
    RUN(pools_have_limits_of_their_own);
    RUN(compute_capabilities_are_kept_in_order);
    RUN(preview_features_are_switched_each_by_itself);
    RUN(texts_are_kept);
    RUN(a_profile_keeps_the_dimensions_of_each_input);
    RUN(a_profile_that_lacks_a_part_is_not_valid);
    RUN(a_profile_keeps_the_values_of_shapes);
    RUN(a_network_with_a_shape_as_input_is_built);
    RUN(several_profiles_are_counted);
    RUN(a_timing_cache_is_made_and_used);
    RUN(a_timing_cache_goes_through_its_bytes);
    RUN(a_timing_cache_is_not_combined_with_itself);
}
