// Every function that can be called, generated for each family.
#pragma once

#include <cstddef>

#include "core/seam.h"

namespace trts::doubles
{

extern const MethodFact method_facts[];
extern const std::size_t method_fact_count;

} // namespace trts::doubles
