// ICudaEngine: a loaded plan.
#pragma once

#include <cstdint>
#include <memory>

#include "cpu/engine_state.h"
#include "cpu/host_memory.h"
#include "cpu/recorded.h"

namespace trts::cpu
{

class Context;
class EngineInspector;

/// Any thread.
class Engine final : public Recorded
{
  public:
    explicit Engine(std::shared_ptr<const EngineState> state) noexcept : state_(std::move(state)) {}

    std::int32_t get_nb_io_tensors() const noexcept { return static_cast<std::int32_t>(state_->tensors().size()); }
    const char* get_io_tensor_name(std::int32_t index) const;
    trts_dims get_tensor_shape(const char* tensor_name) const;
    std::int32_t get_tensor_data_type(const char* tensor_name) const;
    std::int32_t get_tensor_io_mode(const char* tensor_name) const;
    std::int32_t get_tensor_location(const char* tensor_name) const;
    bool is_shape_inference_io(const char* tensor_name) const;
    trts_dims get_profile_shape(const char* tensor_name, std::int32_t profile_index, std::int32_t select) const;
    std::int32_t get_nb_optimization_profiles() const noexcept;
    std::int32_t get_nb_layers() const noexcept { return state_->header().layer_count; }
    const char* get_name() const noexcept { return state_->header().network_name.c_str(); }
    std::int64_t get_device_memory_size_v2() const noexcept { return 0; } // ONNX Runtime allocates for itself
    std::int32_t get_tensor_bytes_per_component(const char* tensor_name) const;
    Context* create_execution_context(std::int32_t strategy);
    EngineInspector* create_engine_inspector();
    std::int32_t get_profiling_verbosity() const noexcept { return state_->header().profiling_verbosity; }
    HostMemory* serialize() const { return new HostMemory(state_->plan().bytes); }

  private:
    const IoTensor& tensor(const char* name) const { return state_->tensors()[state_->require_tensor(name)]; }

    std::shared_ptr<const EngineState> state_;
};

} // namespace trts::cpu
