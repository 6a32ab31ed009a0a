// Since which version of its family a method exists, and the closing of a table's entries that a library is too old for.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "core/dispatch/api_table.h"

namespace trts
{

/// First versions of one method: major * 100 + minor, or 0 where the family has no such method.
struct MethodSince
{
    const char* method;       // "IBuilderConfig::setMemoryPoolLimit"
    std::size_t table_offset; // of its entry in TensorRTMethods
    std::int16_t trt10;
    std::int16_t trt11;
    std::int16_t rtx1;
};

/// Generated from build/api/since.json.
extern const MethodSince method_since[];
extern const std::size_t method_since_count;

/// Sets the entries to null that `backend`'s version does not have: a call past the end of a foreign vtable is a jump
/// into nowhere, so it must never be made.
void close_newer_methods(trts_api_table& table, const BackendInfo& backend);

/// "10.14", or empty where nothing is known or the version has it.
std::string first_version_with(const char* method, const BackendInfo& backend);

} // namespace trts
