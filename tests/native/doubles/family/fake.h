// One family's fake, driven through the classes that we declare for it: what is built from NVIDIA's headers too.
#pragma once

#include <algorithm>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "doubles/control.h"
#include "fake_tensorrt.h"
#include "nv.h"

#define TRTS_TEST_TEXT_OF(name) #name
#define TRTS_TEST_TEXT(name) TRTS_TEST_TEXT_OF(name)

namespace doubles_test::TRTS_FAMILY
{

using namespace nv::nvinfer1;
namespace onnx = nv::nvonnxparser;
using nv::cudaEvent_t;
using nv::cudaStream_t;

constexpr const char* family_name = TRTS_TEST_TEXT(TRTS_FAMILY);
#if defined(TRTS_FAMILY_trt10)
constexpr const char* library_name = "libnvinfer.so.10";
constexpr const char* parser_name = "libnvonnxparser.so.10";
#elif defined(TRTS_FAMILY_trt11)
constexpr const char* library_name = "libnvinfer.so.11";
constexpr const char* parser_name = "libnvonnxparser.so.11";
#else
constexpr const char* library_name = "libtensorrt_rtx.so.1";
constexpr const char* parser_name = "libtensorrt_onnxparser_rtx.so.1";
#endif

/// Keeps the lines that it is given.
class Logger final : public ILogger
{
  public:
    void log(Severity severity, const char* message) noexcept override
    {
        const std::lock_guard lock(mutex_);
        lines_.emplace_back(severity, message);
    }

    bool has(Severity severity, const std::string& part) const
    {
        const std::lock_guard lock(mutex_);
        return std::any_of(lines_.begin(), lines_.end(), [&](const auto& line) {
            return line.first == severity && line.second.find(part) != std::string::npos;
        });
    }

    /// Checks that an error was logged that says this, and says otherwise what was logged.
    bool complains(const std::string& part) const
    {
        if (has(Severity::kERROR, part))
        {
            return true;
        }
        const std::lock_guard lock(mutex_);
        std::string all;
        for (const auto& [severity, line] : lines_)
        {
            all += "\n      " + std::to_string(static_cast<int>(severity)) + " " + line;
        }
        harness::report_failure(__FILE__, __LINE__, "no error says \"" + part + "\"; logged was:" + all);
        return false;
    }

    void clear()
    {
        const std::lock_guard lock(mutex_);
        lines_.clear();
    }

  private:
    mutable std::mutex mutex_;
    std::vector<std::pair<Severity, std::string>> lines_;
};

/// The library and its parser; what a test does not put right is a failure of that test: objects left, and traps.
class Fake
{
  public:
    explicit Fake(const std::filesystem::path& folder)
        : library(folder / library_name), parser_library(folder / parser_name), control(library)
    {
        control.reset();
    }

    ~Fake()
    {
        for (const std::string& trap : control.traps())
        {
            harness::report_failure(__FILE__, __LINE__, "trap: " + trap);
        }
        for (std::int64_t i = 0; i < control.live(); ++i)
        {
            harness::report_failure(__FILE__, __LINE__, "left alive: " + control.live_name(i));
        }
        control.reset();
    }

    Fake(const Fake&) = delete;
    Fake& operator=(const Fake&) = delete;

    std::int32_t version() const { return library.function<std::int32_t()>("getInferLibVersion")(); }

    std::unique_ptr<IBuilder> builder()
    {
        return std::unique_ptr<IBuilder>(static_cast<IBuilder*>(create("createInferBuilder_INTERNAL")));
    }

    std::unique_ptr<IRuntime> runtime()
    {
        return std::unique_ptr<IRuntime>(static_cast<IRuntime*>(create("createInferRuntime_INTERNAL")));
    }

    std::unique_ptr<IRefitter> refitter(ICudaEngine& engine)
    {
        auto* make = library.function<void*(void*, void*, std::int32_t)>("createInferRefitter_INTERNAL");
        return std::unique_ptr<IRefitter>(
            static_cast<IRefitter*>(make(&engine, static_cast<ILogger*>(&logger), nv::tensorrt_version)));
    }

    std::unique_ptr<onnx::IParser> parser(INetworkDefinition& network)
    {
        auto* make = parser_library.function<void*(void*, void*, int)>("createNvOnnxParser_INTERNAL");
        return std::unique_ptr<onnx::IParser>(
            static_cast<onnx::IParser*>(make(&network, static_cast<ILogger*>(&logger), nv::onnx_parser_version)));
    }

    void* create(const char* factory, std::int32_t version = nv::tensorrt_version, ILogger* other = nullptr)
    {
        auto* make = library.function<void*(void*, std::int32_t)>(factory);
        return make(other == nullptr ? &logger : other, version);
    }

    template <class T>
    T& stub(const char* class_name) const
    {
        void* found = control.object(class_name);
        if (found == nullptr)
        {
            throw std::runtime_error(std::string("there is no stub of ") + class_name);
        }
        return *static_cast<T*>(found);
    }

    Logger logger;
    Opened library;
    Opened parser_library;
    Control control;
};

inline Dims dims(const std::vector<std::int64_t>& values)
{
    Dims result{};
    result.nbDims = static_cast<std::int32_t>(values.size());
    std::copy(values.begin(), values.end(), result.d);
    return result;
}

inline std::vector<std::int64_t> values(const Dims& dims)
{
    return dims.nbDims < 0 ? std::vector<std::int64_t>{-99} : std::vector<std::int64_t>(dims.d, dims.d + dims.nbDims);
}

/// The plan of a network, by a config that `configure` sets up; nothing where it cannot be built.
template <class Configure>
std::optional<std::string> plan_of(IBuilder& builder, INetworkDefinition& network, const Configure& configure)
{
    const std::unique_ptr<IBuilderConfig> config(builder.createBuilderConfig());
    configure(*config);
    const std::unique_ptr<IHostMemory> plan(builder.buildSerializedNetwork(network, *config));
    if (plan == nullptr)
    {
        return std::nullopt;
    }
    return std::string(static_cast<const char*>(plan->data()), plan->size());
}

inline std::optional<std::string> plan_of(IBuilder& builder, INetworkDefinition& network)
{
    return plan_of(builder, network, [](IBuilderConfig&) {});
}

/// A profile of one range for one input.
inline IOptimizationProfile* profile(IBuilder& builder, const char* input, const std::vector<std::int64_t>& min,
                                     const std::vector<std::int64_t>& opt, const std::vector<std::int64_t>& max)
{
    IOptimizationProfile* made = builder.createOptimizationProfile();
    made->setDimensions(input, OptProfileSelector::kMIN, dims(min));
    made->setDimensions(input, OptProfileSelector::kOPT, dims(opt));
    made->setDimensions(input, OptProfileSelector::kMAX, dims(max));
    return made;
}

inline std::unique_ptr<ICudaEngine> engine_of(IRuntime& runtime, const std::string& plan)
{
    return std::unique_ptr<ICudaEngine>(runtime.deserializeCudaEngine(plan.data(), plan.size()));
}

/// Runs a test's body on one variant of the fake.
inline void run(Variant variant, void (*body)(Fake&))
{
    Fake fake(folder_of(family_name, variant));
    body(fake);
}

inline const char* test_name(const char* variant, const char* name)
{
    static std::vector<std::unique_ptr<std::string>> names;
    names.push_back(std::make_unique<std::string>(std::string(family_name) + variant + "_" + name));
    return names.back()->c_str();
}

} // namespace doubles_test::TRTS_FAMILY

/// A test that runs on both variants of each family, with `fake` in its hands.
#define FAKE_TEST(name)                                                                                                \
    static void body_of_##name(::doubles_test::TRTS_FAMILY::Fake& fake);                                               \
    static const ::harness::Registration ours_##name(__FILE__, ::doubles_test::TRTS_FAMILY::test_name("", #name), [] { \
        ::doubles_test::TRTS_FAMILY::run(::doubles_test::Variant::ours, &body_of_##name);                              \
    });                                                                                                                \
    static const ::harness::Registration nvidia_##name(                                                                \
        __FILE__, ::doubles_test::TRTS_FAMILY::test_name("_nvidia", #name),                                            \
        [] { ::doubles_test::TRTS_FAMILY::run(::doubles_test::Variant::nvidia, &body_of_##name); });                   \
    static void body_of_##name([[maybe_unused]] ::doubles_test::TRTS_FAMILY::Fake& fake)
