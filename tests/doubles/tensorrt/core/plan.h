// The doubles' own plan format: a head that names its maker, then the graph.
#pragma once

#include <cstdint>
#include <string>

#include "core/graph.h"

namespace trts::doubles
{

/// How long a plan's head is: after that much, a reader knows the whole size.
constexpr std::size_t plan_head_size = 48;

enum PlanFlag : std::uint32_t
{
    plan_is_refittable = 1,
    plan_is_version_compatible = 2,
    plan_excludes_lean_runtime = 4,
    plan_is_stripped = 8,
};

struct Plan
{
    std::uint32_t flags = 0;
    Graph graph;
};

/// By this library's family and version.
Bytes write_plan(const Plan& plan);

/// The size of the whole plan from its head; 0 where that is none, with a reason in TensorRT's manner.
std::uint64_t plan_size(const void* head, std::size_t size, std::string& why);

/// Of a whole head.
bool is_of_own_version(const void* head);

/// False, with a reason in TensorRT's manner, where it is damaged or somebody else's.
bool read_plan(const void* data, std::size_t size, bool is_host_code_allowed, Plan& plan, std::string& why);

} // namespace trts::doubles
