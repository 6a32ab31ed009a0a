// What a library's file says of itself, read without loading it: nothing of it runs.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace trts
{

struct LibraryFile
{
    /// Why this process cannot load it ("is made for arm64, …"); empty where nothing here speaks against it, or where
    /// it cannot be read at all, which the system's loader says better.
    std::string problem;

    /// What getInferLibVersion and getInferLibBuildVersion return: in NVIDIA's libraries they do nothing but return a
    /// constant, which is read out of their code. -1 where they are missing or do more.
    std::int32_t version = -1;
    std::int32_t build = -1;

    /// The libraries that a library of Windows needs.
    std::vector<std::string> needed;
};

/// @param path UTF-8
LibraryFile read_library_file(const std::string& path);

} // namespace trts
