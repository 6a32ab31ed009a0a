// Numbers in the memory form of each element type: written here, so that nothing of the library checks itself.
#pragma once

#include <cstdint>
#include <cstring>
#include <string>
#include <vector>

#include "trtsharp/enums.g.h"

namespace cpu_test
{

template <typename T>
void append(std::string& bytes, T value)
{
    bytes.append(reinterpret_cast<const char*>(&value), sizeof(value));
}

inline std::uint32_t float_bits(float value)
{
    std::uint32_t bits = 0;
    std::memcpy(&bits, &value, sizeof(bits));
    return bits;
}

/// Of numbers that half precision holds exactly, neither tiny nor huge.
inline std::uint16_t half_bits(float value)
{
    const std::uint32_t bits = float_bits(value);
    const std::uint32_t sign = bits >> 16 & 0x8000U;
    if ((bits & 0x7FFFFFFFU) == 0)
    {
        return static_cast<std::uint16_t>(sign);
    }
    const std::uint32_t exponent = (bits >> 23 & 0xFFU) - 127 + 15;
    return static_cast<std::uint16_t>(sign | exponent << 10 | (bits >> 13 & 0x3FFU));
}

/// Numbers that the type holds exactly.
inline std::string encoded(std::int32_t type, const std::vector<double>& numbers)
{
    std::string bytes;
    for (const double number : numbers)
    {
        switch (type)
        {
        case TRTS_DATA_TYPE_FLOAT:
            append(bytes, static_cast<float>(number));
            break;
        case TRTS_DATA_TYPE_HALF:
            append(bytes, half_bits(static_cast<float>(number)));
            break;
        case TRTS_DATA_TYPE_BF16:
            append(bytes, static_cast<std::uint16_t>(float_bits(static_cast<float>(number)) >> 16));
            break;
        case TRTS_DATA_TYPE_INT32:
            append(bytes, static_cast<std::int32_t>(number));
            break;
        case TRTS_DATA_TYPE_INT64:
            append(bytes, static_cast<std::int64_t>(number));
            break;
        default: // kINT8, kUINT8, kBOOL
            append(bytes, static_cast<unsigned char>(static_cast<std::int32_t>(number)));
            break;
        }
    }
    return bytes;
}

} // namespace cpu_test
