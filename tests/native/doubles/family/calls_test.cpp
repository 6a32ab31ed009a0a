// What the recorder keeps, by which names, and how arguments are shown.
#include "doubles/family/fake.h"

using namespace doubles_test::TRTS_FAMILY;

FAKE_TEST(calls_go_by_the_public_name_with_their_arguments)
{
    const auto builder = fake.builder();
    const std::unique_ptr<IBuilderConfig> config(builder->createBuilderConfig());
    fake.control.clear_calls();
    config->setMemoryPoolLimit(MemoryPoolType::kTACTIC_SHARED_MEMORY, 5'000'000'000);
    CHECK_EQUAL(fake.control.last_call(), std::string("IBuilderConfig::setMemoryPoolLimit(5, 5000000000)"));
    config->setFlag(BuilderFlag::kREFIT);
    CHECK_EQUAL(fake.control.last_call(), std::string("IBuilderConfig::setFlag(4)"));
    CHECK(config->getFlag(BuilderFlag::kREFIT));
    CHECK_EQUAL(fake.control.last_call(), std::string("IBuilderConfig::getFlag(4)"));
    config->setProgressMonitor(nullptr);
    CHECK_EQUAL(fake.control.last_call(), std::string("IBuilderConfig::setProgressMonitor(null)"));
    const char* const paths[] = {"/a.so", "b \"c\""};
    config->setPluginsToSerialize(paths, 2);
    CHECK_EQUAL(fake.control.last_call(),
                std::string("IBuilderConfig::setPluginsToSerialize([\"/a.so\", \"b \\\"c\\\"\"], 2)"));
    CHECK_EQUAL(fake.control.call_count(), std::int64_t{5});
    CHECK_EQUAL(fake.control.calls_of("IBuilderConfig::setFlag"), std::int64_t{1});
    CHECK_EQUAL(fake.control.calls_of("IBuilderConfig::clearFlag"), std::int64_t{0});
    CHECK_EQUAL(fake.control.method(0), std::string("IBuilderConfig::setMemoryPoolLimit"));
    CHECK_EQUAL(fake.control.arguments(1), std::string("4"));
    CHECK_EQUAL(fake.control.call(5), std::string("(none)"));
}

FAKE_TEST(overloaded_names_have_their_parameters_types)
{
    const auto runtime = fake.runtime();
    CHECK(runtime->deserializeCudaEngine(nullptr, 7) == nullptr);
    CHECK_EQUAL(fake.control.last_call(), std::string("IRuntime::deserializeCudaEngine(void const*, size_t)(null, 7)"));
    CHECK_EQUAL(fake.control.calls_of("IRuntime::deserializeCudaEngine"), std::int64_t{1});
    CHECK_EQUAL(fake.control.calls_of("IRuntime::deserializeCudaEngine(void const*, size_t)"), std::int64_t{1});
    CHECK_EQUAL(fake.control.calls_of("IRuntime::deserializeCudaEngine(IStreamReaderV2&)"), std::int64_t{0});
}

FAKE_TEST(a_renamed_forward_goes_by_its_public_name)
{
    // addConcatenation, addTopK and their like forward to tables' methods of other names.
    const auto builder = fake.builder();
    const std::unique_ptr<INetworkDefinition> network(builder->createNetworkV2(0));
    ITensor* x = network->addInput("x", DataType::kFLOAT, dims({2, 3}));
    REQUIRE(x != nullptr);
    CHECK(network->addNonZero(*x, DataType::kINT64) != nullptr);
    CHECK_EQUAL(fake.control.last_call(),
                std::string("INetworkDefinition::addNonZero(ITensor&, DataType)(ITensor#1, 8)"));
}

FAKE_TEST(objects_are_told_by_their_numbers)
{
    const auto builder = fake.builder();
    const std::unique_ptr<INetworkDefinition> network(builder->createNetworkV2(0));
    CHECK_EQUAL(fake.control.last_call(), std::string("IBuilder::createNetworkV2(0)"));
    ITensor* a = network->addInput("a", DataType::kFLOAT, dims({2, -1, 4}));
    CHECK_EQUAL(fake.control.last_call(), std::string("INetworkDefinition::addInput(\"a\", 0, [2, -1, 4])"));
    ITensor* b = network->addInput("b", DataType::kFLOAT, dims({2, -1, 4}));
    ITensor* const both[] = {a, b};
    network->addConcatenation(both, 2);
    CHECK_EQUAL(fake.control.last_call(),
                std::string("INetworkDefinition::addConcatenation([ITensor#1, ITensor#2], 2)"));
    CHECK_EQUAL(fake.control.live("ITensor"), std::int64_t{3});
    CHECK_EQUAL(fake.control.live("IConcatenationLayer"), std::int64_t{1});
    CHECK_EQUAL(fake.control.live("IBuilder"), std::int64_t{1});
    network->getBuilder();
    CHECK_EQUAL(fake.control.last_call(), std::string("INetworkDefinition::getBuilder()"));
    CHECK_EQUAL(static_cast<void*>(&network->getBuilder()), static_cast<void*>(builder.get()));
}

FAKE_TEST(structs_and_weights_are_shown)
{
    auto& layer = fake.stub<IConvolutionLayer>("IConvolutionLayer");
    layer.setStrideNd(dims({2, 3}));
    CHECK_EQUAL(fake.control.last_call(), std::string("IConvolutionLayer::setStrideNd([2, 3])"));
    layer.setKernelWeights(Weights{DataType::kHALF, nullptr, 5'000'000'000});
    CHECK_EQUAL(fake.control.last_call(), std::string("IConvolutionLayer::setKernelWeights({1, null, 5000000000})"));
    auto& shuffle = fake.stub<IShuffleLayer>("IShuffleLayer");
    shuffle.setFirstTranspose(Permutation{{1, 0, 2, 3, 4, 5, 6, 7}});
    CHECK_EQUAL(fake.control.last_call(), std::string("IShuffleLayer::setFirstTranspose([1, 0, 2, 3, 4, 5, 6, 7])"));
    auto& lrn = fake.stub<ILRNLayer>("ILRNLayer");
    lrn.setAlpha(0.1f);
    CHECK_EQUAL(fake.control.last_call(), std::string("ILRNLayer::setAlpha(0.1)"));
    auto& cache = fake.stub<ITimingCache>("ITimingCache");
    cache.query(TimingCacheKey{{0, 17, 255}});
    CHECK_EQUAL(fake.control.last_call(), std::string("ITimingCache::query(0011ff00000000000000000000000000)"));
    auto& context = fake.stub<IExecutionContext>("IExecutionContext");
    const char* names[3] = {};
    CHECK_EQUAL(context.inferShapes(3, names), 7);
    CHECK_EQUAL(fake.control.last_call(), std::string("IExecutionContext::inferShapes(3, out)"));
    CHECK_EQUAL(std::string(names[2]), std::string("sample"));
}

FAKE_TEST(every_method_is_listed_once_with_its_version)
{
    REQUIRE(fake.control.method_count() > 600);
    std::vector<std::string> names;
    for (std::int64_t i = 0; i < fake.control.method_count(); ++i)
    {
        names.push_back(fake.control.method_name(i));
        const bool is_factory = names.back().find("::") == std::string::npos;
        const bool is_unknown =
            is_factory || names.back() == "VPluginLayer::getPlugin"; // no public class stands for it
        CHECK((fake.control.method_since(i) == 0) == is_unknown);
        if (names.back() == "IAttention::getMetadata")
        {
#if defined(TRTS_FAMILY_trt10)
            CHECK_EQUAL(fake.control.method_since(i), 1015);
#elif defined(TRTS_FAMILY_trt11)
            CHECK_EQUAL(fake.control.method_since(i), 1100);
#else
            CHECK_EQUAL(fake.control.method_since(i), 105);
#endif
        }
    }
    std::sort(names.begin(), names.end());
    const auto twice = std::adjacent_find(names.begin(), names.end());
    CHECK_EQUAL(twice == names.end() ? std::string() : *twice, std::string());
    CHECK_EQUAL(fake.control.method_name(-1), std::string("(none)"));
}

FAKE_TEST(every_library_has_the_marker)
{
    for (const doubles_test::Opened* library : {&fake.library, &fake.parser_library})
    {
        const auto* marker = static_cast<const std::int32_t*>(library->symbol(FAKE_TENSORRT_MARKER));
        REQUIRE(marker != nullptr);
        CHECK_EQUAL(*marker, 1);
    }
}
