// From a network to a plan.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/graph.h"
#include "nv.h"

namespace trts::doubles
{

class Builder;
class BuilderConfig;
class Network;

/// The network as data, checked; nothing, with a reason, where the doubles cannot build it. Its plugins in the order of
/// the graph's.
std::optional<Graph> graph_of(const Network& network, const BuilderConfig& config, std::vector<IPluginV3*>& plugins,
                              std::string& why);

/// A whole build: phases are told to the config's monitor, from this thread and from another; the config's timing cache
/// is filled. Nothing where it fails or the monitor ends it; then the reason is logged.
std::optional<Bytes> build_plan(const char* method, const Builder& builder, const Network& network,
                                const BuilderConfig& config);

} // namespace trts::doubles
