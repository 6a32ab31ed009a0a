#include "cpu/checksum.h"

#include <cstddef>

#include "cpu/little_endian.h"

namespace trts::cpu
{
namespace
{

constexpr std::uint64_t prime1 = 0x9E3779B185EBCA87ULL;
constexpr std::uint64_t prime2 = 0xC2B2AE3D27D4EB4FULL;
constexpr std::uint64_t prime3 = 0x165667B19E3779F9ULL;
constexpr std::uint64_t prime4 = 0x85EBCA77C2B2AE63ULL;
constexpr std::uint64_t prime5 = 0x27D4EB2F165667C5ULL;

constexpr std::uint64_t rotate_left(std::uint64_t value, int bits) noexcept
{
    return value << bits | value >> (64 - bits);
}

constexpr std::uint64_t round(std::uint64_t accumulator, std::uint64_t lane) noexcept
{
    return rotate_left(accumulator + lane * prime2, 31) * prime1;
}

constexpr std::uint64_t merge(std::uint64_t accumulator, std::uint64_t lane_accumulator) noexcept
{
    return (accumulator ^ round(0, lane_accumulator)) * prime1 + prime4;
}

} // namespace

std::uint64_t xxh64(std::string_view bytes, std::uint64_t seed) noexcept
{
    const char* next = bytes.data();
    std::size_t left = bytes.size();
    std::uint64_t hash = seed + prime5;

    if (left >= 32)
    {
        std::uint64_t lanes[4] = {seed + prime1 + prime2, seed + prime2, seed, seed - prime1};
        for (; left >= 32; left -= 32)
        {
            for (std::uint64_t& lane : lanes)
            {
                lane = round(lane, read_little_endian<std::uint64_t>(next));
                next += 8;
            }
        }
        hash =
            rotate_left(lanes[0], 1) + rotate_left(lanes[1], 7) + rotate_left(lanes[2], 12) + rotate_left(lanes[3], 18);
        for (const std::uint64_t lane : lanes)
        {
            hash = merge(hash, lane);
        }
    }

    hash += bytes.size();
    for (; left >= 8; left -= 8, next += 8)
    {
        hash = rotate_left(hash ^ round(0, read_little_endian<std::uint64_t>(next)), 27) * prime1 + prime4;
    }
    if (left >= 4)
    {
        hash = rotate_left(hash ^ read_little_endian<std::uint32_t>(next) * prime1, 23) * prime2 + prime3;
        left -= 4;
        next += 4;
    }
    for (; left > 0; --left, ++next)
    {
        hash = rotate_left(hash ^ static_cast<unsigned char>(*next) * prime5, 11) * prime1;
    }

    hash = (hash ^ hash >> 33) * prime2;
    hash = (hash ^ hash >> 29) * prime3;
    return hash ^ hash >> 32;
}

} // namespace trts::cpu
