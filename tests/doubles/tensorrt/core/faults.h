// What is to go wrong, and when.
#pragma once

#include <cstdint>
#include <string>

#include "core/seam.h"

namespace trts::doubles::faults
{

struct Fault
{
    std::string method; // with or without the parameters' types
    std::int32_t skip;
    std::int32_t count; // -1: always
    std::int32_t outcome;
    std::int32_t sleep_ms;
    std::int32_t log_severity;
    std::string log_line; // empty: none
};

/// False where there is no such method, or it cannot throw.
bool add(Fault fault);
/// Sleeps, logs or ends the process where a fault says so.
Verdict strike(const MethodFact& method);
std::int64_t hits();
void clear();

} // namespace trts::doubles::faults
