// The seam between the loader (ordinary C++) and the freestanding code of one TensorRT family.
#pragma once

#include <stdint.h>

#include "core/dispatch/api_table.h"

namespace trts::tensorrt
{

/// The entry points found in the opened libraries, by NVIDIA's C names; null where a library lacks one.
struct EntryPoints
{
    void* (*create_infer_builder)(void* logger, int32_t version);  // createInferBuilder_INTERNAL
    void* (*create_infer_runtime)(void* logger, int32_t version);  // createInferRuntime_INTERNAL
    void* (*create_infer_refitter)(void* engine, void* logger, int32_t version); // createInferRefitter_INTERNAL
    void* (*get_plugin_registry)();                                // getPluginRegistry
    void* (*create_onnx_parser)(void* network, void* logger, int32_t version); // createNvOnnxParser_INTERNAL
    void* (*create_onnx_parser_refitter)(void* refitter, void* logger, int32_t version); // createNvOnnxParserRefitter_INTERNAL
    int32_t version; // as getInferLibVersion gives it, and as the factories want it
    const char* parser_missing; // why create_onnx_parser is null
};

} // namespace trts::tensorrt

// What each family's compilation of native/tensorrt provides; `library` of a factory is an EntryPoints. C functions,
// because on Windows the two sides are compiled for different C++ ABIs.
#define TRTS_PASTE_FAMILY(family, name) trts_##family##_##name
#define TRTS_FAMILY_FUNCTION(family, name) TRTS_PASTE_FAMILY(family, name)
#define TRTS_DECLARE_FAMILY(family)                                                                                    \
    void TRTS_FAMILY_FUNCTION(family, fill_methods)(trts_api_table * table);   /* generated: TensorRT's methods */     \
    void TRTS_FAMILY_FUNCTION(family, fill_factories)(trts_api_table * table); /* what makes the first objects */

extern "C"
{
    TRTS_DECLARE_FAMILY(trt10)
    TRTS_DECLARE_FAMILY(trt11)
    TRTS_DECLARE_FAMILY(rtx1)
}
