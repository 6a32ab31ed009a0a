// Runs in a stream's order, on a tiny driver (tiny_driver.cpp).
#include <atomic>
#include <cstdlib>

#include "doubles/family/fake.h"

using namespace doubles_test::TRTS_FAMILY;

namespace
{

/// The driver that TRTSHARP_CUDA_DRIVER names while this lives, and one stream of it.
class Stream
{
  public:
    Stream() : driver_(TRTS_TEST_TINY_DRIVER)
    {
        setenv("TRTSHARP_CUDA_DRIVER", TRTS_TEST_TINY_DRIVER, 1);
        stream_ = driver_.function<void*()>("tiny_stream_create")();
    }

    ~Stream()
    {
        driver_.function<void(void*)>("tiny_stream_destroy")(stream_);
        fail(0);
        unsetenv("TRTSHARP_CUDA_DRIVER");
    }

    Stream(const Stream&) = delete;
    Stream& operator=(const Stream&) = delete;

    operator cudaStream_t() const { return static_cast<cudaStream_t>(stream_); }
    void hold(bool held) const { driver_.function<void(void*, int)>("tiny_hold")(stream_, held ? 1 : 0); }
    void capture(bool captured) const { driver_.function<void(void*, int)>("tiny_capture")(stream_, captured ? 1 : 0); }
    void launch() const { driver_.function<void(void*)>("tiny_launch")(stream_); }
    void fail(int result) const { driver_.function<void(int)>("tiny_fail")(result); }
    void wait() const { driver_.function<int(void*)>("cuStreamSynchronize")(stream_); }

  private:
    doubles_test::Opened driver_;
    void* stream_ = nullptr;
};

/// y = x + x over two floats; x itself where `finds` positions too.
struct Doubling
{
    explicit Doubling(Fake& fake, bool finds = false)
    {
        const auto builder = fake.builder();
        const std::unique_ptr<INetworkDefinition> network(builder->createNetworkV2(0));
        ITensor* in = network->addInput("x", DataType::kFLOAT, dims({2}));
        ITensor* out = network->addElementWise(*in, *in, ElementWiseOperation::kSUM)->getOutput(0);
        out->setName("y");
        network->markOutput(*out);
        if (finds)
        {
            ITensor* at = network->addNonZero(*in, DataType::kINT64)->getOutput(0);
            at->setName("at");
            network->markOutput(*at);
        }
        runtime = fake.runtime();
        engine = engine_of(*runtime, *plan_of(*builder, *network));
        context.reset(engine->createExecutionContext(ExecutionContextAllocationStrategy::kSTATIC));
        context->setTensorAddress("x", x);
        context->setTensorAddress("y", y);
    }

    std::unique_ptr<IRuntime> runtime;
    std::unique_ptr<ICudaEngine> engine;
    std::unique_ptr<IExecutionContext> context;
    float x[2] = {1, 2};
    float y[2] = {};
};

} // namespace

FAKE_TEST(work_runs_when_its_turn_comes)
{
    Doubling run(fake);
    const Stream stream;
    stream.hold(true);
    REQUIRE(run.context->enqueueV3(stream));
    CHECK_EQUAL(run.y[1], 0.0f); // not yet
    run.x[1] = 20;               // read when it runs
    stream.hold(false);
    stream.wait();
    CHECK_EQUAL(run.y[0], 2.0f);
    CHECK_EQUAL(run.y[1], 40.0f);
}

FAKE_TEST(runs_keep_their_order_and_their_addresses)
{
    Doubling run(fake);
    const Stream stream;
    stream.hold(true);
    float z[2] = {};
    REQUIRE(run.context->enqueueV3(stream)); // y = x + x
    run.context->setTensorAddress("x", run.y);
    run.context->setTensorAddress("y", z);
    REQUIRE(run.context->enqueueV3(stream)); // z = y + y
    run.context->setTensorAddress("y", nullptr);
    stream.hold(false);
    stream.wait();
    CHECK_EQUAL(z[0], 4.0f);
    CHECK_EQUAL(z[1], 8.0f);
}

FAKE_TEST(the_event_of_consumed_inputs_comes_after_the_run)
{
    Doubling run(fake);
    const Stream stream;
    std::atomic<int> event{0};
    CHECK(run.context->setInputConsumedEvent(reinterpret_cast<cudaEvent_t>(&event)));
    CHECK_EQUAL(static_cast<void*>(run.context->getInputConsumedEvent()), static_cast<void*>(&event));
    stream.hold(true);
    REQUIRE(run.context->enqueueV3(stream));
    CHECK_EQUAL(event.load(), 0);
    stream.hold(false);
    stream.wait();
    CHECK_EQUAL(event.load(), 1);
}

FAKE_TEST(captured_work_runs_at_each_launch)
{
    Doubling run(fake);
    const Stream stream;
    stream.capture(true);
    REQUIRE(run.context->enqueueV3(stream));
    stream.capture(false);
    stream.wait();
    CHECK_EQUAL(run.y[0], 0.0f);
    for (const float value : {3.0f, 5.0f})
    {
        run.x[0] = value;
        stream.launch();
        stream.wait();
        CHECK_EQUAL(run.y[0], 2 * value);
    }
}

FAKE_TEST(what_depends_on_data_waits_for_the_stream)
{
    class Allocator final : public IOutputAllocator
    {
      public:
        void* reallocateOutputAsync(const char*, void*, std::uint64_t, std::uint64_t, cudaStream_t stream) override
        {
            on = stream;
            return memory;
        }
        void notifyShape(const char*, const Dims& dims) noexcept override { found = dims.d[1]; }

        cudaStream_t on = nullptr;
        std::int64_t memory[8] = {};
        std::int64_t found = -1;
    };

    Doubling first(fake);
    Doubling second(fake, true);
    const Stream stream;
    Allocator allocator;
    second.context->setTensorAddress("x", first.y); // what the first run computes
    second.context->setOutputAllocator("at", &allocator);
    first.x[1] = 0;
    REQUIRE(first.context->enqueueV3(stream));
    REQUIRE(second.context->enqueueV3(stream));
    CHECK_EQUAL(allocator.found, std::int64_t{1}); // known when the call returns
    CHECK(allocator.on == static_cast<cudaStream_t>(stream));
    CHECK_EQUAL(second.y[0], 4.0f);
}

FAKE_TEST(a_context_must_not_go_while_its_work_is_queued)
{
    const Stream stream;
    Doubling run(fake);
    stream.hold(true);
    REQUIRE(run.context->enqueueV3(stream));
    run.context.reset();
    CHECK(fake.control.traps() ==
          std::vector<std::string>({"IExecutionContext#1 was destroyed while its work is queued"}));
    fake.control.clear_traps();
    stream.hold(false);
    stream.wait();
    CHECK_EQUAL(run.y[0], 2.0f); // it had all it needed
}

FAKE_TEST(parents_must_outlive_what_came_from_them)
{
    Doubling run(fake);
    run.engine.reset();
    run.runtime.reset();
    CHECK(fake.control.traps() ==
          std::vector<std::string>({"ICudaEngine#1 was destroyed before 1 object(s) that came from it"}));
    fake.control.clear_traps();
    auto builder = fake.builder();
    const std::unique_ptr<IBuilderConfig> config(builder->createBuilderConfig());
    const std::unique_ptr<INetworkDefinition> network(builder->createNetworkV2(0));
    builder.reset();
    CHECK(fake.control.traps() ==
          std::vector<std::string>({"IBuilder#2 was destroyed before 2 object(s) that came from it"}));
    fake.control.clear_traps();
}

FAKE_TEST(a_driver_that_refuses_fails_the_run)
{
    Doubling run(fake);
    const Stream stream;
    stream.fail(700);
    CHECK(!run.context->enqueueV3(stream));
    CHECK(fake.logger.complains("the CUDA driver did not take the work"));
    stream.fail(0);
    CHECK(run.context->enqueueV3(stream));
    stream.wait();
}

FAKE_TEST(a_refit_waits_for_its_turn)
{
    static const float factor[] = {2, 3};
    const auto builder = fake.builder();
    const std::unique_ptr<INetworkDefinition> network(builder->createNetworkV2(0));
    ITensor* in = network->addInput("x", DataType::kFLOAT, dims({2}));
    IConstantLayer* constant = network->addConstant(dims({2}), Weights{DataType::kFLOAT, factor, 2});
    constant->setName("factor");
    ITensor* out = network->addElementWise(*in, *constant->getOutput(0), ElementWiseOperation::kPROD)->getOutput(0);
    out->setName("y");
    network->markOutput(*out);
    const std::optional<std::string> plan =
        plan_of(*builder, *network, [](IBuilderConfig& config) { config.setFlag(BuilderFlag::kREFIT); });
    const auto runtime = fake.runtime();
    const auto engine = engine_of(*runtime, *plan);
    const auto refitter = fake.refitter(*engine);
    const std::unique_ptr<IExecutionContext> context(
        engine->createExecutionContext(ExecutionContextAllocationStrategy::kSTATIC));
    float x[] = {1, 1};
    float before[2] = {};
    float after[2] = {};
    const float other[] = {5, 7};
    context->setTensorAddress("x", x);
    context->setTensorAddress("y", before);
    const Stream stream;
    stream.hold(true);
    REQUIRE(refitter->setNamedWeights("factor", Weights{DataType::kFLOAT, other, 2}));
    REQUIRE(refitter->refitCudaEngineAsync(stream));
    CHECK(context->enqueueV3(nullptr)); // at once: the stream has not come so far
    stream.hold(false);
    stream.wait();
    context->setTensorAddress("y", after);
    CHECK(context->enqueueV3(nullptr));
    CHECK_EQUAL(before[1], 3.0f);
    CHECK_EQUAL(after[1], 7.0f);
}
