// Integers in files: little-endian on every machine.
#pragma once

#include <cstddef>
#include <string>
#include <type_traits>

namespace trts::cpu
{

/// The caller has checked that sizeof(T) bytes are there. Compilers make one load of it.
template <typename T>
T read_little_endian(const char* bytes) noexcept
{
    using Unsigned = std::make_unsigned_t<T>;
    Unsigned value = 0;
    for (std::size_t i = 0; i < sizeof(T); ++i)
    {
        const auto byte = static_cast<Unsigned>(static_cast<unsigned char>(bytes[i]));
        value = static_cast<Unsigned>(value | static_cast<Unsigned>(byte << (8 * i)));
    }
    return static_cast<T>(value);
}

template <typename T>
void append_little_endian(std::string& bytes, T value)
{
    auto left = static_cast<std::make_unsigned_t<T>>(value);
    for (std::size_t i = 0; i < sizeof(T); ++i)
    {
        bytes += static_cast<char>(left & 0xFF);
        left = static_cast<std::make_unsigned_t<T>>(left >> 7 >> 1); // in two steps: shifting a byte by 8 is undefined
    }
}

} // namespace trts::cpu
