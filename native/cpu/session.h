// A model loaded by ONNX Runtime, and what it says about its inputs and outputs.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/onnx/types.h"
#include "cpu/log.h"
#include "cpu/ort.h"
#include "cpu/shape.h"

namespace trts::cpu
{

class PluginOperators;

struct SessionSettings
{
    ort::OptimizationLevel optimization = ort::OptimizationLevel::None;
    std::int32_t threads = 0;                                           // 0: ONNX Runtime's own choice
    std::shared_ptr<const Log> log;                                     // null: no lines
    std::vector<std::pair<std::string, std::int64_t>> fixed_dimensions; // by symbol

    std::shared_ptr<PluginOperators> plugins;                           // null: the model has none

    trts_status failure = TRTS_INTERNAL_ERROR; // of the error thrown when there can be no such session
    const char* what = "";                     // begins its text
};

/// An input or output, as inferred.
struct TensorType
{
    std::string name;
    bool is_tensor = false; // else: a sequence, an optional, …; nothing below is set
    onnx::ElementType element_type = onnx::ElementType::Undefined;
    std::optional<Shape> shape;       // nothing: the rank is unknown
    std::vector<std::string> symbols; // of each dimension; empty where it has none
};

/// Run may be called by several threads at once.
class Session final
{
  public:
    Session(const Ort& ort, std::string_view model, const SessionSettings& settings);

    OrtSession* get() const noexcept { return session_.get(); }
    std::vector<TensorType> inputs() const;
    std::vector<TensorType> outputs() const;

  private:
    using CountFunction = decltype(ort::Api::SessionGetInputCount);
    using NameFunction = decltype(ort::Api::SessionGetInputName);
    using TypeFunction = decltype(ort::Api::SessionGetInputTypeInfo);

    std::vector<TensorType> read(CountFunction count, NameFunction name, TypeFunction type) const;

    const Ort& ort_;
    std::shared_ptr<const Log> log_; // ONNX Runtime holds pointers to both
    std::shared_ptr<PluginOperators> plugins_;
    OrtOwned<OrtSession> session_;
};

} // namespace trts::cpu
