#include "core/onnx/parser_error.h"

namespace trts::onnx
{
namespace
{

ParserErrorCode code_of(ProblemCode code) noexcept
{
    switch (code)
    {
    case ProblemCode::NotAModel:
        return ParserErrorCode::ModelDeserializeFailed;
    case ProblemCode::IrVersion:
    case ProblemCode::OpsetVersion:
    case ProblemCode::UnknownRank:
        return ParserErrorCode::UnsupportedGraph;
    case ProblemCode::NoOutputs:
    case ProblemCode::OutputNotProduced:
    case ProblemCode::InvalidName:
    case ProblemCode::DuplicateTensor:
    case ProblemCode::DuplicateNode:
    case ProblemCode::DuplicateFunction:
    case ProblemCode::MissingInput:
    case ProblemCode::Cycle:
    case ProblemCode::RecursiveFunction:
        return ParserErrorCode::InvalidGraph;
    case ProblemCode::UnsupportedType:
        return ParserErrorCode::UnsupportedNodeDatatype;
    case ProblemCode::InvalidShape:
    case ProblemCode::TensorData:
    case ProblemCode::ExternalData:
        return ParserErrorCode::InvalidValue;
    case ProblemCode::UnknownOperator:
        return ParserErrorCode::UnsupportedNode;
    case ProblemCode::InvalidAttribute:
        return ParserErrorCode::InvalidNode;
    }
    return ParserErrorCode::InternalError;
}

bool is_given(const char* path) noexcept
{
    return path != nullptr && *path != '\0';
}

} // namespace

ParserError::ParserError(const Problem& problem) : code_(code_of(problem.code)), description_(problem.message)
{
    blame(problem.node_index, problem.node_name, problem.op_type);
}

void ParserError::blame(std::int32_t node_index, std::string_view node_name, std::string_view op_type)
{
    node_index_ = node_index;
    node_name_ = node_name;
    op_type_ = op_type;
}

std::string model_text(const char* model_path)
{
    return is_given(model_path) ? std::string("model '") + model_path + "'" : "the model";
}

std::filesystem::path model_folder(const char* model_path)
{
    return is_given(model_path) ? std::filesystem::absolute(std::filesystem::u8path(model_path)).parent_path()
                                : std::filesystem::path();
}

std::string refusal_text(const std::string& what, const std::vector<ParserError>& errors)
{
    if (errors.size() == 1)
    {
        return what + " cannot be used: " + errors.front().desc();
    }
    std::string text = what + " cannot be used: " + std::to_string(errors.size()) + " problems";
    for (const ParserError& error : errors)
    {
        text += std::string("\n  ") + error.desc();
    }
    return text;
}

} // namespace trts::onnx
