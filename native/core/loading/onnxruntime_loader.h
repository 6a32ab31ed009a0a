// Finds and opens ONNX Runtime's shared library. The search order stands at the top of the .cpp file.
#pragma once

#include <cstdint>
#include <string>

#include "core/loading/discovery.h"

namespace trts
{

struct OnnxRuntimeLibrary
{
    void* handle = nullptr;    // equal when the same file was found again
    std::string path;          // the file that was opened
    std::string version;       // "1.31.1"
    const void* api = nullptr; // OrtApi, of the version that was asked for
};

/// Opens the first library of the search order that offers `api_version` of ONNX Runtime's C API. A null or empty
/// `explicit_path` means the whole search order. Throws TRTS_LIBRARY_NOT_FOUND, or TRTS_VERSION_MISMATCH where there
/// was one but too old; the message lists every path that was tried.
OnnxRuntimeLibrary load_onnxruntime(const char* explicit_path, std::uint32_t api_version);

/// What load_onnxruntime finds without a path: the library that it opens, and those that it passes over before that one.
Discovery discover_onnxruntime(std::uint32_t api_version);

} // namespace trts
