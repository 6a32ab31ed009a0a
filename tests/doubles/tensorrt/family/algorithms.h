// What TensorRT 10 alone asks an algorithm selector.
#pragma once

#include <string>

#include "core/graph.h"
#include "nv.h"

namespace trts::doubles
{

#if defined(TRTS_FAMILY_trt10)

/// Offers three algorithms of each layer that computes something, and reports which it took: of those that are left the
/// fastest, which is the second of all. Contexts and algorithms live during the call alone. False, with a reason, where
/// the answer is none of those that there are, or none where none is rejected (BuilderFlag::kREJECT_EMPTY_ALGORITHMS).
bool select_algorithms(IAlgorithmSelector& selector, const Graph& graph, bool rejects_empty, std::string& why);

#endif

} // namespace trts::doubles
