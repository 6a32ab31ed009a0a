// What a parser found wrong.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/objects.h"
#include "tables.g.h"

namespace trts::doubles
{

namespace onnx = nv::nvonnxparser;

class ParserError final : public ParserErrorTable
{
  public:
    ParserError(onnx::ErrorCode code, std::string description, int line, const char* function, int node,
                std::string node_name, std::string node_operator)
        : code_(code), description_(std::move(description)), line_(line), function_(function), node_(node),
          node_name_(std::move(node_name)), node_operator_(std::move(node_operator))
    {
    }

  protected:
    onnx::ErrorCode do_code() const override { return code_; }
    const char* do_desc() const override { return description_.c_str(); }
    const char* do_file() const override { return "parser.cpp"; }
    int32_t do_line() const override { return line_; }
    const char* do_func() const override { return function_; }
    int32_t do_node() const override { return node_; }
    const char* do_nodeName() const override { return node_name_.c_str(); }
    const char* do_nodeOperator() const override { return node_operator_.c_str(); }
    const char* const* do_localFunctionStack() const override { return nullptr; }
    int32_t do_localFunctionStackSize() const override { return 0; }

  private:
    onnx::ErrorCode code_;
    std::string description_;
    int line_;
    const char* function_;
    int node_;
    std::string node_name_;
    std::string node_operator_;
    Live live_{"IParserError", static_cast<onnx::IParserError*>(this)};
};

/// Errors, each of them logged to the logger that the parser was given.
class ParserErrors
{
  public:
    explicit ParserErrors(ILogger* logger) : logger_(logger) {}

    /// @return false, for whoever gives up with it
    bool add(onnx::ErrorCode code, const std::string& description, int line, const char* function, int node = -1,
             const std::string& node_name = "", const std::string& node_operator = "")
    {
        errors_.push_back(
            std::make_unique<ParserError>(code, description, line, function, node, node_name, node_operator));
        const std::string text =
            "ModelImporter: [" + std::to_string(static_cast<int>(code)) + "] " + description +
            (node < 0 ? "" : " (node " + std::to_string(node) + ", " + node_name + ", " + node_operator + ")");
        logger_->log(ILogger::Severity::kERROR, text.c_str());
        return false;
    }

    int32_t count() const { return static_cast<int32_t>(errors_.size()); }

    const onnx::IParserError* at(int32_t index) const
    {
        return index < 0 || index >= count() ? nullptr : errors_[static_cast<std::size_t>(index)].get();
    }

    void clear() { errors_.clear(); }

  private:
    ILogger* logger_;
    std::vector<std::unique_ptr<ParserError>> errors_;
};

} // namespace trts::doubles
