// Random numbers that are the same on every platform (splitmix64): the standard's distributions are not.
#pragma once

#include <cstddef>
#include <cstdint>

namespace harness
{

class Random
{
  public:
    explicit Random(std::uint64_t seed) : state_(seed) {}

    std::uint64_t next()
    {
        std::uint64_t z = (state_ += 0x9E3779B97F4A7C15U);
        z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
        z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
        return z ^ (z >> 31U);
    }

    /// 0 for an end of 0.
    std::size_t below(std::size_t end) { return end == 0 ? 0 : static_cast<std::size_t>(next() % end); }

    bool one_in(std::size_t count) { return below(count) == 0; }

    template <typename T, std::size_t N>
    const T& one_of(const T (&choices)[N])
    {
        return choices[below(N)];
    }

  private:
    std::uint64_t state_;
};

} // namespace harness
