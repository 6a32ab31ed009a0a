// Faults: which calls they strike, and what those come to.
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>

#include "doubles/family/fake.h"

using namespace doubles_test::TRTS_FAMILY;

FAKE_TEST(a_failing_call_gives_what_fits_its_type)
{
    auto& engine = fake.stub<ICudaEngine>("ICudaEngine");
    for (const char* method :
         {"ICudaEngine::createExecutionContext", "ICudaEngine::getNbLayers", "ICudaEngine::isRefittable",
          "ICudaEngine::getTensorShape", "ICudaEngine::getName", "ICudaEngine::getDeviceMemorySizeV2"})
    {
        CHECK(fake.control.add_fault(method, 0, -1, FAKE_TENSORRT_FAILS));
    }
    CHECK(engine.createExecutionContext(ExecutionContextAllocationStrategy::kSTATIC) == nullptr);
    CHECK_EQUAL(engine.getNbLayers(), -1);
    CHECK(!engine.isRefittable());
    CHECK_EQUAL(engine.getTensorShape("x").nbDims, -1);
    CHECK(engine.getName() == nullptr);
    CHECK_EQUAL(engine.getDeviceMemorySizeV2(), std::int64_t{-1});
    CHECK_EQUAL(fake.control.fault_hits(), std::int64_t{6});
    fake.control.clear_faults();
    CHECK_EQUAL(engine.getNbLayers(), 7);
}

FAKE_TEST(a_fault_skips_and_counts_its_calls)
{
    auto& engine = fake.stub<ICudaEngine>("ICudaEngine");
    CHECK(fake.control.add_fault("ICudaEngine::getNbLayers", 1, 2, FAKE_TENSORRT_FAILS));
    std::vector<std::int32_t> answers;
    for (int i = 0; i < 5; ++i)
    {
        answers.push_back(engine.getNbLayers());
    }
    CHECK(answers == std::vector<std::int32_t>({7, -1, -1, 7, 7}));
    CHECK_EQUAL(fake.control.fault_hits(), std::int64_t{2});
    CHECK_EQUAL(fake.control.calls_of("ICudaEngine::getNbLayers"), std::int64_t{5});
}

FAKE_TEST(a_bare_name_stands_for_all_overloads)
{
    const auto runtime = fake.runtime();
    CHECK(fake.control.add_fault("IRuntime::deserializeCudaEngine", 0, 1, FAKE_TENSORRT_SMALL_NUMBER));
    ICudaEngine* engine = runtime->deserializeCudaEngine("x", 1);
    CHECK_EQUAL(reinterpret_cast<std::uintptr_t>(engine), std::uintptr_t{0x238});
    CHECK(
        fake.control.add_fault("IRuntime::deserializeCudaEngine(IStreamReaderV2&)", 0, 1, FAKE_TENSORRT_SMALL_NUMBER));
    CHECK(runtime->deserializeCudaEngine("x", 1) == nullptr); // another overload
    CHECK(fake.logger.complains("The serialized engine has 1 bytes"));
}

FAKE_TEST(a_fault_logs_before_the_call_fails)
{
    const auto builder = fake.builder();
    CHECK(fake.control.add_fault("IBuilder::createBuilderConfig", 0, 1, FAKE_TENSORRT_FAILS, 0, 1, "out of luck"));
    CHECK(builder->createBuilderConfig() == nullptr);
    CHECK(fake.logger.complains("out of luck"));
    CHECK(fake.control.add_fault("IBuilder::createBuilderConfig", 0, 1, FAKE_TENSORRT_GOES_ON, 0, 4, "only said"));
    const std::unique_ptr<IBuilderConfig> config(builder->createBuilderConfig());
    CHECK(config != nullptr);
    CHECK(fake.logger.has(ILogger::Severity::kVERBOSE, "only said"));
}

FAKE_TEST(a_fault_makes_a_call_slow)
{
    auto& engine = fake.stub<ICudaEngine>("ICudaEngine");
    CHECK(fake.control.add_fault("ICudaEngine::getNbLayers", 0, 1, FAKE_TENSORRT_GOES_ON, 30));
    const auto start = std::chrono::steady_clock::now();
    CHECK_EQUAL(engine.getNbLayers(), 7);
    CHECK(std::chrono::steady_clock::now() - start >= std::chrono::milliseconds(30));
}

FAKE_TEST(only_what_may_throw_throws)
{
    CHECK(!fake.control.add_fault("IBuilder::createBuilderConfig", 0, 1, FAKE_TENSORRT_THROWS));
    CHECK(!fake.control.add_fault("IExprBuilder::constant", 0, 1,
                                  FAKE_TENSORRT_THROWS)); // its table's slot may, it may not
    CHECK(fake.control.add_fault("IParserError::desc", 0, 1, FAKE_TENSORRT_THROWS));
    CHECK(fake.control.add_fault("IExprBuilder::declareSizeTensor", 0, 1, FAKE_TENSORRT_THROWS));
    const auto& error = fake.stub<onnx::IParserError>("IParserError");
    bool was_thrown = false;
    try
    {
        static_cast<void>(error.desc());
    }
    catch (...)
    {
        was_thrown = true;
    }
    CHECK(was_thrown);
    CHECK_EQUAL(std::string(error.desc()), std::string("sample"));
}

FAKE_TEST(a_fault_of_nothing_is_refused)
{
    CHECK(!fake.control.add_fault("IBuilder::makeCoffee", 0, 1, FAKE_TENSORRT_FAILS));
    CHECK(!fake.control.add_fault("IBuilder::buildSerializedNetwork(int)", 0, 1, FAKE_TENSORRT_FAILS));
    CHECK(!fake.control.add_fault("IBuilder::reset", 0, 1, 5));
    CHECK(!fake.control.add_fault(nullptr, 0, 1, FAKE_TENSORRT_FAILS));
}

FAKE_TEST(factories_fail_too)
{
    CHECK(fake.control.add_fault("createInferRuntime_INTERNAL", 0, 1, FAKE_TENSORRT_SMALL_NUMBER, 0, 1, "no GPU"));
    CHECK_EQUAL(reinterpret_cast<std::uintptr_t>(fake.create("createInferRuntime_INTERNAL")), std::uintptr_t{0x238});
    CHECK(fake.runtime() != nullptr);
    CHECK(fake.control.add_fault("getInferLibVersion", 0, 1, FAKE_TENSORRT_FAILS));
    CHECK_EQUAL(fake.version(), -1);
    CHECK_EQUAL(fake.version(), nv::tensorrt_version);
}

FAKE_TEST(a_builder_factory_can_end_the_process)
{
    CHECK(fake.control.add_fault("createInferBuilder_INTERNAL", 0, 1, FAKE_TENSORRT_ENDS_PROCESS));
    const pid_t child = fork();
    if (child == 0)
    {
        std::signal(SIGABRT, SIG_DFL);
        fake.create("createInferBuilder_INTERNAL");
        _exit(0);
    }
    int status = 0;
    REQUIRE(waitpid(child, &status, 0) == child);
    CHECK(WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT);
}
