// One opened TensorRT library: its entry points, its companions, and the table for its family.
#pragma once

#include <string>

#include "core/dispatch/api_table.h"
#include "core/loading/dynamic_library.h"
#include "core/loading/tensorrt_search.h"
#include "tensorrt/family.h"

namespace trts::tensorrt
{

struct Library
{
    trts_api_table table{};
    BackendInfo info{};
    EntryPoints entry{};
    std::string path;
    std::string version_text;
    std::string parser_path;
    std::string parser_missing;
    std::string plugin_path;
    void* handle = nullptr;
};

/// What the opened library says of its version; false with a reason where it is no TensorRT, or must not be used.
bool ask_version(const DynamicLibrary& opened, Candidate& candidate);

/// The library object for an opened candidate, immortal like the code it stands for; null with a reason where it is none
/// of the family's. Calls no factory.
Library* accept(const DynamicLibrary& opened, const FamilyNames& names, Candidate& candidate, const Machine& machine);

} // namespace trts::tensorrt
