#include "cpu/builder.h"

#include <algorithm>

#include "core/dispatch/entry.h"
#include "core/error.h"
#include "cpu/engine_state.h"
#include "cpu/plan.h"
#include "cpu/plugins/plugin_build.h"
#include "cpu/profile_check.h"
#include "cpu/session.h"

namespace trts::cpu
{
namespace
{

/// NetworkDefinitionCreationFlag: kEXPLICIT_BATCH and kSTRONGLY_TYPED, which is how this backend always works.
constexpr std::uint32_t supported_network_flags = 0x3;

/// The phases of a build; TensorRT's names for its own say nothing about this backend.
constexpr const char* phase_build = "Building engine";
constexpr const char* phase_profiles = "Checking optimization profiles";
constexpr const char* phase_load = "Loading model";
constexpr const char* phase_write = "Writing plan";

std::vector<IoTensor> inputs_of(const Network& network)
{
    std::vector<IoTensor> inputs;
    for (std::int32_t i = 0; i < network.get_nb_inputs(); ++i)
    {
        const TensorNode& tensor = *network.get_input(i);
        IoTensor input;
        input.name = tensor.name();
        input.is_input = true;
        input.type = *data_type_of(tensor.input_type()); // no other becomes an input
        input.shape = tensor.input_shape();
        input.symbols = tensor.input_symbols();
        inputs.push_back(std::move(input));
    }
    return inputs;
}

std::vector<ProfileRanges> check_profiles(const std::vector<IoTensor>& inputs, const BuilderConfig& config,
                                          const ProgressMonitor* monitor)
{
    const auto& profiles = config.profiles();
    Phase phase(monitor, phase_profiles, phase_build, std::max(1, config.get_nb_optimization_profiles()));
    std::vector<ProfileRanges> ranges;
    if (profiles.empty())
    {
        ranges.push_back(profile_of_fixed_inputs(inputs));
        phase.step();
    }
    for (std::size_t i = 0; i < profiles.size(); ++i)
    {
        ranges.push_back(check_profile(*profiles[i], i, inputs));
        phase.step();
    }
    return ranges;
}

void require_buildable(const Network& network)
{
    if (network.is_empty())
    {
        throw Error(TRTS_BUILD_FAILED,
                    "the network is empty: parse an ONNX model into it first, or add inputs and layers");
    }
    if (network.get_nb_outputs() == 0)
    {
        throw Error(TRTS_BUILD_FAILED, "the network has no outputs: mark at least one");
    }
    network.require_consistent();
}

} // namespace

Builder::Builder(const Library& library, Logger* logger) : library_(library), log_(std::make_shared<Log>(logger)) {}

Network* Builder::create_network_v2(std::uint32_t flags)
{
    if ((flags & ~supported_network_flags) != 0)
    {
        throw Error(TRTS_NOT_SUPPORTED, "network creation flags " + std::to_string(flags) +
                                            ": backend cpu knows kEXPLICIT_BATCH (1) and kSTRONGLY_TYPED (2) only");
    }
    Network* network = Network::create(library_.ort, log_, flags);
    network->inherit_recorder(*this);
    return network;
}

BuilderConfig* Builder::create_builder_config()
{
    auto config = std::make_unique<BuilderConfig>();
    config->inherit_recorder(*this);
    return config.release();
}

OptimizationProfile* Builder::create_optimization_profile()
{
    profiles_.push_back(std::make_shared<OptimizationProfile>());
    return profiles_.back().get();
}

HostMemory* Builder::build_serialized_network(Network* network, BuilderConfig* config)
{
    return new HostMemory(logged(*log_, [&] { return build(*network, *config); }));
}

void Builder::build_serialized_network_to_stream(Network* network, BuilderConfig* config, StreamWriter* writer)
{
    const auto kept = writer->shared_from_this(); // its callback may destroy it
    logged(*log_, [&] { kept->write(*build(*network, *config)); });
}

std::shared_ptr<const std::string> Builder::build(const Network& network, const BuilderConfig& config) const
{
    require_buildable(network);
    const ProgressMonitor* monitor = config.progress_monitor();
    Phase phase(monitor, phase_build, nullptr, 3);

    PlanHeader header;
    header.network_name = network.get_name();
    header.runtime_version = library_.version;
    header.optimization_level = std::min(config.get_builder_optimization_level(), highest_optimization_level);
    header.builder_flags = config.get_flags();
    header.profiling_verbosity = config.get_profiling_verbosity();
    header.tensors = inputs_of(network);
    header.profiles = check_profiles(header.tensors, config, monitor);
    phase.step();

    const std::shared_ptr<const onnx::Bytes> model = network.model();
    {
        Phase load(monitor, phase_load, phase_build, 1);
        SessionSettings settings;
        settings.optimization = ort_level_of(header.optimization_level);
        settings.log = log_;
        settings.plugins = operators_of(library_.ort, network.plugins());
        settings.failure = TRTS_BUILD_FAILED;
        settings.what = "ONNX Runtime cannot build the network";
        const Session session(library_.ort, *model, settings);
        onnx::Model nodes = onnx::read(model);
        header.layer_count = static_cast<std::int32_t>(nodes.graph.nodes.size());
        const OutputInference inference(library_.ort, std::move(nodes), InferredTensors::Outputs, settings.plugins);
        for (IoTensor& output : outputs_of(inference.infer({}), session.outputs(), TRTS_BUILD_FAILED))
        {
            header.tensors.push_back(std::move(output));
        }
        header.plugins = build_plugins(library_.ort, network, header.tensors, header.profiles, model);
        load.step();
    }
    phase.step();

    std::shared_ptr<const std::string> plan;
    {
        Phase write(monitor, phase_write, phase_build, 1);
        plan = write_plan(header, *model);
        write.step();
    }
    phase.step();
    log_->info("engine '" + header.network_name + "' built by backend cpu (ONNX Runtime " + library_.version +
               "): optimization level " + std::to_string(header.optimization_level) + ", " +
               std::to_string(header.profiles.size()) + " optimization profile(s), " + std::to_string(plan->size()) +
               " bytes");
    return plan;
}

bool Builder::is_network_supported(Network* network, BuilderConfig* config)
{
    try
    {
        require_buildable(*network);
        check_profiles(inputs_of(*network), *config, nullptr);
        return true;
    }
    catch (const Error& error)
    {
        log_->warning(std::string("the network is not supported as it is: ") + error.what());
        return false;
    }
}

void Builder::set_max_threads(std::int32_t max_threads)
{
    if (max_threads < 1)
    {
        throw Error(TRTS_INVALID_ARGUMENT,
                    "a builder has at least 1 thread; " + std::to_string(max_threads) + " was given");
    }
    max_threads_ = max_threads;
}

void fill_builder_entries(trts_api_table& table)
{
    table.builder_create = [](void* library, void* logger, void** out) -> trts_status {
        *out = new Builder(*static_cast<Library*>(library), static_cast<Logger*>(logger));
        return TRTS_OK;
    };
    table.builder_create_builder_config = entry<&Builder::create_builder_config>;
    table.builder_create_network_v2 = entry<&Builder::create_network_v2>;
    table.builder_create_optimization_profile = entry<&Builder::create_optimization_profile>;
    table.builder_build_serialized_network = entry<&Builder::build_serialized_network>;
    table.builder_build_serialized_network_to_stream = entry<&Builder::build_serialized_network_to_stream>;
    table.builder_set_error_recorder = entry<&set_recorder<Builder>>;
    table.builder_get_error_recorder = entry<&get_recorder<Builder>>;
    table.builder_is_network_supported = entry<&Builder::is_network_supported>;
    table.builder_set_max_threads = entry<&Builder::set_max_threads>;
    table.builder_get_max_threads = entry<&Builder::get_max_threads>;
    table.builder_reset = entry<&Builder::reset>;
    table.builder_destroy = destroy_entry<Builder>;
}

} // namespace trts::cpu
