// TensorRT's classes, one family's: as we declare them, or, for the second build of the doubles, as NVIDIA's headers
// do. An error of our generator would hide where both sides of a call were made from the same declarations.
#pragma once

#include <cstddef>
#include <cstdint>

#if defined(TRTS_DOUBLES_NVIDIA)

#include <NvInfer.h>
#include <NvInferPlugin.h>
#include <NvOnnxParser.h>

namespace nv
{
namespace nvinfer1 = ::nvinfer1;
namespace nvonnxparser = ::nvonnxparser;
using ::cublasContext;
using ::cudaEvent_t;
using ::cudaStream_t;
using ::cudnnContext;
#if defined(TRTS_FAMILY_trt10)
using ::SubGraphCollection_t;
#endif
constexpr int32_t tensorrt_version = NV_TENSORRT_VERSION;
constexpr int32_t onnx_parser_version = NV_ONNX_PARSER_VERSION;
} // namespace nv

#else

#if defined(TRTS_FAMILY_trt10)
#include "tensorrt/abi/trt10.g.h"
#elif defined(TRTS_FAMILY_trt11)
#include "tensorrt/abi/trt11.g.h"
#elif defined(TRTS_FAMILY_rtx1)
#include "tensorrt/abi/rtx1.g.h"
#else
#error "compile the doubles for one family: define TRTS_FAMILY and TRTS_FAMILY_<family>"
#endif

namespace nv
{
using namespace trts::abi::TRTS_FAMILY;
constexpr int32_t onnx_parser_version = trts::abi::TRTS_FAMILY::NV_ONNX_PARSER_VERSION;
} // namespace nv

#endif

namespace trts::doubles
{
using namespace nv::nvinfer1;
using nv::cudaEvent_t;
using nv::cudaStream_t;
} // namespace trts::doubles
