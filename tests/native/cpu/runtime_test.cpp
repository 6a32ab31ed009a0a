// Loading plans.
#include "backend_fixture.h"
#include "cpu/plan.h"
#include "test_models.h"

using namespace cpu_test;
using trts::cpu::Plan;
using trts::cpu::PlanHeader;

namespace
{

Failure load_failure(const std::string& plan)
{
    const Native runtime = create_runtime();
    return failure_of([&] { (void)load(runtime, plan); });
}

/// A plan whose header says something else than its model.
std::string forged_plan(void (*change)(PlanHeader&))
{
    const Plan plan =
        trts::cpu::read_plan(std::make_shared<const std::string>(build_plan(relu_model(), {relu_profile})));
    PlanHeader header = plan.header;
    change(header);
    return *trts::cpu::write_plan(header, plan.model);
}

} // namespace

TEST(what_is_no_plan_is_not_loaded)
{
    CHECK_EQUAL(load_failure("").status, TRTS_LOAD_FAILED);
    CHECK(load_failure("ftrt........").says("built by TensorRT"));
    CHECK(load_failure(relu_model()).says("ONNX model"));
    const Native runtime = create_runtime();
    const auto load_null = [&](std::int64_t size) {
        void* native = nullptr;
        return failure_of([&] { (void)table().runtime_deserialize_cuda_engine(runtime, nullptr, size, &native); });
    };
    CHECK_EQUAL(load_null(10).status, TRTS_INVALID_ARGUMENT);
    CHECK_EQUAL(load_null(-1).status, TRTS_INVALID_ARGUMENT);
    CHECK(load_null(0).says("there are no bytes"));
}

TEST(a_plan_whose_header_and_model_disagree_is_not_loaded)
{
    const auto check = [](void (*change)(PlanHeader&), const char* reason) {
        const Failure failure = load_failure(forged_plan(change));
        CHECK_EQUAL(failure.status, TRTS_LOAD_FAILED);
        CHECK(failure.says(reason));
    };
    check([](PlanHeader& header) { header.tensors[0].type = trts::cpu::DataType::Int64; }, "disagree about tensor 'x'");
    check([](PlanHeader& header) { header.tensors[0].name = "z"; }, "disagree about tensor 'z'");
    check(
        [](PlanHeader& header) {
            header.tensors[0].shape = {-1, 5};
            header.profiles = {{{{1, 5}, {1, 5}, {1, 5}}}};
        },
        "disagree about tensor 'x'");
    check([](PlanHeader& header) { header.tensors[1].type = trts::cpu::DataType::Half; }, "disagree about tensor 'y'");
    check([](PlanHeader& header) { header.tensors.pop_back(); }, "different numbers of inputs or outputs");
}

TEST(a_plan_with_a_broken_model_is_not_loaded)
{
    const Plan plan =
        trts::cpu::read_plan(std::make_shared<const std::string>(build_plan(relu_model(), {relu_profile})));
    const std::string model(plan.model);
    CHECK(load_failure(*trts::cpu::write_plan(plan.header, "")).says("the plan's model cannot be used"));
    std::string unknown = model;
    unknown.replace(unknown.find("Relu"), 4, "Rely"); // known to nobody, which only ONNX Runtime can tell
    CHECK(load_failure(*trts::cpu::write_plan(plan.header, unknown)).says("ONNX Runtime cannot load the plan's model"));
    for (std::size_t size = 0; size < model.size(); ++size)
    {
        const std::string cut = *trts::cpu::write_plan(plan.header, std::string_view(model).substr(0, size));
        CHECK_EQUAL(load_failure(cut).status, TRTS_LOAD_FAILED);
    }
}

TEST(every_optimization_level_gives_the_same_numbers)
{
    for (const std::int32_t level : {0, 1, 2, 3, 4, 5, 99})
    {
        const Building building;
        building.parse(two_input_model());
        building.add_profile({{"a", {1, 3}, {1, 3}, {1, 3}}, {"b", {1, 3}, {1, 3}, {1, 3}}});
        (void)table().builder_config_set_builder_optimization_level(building.config, level);
        const Running running(bytes_of(building.build()));
        std::vector<float> a = {1, 2, 3};
        std::vector<float> product(3);
        running.bind("a", a);
        running.bind("b", a);
        running.bind("product", product);
        running.enqueue(); // the profile leaves the shapes no choice
        CHECK(product == std::vector<float>({2, 40, 600}));
    }
}

TEST(a_runtime_keeps_its_settings)
{
    const trts_api_table& t = table();
    const Native runtime = create_runtime();
    std::int32_t number = -1;
    (void)t.runtime_get_max_threads(runtime, &number);
    CHECK_EQUAL(number, 0);
    (void)t.runtime_set_max_threads(runtime, 2);
    (void)t.runtime_get_max_threads(runtime, &number);
    CHECK_EQUAL(number, 2);
    CHECK_EQUAL(failure_of([&] { (void)t.runtime_set_max_threads(runtime, 0); }).status, TRTS_INVALID_ARGUMENT);
    (void)t.runtime_set_engine_host_code_allowed(runtime, 1);
    (void)t.runtime_get_engine_host_code_allowed(runtime, &number);
    CHECK_EQUAL(number, 1);
    (void)load(runtime, build_plan(fixed_model()));
}

TEST(loading_is_logged_and_lines_stop_with_their_owner)
{
    const std::string plan = build_plan(relu_model(), {relu_profile});
    Lines lines;
    trts::Logger* logger = lines.logger();
    Running running(plan, logger);
    CHECK(lines.contain("loaded by backend cpu"));
    CHECK_EQUAL(failure_of([&] { running.enqueue(); }).status, TRTS_INVALID_STATE);
    CHECK(lines.contain("input 'x' has no complete shape"));
    running.runtime.reset();
    trts::Logger::release(logger);
    lines.lines.clear();
    CHECK_EQUAL(failure_of([&] { running.enqueue(); }).status, TRTS_INVALID_STATE);
    CHECK(lines.lines.empty());
}
