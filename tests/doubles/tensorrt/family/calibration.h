// INT8 calibration, which TensorRT 10 alone has.
#pragma once

#include <string>

#include "core/graph.h"
#include "nv.h"

namespace trts::doubles
{

class OptimizationProfile;

#if defined(TRTS_FAMILY_trt10)

/// Asks a calibrator for its cache; where that is none of its algorithm, for all its batches, whose memory is read, and
/// gives it a new cache: of each input the largest magnitude, of every other tensor 1, over 127. On the calling thread, as
/// TensorRT does. False, with a reason, where an input's shape is unknown or there is no batch.
bool calibrate(IInt8Calibrator& calibrator, const Graph& graph, const OptimizationProfile* profile, std::string& why);

#endif

} // namespace trts::doubles
