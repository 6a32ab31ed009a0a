#include "core/onnx/checks.h"

#include <string>

#include "core/onnx/check_graph.h"
#include "core/onnx/check_operators.h"
#include "core/onnx/check_report.h"
#include "core/onnx/text.h"

namespace trts::onnx
{

namespace
{

const char* kind_text(ValueKind kind) noexcept
{
    switch (kind)
    {
    case ValueKind::Tensor:
        return "a tensor";
    case ValueKind::SparseTensor:
        return "a sparse tensor";
    case ValueKind::Sequence:
        return "a sequence";
    case ValueKind::Map:
        return "a map";
    case ValueKind::Optional:
        return "an optional value";
    case ValueKind::Opaque:
        return "an opaque value";
    case ValueKind::None:
        break;
    }
    return "of no type";
}

/// What a graph input and a graph output have in common.
void check_interface_value(const ValueInfo& value, const std::string& subject, const Support& support, Report& report)
{
    const auto add = [&](ProblemCode code, const std::string& text) {
        report.add(code, {}, subject + " " + text, value.name);
    };

    if (!is_plain_utf8(value.name))
    {
        add(ProblemCode::InvalidName, "is not named in UTF-8 text");
    }
    const bool type_is_left_out = value.kind == ValueKind::None ||
                                  (value.kind == ValueKind::Tensor && value.element_type == ElementType::Undefined);
    if (value.kind != ValueKind::Tensor && value.kind != ValueKind::None)
    {
        add(ProblemCode::UnsupportedType, std::string("is ") + kind_text(value.kind) + "; expected a tensor");
    }
    else if (!type_is_left_out && !support.io_types.contains(value.element_type))
    {
        add(ProblemCode::UnsupportedType,
            "has the element type " + name_of(value.element_type) + ", which this backend does not take");
    }
    if (value.dims.size() > static_cast<std::size_t>(support.max_rank))
    {
        add(ProblemCode::InvalidShape, "has " + std::to_string(value.dims.size()) + " dimensions; at most " +
                                           std::to_string(support.max_rank) + " are supported");
    }
    for (std::size_t axis = 0; axis < value.dims.size(); ++axis)
    {
        if (!support.takes_negative_dimensions && value.dims[axis].value.value_or(0) < 0)
        {
            add(ProblemCode::InvalidShape, "has the negative dimension " + std::to_string(*value.dims[axis].value) +
                                               " at axis " + std::to_string(axis) +
                                               "; expected a symbol, for instance 'N', for a dimension that varies");
        }
    }
}

void check_input(const ValueInfo& input, const Support& support, Report& report)
{
    if (input.name.empty())
    {
        report.add(ProblemCode::InvalidName, {}, "a graph input has no name");
    }
    const std::string subject = "graph input " + quoted(input.name);
    check_interface_value(input, subject, support, report);
    if (input.kind == ValueKind::None ||
        (input.kind == ValueKind::Tensor && input.element_type == ElementType::Undefined))
    {
        report.add(ProblemCode::UnsupportedType, {}, subject + " has no element type; expected one", input.name);
    }
    else if (input.kind == ValueKind::Tensor && !input.has_shape)
    {
        report.add(ProblemCode::UnknownRank, {},
                   subject +
                       " has no shape, so its number of dimensions is unknown; give it a shape, with a symbol for "
                       "each dimension that varies",
                   input.name);
    }
}

/// Whether there is a graph to look at.
bool check_header(const Model& model, const Support& support, Report& report)
{
    if (model.bytes.empty())
    {
        report.add(ProblemCode::NotAModel, {}, "the model is empty: 0 bytes; expected an ONNX model");
        return false;
    }
    if (model.ir_version == 0 && !model.has_graph)
    {
        report.add(ProblemCode::NotAModel, {},
                   "this is no ONNX model: it has neither an IR version nor a graph; expected an ONNX file");
        return false;
    }
    if (model.ir_version == 0)
    {
        report.add(ProblemCode::NotAModel, {}, "the model gives no IR version; expected ir_version");
    }
    else if (model.ir_version < support.min_ir_version || model.ir_version > support.max_ir_version)
    {
        report.add(ProblemCode::IrVersion, {},
                   "the model has IR version " + std::to_string(model.ir_version) + ": this backend takes " +
                       std::to_string(support.min_ir_version) + " to " + std::to_string(support.max_ir_version) +
                       "; export it with an ONNX release of that range");
    }
    if (!model.has_graph)
    {
        report.add(ProblemCode::NotAModel, {}, "the model has no graph");
    }
    return model.has_graph;
}

} // namespace

const char* name_of(ProblemCode code) noexcept
{
    switch (code)
    {
    case ProblemCode::NotAModel:
        return "NOT_A_MODEL";
    case ProblemCode::IrVersion:
        return "IR_VERSION";
    case ProblemCode::OpsetVersion:
        return "OPSET_VERSION";
    case ProblemCode::NoOutputs:
        return "NO_OUTPUTS";
    case ProblemCode::OutputNotProduced:
        return "OUTPUT_NOT_PRODUCED";
    case ProblemCode::InvalidName:
        return "INVALID_NAME";
    case ProblemCode::DuplicateTensor:
        return "DUPLICATE_TENSOR";
    case ProblemCode::DuplicateNode:
        return "DUPLICATE_NODE";
    case ProblemCode::DuplicateFunction:
        return "DUPLICATE_FUNCTION";
    case ProblemCode::MissingInput:
        return "MISSING_INPUT";
    case ProblemCode::Cycle:
        return "CYCLE";
    case ProblemCode::UnsupportedType:
        return "UNSUPPORTED_TYPE";
    case ProblemCode::UnknownRank:
        return "UNKNOWN_RANK";
    case ProblemCode::InvalidShape:
        return "INVALID_SHAPE";
    case ProblemCode::TensorData:
        return "TENSOR_DATA";
    case ProblemCode::ExternalData:
        return "EXTERNAL_DATA";
    case ProblemCode::UnknownOperator:
        return "UNKNOWN_OPERATOR";
    case ProblemCode::InvalidAttribute:
        return "INVALID_ATTRIBUTE";
    case ProblemCode::RecursiveFunction:
        return "RECURSIVE_FUNCTION";
    }
    return "UNKNOWN";
}

std::vector<Problem> check(const Model& model, const Support& support, const std::filesystem::path& model_folder)
{
    Report report(support.max_problems);
    if (!check_header(model, support, report))
    {
        return report.take();
    }
    for (const ValueInfo* input : real_inputs(model.graph))
    {
        check_input(*input, support, report);
    }
    if (model.graph.outputs.empty())
    {
        report.add(ProblemCode::NoOutputs, {}, "the graph has no outputs; expected at least one");
    }
    for (const ValueInfo& output : model.graph.outputs)
    {
        check_interface_value(output, "graph output " + quoted(output.name), support, report);
    }

    const Operators operators(model, support, report);
    GraphChecker graphs(operators, support, model_folder, report);
    Opsets opsets(model.opset_imports, operators, {}, report);
    graphs.check_main(model.graph, opsets);
    for (const Function& function : model.functions)
    {
        Place place;
        place.prefix = "in function " + operator_name(function.domain, function.name) + ": ";
        Opsets function_opsets(function.opset_imports, operators, place, report);
        graphs.check_function(function, function_opsets, place);
    }
    operators.check_expansion();
    return report.take();
}

} // namespace trts::onnx
