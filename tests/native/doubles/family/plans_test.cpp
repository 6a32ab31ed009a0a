// Plans: whose they are, damage, streams, refitting, the timing cache, the inspector.
#include "cpu/test_models.h"
#include "doubles/family/fake.h"

using namespace doubles_test::TRTS_FAMILY;

namespace
{

/// y = x * [2, 3], whose weights are called "factor".
std::optional<std::string> scaling_plan(Fake& fake, std::uint32_t flags = 0,
                                        ProfilingVerbosity verbosity = ProfilingVerbosity::kLAYER_NAMES_ONLY)
{
    static const float factor[] = {2, 3};
    const auto builder = fake.builder();
    const std::unique_ptr<INetworkDefinition> network(builder->createNetworkV2(0));
    ITensor* x = network->addInput("x", DataType::kFLOAT, dims({2}));
    IConstantLayer* constant = network->addConstant(dims({2}), Weights{DataType::kFLOAT, factor, 2});
    constant->setName("factor layer");
    CHECK(network->setWeightsName(constant->getWeights(), "factor"));
    IElementWiseLayer* product = network->addElementWise(*x, *constant->getOutput(0), ElementWiseOperation::kPROD);
    product->setName("scale \"it\"");
    product->getOutput(0)->setName("y");
    network->markOutput(*product->getOutput(0));
    return plan_of(*builder, *network, [&](IBuilderConfig& config) {
        config.setFlags(flags);
        config.setProfilingVerbosity(verbosity);
    });
}

std::vector<float> run(ICudaEngine& engine)
{
    const std::unique_ptr<IExecutionContext> context(
        engine.createExecutionContext(ExecutionContextAllocationStrategy::kSTATIC));
    const float x[] = {10, 100};
    float y[] = {-1, -1};
    context->setInputTensorAddress("x", x);
    context->setTensorAddress("y", y);
    return context->enqueueV3(nullptr) ? std::vector<float>(y, y + 2) : std::vector<float>();
}

std::uint32_t mask(BuilderFlag flag)
{
    return 1u << static_cast<std::uint32_t>(flag);
}

class Writer final : public IStreamWriter
{
  public:
    std::int64_t write(const void* data, std::int64_t size) override
    {
        if (static_cast<std::int64_t>(bytes.size()) >= limit)
        {
            return 0;
        }
        bytes.append(static_cast<const char*>(data), static_cast<std::size_t>(size));
        ++writes;
        return size;
    }

    std::int64_t limit = 1 << 20;
    std::string bytes;
    int writes = 0;
};

/// Gives no more than seven bytes at a time.
class Reader final : public IStreamReaderV2
{
  public:
    explicit Reader(std::string from) : bytes(std::move(from)) {}

    std::int64_t read(void* to, std::int64_t size, cudaStream_t) noexcept override
    {
        const std::size_t given = std::min({static_cast<std::size_t>(size), bytes.size() - place, std::size_t{7}});
        std::copy_n(bytes.data() + place, given, static_cast<char*>(to));
        place += given;
        return static_cast<std::int64_t>(given);
    }

    bool seek(std::int64_t offset, SeekPosition where) noexcept override
    {
        place = where == SeekPosition::kSET ? static_cast<std::size_t>(offset) : place;
        return where == SeekPosition::kSET;
    }

    std::string bytes;
    std::size_t place = 3;
};

} // namespace

FAKE_TEST(a_damaged_plan_is_refused)
{
    const std::optional<std::string> plan = scaling_plan(fake);
    REQUIRE(plan.has_value());
    const auto runtime = fake.runtime();
    CHECK(engine_of(*runtime, *plan) != nullptr);
    for (std::size_t i = 0; i < plan->size(); ++i)
    {
        std::string damaged = *plan;
        damaged[i] = static_cast<char>(damaged[i] ^ 0x55);
        const bool is_unused = i >= 40 && i < 48; // of the head
        const bool is_flags = i >= 20 && i < 24;
        CHECK(is_unused || is_flags || engine_of(*runtime, damaged) == nullptr);
    }
    CHECK(fake.logger.complains("Magic tag does not match"));
    CHECK(fake.logger.complains("The plan is damaged"));
    for (std::size_t length = 0; length < plan->size(); ++length)
    {
        CHECK(engine_of(*runtime, plan->substr(0, length)) == nullptr);
    }
    CHECK(engine_of(*runtime, *plan + "x") == nullptr);
    CHECK(runtime->deserializeCudaEngine(nullptr, 100) == nullptr);
    CHECK(engine_of(*runtime, "ftrt" + std::string(400, '\0')) == nullptr); // as NVIDIA's begin
}

FAKE_TEST(a_plan_goes_through_streams)
{
    const auto builder = fake.builder();
    const std::unique_ptr<INetworkDefinition> network(builder->createNetworkV2(0));
    const std::string model = cpu_test::fixed_model();
    const auto parser = fake.parser(*network);
    REQUIRE(parser->parse(model.data(), model.size(), nullptr));
    const std::unique_ptr<IBuilderConfig> config(builder->createBuilderConfig());
    Writer writer;
    REQUIRE(builder->buildSerializedNetworkToStream(*network, *config, writer));
    CHECK(writer.writes >= 1);
    CHECK(std::optional(writer.bytes) == plan_of(*builder, *network));
    const auto runtime = fake.runtime();
    Reader reader(writer.bytes);
    const std::unique_ptr<ICudaEngine> engine(runtime->deserializeCudaEngine(reader));
    CHECK(engine != nullptr);
    Reader cut(writer.bytes.substr(0, writer.bytes.size() - 1));
    CHECK(runtime->deserializeCudaEngine(cut) == nullptr);
    CHECK(fake.logger.complains("the stream ended after"));
    Writer full;
    full.limit = 0;
    CHECK(!builder->buildSerializedNetworkToStream(*network, *config, full));
    CHECK(fake.logger.complains("the stream writer did not take all bytes"));
}

#if defined(TRTS_FAMILY_trt10)
FAKE_TEST(the_first_kind_of_stream_reader_may_throw)
{
    class First final : public IStreamReader
    {
      public:
        std::int64_t read(void* to, std::int64_t size) override
        {
            if (throws)
            {
                throw 7;
            }
            const std::size_t given = std::min(static_cast<std::size_t>(size), bytes.size() - place);
            std::copy_n(bytes.data() + place, given, static_cast<char*>(to));
            place += given;
            return static_cast<std::int64_t>(given);
        }

        std::string bytes;
        std::size_t place = 0;
        bool throws = false;
    };

    First reader;
    reader.bytes = *scaling_plan(fake);
    const auto runtime = fake.runtime();
    const std::unique_ptr<ICudaEngine> engine(runtime->deserializeCudaEngine(reader));
    REQUIRE(engine != nullptr);
    CHECK(run(*engine) == std::vector<float>({20, 300}));
    reader.throws = true;
    CHECK(runtime->deserializeCudaEngine(reader) == nullptr);
    CHECK(fake.logger.complains("the stream reader threw"));
}
#endif

#if !defined(TRTS_FAMILY_rtx1)
FAKE_TEST(a_build_gives_kernel_text_and_engines)
{
    const auto builder = fake.builder();
    const std::unique_ptr<INetworkDefinition> network(builder->createNetworkV2(0));
    ITensor* x = network->addInput("x", DataType::kFLOAT, dims({2}));
    network->markOutput(*network->addIdentity(*x)->getOutput(0));
    const std::unique_ptr<IBuilderConfig> config(builder->createBuilderConfig());
    IHostMemory* kernel_text = nullptr;
    const std::unique_ptr<IHostMemory> plan(builder->buildSerializedNetwork(*network, *config, kernel_text));
    const std::unique_ptr<IHostMemory> text(kernel_text);
    REQUIRE(plan != nullptr && text != nullptr);
    CHECK(std::string(static_cast<const char*>(text->data()), text->size()).find("kernel text") == 0);
    const std::unique_ptr<ICudaEngine> engine(builder->buildEngineWithConfig(*network, *config));
    REQUIRE(engine != nullptr);
    CHECK_EQUAL(engine->getNbLayers(), 1);
}
#endif

FAKE_TEST(a_version_compatible_plan_needs_leave_for_its_host_code)
{
    const std::optional<std::string> plan = scaling_plan(fake, mask(BuilderFlag::kVERSION_COMPATIBLE));
    const std::optional<std::string> lean =
        scaling_plan(fake, mask(BuilderFlag::kVERSION_COMPATIBLE) | mask(BuilderFlag::kEXCLUDE_LEAN_RUNTIME));
    const auto runtime = fake.runtime();
    CHECK(engine_of(*runtime, *plan) == nullptr);
    CHECK(fake.logger.complains("setEngineHostCodeAllowed"));
    CHECK(engine_of(*runtime, *lean) != nullptr);
    runtime->setEngineHostCodeAllowed(true);
    CHECK(engine_of(*runtime, *plan) != nullptr);
}

FAKE_TEST(weights_are_refitted_by_name)
{
    const auto runtime = fake.runtime();
    const auto fixed = engine_of(*runtime, *scaling_plan(fake));
    CHECK(!fixed->isRefittable());
    CHECK(fake.refitter(*fixed) == nullptr);
    CHECK(fake.logger.complains("not refittable"));
    const auto engine = engine_of(*runtime, *scaling_plan(fake, mask(BuilderFlag::kREFIT)));
    REQUIRE(engine != nullptr);
    CHECK(engine->isRefittable());
    const auto refitter = fake.refitter(*engine);
    REQUIRE(refitter != nullptr);
    const char* name = nullptr;
    CHECK_EQUAL(refitter->getAllWeights(1, &name), 1);
    CHECK_EQUAL(std::string(name), std::string("factor"));
    CHECK_EQUAL(refitter->getMissingWeights(0, nullptr), 0);
    WeightsRole role{};
    CHECK_EQUAL(refitter->getAll(1, &name, &role), 1);
    CHECK_EQUAL(std::string(name), std::string("factor layer"));
    CHECK(role == WeightsRole::kCONSTANT);
    const float other[] = {5, 7};
    CHECK(!refitter->setNamedWeights("nobody", Weights{DataType::kFLOAT, other, 2}));
    CHECK(!refitter->setNamedWeights("factor", Weights{DataType::kFLOAT, other, 1}));
    CHECK(!refitter->setNamedWeights("factor", Weights{DataType::kINT32, other, 2}));
    CHECK(refitter->setNamedWeights("factor", Weights{DataType::kFLOAT, other, 2}));
    CHECK_EQUAL(refitter->getNamedWeights("factor").values, static_cast<const void*>(other));
    CHECK_EQUAL(refitter->getWeightsPrototype("factor").count, std::int64_t{2});
    CHECK_EQUAL(refitter->getWeightsPrototype("nobody").count, std::int64_t{-1});
    CHECK(run(*engine) == std::vector<float>({20, 300}));
    CHECK(refitter->refitCudaEngine());
    CHECK(run(*engine) == std::vector<float>({50, 700}));
    const std::unique_ptr<IHostMemory> plan(engine->serialize());
    const auto again = engine_of(*runtime, std::string(static_cast<const char*>(plan->data()), plan->size()));
    CHECK(run(*again) == std::vector<float>({50, 700}));
}

FAKE_TEST(a_stripped_plan_needs_its_weights_first)
{
    const auto runtime = fake.runtime();
    const auto engine = engine_of(*runtime, *scaling_plan(fake, mask(BuilderFlag::kSTRIP_PLAN)));
    REQUIRE(engine != nullptr);
    CHECK(run(*engine).empty());
    CHECK(fake.logger.complains("refit it first"));
    const auto refitter = fake.refitter(*engine);
    const char* name = nullptr;
    CHECK_EQUAL(refitter->getMissingWeights(1, &name), 1);
    CHECK(!refitter->refitCudaEngineAsync(nullptr));
    CHECK(fake.logger.complains("weights factor are missing"));
    const float other[] = {5, 7};
    CHECK(refitter->setWeights("factor layer", WeightsRole::kCONSTANT, Weights{DataType::kFLOAT, other, 2}));
    CHECK(refitter->refitCudaEngineAsync(nullptr));
    CHECK(run(*engine) == std::vector<float>({50, 700}));
}

FAKE_TEST(a_parser_refits_by_its_initializers)
{
    const std::string model = onnx_test::model(onnx_test::GraphText()
                                                   .initializer(cpu_test::floats("factor", {2}, {11, 13}))
                                                   .input(onnx_test::value("x", {2}))
                                                   .output(onnx_test::value("y", {2}))
                                                   .node({"Mul", {"x", "factor"}, {"y"}, "", ""}));
    const auto runtime = fake.runtime();
    const auto engine = engine_of(*runtime, *scaling_plan(fake, mask(BuilderFlag::kREFIT)));
    const auto refitter = fake.refitter(*engine);
    auto* make = fake.parser_library.function<void*(void*, void*, std::int32_t)>("createNvOnnxParserRefitter_INTERNAL");
    const std::unique_ptr<onnx::IParserRefitter> parser(static_cast<onnx::IParserRefitter*>(
        make(refitter.get(), static_cast<ILogger*>(&fake.logger), nv::onnx_parser_version)));
    REQUIRE(parser != nullptr);
    CHECK(parser->refitFromBytes(model.data(), model.size(), nullptr));
    CHECK(refitter->refitCudaEngine());
    CHECK(run(*engine) == std::vector<float>({110, 1300}));
    const std::string wrong = cpu_test::two_input_model(); // its weight has another name
    CHECK(!parser->refitFromBytes(wrong.data(), wrong.size(), nullptr));
    REQUIRE(parser->getNbErrors() == 1);
    CHECK(parser->getError(0)->code() == onnx::ErrorCode::kREFIT_FAILED);
    parser->clearErrors();
    CHECK(!parser->refitFromFile("/nowhere.onnx"));
    CHECK_EQUAL(parser->getNbErrors(), 1);
}

FAKE_TEST(a_timing_cache_is_filled_kept_and_joined)
{
    const auto builder = fake.builder();
    const std::unique_ptr<INetworkDefinition> network(builder->createNetworkV2(0));
    ITensor* x = network->addInput("x", DataType::kFLOAT, dims({2}));
    network->markOutput(*network->addIdentity(*x)->getOutput(0));
    std::unique_ptr<ITimingCache> cache;
    std::string bytes;
    CHECK(plan_of(*builder, *network, [&](IBuilderConfig& config) {
              cache.reset(config.createTimingCache(nullptr, 0));
              CHECK(config.setTimingCache(*cache, false));
              CHECK_EQUAL(static_cast<const void*>(config.getTimingCache()), static_cast<const void*>(cache.get()));
          }).has_value());
    REQUIRE(cache != nullptr);
    TimingCacheKey key{};
    CHECK_EQUAL(cache->queryKeys(&key, 1), std::int64_t{1});
    CHECK_EQUAL(cache->query(key).timingMSec, 0.5f);
    CHECK(cache->update(key, TimingCacheValue{77, 2.0f}));
    CHECK_EQUAL(cache->query(key).tacticHash, std::uint64_t{77});
    CHECK(cache->query(TimingCacheKey{{9}}).tacticHash ==
          static_cast<std::uint64_t>(TimingCacheValue::kINVALID_TACTIC_HASH));
    {
        const std::unique_ptr<IHostMemory> memory(cache->serialize());
        bytes.assign(static_cast<const char*>(memory->data()), memory->size());
    }
    const std::unique_ptr<IBuilderConfig> config(builder->createBuilderConfig());
    const std::unique_ptr<ITimingCache> copy(config->createTimingCache(bytes.data(), bytes.size()));
    REQUIRE(copy != nullptr);
    CHECK_EQUAL(copy->query(key).timingMSec, 2.0f);
    CHECK(copy->reset());
    CHECK_EQUAL(copy->queryKeys(nullptr, 0), std::int64_t{0});
    CHECK(copy->combine(*cache, false));
    CHECK_EQUAL(copy->queryKeys(nullptr, 0), std::int64_t{1});
    CHECK(config->createTimingCache(bytes.data(), bytes.size() - 1) == nullptr);
    CHECK(config->createTimingCache("nonsense", 8) == nullptr);
}

FAKE_TEST(an_inspector_tells_layers_as_text_and_json)
{
    const auto runtime = fake.runtime();
    const auto names_only = engine_of(*runtime, *scaling_plan(fake));
    const std::unique_ptr<IEngineInspector> brief(names_only->createEngineInspector());
    CHECK_EQUAL(std::string(brief->getEngineInformation(LayerInformationFormat::kJSON)),
                std::string(R"({"Layers": ["factor layer", "scale \"it\""], "Bindings": ["x", "y"]})"));
    CHECK_EQUAL(std::string(brief->getLayerInformation(1, LayerInformationFormat::kONELINE)),
                std::string("scale \"it\""));
    CHECK(brief->getLayerInformation(2, LayerInformationFormat::kJSON) == nullptr);
    const auto detailed = engine_of(*runtime, *scaling_plan(fake, 0, ProfilingVerbosity::kDETAILED));
    const std::unique_ptr<IEngineInspector> inspector(detailed->createEngineInspector());
    CHECK_EQUAL(
        std::string(inspector->getLayerInformation(1, LayerInformationFormat::kJSON)),
        std::string(
            R"({"Name": "scale \"it\"", "LayerType": "ElementWise", "Inputs": )"
            R"([{"Name": "x", "Dimensions": [2], "Format/Datatype": "Float"}, )"
            R"--({"Name": "(Unnamed Layer* 0) [Constant]_output", "Dimensions": [2], "Format/Datatype": "Float"}], )--"
            R"("Outputs": [{"Name": "y", "Dimensions": [2], "Format/Datatype": "Float"}]})"));
    const std::unique_ptr<IExecutionContext> context(
        detailed->createExecutionContext(ExecutionContextAllocationStrategy::kSTATIC));
    CHECK(inspector->setExecutionContext(context.get()));
    CHECK_EQUAL(static_cast<const void*>(inspector->getExecutionContext()), static_cast<const void*>(context.get()));
}
