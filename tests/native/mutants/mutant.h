// Which damage the mutant of a number has: the same for the same seed, everywhere.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace mutants
{

enum class Kind : std::uint8_t
{
    Bits,
    Bytes,
    Truncated,
    Parts,
    Spliced,
    Fields,
    Lengths,
    Dimensions,
    Types,
    Numbers,
    Names,
    Weights,
    Grafted,
    PlanBytes,
    PlanHeader,
    PlanModel,
};

inline constexpr std::size_t kind_count = 16;

const char* name_of(Kind kind) noexcept;

/// A model that is whole.
struct Base
{
    std::string name;
    std::string path; // of its file; empty where there is none
    std::string bytes;
};

struct Mutant
{
    Kind kind = Kind::Bits;
    const Base* base = nullptr;
    std::string bytes;

    bool is_plan() const noexcept { return kind >= Kind::PlanBytes; }
};

/// The models written for the CPU backend's tests, those in tests/Assets, and the small ones of the shared collection
/// where there is one.
std::vector<Base> all_bases();

class MutantSource
{
  public:
    /// `build` makes a plan of a model; it throws where it cannot.
    MutantSource(std::vector<Base> bases, std::function<std::string(const Base&)> build, std::uint64_t seed);

    Mutant make(std::uint32_t index);

  private:
    const std::string& plan_of(const Base*& base);

    std::vector<Base> bases_;
    std::function<std::string(const Base&)> build_;
    std::uint64_t seed_;
    std::map<const Base*, std::string> plans_; // empty where the base cannot be built
};

} // namespace mutants
