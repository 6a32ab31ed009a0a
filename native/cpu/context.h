// IExecutionContext: shapes, memory and profile of one inference at a time.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "cpu/engine_state.h"
#include "cpu/invocation.h"
#include "cpu/output_allocator.h"
#include "cpu/recorded.h"
#include "cpu/runner.h"
#include "cpu/shared_native.h"

namespace trts::cpu
{

/// One thread at a time, but cancel(): any thread. A second enqueue while one runs is refused.
class Context final : public SharedNative<Context>, public Recorded
{
  public:
    explicit Context(std::shared_ptr<const EngineState> engine);

    void set_input_shape(const char* tensor_name, const trts_dims* dims);
    trts_dims get_tensor_shape(const char* tensor_name);
    trts_dims get_tensor_strides(const char* tensor_name);
    void set_tensor_address(const char* tensor_name, void* data);
    const void* get_tensor_address(const char* tensor_name);
    void set_input_tensor_address(const char* tensor_name, const void* data);
    void set_output_tensor_address(const char* tensor_name, void* data);
    bool all_input_dimensions_specified();
    std::int32_t infer_shapes(std::int32_t nb_max_names, const char** tensor_names);
    void set_optimization_profile_async(std::int32_t profile_index, void* stream);
    std::int32_t get_optimization_profile();
    void enqueue_v3(void* stream);
    void set_name(const char* name);
    const char* get_name();
    void set_output_allocator(const char* tensor_name, OutputAllocator* allocator);
    std::int64_t get_max_output_size(const char* tensor_name);
    void cancel() noexcept { runner_->cancel(); }

    const EngineState& engine() const noexcept { return *engine_; }

    /// The values of dynamic dimensions; nothing while some are not set.
    std::optional<std::vector<std::int64_t>> known_symbol_values();

  private:
    void select_profile(std::size_t profile_index);
    void set_address(std::size_t tensor, void* data);
    std::optional<Shape> current_shape(std::size_t tensor);
    const OutputShapes& output_shapes();
    std::vector<std::int64_t> symbol_values() const;
    std::shared_ptr<Invocation> prepare();
    void require_fits_profile(std::size_t input, const Shape& shape) const;

    std::shared_ptr<const EngineState> engine_;
    std::shared_ptr<Runner> runner_;

    std::mutex mutex_; // all below: a misuse from two threads must not crash
    std::string name_;
    std::size_t profile_ = 0;
    std::vector<Shape> input_shapes_; // -1 where not set yet
    std::vector<Binding> bindings_;   // of all tensors
    std::optional<OutputShapes> output_shapes_;
    std::shared_ptr<Invocation> invocation_; // null after a change
};

} // namespace trts::cpu
