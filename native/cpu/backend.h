// The CPU backend: the same C ABI on ONNX Runtime, for machines without a GPU and for comparing results.
#pragma once

#include "core/dispatch/api_table.h"
#include "core/loading/discovery.h"

namespace trts::cpu
{

/// One opened ONNX Runtime; never freed.
struct Library;

/// Opens ONNX Runtime; a null path means the search order of core/loading/onnxruntime_loader.cpp. The same file gives
/// the same object. Throws TRTS_LIBRARY_NOT_FOUND or TRTS_VERSION_MISMATCH with every path tried. Any thread.
Library* open(const char* path_or_null);

/// What open() finds without a path. Opens ONNX Runtime's library, and uses nothing of it.
Discovery discover();

const trts_api_table* table(const Library* library) noexcept;

/// The file that was opened, as UTF-8.
const char* path(const Library* library) noexcept;

} // namespace trts::cpu
