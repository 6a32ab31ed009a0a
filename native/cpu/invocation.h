// One enqueue, ready to run: shapes, addresses and allocators as they were, and ONNX Runtime's view of the memory. It
// is made once and run as often as nothing changes.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "cpu/buffer.h"
#include "cpu/engine_state.h"
#include "cpu/output_allocator.h"

namespace trts::cpu
{

/// Where a tensor lives.
struct Binding
{
    void* address = nullptr;
    bool is_in_buffer = false;                  // of this backend's own
    std::weak_ptr<Memory> memory;               // that buffer's
    std::shared_ptr<OutputAllocator> allocator; // outputs only
};

class Invocation final
{
  public:
    struct Output
    {
        const IoTensor* tensor = nullptr;
        std::optional<Shape> shape; // nothing: known only after the run
        std::int64_t byte_size = 0; // where the shape is known
        void* address = nullptr;
        std::shared_ptr<OutputAllocator> allocator;
        OrtOwned<OrtValue> value; // over the memory at `address`; with an allocator, over what it gave last
        void* value_address = nullptr;
    };

    explicit Invocation(std::shared_ptr<const EngineState> engine);

    /// Throws Error(TRTS_INVALID_STATE), naming the tensor, where its memory is missing or too small.
    void add_input(const IoTensor& tensor, const Shape& shape, const Binding& binding);
    void add_output(const IoTensor& tensor, const std::optional<Shape>& shape, const Binding& binding);

    const EngineState& engine() const noexcept { return *engine_; }
    const std::vector<const char*>& input_names() const noexcept { return input_names_; }
    const std::vector<const OrtValue*>& inputs() const noexcept { return inputs_; }
    const std::vector<const char*>& output_names() const noexcept { return output_names_; }
    std::vector<Output>& outputs() noexcept { return outputs_; }

    /// ONNX Runtime's view of an output's memory; only one thread at a time may run an invocation.
    OrtValue* output_value(Output& output, void* address) const;

    /// Adds the buffers that tensors live in; throws Error(TRTS_INVALID_STATE) where one is gone.
    void hold_buffers(std::vector<std::shared_ptr<Memory>>& held) const;

  private:
    struct BoundBuffer
    {
        const IoTensor* tensor;
        std::weak_ptr<Memory> memory;
    };

    OrtOwned<OrtValue> make_value(const IoTensor& tensor, const Shape& shape, void* address) const;
    std::int64_t require_byte_size(const IoTensor& tensor, const Shape& shape) const;
    void bind(const IoTensor& tensor, const Binding& binding, std::int64_t byte_size);

    std::shared_ptr<const EngineState> engine_;
    std::vector<const char*> input_names_;
    std::vector<const OrtValue*> inputs_;
    std::vector<OrtOwned<OrtValue>> input_values_;
    std::vector<const char*> output_names_;
    std::vector<Output> outputs_;
    std::vector<BoundBuffer> buffers_;
};

} // namespace trts::cpu
