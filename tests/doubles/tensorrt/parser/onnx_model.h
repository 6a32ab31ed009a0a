// An ONNX model as the doubles' parser sees it.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/graph.h"

namespace trts::doubles
{

struct OnnxTensor
{
    std::string name;
    std::int32_t onnx_type = 0;
    Shape shape;
    Bytes bytes;
    std::string location; // of external data: a file beside the model
    std::int64_t offset = 0;
    std::int64_t length = -1;
};

struct OnnxValue
{
    std::string name;
    std::int32_t onnx_type = 0;
    bool has_shape = false;
    Shape shape;                         // -1: a parameter
    std::vector<std::string> parameters; // one for each dimension; empty where it is a number
};

struct OnnxNode
{
    std::string name;
    std::string operation;
    std::vector<std::string> inputs;
    std::vector<std::string> outputs;
    // Attributes.
    std::map<std::string, std::int64_t> integers;
    std::map<std::string, float> floats;
    std::map<std::string, std::string> texts;
};

struct OnnxModel
{
    std::string graph_name;
    std::vector<OnnxNode> nodes;
    std::vector<OnnxTensor> initializers;
    std::vector<OnnxValue> inputs;
    std::vector<OnnxValue> outputs;
};

/// Nothing where the bytes are no message. No bytes are an empty model, as they are for NVIDIA's parser.
std::optional<OnnxModel> read_onnx(const void* data, std::size_t size);

/// Reads the data that lie in files beside the model; false where one cannot be read.
bool load_external_data(OnnxModel& model, const std::string& model_path, std::string& why);

/// nvinfer1::DataType's number; -1 for what the doubles do not compute with.
std::int32_t element_type_of(std::int32_t onnx_type);

} // namespace trts::doubles
