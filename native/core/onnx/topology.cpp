#include "core/onnx/topology.h"

#include <algorithm>
#include <cstddef>

namespace trts::onnx
{

namespace
{

/// The neighbours of each vertex, in one block of memory.
class Adjacency
{
  public:
    Adjacency(std::uint32_t count, const std::vector<Edge>& edges, bool backwards)
        : starts_(std::size_t{count} + 1), neighbours_(edges.size())
    {
        const auto from = [&](const Edge& edge) { return backwards ? edge.second : edge.first; };
        for (const Edge& edge : edges)
        {
            ++starts_[from(edge) + std::size_t{1}];
        }
        for (std::size_t i = 1; i < starts_.size(); ++i)
        {
            starts_[i] += starts_[i - 1];
        }
        std::vector<std::size_t> next(starts_.begin(), starts_.end() - 1);
        for (const Edge& edge : edges)
        {
            neighbours_[next[from(edge)]++] = backwards ? edge.first : edge.second;
        }
    }

    const std::uint32_t* begin_of(std::uint32_t vertex) const noexcept { return neighbours_.data() + starts_[vertex]; }
    const std::uint32_t* end_of(std::uint32_t vertex) const noexcept
    {
        return neighbours_.data() + starts_[vertex + std::size_t{1}];
    }

  private:
    std::vector<std::size_t> starts_;
    std::vector<std::uint32_t> neighbours_;
};

/// Every vertex left over waits for another one that is left over: walking backwards must meet itself.
std::vector<std::vector<std::uint32_t>> find_cycles(std::uint32_t count, const std::vector<Edge>& edges,
                                                    const std::vector<bool>& is_sorted)
{
    const Adjacency before(count, edges, true);
    std::vector<std::vector<std::uint32_t>> cycles;
    std::vector<std::uint32_t> walk_of(count, 0);
    for (std::uint32_t start = 0; start < count; ++start)
    {
        const std::uint32_t walk = start + 1;
        std::vector<std::uint32_t> path;
        std::uint32_t vertex = start;
        while (!is_sorted[vertex] && walk_of[vertex] == 0)
        {
            walk_of[vertex] = walk;
            path.push_back(vertex);
            vertex = *std::find_if(before.begin_of(vertex), before.end_of(vertex),
                                   [&](std::uint32_t candidate) { return !is_sorted[candidate]; });
        }
        if (!path.empty() && walk_of[vertex] == walk)
        {
            std::vector<std::uint32_t> cycle(std::find(path.begin(), path.end(), vertex), path.end());
            std::reverse(cycle.begin(), cycle.end());
            cycles.push_back(std::move(cycle));
        }
    }
    return cycles;
}

} // namespace

Topology sort_topologically(std::uint32_t count, const std::vector<Edge>& edges)
{
    const Adjacency after(count, edges, false);
    std::vector<std::uint32_t> waits_for(count, 0);
    for (const Edge& edge : edges)
    {
        ++waits_for[edge.second];
    }

    Topology result;
    std::vector<bool> is_sorted(count, false);
    const auto take = [&](std::uint32_t vertex) {
        is_sorted[vertex] = true;
        result.order.push_back(vertex);
    };
    for (std::uint32_t vertex = 0; vertex < count; ++vertex)
    {
        if (waits_for[vertex] == 0)
        {
            take(vertex);
        }
    }
    for (std::size_t i = 0; i < result.order.size(); ++i)
    {
        const std::uint32_t vertex = result.order[i];
        for (const std::uint32_t* next = after.begin_of(vertex); next != after.end_of(vertex); ++next)
        {
            if (--waits_for[*next] == 0)
            {
                take(*next);
            }
        }
    }
    if (result.order.size() != count)
    {
        result.cycles = find_cycles(count, edges, is_sorted);
    }
    return result;
}

} // namespace trts::onnx
