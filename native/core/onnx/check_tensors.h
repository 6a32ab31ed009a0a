// Internal to the checks: the data of one tensor against its type and dimensions.
#pragma once

#include <filesystem>
#include <string>

#include "core/onnx/check_report.h"
#include "core/onnx/model.h"

namespace trts::onnx
{

/// `subject` begins each message, for instance "initializer 'w'".
void check_tensor(const Tensor& tensor, const std::string& subject, const std::filesystem::path& model_folder,
                  const Place& place, Report& report);

} // namespace trts::onnx
