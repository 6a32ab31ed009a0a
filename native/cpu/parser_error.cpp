#include "cpu/parser_error.h"

#include "cpu/ort_api.h"
#include "cpu/ort_text.h"

namespace trts::cpu
{
namespace
{

ParserErrorCode code_of(onnx::ProblemCode code) noexcept
{
    switch (code)
    {
    case onnx::ProblemCode::NotAModel:
        return ParserErrorCode::ModelDeserializeFailed;
    case onnx::ProblemCode::IrVersion:
    case onnx::ProblemCode::OpsetVersion:
    case onnx::ProblemCode::UnknownRank:
        return ParserErrorCode::UnsupportedGraph;
    case onnx::ProblemCode::NoOutputs:
    case onnx::ProblemCode::OutputNotProduced:
    case onnx::ProblemCode::InvalidName:
    case onnx::ProblemCode::DuplicateTensor:
    case onnx::ProblemCode::DuplicateNode:
    case onnx::ProblemCode::DuplicateFunction:
    case onnx::ProblemCode::MissingInput:
    case onnx::ProblemCode::Cycle:
    case onnx::ProblemCode::RecursiveFunction:
        return ParserErrorCode::InvalidGraph;
    case onnx::ProblemCode::UnsupportedType:
        return ParserErrorCode::UnsupportedNodeDatatype;
    case onnx::ProblemCode::InvalidShape:
    case onnx::ProblemCode::TensorData:
    case onnx::ProblemCode::ExternalData:
        return ParserErrorCode::InvalidValue;
    case onnx::ProblemCode::UnknownOperator:
        return ParserErrorCode::UnsupportedNode;
    case onnx::ProblemCode::InvalidAttribute:
        return ParserErrorCode::InvalidNode;
    }
    return ParserErrorCode::InternalError;
}

bool contains(std::string_view text, std::string_view part)
{
    return text.find(part) != std::string_view::npos;
}

/// ONNX Runtime's codes are coarse: a good half of all problems is a plain failure.
ParserErrorCode code_of(std::string_view text, std::int32_t ort_code, bool blames_node)
{
    if (static_cast<ort::ErrorCode>(ort_code) == ort::ErrorCode::NotImplemented || contains(text, "No Op registered") ||
        contains(text, "is not a registered function/op"))
    {
        return ParserErrorCode::UnsupportedNode;
    }
    if (static_cast<ort::ErrorCode>(ort_code) == ort::ErrorCode::InvalidProtobuf)
    {
        return ParserErrorCode::ModelDeserializeFailed;
    }
    return blames_node ? ParserErrorCode::InvalidNode : ParserErrorCode::InvalidGraph;
}

/// The node's place in the main graph; -1 where it is elsewhere, or where several could be meant.
std::int32_t index_of(const onnx::Graph& graph, const BlamedNode& blamed)
{
    std::int32_t found = -1;
    for (std::size_t i = 0; i < graph.nodes.size(); ++i)
    {
        const onnx::Node& node = graph.nodes[i];
        const bool matches = blamed.name.empty() ? node.op_type == blamed.op_type : node.name == blamed.name;
        if (matches && found != -1)
        {
            return -1;
        }
        found = matches ? static_cast<std::int32_t>(i) : found;
    }
    return found;
}

} // namespace

ParserError::ParserError(const onnx::Problem& problem)
    : code_(code_of(problem.code)), description_(problem.message), node_index_(problem.node_index),
      node_name_(problem.node_name), op_type_(problem.op_type)
{
}

ParserError::ParserError(const onnx::Model& model, std::string text, std::int32_t ort_code)
    : code_(ParserErrorCode::InternalError), description_(std::move(text))
{
    const BlamedNode blamed = blamed_node(description_);
    const bool blames_node = !blamed.name.empty() || !blamed.op_type.empty();
    code_ = code_of(description_, ort_code, blames_node);
    if (!blames_node)
    {
        return;
    }
    node_index_ = index_of(model.graph, blamed);
    node_name_ = blamed.name;
    op_type_ = blamed.op_type;
    if (node_index_ >= 0)
    {
        const onnx::Node& node = model.graph.nodes[static_cast<std::size_t>(node_index_)];
        node_name_ = node.name;
        op_type_ = node.op_type;
    }
}

} // namespace trts::cpu
