// A library that says that it is of another version, by version.txt beside it.
#include "doubles/family/fake.h"
#include "onnx/temporary_folder.h"

using namespace doubles_test::TRTS_FAMILY;

namespace
{

/// A copy of the fake as another version; the fake that a test is given tells of which variant.
class Copy
{
  public:
    Copy(Fake& like, const std::string& version)
    {
        // Where the opened library lies tells which variant is tested.
        Dl_info found{};
        REQUIRE(dladdr(like.library.symbol("getInferLibVersion"), &found) != 0);
        const std::filesystem::path from = std::filesystem::path(found.dli_fname).parent_path();
        for (const char* name : {library_name, parser_name})
        {
            std::filesystem::copy_file(from / name, folder_.path() / name);
        }
        folder_.write("version.txt", version + "\n");
        fake.emplace(folder_.path());
    }

    std::optional<Fake> fake;

  private:
    onnx_test::TemporaryFolder folder_;
};

#if defined(TRTS_FAMILY_trt10)
constexpr const char* old_version = "10.3.0";
constexpr std::int32_t old_number = 100300;
#elif defined(TRTS_FAMILY_trt11)
constexpr const char* old_version = "11.0.2";
constexpr std::int32_t old_number = 110002;
#else
constexpr const char* old_version = "1.5.0";
constexpr std::int32_t old_number = 10500;
#endif

std::optional<std::string> plan_by(Fake& fake, std::uint32_t flags)
{
    const auto builder = fake.builder();
    const std::unique_ptr<INetworkDefinition> network(builder->createNetworkV2(0));
    ITensor* x = network->addInput("x", DataType::kFLOAT, dims({2}));
    network->markOutput(*network->addIdentity(*x)->getOutput(0));
    return plan_of(*builder, *network, [&](IBuilderConfig& config) { config.setFlags(flags); });
}

} // namespace

FAKE_TEST(the_version_is_that_of_the_facts)
{
    CHECK_EQUAL(fake.version(), nv::tensorrt_version);
    CHECK_EQUAL(fake.control.version(), nv::tensorrt_version);
    CHECK_EQUAL(fake.library.function<std::int32_t()>("getInferLibMinorVersion")(), nv::tensorrt_version / 100 % 100);
}

FAKE_TEST(a_file_makes_it_another)
{
    Copy old(fake, old_version);
    CHECK_EQUAL(old.fake->version(), old_number);
    CHECK_EQUAL(old.fake->library.function<std::int32_t()>("getInferLibPatchVersion")(), old_number % 100);
    Copy unknown(fake, "12.0");
    CHECK_EQUAL(unknown.fake->version(), 120000);
    CHECK_EQUAL(fake.version(), nv::tensorrt_version); // copies are libraries of their own
    CHECK(unknown.fake->builder() == nullptr);         // made for the headers' major
}

FAKE_TEST(a_slot_that_the_version_does_not_have_is_a_trap)
{
    Copy old(fake, old_version);
    std::string trap;
#if defined(TRTS_FAMILY_trt10)
    auto& engine = old.fake->stub<ICudaEngine>("ICudaEngine");
    CHECK_EQUAL(engine.getEngineStat(EngineStat::kTOTAL_WEIGHTS_SIZE), std::int64_t{-1});
    trap = "ICudaEngine::getEngineStat exists since 10.14, but this library is 10.3.0";
    CHECK_EQUAL(engine.getNbLayers(), 7);
#elif defined(TRTS_FAMILY_trt11)
    auto& config = old.fake->stub<IBuilderConfig>("IBuilderConfig");
    CHECK(!config.setBuildRoute("x"));
    trap = "IBuilderConfig::setBuildRoute exists since 11.";
    CHECK(config.getMaxAuxStreams() == 7);
#else
    auto& runtime = old.fake->stub<IRuntime>("IRuntime");
    runtime.setDeferredWeightsLoading(true);
    trap = "IRuntime::setDeferredWeightsLoading exists since 1.";
    CHECK(runtime.getMaxThreads() == 7);
#endif
    const std::vector<std::string> traps = old.fake->control.traps();
    REQUIRE(traps.size() == 1);
    CHECK_EQUAL(traps[0].substr(0, trap.size()), trap);
    old.fake->control.clear_traps();
}

FAKE_TEST(a_plan_of_another_version_is_refused_unless_it_is_compatible)
{
    Copy old(fake, old_version);
    const std::optional<std::string> plain = plan_by(*old.fake, 0);
    const std::optional<std::string> compatible =
        plan_by(*old.fake, 1u << static_cast<std::uint32_t>(BuilderFlag::kVERSION_COMPATIBLE));
    REQUIRE(plain.has_value() && compatible.has_value());
    const auto runtime = fake.runtime();
    CHECK(engine_of(*runtime, *plain) == nullptr);
    CHECK(fake.logger.complains(
        "Version tag does not match. Note: Current Version: " + std::to_string(nv::tensorrt_version) +
        ", Serialized Engine Version: " + std::to_string(old_number)));
    runtime->setEngineHostCodeAllowed(true);
    CHECK(engine_of(*runtime, *compatible) != nullptr);
    const std::optional<std::string> newer =
        plan_by(fake, 1u << static_cast<std::uint32_t>(BuilderFlag::kVERSION_COMPATIBLE));
    const auto old_runtime = old.fake->runtime();
    old_runtime->setEngineHostCodeAllowed(true);
    CHECK(engine_of(*old_runtime, *newer) == nullptr); // not backwards
}
