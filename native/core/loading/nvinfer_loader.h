// Opens libnvinfer or libtensorrt_rtx, asks its version before anything else, and makes the table for its family.
#pragma once

#include <cstdint>

#include "core/dispatch/api_table.h"

namespace trts::tensorrt
{

/// An opened TensorRT library; never freed.
struct Library;

/// Search order (the first that opens wins): `path`; the variable TRTSHARP_TENSORRT (a file, or a folder);
/// the folders that were added; the system's own search. A failure lists every file tried, each with its reason.
/// @param backend TRTS_BACKEND_TRT10, _TRT11 or _RTX1
/// @param path    a library file, or null
Library* open(std::int32_t backend, const char* path);

const trts_api_table* table(Library* library);

/// What the table's factories take as their `library`.
void* entry_points(Library* library);
const char* path(Library* library);

} // namespace trts::tensorrt
