// Tensor data in files beside the model. A model names such files itself, so it must not reach beyond its own folder.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "core/onnx/model.h"

namespace trts::onnx
{

/// A byte range of an existing file inside the model's folder.
struct FileRange
{
    std::filesystem::path path;
    std::int64_t offset = 0;
    std::int64_t length = 0;
};

/// Either the range of the tensor's data, or what is wrong with it.
struct ResolvedData
{
    std::optional<FileRange> range;
    std::string problem;
};

/// `tensor.data_kind` is External. An empty folder means: the model did not come from a file, external data has no
/// place. The range is `byte_size` of the tensor, the file is a regular one, long enough, and lies inside the folder
/// after following symbolic links.
ResolvedData resolve_external_data(const Tensor& tensor, const std::filesystem::path& model_folder);

/// What is wrong with where the tensor's data is said to lie, which need not be there; empty where nothing is, or where
/// the model has the data itself.
std::string problem_of_place(const Tensor& tensor, const std::filesystem::path& model_folder);

/// Reads a resolved range to the end of `destination`; throws Error(TRTS_IO_ERROR) naming the file.
void append_file_range(const FileRange& range, std::string& destination);

} // namespace trts::onnx
