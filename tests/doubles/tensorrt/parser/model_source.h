// Models as the parser and its refitter are given them: whole, from a file, or bit by bit.
#pragma once

#include <fstream>
#include <iterator>
#include <optional>
#include <string>

#include "parser/onnx_model.h"
#include "parser/parser_errors.h"

namespace trts::doubles
{

inline std::optional<std::string> read_file(const char* path)
{
    std::ifstream file(path == nullptr ? "" : path, std::ios::binary);
    if (!file)
    {
        return std::nullopt;
    }
    return std::string(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
}

/// A model with its external data; nothing, and an error, where it cannot be read.
inline std::optional<OnnxModel> read_model(const void* data, std::size_t size, const char* path, ParserErrors& errors)
{
    std::optional<OnnxModel> model = read_onnx(data, size);
    std::string why;
    if (!model)
    {
        errors.add(onnx::ErrorCode::kMODEL_DESERIALIZE_FAILED, "Failed to parse the ONNX model", __LINE__, "readModel");
    }
    else if (!load_external_data(*model, path == nullptr ? "" : path, why))
    {
        errors.add(onnx::ErrorCode::kMODEL_DESERIALIZE_FAILED, why, __LINE__, "readModel");
        model.reset();
    }
    return model;
}

/// Puts other bytes in an initializer's place; false where there is none of that name and size.
inline bool replace_initializer(OnnxModel& model, const char* name, const void* data, std::size_t size)
{
    for (OnnxTensor& tensor : model.initializers)
    {
        const std::optional<std::size_t> count = element_count(tensor.shape);
        if (name != nullptr && data != nullptr && tensor.name == name && count &&
            size == *count * bytes_of(element_type_of(tensor.onnx_type)))
        {
            const auto* bytes = static_cast<const unsigned char*>(data);
            tensor.bytes.assign(bytes, bytes + size);
            return true;
        }
    }
    return false;
}

} // namespace trts::doubles
