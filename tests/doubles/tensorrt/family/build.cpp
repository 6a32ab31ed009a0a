#include "family/build.h"

#include <thread>

#include "core/plan.h"
#include "family/algorithms.h"
#include "family/builder.h"
#include "family/calibration.h"
#include "family/plugins.h"

namespace trts::doubles
{
namespace
{

/// A phase of a build, told to a monitor where there is one. It finishes, however the build ends.
class Phase
{
  public:
    Phase(IProgressMonitor* monitor, const char* name, const char* parent, int32_t steps)
        : monitor_(monitor), name_(name)
    {
        if (monitor_ != nullptr)
        {
            monitor_->phaseStart(name_, parent, steps);
        }
    }

    ~Phase()
    {
        if (monitor_ != nullptr)
        {
            monitor_->phaseFinish(name_);
        }
    }

    Phase(const Phase&) = delete;
    Phase& operator=(const Phase&) = delete;

    /// False where the monitor ends the build.
    bool step(int32_t index) { return monitor_ == nullptr || monitor_->stepComplete(name_, index); }

  private:
    IProgressMonitor* monitor_;
    const char* name_;
};

/// Scratch memory of a build, from the application's allocator where it gave one.
class Scratch
{
  public:
    explicit Scratch(IGpuAllocator* allocator) : allocator_(allocator)
    {
        memory_ = allocator_ == nullptr ? nullptr : allocator_->allocateAsync(256, 256, 0, nullptr);
    }

    ~Scratch()
    {
        if (memory_ != nullptr)
        {
            allocator_->deallocateAsync(memory_, nullptr);
        }
    }

    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;

    bool is_good() const { return allocator_ == nullptr || memory_ != nullptr; }

  private:
    IGpuAllocator* allocator_;
    void* memory_;
};

/// As TensorRT does, on a thread of its own: a layer at a time, with log lines from there.
bool time_tactics(Graph& graph, const std::vector<IPluginV3*>& plugins, const BuilderConfig& config, const char* parent,
                  [[maybe_unused]] std::string& why)
{
    bool goes_on = true;
    std::thread worker([&] {
        Phase phase(config.monitor(), "Timing Tactics", parent, static_cast<int32_t>(graph.nodes.size()));
        for (std::size_t i = 0; i < graph.nodes.size() && goes_on; ++i)
        {
            seam().log(verbose, ("Timing tactics of " + graph.nodes[i].name).c_str());
            if (config.timing_cache() != nullptr)
            {
                config.timing_cache()->add(graph.nodes[i].name);
            }
            const auto plugin = static_cast<std::size_t>(graph.nodes[i].plugin);
            if (graph.nodes[i].operation == Operation::plugin)
            {
                goes_on = choose_tactic(*plugins[plugin], graph.plugins[plugin]);
            }
            goes_on = goes_on && phase.step(static_cast<int32_t>(i));
        }
#if defined(TRTS_FAMILY_trt10)
        if (goes_on && config.algorithm_selector() != nullptr)
        {
            goes_on = select_algorithms(*config.algorithm_selector(), graph,
                                        config.has(BuilderFlag::kREJECT_EMPTY_ALGORITHMS), why);
        }
#endif
        seam().log(info, "Timing of tactics ends on a worker thread.");
    });
    worker.join();
    return goes_on;
}

uint32_t plan_flags(const BuilderConfig& config)
{
    const bool is_stripped = config.has(BuilderFlag::kSTRIP_PLAN);
    uint32_t flags = is_stripped ? plan_is_stripped | plan_is_refittable : 0u;
    flags |= config.has(BuilderFlag::kREFIT) || config.has(BuilderFlag::kREFIT_IDENTICAL) ? plan_is_refittable : 0u;
    flags |= config.has(BuilderFlag::kVERSION_COMPATIBLE) ? plan_is_version_compatible : 0u;
    flags |= config.has(BuilderFlag::kEXCLUDE_LEAN_RUNTIME) ? plan_excludes_lean_runtime : 0u;
    return flags;
}

} // namespace

std::optional<Bytes> build_plan(const char* method, const Builder& builder, const Network& network,
                                const BuilderConfig& config)
{
    const auto refuse = [&](ErrorCode code, const std::string& why) {
        builder.reports().fail(method, code, why);
        return std::nullopt;
    };
    constexpr const char* whole = "Building Engine";
    Phase phase(config.monitor(), whole, nullptr, 3);
    seam().log(info, "Building an engine of the fake TensorRT.");
    Plan plan;
    std::string why;
    std::vector<IPluginV3*> plugins;
    std::optional<Graph> graph = graph_of(network, config, plugins, why);
    if (!graph || !build_plugins(*graph, plugins, why))
    {
        return refuse(ErrorCode::kINTERNAL_ERROR, why);
    }
    const Scratch scratch(builder.allocator());
    if (!scratch.is_good())
    {
        return refuse(ErrorCode::kFAILED_ALLOCATION, "Requested size was 256 bytes.");
    }
    why = "the build was cancelled by the progress monitor, or a plugin failed";
    if (!phase.step(0) || !time_tactics(*graph, plugins, config, whole, why) || !phase.step(1))
    {
        return refuse(ErrorCode::kINVALID_STATE, why);
    }
#if defined(TRTS_FAMILY_trt10)
    if (config.has(BuilderFlag::kINT8) && config.calibrator() != nullptr
        && !calibrate(*config.calibrator(), *graph, config.calibration_profile(), why))
    {
        return refuse(ErrorCode::kINTERNAL_ERROR, why);
    }
#endif
    plan.flags = plan_flags(config);
    plan.graph = std::move(*graph);
    if ((plan.flags & plan_is_stripped) != 0)
    {
        for (GraphWeights& weights : plan.graph.weights)
        {
            weights.bytes.clear();
        }
    }
    Bytes bytes = write_plan(plan);
    if (!phase.step(2))
    {
        return refuse(ErrorCode::kINVALID_STATE, "the build was cancelled by the progress monitor");
    }
    seam().log(info, ("Engine generation completed, " + std::to_string(bytes.size()) + " bytes.").c_str());
    return bytes;
}

} // namespace trts::doubles
