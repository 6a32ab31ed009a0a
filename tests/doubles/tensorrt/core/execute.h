// Runs a graph on host memory.
#pragma once

#include <memory>
#include <vector>

#include "core/graph.h"

namespace trts::doubles
{

struct Value
{
    Shape shape;
    Bytes bytes;
};

/// The weights of an engine at one moment: a refit puts others in their place.
using WeightsInUse = std::vector<std::shared_ptr<const Bytes>>;

/// The value of every tensor.
/// @param inputs in the order of graph.inputs, with known shapes; data may be null where there are no elements
/// @throws std::runtime_error where shapes do not fit or are too large
std::vector<Value> execute(const Graph& graph, const std::vector<Shape>& shapes, const std::vector<const void*>& inputs,
                           const WeightsInUse& weights);

} // namespace trts::doubles
