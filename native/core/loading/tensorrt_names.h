// How NVIDIA names its libraries' files, and what of it is looked for. The one place that knows these names.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/loading/discovery.h"

namespace trts::tensorrt
{

/// Out of what getInferLibVersion gives: 100600 is 10.6.0, and 8601 is 8.6.1, for there were four digits up to 8.
FileVersion version_of_number(std::int32_t number, std::int32_t build);

enum class LibraryKind
{
    Main,
    Parser,
    Plugin,
};

/// What tells one family's files from another's.
struct FamilyNames
{
    std::int32_t backend;
    const char* name;    // "trt10"
    const char* product; // "TensorRT": what its major number follows in messages
    int major;
    int oldest_minor;     // older ones have another ABI
    const char* stems[3]; // by LibraryKind; null where there is no such library
    const char* how_to_install;

    /// "TensorRT 10", "TensorRT-RTX 1".
    std::string title() const { return std::string(product) + " " + std::to_string(major); }

    /// The name by which such a file is looked for: "libnvinfer.so.10", "tensorrt_rtx_1_*.dll".
    std::string pattern(LibraryKind kind) const;

    /// The name that the system's loader can be asked for; empty where the minor number is part of it.
    std::string system_name(LibraryKind kind) const;

    /// What a file's name tells of its version; nothing where it is no name of this library, of whatever major.
    std::optional<FileVersion> version_in_name(LibraryKind kind, std::string_view file_name) const;
};

/// How the names of the builder's resource libraries begin, and the one that a release has whose folder cannot be told to it.
extern const char* const builder_resource_stem;
std::string builder_resource_file(const FileVersion& version);

/// Throws TRTS_INVALID_ARGUMENT where there is no such backend of TensorRT's.
const FamilyNames& names_of(std::int32_t backend);

/// Does a family that is not `names` serve this major of the same product?
bool is_served_by_another(const FamilyNames& names, int major);

} // namespace trts::tensorrt
