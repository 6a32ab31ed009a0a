// What an engine is made of, shared by its contexts and by work in flight: it lives as long as any of them.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "cpu/library.h"
#include "cpu/log.h"
#include "cpu/output_inference.h"
#include "cpu/plan.h"
#include "cpu/plugins/plugin_operators.h"
#include "cpu/session.h"

namespace trts::cpu
{

inline constexpr std::int32_t highest_optimization_level = 5;

ort::OptimizationLevel ort_level_of(std::int32_t optimization_level) noexcept;

/// Each output's shape, with -1 for dimensions that depend on data; nothing where even the rank does.
using OutputShapes = std::vector<std::optional<Shape>>;

/// Any thread; nothing changes but the cache of inferred shapes.
class EngineState final
{
  public:
    /// `threads` of 0 leaves their number to ONNX Runtime. Throws Error(TRTS_LOAD_FAILED).
    EngineState(const Library& library, std::shared_ptr<const Log> log, Plan plan, std::int32_t threads);

    const Library& library() const noexcept { return library_; }
    const Log& log() const noexcept { return *log_; }
    const Plan& plan() const noexcept { return plan_; }
    const PlanHeader& header() const noexcept { return plan_.header; }
    OrtSession* session() const noexcept { return session_.get(); }
    const std::vector<OwnedPlugin>& plugins() const noexcept { return plugins_; }
    const std::shared_ptr<PluginOperators>& plugin_operators() const noexcept { return plugin_operators_; }

    const std::vector<IoTensor>& tensors() const noexcept { return plan_.header.tensors; } // inputs first
    std::size_t input_count() const noexcept { return input_count_; }
    std::size_t output_count() const noexcept { return tensors().size() - input_count_; }

    /// Index of the tensor; throws TRTS_INVALID_ARGUMENT naming those that there are.
    std::size_t require_tensor(const char* name) const;
    std::size_t require_input(const char* name) const;
    std::size_t require_output(const char* name) const;

    /// The names of dynamic input dimensions; each stands for one value.
    const std::vector<std::string>& symbols() const noexcept { return symbols_; }

    /// Which symbol an input's dimension is; nothing where it is fixed.
    std::optional<std::size_t> symbol_of(std::size_t input, std::size_t axis) const;

    /// An input's shape with values of all symbols; an output's, as far as it follows from them alone.
    Shape substitute(const IoTensor& tensor, const std::vector<std::int64_t>& symbol_values) const;

    /// The outputs' shapes for values of all symbols.
    OutputShapes output_shapes(const std::vector<std::int64_t>& symbol_values) const;

  private:
    void check_model() const;
    std::optional<std::size_t> find_symbol(std::string_view name) const;
    std::shared_ptr<const OutputShapes> inferred(const std::vector<std::int64_t>& symbol_values) const;

    const Library& library_;
    std::shared_ptr<const Log> log_;
    Plan plan_;
    std::size_t input_count_ = 0;
    std::unordered_map<std::string_view, std::size_t> by_name_;
    std::vector<std::string> symbols_;
    std::vector<OwnedPlugin> plugins_;
    std::shared_ptr<PluginOperators> plugin_operators_; // null: there are no plugins
    Session session_;

    mutable std::mutex inference_mutex_;
    mutable std::unique_ptr<const OutputInference> inference_;                               // made when first needed
    mutable std::map<std::vector<std::int64_t>, std::shared_ptr<const OutputShapes>> cache_; // by symbol values
};

/// A model's outputs as a plan states them: as inferred, completed by dimensions that `declared` gives a value.
/// Throws Error(failure) for an output that TensorRT has no type for.
std::vector<IoTensor> outputs_of(const std::vector<TensorType>& inferred, const std::vector<TensorType>& declared,
                                 trts_status failure);

} // namespace trts::cpu
