// Building: profiles against the network, phases, cancellation, what a plan is.
#include <limits>

#include "backend_fixture.h"
#include "cpu/plan.h"
#include "test_models.h"

using namespace cpu_test;

namespace
{

/// Records what a build reports; cancels at the given step.
struct Progress
{
    std::vector<std::string> lines;
    std::string cancel_after; // "phase/step"

    static void start(const char* phase, const char* parent, std::int32_t steps, void* user_data)
    {
        static_cast<Progress*>(user_data)->lines.push_back(std::string("start ") + phase + " in " +
                                                           (parent == nullptr ? "-" : parent) + " of " +
                                                           std::to_string(steps));
    }
    static std::int32_t step(const char* phase, std::int32_t step, void* user_data)
    {
        auto& self = *static_cast<Progress*>(user_data);
        const std::string name = std::string(phase) + "/" + std::to_string(step);
        self.lines.push_back("step " + name);
        return name == self.cancel_after ? 0 : 1;
    }
    static void finish(const char* phase, void* user_data)
    {
        static_cast<Progress*>(user_data)->lines.push_back(std::string("finish ") + phase);
    }

    Native monitor()
    {
        const trts_progress_monitor_callbacks callbacks = {start, step, finish, nullptr, this};
        void* native = nullptr;
        (void)table().progress_monitor_create(&table(), &callbacks, &native);
        return {native, table().progress_monitor_destroy};
    }
};

Failure build_failure(const std::string& model, const std::vector<std::vector<Range>>& profiles)
{
    return failure_of([&] { (void)build_plan(model, profiles); });
}

} // namespace

TEST(a_plan_holds_what_it_was_built_from)
{
    const Building building;
    building.parse(relu_model());
    building.add_profile(relu_profile);
    building.add_profile({{"x", {1, 4}, {1, 4}, {1, 4}}});
    (void)table().builder_config_set_builder_optimization_level(building.config, 9);
    (void)table().network_set_name(building.network, "relu net");
    const Native plan = building.build();
    std::int32_t type = -1;
    (void)table().host_memory_type(plan, &type);
    CHECK_EQUAL(type, 2); // kINT8: bytes
    const trts::cpu::Plan read = trts::cpu::read_plan(std::make_shared<const std::string>(bytes_of(plan)));
    CHECK_EQUAL(read.header.network_name, "relu net");
    CHECK_EQUAL(read.header.optimization_level, 5);
    CHECK_EQUAL(read.header.layer_count, 1);
    CHECK_EQUAL(read.header.profiles.size(), 2U);
    REQUIRE(read.header.tensors.size() == 2);
    CHECK(read.header.tensors[1].shape == trts::cpu::Shape({-1, 4}));
    CHECK_EQUAL(read.header.tensors[1].symbols[0], "N");
}

TEST(building_twice_gives_the_same_plan)
{
    CHECK(build_plan(relu_model(), {relu_profile}) == build_plan(relu_model(), {relu_profile}));
}

TEST(an_empty_network_is_not_built)
{
    const Building building;
    const Failure failure = failure_of([&] { (void)building.build(); });
    CHECK_EQUAL(failure.status, TRTS_BUILD_FAILED);
    CHECK(failure.says("parse an ONNX model into it first"));
}

TEST(dynamic_inputs_need_a_profile)
{
    const Failure failure = build_failure(relu_model(), {});
    CHECK_EQUAL(failure.status, TRTS_BUILD_FAILED);
    CHECK(failure.says("input 'x' has dynamic dimensions, [-1, 4]: add an optimization profile"));
    CHECK_EQUAL(build_failure(fixed_model(), {}).status, TRTS_OK);
}

TEST(profiles_are_checked_against_the_network)
{
    CHECK(build_failure(relu_model(), {{{"xs", {1, 4}, {1, 4}, {1, 4}}}})
              .says("optimization profile 0: there is no input 'xs'. There are: 'x'"));
    CHECK(build_failure(relu_model(), {relu_profile, {{"x", {1}, {1}, {1}}}})
              .says("optimization profile 1, input 'x': minimum [1] has 1 dimensions, but the input is [-1, 4]"));
    CHECK(build_failure(relu_model(), {{{"x", {1, 4}, {1, 5}, {1, 5}}}})
              .says("input 'x': dimension 1 is fixed to 4 by the network, but the optimum is 5"));
    CHECK(build_failure(two_input_model(), {{{"a", {1, 3}, {1, 3}, {1, 3}}}})
              .says("input 'b': it has dynamic dimensions, [-1, 3], and the profile does not set them"));
    CHECK(build_failure(two_input_model(), {{{"a", {1, 3}, {1, 3}, {2, 3}}, {"b", {3, 3}, {3, 3}, {4, 3}}}})
              .says("both named 'N' and must be equal, but their ranges, 3 to 4 and 1 to 2, have nothing in common"));
    CHECK_EQUAL(build_failure(fixed_model(), {{{"x", {2, 3}, {2, 3}, {2, 3}}}}).status, TRTS_OK);
    CHECK_EQUAL(build_failure(fixed_model(), {{{"x", {2, 4}, {2, 4}, {2, 4}}}}).status, TRTS_BUILD_FAILED);
}

TEST(whether_a_network_is_supported_is_answered)
{
    const Building building;
    std::int32_t is_supported = -1;
    (void)table().builder_is_network_supported(building.builder, building.network, building.config, &is_supported);
    CHECK_EQUAL(is_supported, 0);
    building.parse(relu_model());
    building.add_profile(relu_profile);
    (void)table().builder_is_network_supported(building.builder, building.network, building.config, &is_supported);
    CHECK_EQUAL(is_supported, 1);
}

TEST(a_build_reports_its_phases)
{
    Progress progress;
    const Native monitor = progress.monitor();
    const Building building;
    building.parse(relu_model());
    building.add_profile(relu_profile);
    building.add_profile(relu_profile);
    (void)table().builder_config_set_progress_monitor(building.config, monitor);
    (void)building.build();
    const std::vector<std::string> expected = {
        "start Building engine in - of 3",
        "start Checking optimization profiles in Building engine of 2",
        "step Checking optimization profiles/0",
        "step Checking optimization profiles/1",
        "finish Checking optimization profiles",
        "step Building engine/0",
        "start Loading model in Building engine of 1",
        "step Loading model/0",
        "finish Loading model",
        "step Building engine/1",
        "start Writing plan in Building engine of 1",
        "step Writing plan/0",
        "finish Writing plan",
        "step Building engine/2",
        "finish Building engine",
    };
    CHECK(progress.lines == expected);
}

TEST(a_build_can_be_cancelled_at_every_step)
{
    for (const char* step : {"Checking optimization profiles/0", "Building engine/0", "Loading model/0",
                             "Building engine/1", "Writing plan/0", "Building engine/2"})
    {
        Progress progress;
        progress.cancel_after = step;
        const Native monitor = progress.monitor();
        const Building building;
        building.parse(relu_model());
        building.add_profile(relu_profile);
        (void)table().builder_config_set_progress_monitor(building.config, monitor);
        CHECK_EQUAL(failure_of([&] { (void)building.build(); }).status, TRTS_CANCELLED);
        CHECK_EQUAL(progress.lines.back(), "finish Building engine"); // every phase that began has ended
    }
}

TEST(a_monitor_that_was_destroyed_is_not_called)
{
    Progress progress;
    Native monitor = progress.monitor();
    const Building building;
    building.parse(fixed_model());
    (void)table().builder_config_set_progress_monitor(building.config, monitor);
    monitor.reset();
    (void)building.build();
    CHECK(progress.lines.empty());
    (void)table().builder_config_set_progress_monitor(building.config, nullptr);
}

TEST(a_build_logs_what_it_did)
{
    Lines lines;
    trts::Logger* logger = lines.logger();
    {
        const Building building(logger);
        building.parse(relu_model());
        CHECK_EQUAL(failure_of([&] { (void)building.build(); }).status, TRTS_BUILD_FAILED);
        CHECK(lines.contain("add an optimization profile"));
        building.add_profile(relu_profile);
        (void)building.build();
        CHECK(lines.contain("built by backend cpu"));
        CHECK(lines.contain("optimization level 3"));
    }
    trts::Logger::release(logger);
}
