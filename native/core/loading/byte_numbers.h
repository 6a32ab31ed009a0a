// Little-endian numbers in bytes of a file.
#pragma once

#include <cstddef>
#include <cstring>
#include <string_view>

namespace trts
{

/// The number at an offset; 0 where it does not lie inside.
template <typename T>
T number_in(std::string_view bytes, std::size_t offset)
{
    T value{};
    if (offset <= bytes.size() && bytes.size() - offset >= sizeof value)
    {
        std::memcpy(&value, bytes.data() + offset, sizeof value);
    }
    return value;
}

} // namespace trts
