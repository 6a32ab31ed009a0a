// Damage to the CPU backend's plans, with sizes and checksum put right again: past them a reader must still be safe.
#pragma once

#include <string>

#include "random.h"

namespace mutants
{

using harness::Random;

/// One byte range of a plan, without what guards it.
struct PlanParts
{
    std::string header;
    std::string model;
};

PlanParts take_apart(const std::string& plan);
std::string put_together(const PlanParts& parts);

/// The tagged fields that a plan's header is made of: dropped, doubled, swapped, their numbers changed.
void edit_plan_header(std::string& header, Random& random);

} // namespace mutants
