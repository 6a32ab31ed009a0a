#include "cpu/parser_error.h"

#include "cpu/ort_api.h"
#include "cpu/ort_text.h"

namespace trts::cpu
{
namespace
{

using onnx::ParserErrorCode;

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

onnx::ParserError parser_error_of(const onnx::Model& model, const std::string& text, std::int32_t ort_code)
{
    const BlamedNode blamed = blamed_node(text);
    const bool blames_node = !blamed.name.empty() || !blamed.op_type.empty();
    onnx::ParserError error(code_of(text, ort_code, blames_node), text);
    if (!blames_node)
    {
        return error;
    }
    const std::int32_t index = index_of(model.graph, blamed);
    error.blame(index, blamed.name, blamed.op_type);
    if (index >= 0)
    {
        const onnx::Node& node = model.graph.nodes[static_cast<std::size_t>(index)];
        error.blame(index, node.name, node.op_type);
    }
    return error;
}

} // namespace trts::cpu
