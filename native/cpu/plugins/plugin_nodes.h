// Which nodes of a parsed model are plugins: as TensorRT's parser does, by the operator's name, where nothing else of that
// name is known; attributes plugin_version and plugin_namespace say which, the others are its fields.
#pragma once

#include <memory>
#include <vector>

#include "core/onnx/checks.h"
#include "core/onnx/reader.h"
#include "cpu/library.h"

namespace trts::cpu
{

/// Creates the plugins, and replaces `model` by one in which their nodes are the operators of these. What is wrong goes to
/// `problems`.
std::vector<OwnedPlugin> create_plugins(const Library& library, std::shared_ptr<const onnx::Bytes>& model,
                                        std::vector<onnx::Problem>& problems);

} // namespace trts::cpu
