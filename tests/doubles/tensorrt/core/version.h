// Which TensorRT this library says it is.
#pragma once

#include <cstdint>
#include <string>

namespace trts::doubles
{

/// What a family's sources tell the rest.
struct FamilyFacts
{
    std::int32_t number;  // 10, 11, 101
    std::int32_t version; // of the headers, as getInferLibVersion gives it
    /// An ILogger's log: its place in the table differs between families.
    void (*log)(void* logger, std::int32_t severity, const char* text);
};

extern const FamilyFacts family_facts;

struct Version
{
    std::int32_t major;
    std::int32_t minor;
    std::int32_t patch;

    /// As getInferLibVersion gives it.
    std::int32_t number() const { return major * 10000 + minor * 100 + patch; }
    /// As MethodFact has it.
    std::int32_t release() const { return major * 100 + minor; }
    std::string text() const;
};

/// The version of the facts, or what version.txt beside the library says ("10.3.0"); read once.
const Version& simulated_version();

/// The folder of this library.
std::string own_folder();

} // namespace trts::doubles
