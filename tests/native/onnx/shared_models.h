// The collection of test models that TRTSHARP_TEST_SHARED points at.
#pragma once

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "core/onnx/external_data.h"
#include "core/onnx/reader.h"
#include "harness.h"

namespace onnx_test
{

inline std::filesystem::path shared_models()
{
    const char* folder = std::getenv("TRTSHARP_TEST_SHARED");
    if (folder == nullptr || *folder == '\0')
    {
        SKIP("TRTSHARP_TEST_SHARED is not set");
    }
    const std::filesystem::path models = std::filesystem::u8path(folder) / "models";
    if (!std::filesystem::is_directory(models))
    {
        SKIP("TRTSHARP_TEST_SHARED has no folder 'models'");
    }
    return models;
}

/// Every .onnx file below the folder, sorted.
inline std::vector<std::filesystem::path> model_files(const std::filesystem::path& folder)
{
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
    {
        if (entry.path().extension() == ".onnx")
        {
            files.push_back(entry.path());
        }
    }
    std::sort(files.begin(), files.end());
    return files;
}

inline trts::onnx::Bytes file_bytes(const std::filesystem::path& file)
{
    trts::onnx::Bytes bytes;
    const auto size = static_cast<std::int64_t>(std::filesystem::file_size(file));
    trts::onnx::append_file_range({file, 0, size}, bytes);
    return bytes;
}

} // namespace onnx_test
