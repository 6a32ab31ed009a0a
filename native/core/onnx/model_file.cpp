#include "core/onnx/model_file.h"

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <system_error>

#include "core/error.h"
#include "core/onnx/limits.h"

namespace trts::onnx
{

std::string read_model_file(const char* path)
{
    const auto fail = [&](const std::string& problem) {
        throw Error(TRTS_IO_ERROR, std::string("the ONNX file '") + path + "' cannot be read: " + problem);
    };
    const std::filesystem::path file_path = std::filesystem::u8path(path);
    std::error_code error;
    const std::uintmax_t size = std::filesystem::file_size(file_path, error);
    if (error)
    {
        fail(error.message());
    }
    const auto max_bytes = static_cast<std::uintmax_t>(Limits().max_model_bytes);
    if (size > max_bytes)
    {
        fail("it has " + std::to_string(size) + " bytes, and an ONNX file stays below " + std::to_string(max_bytes) +
             ": keep the weights as external data");
    }
    std::ifstream file(file_path, std::ios::binary);
    std::string bytes(static_cast<std::size_t>(size), '\0');
    if (!file.read(bytes.data(), static_cast<std::streamsize>(size)))
    {
        fail("it ended after " + std::to_string(file.gcount()) + " of " + std::to_string(size) + " bytes");
    }
    return bytes;
}

} // namespace trts::onnx
