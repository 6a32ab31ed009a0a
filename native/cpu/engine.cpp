#include "cpu/engine.h"

#include "core/dispatch/entry.h"
#include "core/error.h"
#include "cpu/context.h"
#include "cpu/engine_inspector.h"
#include "cpu/optimization_profile.h"

namespace trts::cpu
{
namespace
{

enum : std::int32_t
{
    io_mode_input = 1,
    io_mode_output = 2,
    location_device = 0,
    strategy_user_managed = 2,
};

} // namespace

const char* Engine::get_io_tensor_name(std::int32_t index) const
{
    if (index < 0 || index >= get_nb_io_tensors())
    {
        throw Error(TRTS_INVALID_ARGUMENT, "the engine has no input or output tensor " + std::to_string(index) +
                                               "; it has " + std::to_string(get_nb_io_tensors()));
    }
    return state_->tensors()[static_cast<std::size_t>(index)].name.c_str();
}

trts_dims Engine::get_tensor_shape(const char* tensor_name) const
{
    const IoTensor& found = tensor(tensor_name);
    return found.shape ? dims_of(*found.shape) : unknown_dims();
}

std::int32_t Engine::get_tensor_data_type(const char* tensor_name) const
{
    return static_cast<std::int32_t>(tensor(tensor_name).type);
}

std::int32_t Engine::get_tensor_io_mode(const char* tensor_name) const
{
    return tensor(tensor_name).is_input ? io_mode_input : io_mode_output;
}

std::int32_t Engine::get_tensor_location(const char* tensor_name) const
{
    (void)tensor(tensor_name);
    return location_device; // a buffer of this backend is its device memory
}

bool Engine::is_shape_inference_io(const char* tensor_name) const
{
    (void)tensor(tensor_name);
    return false; // shapes that depend on an input's values are found out by running
}

trts_dims Engine::get_profile_shape(const char* tensor_name, std::int32_t profile_index, std::int32_t select) const
{
    const std::size_t input = state_->require_input(tensor_name);
    const Selector selector = selector_of(select);
    if (profile_index < 0 || profile_index >= get_nb_optimization_profiles())
    {
        throw Error(TRTS_INVALID_ARGUMENT, "the engine has no optimization profile " + std::to_string(profile_index) +
                                               "; it has " + std::to_string(get_nb_optimization_profiles()));
    }
    return dims_of(state_->header().profiles[static_cast<std::size_t>(profile_index)][input].get(selector));
}

std::int32_t Engine::get_nb_optimization_profiles() const noexcept
{
    return static_cast<std::int32_t>(state_->header().profiles.size());
}

std::int32_t Engine::get_tensor_bytes_per_component(const char* tensor_name) const
{
    return static_cast<std::int32_t>(*byte_size(tensor(tensor_name).type, 1));
}

Context* Engine::create_execution_context(std::int32_t strategy)
{
    if (strategy < 0 || strategy > strategy_user_managed)
    {
        throw Error(TRTS_INVALID_ARGUMENT, "there is no allocation strategy " + std::to_string(strategy) +
                                               "; there are 0 (static), 1 (on profile change), 2 (user managed)");
    }
    if (strategy == strategy_user_managed)
    {
        throw Error(TRTS_NOT_SUPPORTED, "allocation strategy 2 (user managed) is not supported by backend cpu: ONNX "
                                        "Runtime allocates its own working memory");
    }
    Context* context = Context::create(state_);
    context->inherit_recorder(*this);
    return context;
}

EngineInspector* Engine::create_engine_inspector()
{
    auto inspector = std::make_unique<EngineInspector>(state_);
    inspector->inherit_recorder(*this);
    return inspector.release();
}

void fill_engine_entries(trts_api_table& table)
{
    table.engine_get_nb_io_tensors = entry<&Engine::get_nb_io_tensors>;
    table.engine_get_io_tensor_name = entry<&Engine::get_io_tensor_name>;
    table.engine_get_tensor_shape = entry<&Engine::get_tensor_shape>;
    table.engine_get_tensor_data_type = entry<&Engine::get_tensor_data_type>;
    table.engine_get_tensor_io_mode = entry<&Engine::get_tensor_io_mode>;
    table.engine_get_tensor_location = entry<&Engine::get_tensor_location>;
    table.engine_is_shape_inference_io = entry<&Engine::is_shape_inference_io>;
    table.engine_get_profile_shape = entry<&Engine::get_profile_shape>;
    table.engine_get_nb_optimization_profiles = entry<&Engine::get_nb_optimization_profiles>;
    table.engine_get_nb_layers = entry<&Engine::get_nb_layers>;
    table.engine_get_name = entry<&Engine::get_name>;
    table.engine_get_device_memory_size_v2 = entry<&Engine::get_device_memory_size_v2>;
    table.engine_get_tensor_bytes_per_component = entry<&Engine::get_tensor_bytes_per_component>;
    table.engine_create_execution_context = entry<&Engine::create_execution_context>;
    table.engine_create_engine_inspector = entry<&Engine::create_engine_inspector>;
    table.engine_get_profiling_verbosity = entry<&Engine::get_profiling_verbosity>;
    table.engine_set_error_recorder = entry<&set_recorder<Engine>>;
    table.engine_get_error_recorder = entry<&get_recorder<Engine>>;
    table.engine_serialize = entry<&Engine::serialize>;
    table.engine_destroy = destroy_entry<Engine>;
}

} // namespace trts::cpu
