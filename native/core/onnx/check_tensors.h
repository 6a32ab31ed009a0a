// Internal to the checks: the data of one tensor against its type and dimensions.
#pragma once

#include <filesystem>
#include <string>

#include "core/onnx/check_report.h"
#include "core/onnx/model.h"

namespace trts::onnx
{

/// Where the values of a tensor are looked for.
struct TensorSource
{
    const std::filesystem::path& model_folder;
    bool is_model; // false: they come from elsewhere, and only where the model points to matters
};

/// `subject` begins each message, for instance "initializer 'w'".
void check_tensor(const Tensor& tensor, const std::string& subject, const TensorSource& source, const Place& place,
                  Report& report);

} // namespace trts::onnx
