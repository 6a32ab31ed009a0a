// The order of things that need each other: nodes of a graph, functions that call functions.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

namespace trts::onnx
{

/// The first must come before the second.
using Edge = std::pair<std::uint32_t, std::uint32_t>;

struct Topology
{
    std::vector<std::uint32_t> order; // without those that are in a cycle, or behind one

    /// One cycle for each tangle, in the order of the edges; not every cycle there is.
    std::vector<std::vector<std::uint32_t>> cycles;
};

Topology sort_topologically(std::uint32_t count, const std::vector<Edge>& edges);

} // namespace trts::onnx
