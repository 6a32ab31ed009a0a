// The network, and plans from it: shapes, values, refusals.
#include "doubles/family/fake.h"

using namespace doubles_test::TRTS_FAMILY;

namespace
{

struct Built
{
    std::unique_ptr<IRuntime> runtime;
    std::unique_ptr<ICudaEngine> engine;
    std::unique_ptr<IExecutionContext> context;
};

Built load(Fake& fake, const std::string& plan)
{
    Built built;
    built.runtime = fake.runtime();
    built.engine = engine_of(*built.runtime, plan);
    REQUIRE(built.engine != nullptr);
    built.context.reset(built.engine->createExecutionContext(ExecutionContextAllocationStrategy::kSTATIC));
    REQUIRE(built.context != nullptr);
    return built;
}

} // namespace

FAKE_TEST(a_network_becomes_a_plan_that_computes)
{
    // y = (x + [1, 2, 3]) * x, z = concat(y, x) along the first axis
    const auto builder = fake.builder();
    const std::unique_ptr<INetworkDefinition> network(builder->createNetworkV2(0));
    ITensor* x = network->addInput("x", DataType::kFLOAT, dims({2, 3}));
    const float numbers[] = {1, 2, 3};
    IConstantLayer* constant = network->addConstant(dims({1, 3}), Weights{DataType::kFLOAT, numbers, 3});
    REQUIRE(x != nullptr && constant != nullptr);
    ITensor* sum = network->addElementWise(*x, *constant->getOutput(0), ElementWiseOperation::kSUM)->getOutput(0);
    ITensor* product = network->addElementWise(*sum, *x, ElementWiseOperation::kPROD)->getOutput(0);
    ITensor* const both[] = {product, x};
    IConcatenationLayer* joined = network->addConcatenation(both, 2);
    joined->setAxis(0);
    product->setName("y");
    joined->getOutput(0)->setName("z");
    network->markOutput(*product);
    network->markOutput(*joined->getOutput(0));
    network->setName("a network");
    CHECK(values(joined->getOutput(0)->getDimensions()) == std::vector<std::int64_t>({4, 3}));
    CHECK_EQUAL(network->getNbLayers(), 4);
    CHECK(network->getLayer(1)->getType() == LayerType::kELEMENTWISE);
    CHECK_EQUAL(static_cast<void*>(network->getLayer(2)->getInput(1)), static_cast<void*>(x));
    const std::optional<std::string> plan = plan_of(*builder, *network);
    REQUIRE(plan.has_value());

    Built built = load(fake, *plan);
    CHECK_EQUAL(std::string(built.engine->getName()), std::string("a network"));
    CHECK_EQUAL(built.engine->getNbIOTensors(), 3);
    CHECK_EQUAL(std::string(built.engine->getIOTensorName(2)), std::string("z"));
    CHECK(built.engine->getTensorIOMode("x") == TensorIOMode::kINPUT);
    CHECK(built.engine->getTensorIOMode("z") == TensorIOMode::kOUTPUT);
    CHECK(built.engine->getTensorIOMode("w") == TensorIOMode::kNONE);
    const float input[] = {1, 1, 1, 10, 10, 10};
    float y[6] = {};
    float z[12] = {};
    CHECK(built.context->setInputTensorAddress("x", input));
    CHECK(built.context->setTensorAddress("y", y));
    CHECK(built.context->setOutputTensorAddress("z", z));
    REQUIRE(built.context->enqueueV3(nullptr));
    const float expected[] = {2, 3, 4, 110, 120, 130};
    CHECK(std::equal(y, y + 6, expected));
    CHECK(std::equal(z, z + 6, expected));
    CHECK(std::equal(z + 6, z + 12, input));
}

FAKE_TEST(integers_of_both_widths_compute)
{
    const auto builder = fake.builder();
    const std::unique_ptr<INetworkDefinition> network(builder->createNetworkV2(0));
    ITensor* a = network->addInput("a", DataType::kINT64, dims({2}));
    ITensor* b = network->addInput("b", DataType::kINT32, dims({2}));
    ITensor* squared = network->addElementWise(*a, *a, ElementWiseOperation::kPROD)->getOutput(0);
    ITensor* doubled = network->addElementWise(*b, *b, ElementWiseOperation::kSUM)->getOutput(0);
    squared->setName("squared");
    doubled->setName("doubled");
    network->markOutput(*squared);
    network->markOutput(*doubled);
    const std::optional<std::string> plan = plan_of(*builder, *network);
    REQUIRE(plan.has_value());
    Built built = load(fake, *plan);
    CHECK(built.engine->getTensorDataType("squared") == DataType::kINT64);
    CHECK(built.engine->getTensorDataType("doubled") == DataType::kINT32);
    const std::int64_t wide[] = {3'000'000'000, -7};
    const std::int32_t narrow[] = {2'000'000'000, -7};
    std::int64_t wide_result[2] = {};
    std::int32_t narrow_result[2] = {};
    void* const bindings[] = {const_cast<std::int64_t*>(wide), const_cast<std::int32_t*>(narrow), wide_result,
                              narrow_result};
    CHECK(built.context->executeV2(bindings));
    CHECK_EQUAL(wide_result[0], std::int64_t{9'000'000'000'000'000'000});
    CHECK_EQUAL(wide_result[1], std::int64_t{49});
    CHECK_EQUAL(narrow_result[0], std::int32_t{-294'967'296}); // wraps around, as on a GPU
    CHECK_EQUAL(narrow_result[1], -14);
}

FAKE_TEST(dynamic_shapes_keep_to_their_profile)
{
    const auto builder = fake.builder();
    const std::unique_ptr<INetworkDefinition> network(builder->createNetworkV2(0));
    ITensor* x = network->addInput("x", DataType::kFLOAT, dims({-1, 3}));
    ITensor* y = network->addIdentity(*x)->getOutput(0);
    y->setName("y");
    network->markOutput(*y);
    CHECK(values(y->getDimensions()) == std::vector<std::int64_t>({-1, 3}));
    CHECK(!plan_of(*builder, *network).has_value());
    CHECK(fake.logger.complains("no optimization profile has been defined"));
    const std::optional<std::string> plan = plan_of(*builder, *network, [&](IBuilderConfig& config) {
        CHECK_EQUAL(config.addOptimizationProfile(profile(*builder, "x", {1, 3}, {2, 3}, {4, 3})), 0);
        CHECK_EQUAL(config.addOptimizationProfile(profile(*builder, "x", {8, 3}, {8, 3}, {16, 3})), 1);
    });
    REQUIRE(plan.has_value());
    Built built = load(fake, *plan);
    CHECK_EQUAL(built.engine->getNbOptimizationProfiles(), 2);
    CHECK(values(built.engine->getTensorShape("y")) == std::vector<std::int64_t>({-1, 3}));
    CHECK(values(built.engine->getProfileShape("x", 1, OptProfileSelector::kMAX)) ==
          std::vector<std::int64_t>({16, 3}));
    IExecutionContext& context = *built.context;
    const char* missing[1] = {};
    CHECK_EQUAL(context.inferShapes(1, missing), 1);
    CHECK_EQUAL(std::string(missing[0]), std::string("x"));
    CHECK(!context.allInputDimensionsSpecified());
    CHECK(!context.enqueueV3(nullptr));
    CHECK(fake.logger.complains("not all shapes of dynamic inputs are specified"));
    CHECK(!context.setInputShape("x", dims({5, 3})));
    CHECK(fake.logger.complains("does not satisfy any optimization profiles"));
    CHECK(!context.setInputShape("x", dims({2, 4})));
    CHECK(fake.logger.complains("Static dimension mismatch"));
    CHECK(!context.setInputShape("x", dims({2})));
    CHECK(!context.setInputShape("y", dims({2, 3})));
    CHECK(context.setInputShape("x", dims({2, 3})));
    CHECK_EQUAL(context.inferShapes(0, nullptr), 0);
    CHECK(values(context.getTensorShape("y")) == std::vector<std::int64_t>({2, 3}));
    CHECK(values(context.getTensorStrides("y")) == std::vector<std::int64_t>({3, 1}));
    CHECK_EQUAL(context.getMaxOutputSize("y"), std::int64_t{24});
    CHECK(!context.setOptimizationProfileAsync(2, nullptr));
    CHECK(context.setOptimizationProfileAsync(1, nullptr));
    CHECK_EQUAL(context.getOptimizationProfile(), 1);
    CHECK(!context.allInputDimensionsSpecified());
    CHECK(!context.setInputShape("x", dims({2, 3})));
    CHECK(context.setInputShape("x", dims({16, 3})));
    CHECK(!context.enqueueV3(nullptr));
    CHECK(fake.logger.complains("Address is not set for input tensor x"));
}

FAKE_TEST(stub_layers_can_be_used_and_are_refused_by_a_build)
{
    const auto builder = fake.builder();
    const std::unique_ptr<INetworkDefinition> network(builder->createNetworkV2(0));
    ITensor* x = network->addInput("x", DataType::kFLOAT, dims({1, 3, 8, 8}));
    IActivationLayer* relu = network->addActivation(*x, ActivationType::kRELU);
    ITopKLayer* top = network->addTopK(*x, TopKOperation::kMAX, 2, 2u);
    REQUIRE(relu != nullptr && top != nullptr);
    CHECK(relu->getType() == LayerType::kACTIVATION);
    CHECK_EQUAL(top->getNbOutputs(), 2);
    CHECK_EQUAL(std::string(top->getName()), std::string("(Unnamed Layer* 1) [TopK]"));
    relu->setAlpha(0.5f);
    CHECK_EQUAL(relu->getAlpha(), 0.5f);
    CHECK_EQUAL(static_cast<void*>(top->getInput(0)), static_cast<void*>(x));
    network->markOutput(*relu->getOutput(0));
    const std::unique_ptr<IBuilderConfig> config(builder->createBuilderConfig());
    CHECK(!builder->isNetworkSupported(*network, *config));
    CHECK(!plan_of(*builder, *network).has_value());
    CHECK(fake.logger.complains("Could not find any implementation for node (Unnamed Layer* 0) [Activation]"));
    ILoop* loop = network->addLoop();
    CHECK(loop != nullptr && loop != network->addLoop());
    loop->setName("around");
    CHECK_EQUAL(std::string(loop->getName()), std::string("around"));
}

FAKE_TEST(what_a_builder_refuses_it_says)
{
    const auto builder = fake.builder();
    const std::unique_ptr<INetworkDefinition> network(builder->createNetworkV2(0));
    CHECK(!plan_of(*builder, *network).has_value());
    CHECK(fake.logger.complains("Network must have at least one output"));
    ITensor* x = network->addInput("x", DataType::kFLOAT, dims({2, 3}));
    CHECK(network->addInput("x", DataType::kFLOAT, dims({2, 3})) == nullptr);
    CHECK(fake.logger.complains("exists already"));
    ITensor* y = network->addInput("y", DataType::kFLOAT, dims({2, 4}));
    ITensor* half = network->addInput("half", DataType::kHALF, dims({2, 4}));
    CHECK(!plan_of(*builder, *network).has_value());
    CHECK(fake.logger.complains("input half has type 1"));
    CHECK(network->addConstant(dims({3}), Weights{DataType::kFLOAT, nullptr, 3}) == nullptr);
    static_cast<void>(half);

    const std::unique_ptr<INetworkDefinition> other(builder->createNetworkV2(0));
    x = other->addInput("x", DataType::kFLOAT, dims({2, 3}));
    y = other->addInput("y", DataType::kFLOAT, dims({2, 4}));
    ITensor* sum = other->addElementWise(*x, *y, ElementWiseOperation::kSUM)->getOutput(0);
    other->markOutput(*sum);
    CHECK(!plan_of(*builder, *other).has_value());
    CHECK(fake.logger.complains("incompatible dimensions [2, 3] and [2, 4]"));
    const std::unique_ptr<IBuilderConfig> config(builder->createBuilderConfig());
    IOptimizationProfile* bad = builder->createOptimizationProfile();
    CHECK(bad->setDimensions("x", OptProfileSelector::kMIN, dims({2, 3})));
    CHECK(!bad->setDimensions("x", OptProfileSelector::kMAX, dims({2})));
    CHECK(!bad->isValid());
    CHECK_EQUAL(config->addOptimizationProfile(bad), -1);
    CHECK(!builder->setMaxThreads(0));
    CHECK(builder->setMaxThreads(3));
    CHECK_EQUAL(builder->getMaxThreads(), 3);
}

FAKE_TEST(data_dependent_shapes_go_to_the_output_allocator)
{
    class Allocator final : public IOutputAllocator
    {
      public:
        void* reallocateOutputAsync(const char* name, void*, std::uint64_t size, std::uint64_t alignment,
                                    cudaStream_t) override
        {
            requests.push_back(std::string(name) + " " + std::to_string(size) + " " + std::to_string(alignment));
            memory.resize(refuses ? 0 : size / 8 + 1);
            return refuses ? nullptr : memory.data();
        }

        void notifyShape(const char* name, const Dims& dims) noexcept override
        {
            requests.push_back(std::string(name) + " has " + std::to_string(dims.d[0]) + " x " +
                               std::to_string(dims.d[1]));
        }

        bool refuses = false;
        std::vector<std::string> requests;
        std::vector<std::int64_t> memory;
    };

    const auto builder = fake.builder();
    const std::unique_ptr<INetworkDefinition> network(builder->createNetworkV2(0));
    ITensor* x = network->addInput("x", DataType::kFLOAT, dims({2, 3}));
    ITensor* at = network->addNonZero(*x, DataType::kINT64)->getOutput(0);
    at->setName("at");
    network->markOutput(*at);
    CHECK(values(at->getDimensions()) == std::vector<std::int64_t>({2, -1}));
    const std::optional<std::string> plan = plan_of(*builder, *network);
    REQUIRE(plan.has_value());
    Built built = load(fake, *plan);
    const float input[] = {0, 5, 0, 0, 0, 7};
    Allocator allocator;
    CHECK_EQUAL(built.context->getMaxOutputSize("at"), std::int64_t{2 * 6 * 8});
    CHECK(values(built.context->getTensorShape("at")) == std::vector<std::int64_t>({2, -1}));
    CHECK(built.context->setInputTensorAddress("x", input));
    CHECK(!built.context->setOutputAllocator("x", &allocator));
    CHECK(built.context->setOutputAllocator("at", &allocator));
    CHECK_EQUAL(static_cast<void*>(built.context->getOutputAllocator("at")), static_cast<void*>(&allocator));
    REQUIRE(built.context->enqueueV3(nullptr));
    CHECK(allocator.requests == std::vector<std::string>({"at 32 256", "at has 2 x 2"}));
    CHECK(std::vector<std::int64_t>(allocator.memory.begin(), allocator.memory.begin() + 4) ==
          std::vector<std::int64_t>({0, 1, 1, 2}));
    allocator.refuses = true;
    CHECK(!built.context->enqueueV3(nullptr));
    CHECK(fake.logger.complains("the output allocator of at gave no memory of 32 bytes"));
}
