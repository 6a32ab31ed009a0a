// The files that a model's external data stands in.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/onnx/model.h"

namespace trts::onnx
{

/// Their locations as the model writes them, each once, in the order of their first tensors. Throws
/// Error(TRTS_PARSE_FAILED), with the tensor's name, for data that resolve_external_data refuses.
std::vector<std::string> data_files(const Model& model, const std::filesystem::path& model_folder);

} // namespace trts::onnx
