// Reading a model's file, on every system by its UTF-8 path.
#pragma once

#include <string>

namespace trts::onnx
{

/// The file's bytes; throws Error(TRTS_IO_ERROR) naming the file. One of more bytes than protobuf allows is refused.
std::string read_model_file(const char* path);

} // namespace trts::onnx
