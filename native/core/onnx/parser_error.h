// IParserError of a parser that is ours: one problem of a model.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/onnx/checks.h"

namespace trts::onnx
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
    explicit ParserError(const Problem& problem);

    /// The node's place in the main graph, or -1; its name and operator, where they are known.
    void blame(std::int32_t node_index, std::string_view node_name, std::string_view op_type);

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

/// "model 'x.onnx'", or "the model" where it came as bytes alone.
std::string model_text(const char* model_path);

/// Where a model's external data lies; empty when it did not come from a file.
std::filesystem::path model_folder(const char* model_path);

/// "WHAT cannot be used: …", with every problem on a line of its own where there are several.
std::string refusal_text(const std::string& what, const std::vector<ParserError>& errors);

} // namespace trts::onnx
