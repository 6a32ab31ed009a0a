// IEngineInspector: what an engine consists of, as text.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/onnx/model.h"
#include "cpu/context.h"
#include "cpu/engine_state.h"
#include "cpu/recorded.h"

namespace trts::cpu
{

/// One thread at a time. An engine's layers are the nodes of its model's main graph; how much is told of them is the
/// profiling verbosity that the engine was built with.
class EngineInspector final : public Recorded
{
  public:
    explicit EngineInspector(std::shared_ptr<const EngineState> engine);

    /// Null: none. Once a context has all its input shapes, they take the place of dynamic dimensions.
    void set_execution_context(Context* context);
    Context* get_execution_context() const { return context_.lock().get(); } // null where it was destroyed

    /// Valid until the next call.
    const char* get_layer_information(std::int32_t layer_index, std::int32_t format);
    const char* get_engine_information(std::int32_t format);

  private:
    using Types = std::unordered_map<std::string, TensorType>;

    std::string layer_text(std::size_t index, bool is_json, const Types& types) const;
    Types types() const;

    std::shared_ptr<const EngineState> engine_;
    onnx::Model model_; // of engine_'s plan
    std::weak_ptr<Context> context_;
    std::string text_;
};

} // namespace trts::cpu
