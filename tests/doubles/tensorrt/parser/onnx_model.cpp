#include "parser/onnx_model.h"

#include <cstring>
#include <fstream>

#include "parser/protobuf.h"

namespace trts::doubles
{
namespace
{

// What onnx.proto calls the fields, by number.
namespace model_field
{
constexpr std::uint64_t graph = 7;
}
namespace graph_field
{
constexpr std::uint64_t node = 1, name = 2, initializer = 5, input = 11, output = 12;
}
namespace node_field
{
constexpr std::uint64_t input = 1, output = 2, name = 3, op_type = 4, attribute = 5;
}
namespace attribute_field
{
constexpr std::uint64_t name = 1, f = 2, i = 3, s = 4;
}
namespace tensor_field
{
constexpr std::uint64_t dims = 1, data_type = 2, float_data = 4, int32_data = 5, int64_data = 7, name = 8, raw_data = 9,
                        external_data = 13;
}
namespace entry_field
{
constexpr std::uint64_t key = 1, value = 2;
}

template <class T>
void append(Bytes& bytes, T value)
{
    unsigned char raw[sizeof(T)];
    std::memcpy(raw, &value, sizeof(T));
    bytes.insert(bytes.end(), raw, raw + sizeof(T));
}

bool read_entry(ProtobufReader from, OnnxTensor& tensor)
{
    std::string key;
    std::string value;
    while (from.next())
    {
        (from.field() == entry_field::key ? key : value) = from.text();
    }
    if (key == "location")
    {
        tensor.location = value;
    }
    else if (key == "offset" || key == "length")
    {
        (key == "offset" ? tensor.offset : tensor.length) = std::strtoll(value.c_str(), nullptr, 10);
    }
    return from.is_good();
}

bool read(ProtobufReader from, OnnxTensor& tensor)
{
    bool good = true;
    while (from.next())
    {
        switch (from.field())
        {
        case tensor_field::dims:
            from.integers([&](std::int64_t dimension) { tensor.shape.push_back(dimension); });
            break;
        case tensor_field::data_type:
            tensor.onnx_type = static_cast<std::int32_t>(from.integer());
            break;
        case tensor_field::int32_data:
            from.integers([&](std::int64_t value) { append(tensor.bytes, static_cast<std::int32_t>(value)); });
            break;
        case tensor_field::int64_data:
            from.integers([&](std::int64_t value) { append(tensor.bytes, value); });
            break;
        case tensor_field::float_data:
            tensor.bytes.insert(tensor.bytes.end(), from.data(), from.data() + from.size());
            break;
        case tensor_field::raw_data:
            tensor.bytes.assign(from.data(), from.data() + from.size());
            break;
        case tensor_field::name:
            tensor.name = from.text();
            break;
        case tensor_field::external_data:
            good = read_entry(from.message(), tensor) && good;
            break;
        default:
            break;
        }
    }
    return good && from.is_good();
}

/// TypeProto { tensor_type = 1 { elem_type = 1, shape = 2 { dim = 1 { dim_value = 1, dim_param = 2 } } } }
bool read_type(ProtobufReader type, OnnxValue& value)
{
    while (type.next())
    {
        if (type.field() != 1)
        {
            continue;
        }
        ProtobufReader tensor = type.message();
        while (tensor.next())
        {
            if (tensor.field() == 1)
            {
                value.onnx_type = static_cast<std::int32_t>(tensor.integer());
                continue;
            }
            value.has_shape = value.has_shape || tensor.field() == 2;
            ProtobufReader shape = tensor.message();
            while (tensor.field() == 2 && shape.next())
            {
                value.shape.push_back(-1);
                value.parameters.emplace_back();
                ProtobufReader dimension = shape.message();
                while (dimension.next())
                {
                    if (dimension.field() == 1)
                    {
                        value.shape.back() = dimension.integer();
                    }
                    else if (dimension.field() == 2)
                    {
                        value.parameters.back() = dimension.text();
                    }
                }
            }
        }
    }
    return type.is_good();
}

bool read(ProtobufReader from, OnnxValue& value)
{
    bool good = true;
    while (from.next())
    {
        if (from.field() == 1)
        {
            value.name = from.text();
        }
        else if (from.field() == 2)
        {
            good = read_type(from.message(), value) && good;
        }
    }
    return good && from.is_good();
}

bool read(ProtobufReader from, OnnxNode& node)
{
    bool good = true;
    while (from.next())
    {
        switch (from.field())
        {
        case node_field::input:
            node.inputs.push_back(from.text());
            break;
        case node_field::output:
            node.outputs.push_back(from.text());
            break;
        case node_field::name:
            node.name = from.text();
            break;
        case node_field::op_type:
            node.operation = from.text();
            break;
        case node_field::attribute: {
            std::string name;
            std::int64_t integer = 0;
            std::optional<float> number;
            std::optional<std::string> text;
            ProtobufReader attribute = from.message();
            while (attribute.next())
            {
                if (attribute.field() == attribute_field::name)
                {
                    name = attribute.text();
                }
                else if (attribute.field() == attribute_field::i)
                {
                    integer = attribute.integer();
                }
                else if (attribute.field() == attribute_field::f && attribute.size() == sizeof(float))
                {
                    std::memcpy(&number.emplace(), attribute.data(), sizeof(float));
                }
                else if (attribute.field() == attribute_field::s)
                {
                    text = attribute.text();
                }
            }
            if (number)
            {
                node.floats[name] = *number;
            }
            else if (text)
            {
                node.texts[name] = *text;
            }
            else
            {
                node.integers[name] = integer;
            }
            good = attribute.is_good() && good;
            break;
        }
        default:
            break;
        }
    }
    return good && from.is_good();
}

bool read(ProtobufReader from, OnnxModel& model)
{
    bool good = true;
    while (from.next())
    {
        switch (from.field())
        {
        case graph_field::name:
            model.graph_name = from.text();
            break;
        case graph_field::node:
            good = read(from.message(), model.nodes.emplace_back()) && good;
            break;
        case graph_field::initializer:
            good = read(from.message(), model.initializers.emplace_back()) && good;
            break;
        case graph_field::input:
            good = read(from.message(), model.inputs.emplace_back()) && good;
            break;
        case graph_field::output:
            good = read(from.message(), model.outputs.emplace_back()) && good;
            break;
        default:
            break;
        }
    }
    return good && from.is_good();
}

} // namespace

std::optional<OnnxModel> read_onnx(const void* data, std::size_t size)
{
    OnnxModel model;
    bool good = data != nullptr || size == 0;
    ProtobufReader from(static_cast<const unsigned char*>(data), good ? size : 0);
    while (from.next())
    {
        if (from.field() == model_field::graph)
        {
            good = read(from.message(), model) && good;
        }
    }
    return good && from.is_good() ? std::optional(std::move(model)) : std::nullopt;
}

bool load_external_data(OnnxModel& model, const std::string& model_path, std::string& why)
{
    const std::size_t slash = model_path.rfind('/');
    const std::string folder = slash == std::string::npos ? "" : model_path.substr(0, slash + 1);
    for (OnnxTensor& tensor : model.initializers)
    {
        if (tensor.location.empty())
        {
            continue;
        }
        std::ifstream file(folder + tensor.location, std::ios::binary | std::ios::ate);
        const std::int64_t size = file ? static_cast<std::int64_t>(file.tellg()) : -1;
        const std::int64_t length = tensor.length < 0 ? size - tensor.offset : tensor.length;
        if (size < 0 || tensor.offset < 0 || tensor.offset > size || length < 0 || length > size - tensor.offset)
        {
            why = "cannot read the external data of " + tensor.name + " from " + folder + tensor.location;
            return false;
        }
        tensor.bytes.resize(static_cast<std::size_t>(length));
        file.seekg(tensor.offset);
        file.read(reinterpret_cast<char*>(tensor.bytes.data()), length);
    }
    return true;
}

std::int32_t element_type_of(std::int32_t onnx_type)
{
    switch (onnx_type)
    {
    case 1:
        return float32;
    case 6:
        return int32;
    case 7:
        return int64;
    default:
        return -1;
    }
}

} // namespace trts::doubles
