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

/// The beginning of that: the inputs, copied; room for all other tensors, whose shapes are all known.
std::vector<Value> start_values(const Graph& graph, const std::vector<Shape>& all_shapes);
void copy_inputs(const Graph& graph, const std::vector<const void*>& inputs, std::vector<Value>& values);

/// One node, which is no plugin.
void execute_node(const Graph& graph, const GraphNode& node, const WeightsInUse& weights, std::vector<Value>& values);

} // namespace trts::doubles
