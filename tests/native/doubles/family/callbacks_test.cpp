// What the fake calls of the application's: loggers, monitors, recorders, allocators, listeners.
#include <thread>

#include "doubles/family/fake.h"

using namespace doubles_test::TRTS_FAMILY;

namespace
{

/// A network of one identity, and its plan by a config that is set up.
template <class Configure>
std::optional<std::string> identity_plan(IBuilder& builder, const Configure& configure, bool is_debug = false)
{
    const std::unique_ptr<INetworkDefinition> network(builder.createNetworkV2(0));
    ITensor* x = network->addInput("x", DataType::kFLOAT, dims({2}));
    IIdentityLayer* layer = network->addIdentity(*x);
    layer->setName("same");
    layer->getOutput(0)->setName("y");
    network->markOutput(*layer->getOutput(0));
    CHECK(!is_debug || network->markDebug(*layer->getOutput(0)));
    return plan_of(builder, *network, configure);
}

class Monitor final : public IProgressMonitor
{
  public:
    void phaseStart(const char* name, const char* parent, std::int32_t steps) noexcept override
    {
        add(std::string("start ") + name + " in " + (parent == nullptr ? "none" : parent) + " of " +
            std::to_string(steps));
    }

    bool stepComplete(const char* name, std::int32_t step) noexcept override
    {
        add(std::string("step ") + name + " " + std::to_string(step));
        return stop_at.empty() || events.back() != stop_at;
    }

    void phaseFinish(const char* name) noexcept override { add(std::string("finish ") + name); }

    std::string stop_at;
    std::vector<std::string> events;
    bool was_elsewhere = false;

  private:
    void add(const std::string& event)
    {
        events.push_back(event);
        was_elsewhere = was_elsewhere || std::this_thread::get_id() != own_;
    }

    std::thread::id own_ = std::this_thread::get_id();
};

class Recorder final : public IErrorRecorder
{
  public:
    std::int32_t getNbErrors() const noexcept override { return static_cast<std::int32_t>(errors.size()); }
    ErrorCode getErrorCode(std::int32_t index) const noexcept override
    {
        return errors[static_cast<std::size_t>(index)].first;
    }
    ErrorDesc getErrorDesc(std::int32_t index) const noexcept override
    {
        return errors[static_cast<std::size_t>(index)].second.c_str();
    }
    bool hasOverflowed() const noexcept override { return false; }
    void clear() noexcept override { errors.clear(); }
    bool reportError(ErrorCode code, ErrorDesc text) noexcept override
    {
        errors.emplace_back(code, text);
        return true;
    }
    RefCount incRefCount() noexcept override { return ++references; }
    RefCount decRefCount() noexcept override { return --references; }

    std::vector<std::pair<ErrorCode, std::string>> errors;
    std::int32_t references = 0;
};

class Allocator final : public IGpuAllocator
{
  public:
    void* allocate(std::uint64_t size, std::uint64_t, AllocatorFlags) noexcept override
    {
        ++taken;
        return refuses ? nullptr : ::operator new(size);
    }

    bool deallocate(void* memory) noexcept override
    {
        ++given_back;
        ::operator delete(memory);
        return true;
    }

    bool refuses = false;
    int taken = 0;
    int given_back = 0;
};

} // namespace

FAKE_TEST(the_first_logger_stays)
{
    Logger second;
    const auto builder = fake.builder();
    const std::unique_ptr<IRuntime> runtime(
        static_cast<IRuntime*>(fake.create("createInferRuntime_INTERNAL", nv::tensorrt_version, &second)));
    REQUIRE(runtime != nullptr);
    CHECK(fake.logger.has(ILogger::Severity::kWARNING, "The logger passed into createInferRuntime differs"));
    CHECK_EQUAL(static_cast<void*>(runtime->getLogger()), static_cast<void*>(&fake.logger));
    CHECK_EQUAL(static_cast<void*>(fake.library.function<ILogger*()>("getLogger")()), static_cast<void*>(&fake.logger));
    CHECK(!second.has(ILogger::Severity::kWARNING, ""));
    fake.logger.clear();
    CHECK(fake.runtime() != nullptr);
    CHECK(!fake.logger.has(ILogger::Severity::kWARNING, "")); // the same one
    CHECK(fake.create("createInferRuntime_INTERNAL", 120000) == nullptr);
    CHECK(fake.logger.complains("made for version 120000"));
}

FAKE_TEST(a_monitor_hears_every_phase_also_from_another_thread)
{
    Monitor monitor;
    const auto builder = fake.builder();
    CHECK(identity_plan(*builder, [&](IBuilderConfig& config) { config.setProgressMonitor(&monitor); }).has_value());
    CHECK(monitor.events ==
          std::vector<std::string>({"start Building Engine in none of 3", "step Building Engine 0",
                                    "start Timing Tactics in Building Engine of 1", "step Timing Tactics 0",
                                    "finish Timing Tactics", "step Building Engine 1", "step Building Engine 2",
                                    "finish Building Engine"}));
    CHECK(monitor.was_elsewhere);
    CHECK(fake.logger.has(ILogger::Severity::kINFO, "on a worker thread"));
}

FAKE_TEST(a_monitor_ends_a_build)
{
    const auto builder = fake.builder();
    for (const char* step : {"step Building Engine 0", "step Timing Tactics 0", "step Building Engine 2"})
    {
        Monitor monitor;
        monitor.stop_at = step;
        fake.logger.clear();
        CHECK(
            !identity_plan(*builder, [&](IBuilderConfig& config) { config.setProgressMonitor(&monitor); }).has_value());
        CHECK(fake.logger.complains("cancelled by the progress monitor"));
        CHECK_EQUAL(monitor.events.back(), std::string("finish Building Engine"));
    }
}

FAKE_TEST(an_error_recorder_is_counted_and_told)
{
    Recorder recorder;
    {
        const auto builder = fake.builder();
        builder->setErrorRecorder(&recorder);
        CHECK_EQUAL(recorder.references, 1);
        CHECK_EQUAL(static_cast<void*>(builder->getErrorRecorder()), static_cast<void*>(&recorder));
        const std::unique_ptr<INetworkDefinition> network(builder->createNetworkV2(0));
        network->setErrorRecorder(&recorder);
        CHECK_EQUAL(recorder.references, 2);
        CHECK(!plan_of(*builder, *network).has_value());
        REQUIRE(recorder.getNbErrors() == 1);
        CHECK(recorder.getErrorCode(0) == ErrorCode::kINTERNAL_ERROR);
        CHECK(std::string(recorder.getErrorDesc(0)).find("at least one output") != std::string::npos);
        network->setErrorRecorder(nullptr);
        CHECK_EQUAL(recorder.references, 1);
    }
    CHECK_EQUAL(recorder.references, 0);
}

FAKE_TEST(device_memory_comes_from_the_applications_allocator)
{
    Allocator allocator;
    const auto builder = fake.builder();
    builder->setGpuAllocator(&allocator);
    const std::optional<std::string> plan = identity_plan(*builder, [](IBuilderConfig&) {});
    REQUIRE(plan.has_value());
    CHECK(allocator.taken == 1 && allocator.given_back == 1);
    const auto runtime = fake.runtime();
    runtime->setGpuAllocator(&allocator);
    allocator.refuses = true;
    const std::string bytes = *plan;
    CHECK(runtime->deserializeCudaEngine(bytes.data(), bytes.size()) == nullptr);
    CHECK(fake.logger.complains("Requested size was 1024 bytes"));
    allocator.refuses = false;
    engine_of(*runtime, bytes).reset();
    CHECK_EQUAL(allocator.taken, 3); // the refused one counted
    CHECK_EQUAL(allocator.given_back, 2);
    const auto engine = engine_of(*runtime, bytes);
    {
        const std::unique_ptr<IExecutionContext> context(
            engine->createExecutionContext(ExecutionContextAllocationStrategy::kSTATIC));
        CHECK_EQUAL(allocator.taken, 5);
    }
    CHECK_EQUAL(allocator.given_back, 3);
    allocator.refuses = true;
    CHECK(engine->createExecutionContext(ExecutionContextAllocationStrategy::kSTATIC) == nullptr);
    CHECK(fake.logger.complains("OutOfMemory"));
    const std::unique_ptr<IExecutionContext> context(
        engine->createExecutionContext(ExecutionContextAllocationStrategy::kUSER_MANAGED));
    REQUIRE(context != nullptr);
    float x[2] = {1, 2};
    float y[2] = {};
    context->setTensorAddress("x", x);
    context->setTensorAddress("y", y);
    CHECK(!context->enqueueV3(nullptr));
    CHECK(fake.logger.complains("call setDeviceMemoryV2"));
    char memory[512];
    context->setDeviceMemoryV2(memory, sizeof(memory));
    CHECK(context->enqueueV3(nullptr));
    CHECK_EQUAL(y[1], 2.0f);
}

FAKE_TEST(listeners_and_profilers_are_told_of_a_run)
{
    class Listener final : public IDebugListener
    {
      public:
        bool processDebugTensor(const void* data, TensorLocation, DataType type, const Dims& shape, const char* name,
                                cudaStream_t) override
        {
            seen = std::string(name) + " " + std::to_string(static_cast<int>(type)) + " " + std::to_string(shape.d[0]) +
                   " " + std::to_string(static_cast<const float*>(data)[1]);
            return agrees;
        }

        bool agrees = true;
        std::string seen;
    };
    class Profiler final : public IProfiler
    {
      public:
        void reportLayerTime(const char* layer, float ms) noexcept override { times.emplace_back(layer, ms); }
        std::vector<std::pair<std::string, float>> times;
    };

    const auto builder = fake.builder();
    const std::optional<std::string> plan = identity_plan(
        *builder, [](IBuilderConfig&) {}, true);
    const auto runtime = fake.runtime();
    const auto engine = engine_of(*runtime, *plan);
    CHECK(engine->isDebugTensor("y"));
    const std::unique_ptr<IExecutionContext> context(
        engine->createExecutionContext(ExecutionContextAllocationStrategy::kSTATIC));
    float x[2] = {1, 2};
    float y[2] = {};
    context->setTensorAddress("x", x);
    context->setTensorAddress("y", y);
    Listener listener;
    Profiler profiler;
    CHECK(context->setDebugListener(&listener));
    CHECK(!context->setTensorDebugState("x", true));
    CHECK(context->setTensorDebugState("y", true));
    context->setProfiler(&profiler);
    CHECK(context->getEnqueueEmitsProfile());
    CHECK(context->enqueueV3(nullptr));
    CHECK_EQUAL(listener.seen, std::string("y 0 2 2.000000"));
    REQUIRE(profiler.times.size() == 1);
    CHECK_EQUAL(profiler.times[0].first, std::string("same"));
    listener.agrees = false;
    CHECK(!context->enqueueV3(nullptr));
    CHECK(fake.logger.complains("the debug listener refused y"));
    context->setAllTensorsDebugState(false);
    context->setEnqueueEmitsProfile(false);
    profiler.times.clear();
    CHECK(context->enqueueV3(nullptr));
    CHECK(profiler.times.empty());
    CHECK(context->reportToProfiler());
    CHECK_EQUAL(profiler.times.size(), std::size_t{1});
}
