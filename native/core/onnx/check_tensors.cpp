#include "core/onnx/check_tensors.h"

#include <algorithm>
#include <optional>

#include "core/onnx/external_data.h"

namespace trts::onnx
{

namespace
{

/// The field for values of a type, and how many entries it takes for so many elements.
TypedData expected_field(ElementType type, std::int64_t count) noexcept
{
    switch (type)
    {
    case ElementType::Float:
        return {TypedField::FloatData, count};
    case ElementType::Complex64:
        return {TypedField::FloatData, 2 * count};
    case ElementType::Double:
        return {TypedField::DoubleData, count};
    case ElementType::Complex128:
        return {TypedField::DoubleData, 2 * count};
    case ElementType::Int64:
        return {TypedField::Int64Data, count};
    case ElementType::UInt32:
    case ElementType::UInt64:
        return {TypedField::UInt64Data, count};
    case ElementType::String:
        return {TypedField::StringData, count};
    default: {
        const std::int64_t per_entry = std::max(8 / bit_size(type), 1);
        return {TypedField::Int32Data, count / per_entry + (count % per_entry != 0 ? 1 : 0)};
    }
    }
}

const char* name_of(TypedField field) noexcept
{
    switch (field)
    {
    case TypedField::FloatData:
        return "float_data";
    case TypedField::Int32Data:
        return "int32_data";
    case TypedField::StringData:
        return "string_data";
    case TypedField::Int64Data:
        return "int64_data";
    case TypedField::DoubleData:
        return "double_data";
    case TypedField::UInt64Data:
        return "uint64_data";
    }
    return "data";
}

std::string shape_text(const Tensor& tensor)
{
    std::string text = name_of(tensor.element_type) + " [";
    for (std::size_t i = 0; i < tensor.dims.size(); ++i)
    {
        text += (i > 0 ? "," : "") + std::to_string(tensor.dims[i]);
    }
    return text + "]";
}

/// What is wrong with typed data; empty when nothing is.
std::string problem_of_typed_data(const Tensor& tensor, std::int64_t count)
{
    const TypedData expected = expected_field(tensor.element_type, count);
    if (tensor.typed_data.size() > 1)
    {
        return "keeps its values in more than one field";
    }
    const TypedData& found = tensor.typed_data.front();
    if (found.field != expected.field)
    {
        return "keeps its values in " + std::string(name_of(found.field)) + "; " + name_of(tensor.element_type) +
               " values belong in " + name_of(expected.field);
    }
    if (found.count != expected.count)
    {
        return "has " + std::to_string(found.count) + " entries of " + name_of(found.field) + "; " +
               shape_text(tensor) + " takes " + std::to_string(expected.count);
    }
    return {};
}

std::string problem_of_data(const Tensor& tensor, std::int64_t count, std::optional<std::int64_t> bytes)
{
    if (tensor.has_segment)
    {
        return "is one segment of a tensor, which is not supported";
    }
    if (tensor.data_kind != DataKind::Typed && !tensor.typed_data.empty())
    {
        return "has its data twice: in " + std::string(name_of(tensor.typed_data.front().field)) + " and elsewhere";
    }
    switch (tensor.data_kind)
    {
    case DataKind::None:
        return count == 0 ? "" : "has no data; " + shape_text(tensor) + " expects some";
    case DataKind::Typed:
        return problem_of_typed_data(tensor, count);
    case DataKind::External:
        return tensor.raw_data.empty() ? "" : "has its data twice: in raw_data and in an external file";
    case DataKind::Raw:
        break;
    }
    if (!bytes)
    {
        return name_of(tensor.element_type) + " values cannot be kept in raw_data";
    }
    if (static_cast<std::int64_t>(tensor.raw_data.size()) != *bytes)
    {
        return "has " + std::to_string(tensor.raw_data.size()) + " bytes of raw_data; " + shape_text(tensor) +
               " takes " + std::to_string(*bytes);
    }
    return {};
}

} // namespace

void check_tensor(const Tensor& tensor, const std::string& subject, const TensorSource& source, const Place& place,
                  Report& report)
{
    const auto add = [&](ProblemCode code, const std::string& text) {
        report.add(code, place, subject + " " + text, tensor.name);
    };

    if (!is_known(tensor.element_type))
    {
        add(ProblemCode::UnsupportedType, "is of " + name_of(tensor.element_type) + ", which is not an element type");
        return;
    }
    const std::optional<std::int64_t> count = element_count(tensor.dims);
    const std::optional<std::int64_t> bytes = count ? byte_size(tensor.element_type, *count) : std::nullopt;
    if (!count || (!bytes && tensor.element_type != ElementType::String))
    {
        const bool negative =
            std::any_of(tensor.dims.begin(), tensor.dims.end(), [](std::int64_t dim) { return dim < 0; });
        add(ProblemCode::InvalidShape, std::string("has ") + (negative ? "a negative dimension" : "too many elements") +
                                           ": " + shape_text(tensor));
        return;
    }
    if (!source.is_model)
    {
        if (const std::string outside = problem_of_place(tensor, source.model_folder); !outside.empty())
        {
            report.add(ProblemCode::ExternalData, place, subject + ": " + outside, tensor.name);
        }
        return;
    }
    const std::string problem = problem_of_data(tensor, *count, bytes);
    if (!problem.empty())
    {
        add(ProblemCode::TensorData, problem);
    }
    else if (tensor.data_kind == DataKind::External)
    {
        const ResolvedData data = resolve_external_data(tensor, source.model_folder);
        if (!data.range)
        {
            report.add(ProblemCode::ExternalData, place, subject + ": " + data.problem, tensor.name);
        }
    }
}

} // namespace trts::onnx
