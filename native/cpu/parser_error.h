// IParserError: one problem of a model.
#pragma once

#include <cstdint>
#include <string>

#include "core/onnx/checks.h"

namespace trts::cpu
{

/// nvonnxparser::ErrorCode.
enum class ParserErrorCode : std::int32_t
{
    InternalError = 1,
    ModelDeserializeFailed = 3,
    InvalidValue = 4,
    InvalidGraph = 5,
    InvalidNode = 6,
    UnsupportedGraph = 7,
    UnsupportedNode = 8,
    UnsupportedNodeDatatype = 11,
};

class ParserError final
{
  public:
    ParserError(ParserErrorCode code, std::string description) : code_(code), description_(std::move(description)) {}
    explicit ParserError(const onnx::Problem& problem);

    /// What ONNX Runtime had to say about a model that passed every check of ours.
    ParserError(const onnx::Model& model, std::string text, std::int32_t ort_code);

    std::int32_t code() const noexcept { return static_cast<std::int32_t>(code_); }
    const char* desc() const noexcept { return description_.c_str(); }
    const char* file() const noexcept { return ""; } // the parser's own source, in TensorRT; of no use to a reader
    std::int32_t line() const noexcept { return 0; }
    const char* func() const noexcept { return ""; }
    std::int32_t node() const noexcept { return node_index_; }
    const char* node_name() const noexcept { return node_name_.c_str(); }
    const char* node_operator() const noexcept { return op_type_.c_str(); }

  private:
    ParserErrorCode code_;
    std::string description_;
    std::int32_t node_index_ = -1;
    std::string node_name_;
    std::string op_type_;
};

} // namespace trts::cpu
