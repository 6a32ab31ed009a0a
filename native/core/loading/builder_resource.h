// What libnvinfer opens by its name alone once a builder is made: libnvinfer_builder_resource, 1 GB and more. NVIDIA's
// archives and Python's packages have it beside libnvinfer, where the system's loader looks only if it is told to.
#pragma once

#include <string>

#include "core/dispatch/api_table.h"
#include "core/loading/discovery.h"
#include "core/loading/dynamic_library.h"

namespace trts::tensorrt
{

/// Where the opened library has one beside it: tells it the folder, if it can be told (10.16). If not, `table`'s
/// builder_create opens the file first, once: a name that is open already is found. `entry_points` is what that is called
/// with. After the table's factories are filled.
void help_find_builder_resource(const DynamicLibrary& opened, const FileVersion& version, const std::string& library_path,
                                const void* entry_points, trts_api_table& table);

} // namespace trts::tensorrt
