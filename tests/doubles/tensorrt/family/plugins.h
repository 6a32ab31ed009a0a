// What TensorRT asks of plugins: when a network gets one, in a build, when a plan is loaded, and in a run.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/execute.h"
#include "core/graph.h"
#include "nv.h"

namespace trts::doubles
{

using OwnedPlugin = std::unique_ptr<IPluginV3>; // TensorRT destroys what it has got

/// Names, the output's type and shape. False, with a reason, where the plugin does not say.
bool describe_plugin(IPluginV3& plugin, const std::vector<int32_t>& input_types, const std::vector<Shape>& input_shapes,
                     GraphPlugin& description, int32_t& result_type, std::string& why);

/// A build: formats, ranges, workspace, what is to be kept.
bool build_plugins(Graph& graph, const std::vector<IPluginV3*>& plugins, std::string& why);

/// On a thread of the builder's: a choice among tactics.
bool choose_tactic(IPluginV3& plugin, GraphPlugin& description);

/// New plugins of the registry's creators, from what a plan has kept.
bool create_plugins(const Graph& graph, std::vector<OwnedPlugin>& plugins, std::string& why);

/// Copies for a context, which lends them its resources.
bool attach_plugins(const std::vector<OwnedPlugin>& plugins, IPluginResourceContext& resources,
                    std::vector<OwnedPlugin>& attached);

/// One run of a plugin's node: on the caller's thread, which adds to the stream.
bool enqueue_plugin(IPluginV3& plugin, const Graph& graph, const GraphNode& node, bool is_shape_new,
                    std::vector<Value>& values, Bytes& workspace, cudaStream_t stream);

} // namespace trts::doubles
