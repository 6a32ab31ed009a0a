// ONNX element types: their names and sizes.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <vector>

namespace trts::onnx
{

/// TensorProto.DataType. A model may hold any other number: see is_known.
enum class ElementType : std::int32_t
{
    Undefined = 0,
    Float = 1,
    UInt8 = 2,
    Int8 = 3,
    UInt16 = 4,
    Int16 = 5,
    Int32 = 6,
    Int64 = 7,
    String = 8,
    Bool = 9,
    Float16 = 10,
    Double = 11,
    UInt32 = 12,
    UInt64 = 13,
    Complex64 = 14,
    Complex128 = 15,
    BFloat16 = 16,
    Float8E4M3FN = 17,
    Float8E4M3FNUZ = 18,
    Float8E5M2 = 19,
    Float8E5M2FNUZ = 20,
    UInt4 = 21,
    Int4 = 22,
    Float4E2M1 = 23,
    Float8E8M0 = 24,
    UInt2 = 25,
    Int2 = 26,
};

/// One of ONNX's own types; Undefined is not.
bool is_known(ElementType type) noexcept;

/// ONNX's name, for instance "FLOAT16"; "type 99" for a number that ONNX does not know.
std::string name_of(ElementType type);

/// Bits of one element; 0 for strings, Undefined and unknown types. Types below 8 bits are packed.
std::int32_t bit_size(ElementType type) noexcept;

/// Product of the dimensions; nothing when one is negative or the product does not fit.
std::optional<std::int64_t> element_count(const std::vector<std::int64_t>& dims) noexcept;

/// Bytes of a dense tensor of `count` elements; nothing for types without a fixed size and where it does not fit.
std::optional<std::int64_t> byte_size(ElementType type, std::int64_t count) noexcept;

/// A set of element types.
class ElementTypes
{
  public:
    constexpr ElementTypes() = default;

    constexpr ElementTypes(std::initializer_list<ElementType> types)
    {
        for (const ElementType type : types)
        {
            bits_ |= bit_of(type);
        }
    }

    static constexpr ElementTypes all() noexcept
    {
        ElementTypes types;
        types.bits_ = ~std::uint64_t{0};
        return types;
    }

    constexpr bool contains(ElementType type) const noexcept { return (bits_ & bit_of(type)) != 0; }

  private:
    static constexpr std::uint64_t bit_of(ElementType type) noexcept
    {
        const auto number = static_cast<std::int32_t>(type);
        return number > 0 && number < 64 ? std::uint64_t{1} << number : 0;
    }

    std::uint64_t bits_ = 0;
};

} // namespace trts::onnx
