// TensorRT's element types, and those of ONNX that stand for them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/onnx/types.h"

namespace trts::cpu
{

/// nvinfer1::DataType, as far as ONNX Runtime's CPU kernels know the type.
enum class DataType : std::int32_t
{
    Float = 0,
    Half = 1,
    Int8 = 2,
    Int32 = 3,
    Bool = 4,
    UInt8 = 5,
    FP8 = 6, // E4M3FN
    BF16 = 7,
    Int64 = 8,
    Int4 = 9,
};

inline constexpr std::int32_t data_type_count = 10;

/// What graph inputs and outputs may be.
extern const onnx::ElementTypes io_element_types;

/// What weights may be. Whether there is a kernel for it is ONNX Runtime's question.
extern const onnx::ElementTypes weight_element_types;

std::optional<DataType> data_type_of(onnx::ElementType type) noexcept;

/// For a number that an application gave. Throws TRTS_INVALID_ARGUMENT for one that TensorRT does not have, and
/// TRTS_NOT_SUPPORTED for a type that ONNX Runtime has no kernels for.
DataType require_data_type(std::int32_t number, const std::string& what);

onnx::ElementType element_type_of(DataType type) noexcept;

/// TensorRT's name, for instance "kFLOAT".
const char* name_of(DataType type) noexcept;

/// The same for any type; ONNX's name for one that TensorRT does not have.
std::string type_name(onnx::ElementType type);

/// Bytes of `count` elements, packed; nothing where it does not fit.
std::optional<std::int64_t> byte_size(DataType type, std::int64_t count) noexcept;

} // namespace trts::cpu
