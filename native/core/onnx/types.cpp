#include "core/onnx/types.h"

#include <array>
#include <cstddef>
#include <limits>

namespace trts::onnx
{

namespace
{

struct TypeFacts
{
    const char* name;
    std::int32_t bits;
};

// Indexed by the number of the type.
constexpr std::array<TypeFacts, 27> facts{{
    {"UNDEFINED", 0},      {"FLOAT", 32},    {"UINT8", 8},        {"INT8", 8},           {"UINT16", 16},
    {"INT16", 16},         {"INT32", 32},    {"INT64", 64},       {"STRING", 0},         {"BOOL", 8},
    {"FLOAT16", 16},       {"DOUBLE", 64},   {"UINT32", 32},      {"UINT64", 64},        {"COMPLEX64", 64},
    {"COMPLEX128", 128},   {"BFLOAT16", 16}, {"FLOAT8E4M3FN", 8}, {"FLOAT8E4M3FNUZ", 8}, {"FLOAT8E5M2", 8},
    {"FLOAT8E5M2FNUZ", 8}, {"UINT4", 4},     {"INT4", 4},         {"FLOAT4E2M1", 4},     {"FLOAT8E8M0", 8},
    {"UINT2", 2},          {"INT2", 2},
}};

constexpr std::int64_t largest = std::numeric_limits<std::int64_t>::max();

const TypeFacts* find(ElementType type) noexcept
{
    const auto index = static_cast<std::size_t>(static_cast<std::uint32_t>(type));
    return index < facts.size() ? &facts[index] : nullptr;
}

} // namespace

bool is_known(ElementType type) noexcept
{
    return type != ElementType::Undefined && find(type) != nullptr;
}

std::string name_of(ElementType type)
{
    const TypeFacts* known = find(type);
    return known != nullptr ? known->name : "type " + std::to_string(static_cast<std::int32_t>(type));
}

std::int32_t bit_size(ElementType type) noexcept
{
    const TypeFacts* known = find(type);
    return known != nullptr ? known->bits : 0;
}

std::optional<std::int64_t> element_count(const std::vector<std::int64_t>& dims) noexcept
{
    std::int64_t count = 1;
    bool overflow = false;
    for (const std::int64_t dim : dims)
    {
        if (dim < 0)
        {
            return std::nullopt;
        }
        if (dim == 0)
        {
            // Zero elements, however large the others are: but one of them may still be negative.
            count = 0;
            overflow = false;
        }
        else if (count != 0 && count > largest / dim)
        {
            overflow = true;
            count = 1;
        }
        else
        {
            count *= dim;
        }
    }
    if (overflow)
    {
        return std::nullopt;
    }
    return count;
}

std::optional<std::int64_t> byte_size(ElementType type, std::int64_t count) noexcept
{
    const std::int64_t bits = bit_size(type);
    if (bits == 0 || count < 0)
    {
        return std::nullopt;
    }
    if (bits < 8)
    {
        const std::int64_t per_byte = 8 / bits;
        return count / per_byte + (count % per_byte != 0 ? 1 : 0);
    }
    if (count > largest / (bits / 8))
    {
        return std::nullopt;
    }
    return count * (bits / 8);
}

} // namespace trts::onnx
