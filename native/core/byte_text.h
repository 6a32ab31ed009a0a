// Amounts of memory in messages.
#pragma once

#include <cstdint>
#include <string>

namespace trts
{

/// "12 GiB", "1.5 MiB", "700 bytes": rounded down to tenths.
inline std::string byte_text(std::int64_t bytes)
{
    static constexpr const char* units[] = {" GiB", " MiB", " KiB"};
    for (int i = 0; i < 3; ++i)
    {
        const std::int64_t unit = std::int64_t{1} << (30 - 10 * i);
        if (bytes >= unit)
        {
            const std::int64_t tenth = bytes % unit * 10 / unit;
            return std::to_string(bytes / unit) + (tenth == 0 ? "" : "." + std::to_string(tenth)) + units[i];
        }
    }
    return std::to_string(bytes) + (bytes == 1 ? " byte" : " bytes");
}

} // namespace trts
