// Opens libnvinfer or libtensorrt_rtx, asks its version before anything else, and makes the table for its family.
#pragma once

#include <cstdint>

#include "core/dispatch/api_table.h"
#include "core/loading/discovery.h"

namespace trts::tensorrt
{

/// An opened TensorRT library; never freed.
struct Library;

/// Throws TRTS_LIBRARY_NOT_FOUND or TRTS_VERSION_MISMATCH with every file tried, each with its reason. The search order
/// stands at the top of the .cpp file.
/// @param backend TRTS_BACKEND_TRT10, _TRT11 or _RTX1
/// @param path    a library's file, its folder, or null for the search order
Library* open(std::int32_t backend, const char* path);

/// All that the search order finds. Opens what open() would, and nothing of which it can tell otherwise.
Discovery discover(std::int32_t backend);

const trts_api_table* table(Library* library);

/// What the table's factories take as their `library`.
void* entry_points(Library* library);
const char* path(Library* library);

} // namespace trts::tensorrt
