#include "mutants/road.h"

#include <stdexcept>

#include "harness.h"
#include "mutants/refusal.h"
#include "mutants/tensors.h"
#include "trtsharp/cancellation.h"
#include "trtsharp/concatenation_layer.g.h"
#include "trtsharp/constant_layer.g.h"
#include "trtsharp/diagnostics.h"
#include "trtsharp/element_wise_layer.g.h"
#include "trtsharp/enums.g.h"
#include "trtsharp/layer.g.h"
#include "trtsharp/onnx_parser_error.g.h"
#include "trtsharp/optimization_profile.g.h"
#include "trtsharp/tensor.g.h"

namespace mutants
{
namespace
{

constexpr const char* outcome_names[outcome_count] = {"parser", "build",  "load",      "run",
                                                      "ran",    "memory", "cancelled", "WRONG"};

/// Takes every line, as an application's logger would: a line that is no string is read here.
void take_line(std::int32_t, const char* message, void* user_data)
{
    static_cast<std::atomic<std::size_t>*>(user_data)->fetch_add(std::char_traits<char>::length(message));
}

std::atomic<std::size_t> logged_characters{0};

trts_logger_callbacks logger()
{
    return {take_line, &logged_characters};
}

template <typename Handle, typename Function, typename... Arguments>
auto created(const Function& function, Arguments... arguments)
{
    typename Handle::pointer raw = nullptr;
    require(function(arguments..., &raw));
    return Handle(raw);
}

void read_errors(trts_onnx_parser* parser)
{
    std::int32_t count = 0;
    require(trts_onnx_parser_get_nb_errors(parser, &count));
    for (std::int32_t i = 0; i < count; ++i)
    {
        trts_onnx_parser_error error{};
        const char* text = nullptr;
        std::int32_t number = 0;
        require(trts_onnx_parser_get_error(parser, i, &error));
        require(trts_onnx_parser_error_desc(error, &text));
        require(trts_onnx_parser_error_code(error, &number));
        require(trts_onnx_parser_error_node(error, &number));
        require(trts_onnx_parser_error_node_name(error, &text));
        require(trts_onnx_parser_error_node_operator(error, &text));
    }
}

/// What layers of some types can tell more than others.
void read_properties(trts_layer layer, std::int32_t type)
{
    std::int32_t number = 0;
    trts_weights weights{};
    trts_status status = TRTS_OK;
    switch (type)
    {
    case TRTS_LAYER_TYPE_CONCATENATION:
        status = trts_concatenation_layer_get_axis(layer, &number);
        break;
    case TRTS_LAYER_TYPE_ELEMENTWISE:
        status = trts_element_wise_layer_get_operation(layer, &number);
        break;
    case TRTS_LAYER_TYPE_CONSTANT:
        status = trts_constant_layer_get_weights(layer, &weights);
        break;
    default:
        break;
    }
    require(status == TRTS_NOT_SUPPORTED ? TRTS_OK : status); // constants in a form that are no weights
}

/// As a viewer would: every layer with what it reads and writes.
void read_layers(trts_network* network)
{
    std::int32_t layers = 0;
    require(trts_network_get_nb_layers(network, &layers));
    for (std::int32_t i = 0; i < layers; ++i)
    {
        trts_layer layer{};
        const char* name = nullptr;
        std::int32_t type = 0;
        std::int32_t tensors = 0;
        require(trts_network_get_layer(network, i, &layer));
        require(trts_layer_get_name(layer, &name));
        const trts_status typed = trts_layer_get_type(layer, &type);
        require(typed == TRTS_NOT_SUPPORTED ? TRTS_OK : typed); // operators that are several of TensorRT's layers
        if (typed == TRTS_OK)
        {
            read_properties(layer, type);
        }
        require(trts_layer_get_nb_outputs(layer, &tensors));
        for (std::int32_t j = 0; j < tensors; ++j)
        {
            trts_tensor tensor{};
            trts_dims dims{};
            require(trts_layer_get_output(layer, j, &tensor));
            if (tensor.native != nullptr)
            {
                require(trts_tensor_get_dimensions(tensor, &dims));
            }
        }
    }
}

/// 1 to 4 for every dynamic dimension; nothing to set where there is none.
void add_profile(trts_builder* builder, trts_network* network, trts_builder_config* config)
{
    trts_optimization_profile profile{};
    require(trts_builder_create_optimization_profile(builder, &profile));
    std::int32_t count = 0;
    require(trts_network_get_nb_inputs(network, &count));
    bool is_needed = false;
    for (std::int32_t i = 0; i < count; ++i)
    {
        trts_tensor input{};
        const char* name = nullptr;
        trts_dims dims{};
        require(trts_network_get_input(network, i, &input));
        require(trts_tensor_get_name(input, &name));
        require(trts_tensor_get_dimensions(input, &dims));
        for (std::int32_t select = 0; select < 3; ++select)
        {
            trts_dims wanted = dims;
            for (std::int32_t d = 0; d < dims.nb_dims; ++d)
            {
                wanted.d[d] = dims.d[d] == -1 ? std::int64_t{1} << select : dims.d[d];
                is_needed = is_needed || dims.d[d] == -1;
            }
            require(trts_optimization_profile_set_dimensions(profile, name, select, &wanted));
        }
    }
    if (is_needed)
    {
        std::int32_t index = 0;
        require(trts_builder_config_add_optimization_profile(config, profile, &index));
    }
}

/// Asks, at each step of a build, whether it is to go on.
struct Monitor
{
    static void start(const char*, const char*, std::int32_t, void*) {}
    static std::int32_t step(const char*, std::int32_t, void* is_cancelled)
    {
        return static_cast<std::atomic<bool>*>(is_cancelled)->load() ? 0 : 1;
    }
    static void finish(const char*, void*) {}
};

Outcome outcome_of(const Refusal& refusal, Outcome stage)
{
    switch (refusal.status)
    {
    case TRTS_CANCELLED:
        return Outcome::Cancelled;
    case TRTS_OUT_OF_MEMORY:
        return Outcome::OutOfMemory;
    case TRTS_INTERNAL_ERROR:
        return Outcome::Wrong;
    default:
        return refusal.message.empty() ? Outcome::Wrong : stage;
    }
}

} // namespace

const char* name_of(Outcome outcome) noexcept
{
    return outcome_names[static_cast<std::size_t>(outcome)];
}

Road::Road()
{
    if (trts_library_open(TRTS_BACKEND_CPU, nullptr, &library_) != TRTS_OK)
    {
        throw harness::Skipped{"no ONNX Runtime where it is searched for"};
    }
}

Outcome Road::travel(const Input& input)
{
    is_cancelled_ = false;
    message_.clear();
    Outcome outcome = Outcome::Ran;
    try
    {
        if (input.is_plan)
        {
            run_plan(input.bytes.data(), static_cast<std::int64_t>(input.bytes.size()), input.is_asynchronous);
        }
        else
        {
            const SerializedEngine plan = build_plan(input.bytes, input.path);
            void* data = nullptr;
            std::int64_t size = 0;
            require(trts_host_memory_data(plan.get(), &data));
            require(trts_host_memory_size(plan.get(), &size));
            run_plan(data, size, input.is_asynchronous);
        }
    }
    catch (const Refusal& refusal)
    {
        outcome = outcome_of(refusal, stage_);
        message_ = refusal.message;
    }
    catch (const std::bad_alloc&) // of this program's own memory
    {
        outcome = Outcome::OutOfMemory;
    }
    std::int64_t handles = -1;
    std::int64_t bytes = -1;
    require(trts_diagnostics_get_live_handle_count(&handles));
    require(trts_diagnostics_get_live_byte_count(&bytes));
    if (handles != 0 || bytes != 0)
    {
        outcome = Outcome::Wrong;
        message_ =
            std::to_string(handles) + " handles and " + std::to_string(bytes) + " bytes are left over; " + message_;
    }
    return outcome;
}

std::string Road::build(const std::string& model, const std::string& path)
{
    try
    {
        is_cancelled_ = false;
        const SerializedEngine plan = build_plan(model, path);
        void* data = nullptr;
        std::int64_t size = 0;
        require(trts_host_memory_data(plan.get(), &data));
        require(trts_host_memory_size(plan.get(), &size));
        return {static_cast<const char*>(data), static_cast<std::size_t>(size)};
    }
    catch (const Refusal& refusal)
    {
        throw std::runtime_error(refusal.message);
    }
}

void Road::cancel()
{
    is_cancelled_ = true;
    const std::lock_guard lock(running_mutex_);
    if (running_ != nullptr)
    {
        (void)!trts_context_cancel(running_);
    }
}

SerializedEngine Road::build_plan(const std::string& model, const std::string& path)
{
    stage_ = Outcome::RefusedByParser;
    const trts_logger_callbacks log = logger();
    const auto builder = created<Builder>(trts_builder_create, library_, &log);
    const auto network = created<Network>(trts_builder_create_network_v2, builder.get(), 0U);
    const auto parser = created<OnnxParser>(trts_onnx_parser_create, network.get());
    const trts_status parsed =
        trts_onnx_parser_parse(parser.get(), model.data(), static_cast<std::int64_t>(model.size()), path.c_str());
    if (parsed != TRTS_OK)
    {
        const char* message = "";
        std::int32_t code = 0;
        (void)!trts_error_get_last(&message, &code);
        const Refusal refusal{parsed, message};
        read_errors(parser.get());
        throw refusal;
    }
    read_layers(network.get());

    stage_ = Outcome::RefusedAtBuild;
    const trts_progress_monitor_callbacks callbacks{Monitor::start, Monitor::step, Monitor::finish, nullptr,
                                                     &is_cancelled_};
    const auto monitor = created<ProgressMonitor>(trts_progress_monitor_create, library_, &callbacks);
    const auto config = created<BuilderConfig>(trts_builder_create_builder_config, builder.get());
    require(trts_builder_config_set_progress_monitor(config.get(), monitor.get()));
    require(trts_builder_config_set_profiling_verbosity(config.get(), TRTS_PROFILING_VERBOSITY_DETAILED));
    add_profile(builder.get(), network.get(), config.get());
    return created<SerializedEngine>(trts_builder_build_serialized_network, builder.get(), network.get(), config.get());
}

void Road::run_plan(const void* plan, std::int64_t size, bool is_asynchronous)
{
    stage_ = Outcome::RefusedAtLoad;
    const trts_logger_callbacks log = logger();
    const auto runtime = created<Runtime>(trts_runtime_create, library_, &log);
    const auto engine = created<Engine>(trts_runtime_deserialize_cuda_engine, runtime.get(), plan, size);

    stage_ = Outcome::RefusedToRun;
    const auto inspector = created<EngineInspector>(trts_engine_create_engine_inspector, engine.get());
    const char* text = nullptr;
    require(trts_engine_inspector_get_engine_information(inspector.get(), TRTS_LAYER_INFORMATION_FORMAT_JSON, &text));
    logged_characters.fetch_add(std::char_traits<char>::length(text));
    const auto context = created<Context>(trts_engine_create_execution_context, engine.get(), 0);
    const Tensors tensors(library_, engine.get(), context.get());
    {
        const std::lock_guard lock(running_mutex_);
        running_ = context.get();
    }
    struct Forget
    {
        Road& road;
        ~Forget()
        {
            const std::lock_guard lock(road.running_mutex_);
            road.running_ = nullptr;
        }
    };
    const Forget forget{*this};
    enqueue(context.get(), is_asynchronous);
}

void Road::enqueue(trts_context* context, bool is_asynchronous)
{
    if (!is_asynchronous)
    {
        require(trts_context_enqueue_v3(context, nullptr));
        return;
    }
    const auto stream = created<Stream>(trts_stream_create, library_);
    void* native = nullptr;
    require(trts_stream_get_native(stream.get(), &native));
    require(trts_context_enqueue_v3(context, native));
    require(trts_stream_synchronize(stream.get()));
}

} // namespace mutants
