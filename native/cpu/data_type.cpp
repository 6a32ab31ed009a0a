#include "cpu/data_type.h"

#include "core/error.h"
#include "trtsharp/enums.g.h"

namespace trts::cpu
{
namespace
{

struct Row
{
    const char* name;
    onnx::ElementType element_type;
};

constexpr Row rows[data_type_count] = {
    {"kFLOAT", onnx::ElementType::Float},      {"kHALF", onnx::ElementType::Float16},
    {"kINT8", onnx::ElementType::Int8},        {"kINT32", onnx::ElementType::Int32},
    {"kBOOL", onnx::ElementType::Bool},        {"kUINT8", onnx::ElementType::UInt8},
    {"kFP8", onnx::ElementType::Float8E4M3FN}, {"kBF16", onnx::ElementType::BFloat16},
    {"kINT64", onnx::ElementType::Int64},      {"kINT4", onnx::ElementType::Int4},
};

const Row& row_of(DataType type) noexcept
{
    return rows[static_cast<std::size_t>(type)];
}

} // namespace

const onnx::ElementTypes io_element_types = {
    rows[0].element_type, rows[1].element_type, rows[2].element_type, rows[3].element_type, rows[4].element_type,
    rows[5].element_type, rows[6].element_type, rows[7].element_type, rows[8].element_type, rows[9].element_type};

const onnx::ElementTypes weight_element_types = {
    onnx::ElementType::Float,          onnx::ElementType::UInt8,      onnx::ElementType::Int8,
    onnx::ElementType::UInt16,         onnx::ElementType::Int16,      onnx::ElementType::Int32,
    onnx::ElementType::Int64,          onnx::ElementType::String,     onnx::ElementType::Bool,
    onnx::ElementType::Float16,        onnx::ElementType::Double,     onnx::ElementType::UInt32,
    onnx::ElementType::UInt64,         onnx::ElementType::BFloat16,   onnx::ElementType::Float8E4M3FN,
    onnx::ElementType::Float8E4M3FNUZ, onnx::ElementType::Float8E5M2, onnx::ElementType::Float8E5M2FNUZ,
    onnx::ElementType::UInt4,          onnx::ElementType::Int4,       onnx::ElementType::Float4E2M1,
};

std::optional<DataType> data_type_of(onnx::ElementType type) noexcept
{
    for (std::int32_t i = 0; i < data_type_count; ++i)
    {
        if (rows[i].element_type == type)
        {
            return static_cast<DataType>(i);
        }
    }
    return std::nullopt;
}

DataType require_data_type(std::int32_t number, const std::string& what)
{
    if (number == TRTS_DATA_TYPE_FP4 || number == TRTS_DATA_TYPE_E8M0)
    {
        throw Error(TRTS_NOT_SUPPORTED, what + ": " + (number == TRTS_DATA_TYPE_FP4 ? "kFP4" : "kE8M0") +
                                            " is not supported by backend cpu: ONNX Runtime has no kernels for it");
    }
    if (number < 0 || number >= data_type_count)
    {
        throw Error(TRTS_INVALID_ARGUMENT, what + ": there is no data type " + std::to_string(number) +
                                               "; there are 0 to " + std::to_string(TRTS_DATA_TYPE_E8M0));
    }
    return static_cast<DataType>(number);
}

onnx::ElementType element_type_of(DataType type) noexcept
{
    return row_of(type).element_type;
}

const char* name_of(DataType type) noexcept
{
    return row_of(type).name;
}

std::string type_name(onnx::ElementType type)
{
    const std::optional<DataType> known = data_type_of(type);
    return known ? name_of(*known) : onnx::name_of(type);
}

std::optional<std::int64_t> byte_size(DataType type, std::int64_t count) noexcept
{
    return onnx::byte_size(element_type_of(type), count);
}

} // namespace trts::cpu
