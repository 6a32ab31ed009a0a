#include "core/onnx/writer.h"

#include <cstring>

namespace trts::onnx
{

namespace
{

enum : std::uint64_t
{
    varint_type = 0,
    fixed64_type = 1,
    bytes_type = 2,
    fixed32_type = 5,
};

void append_varint(Bytes& out, std::uint64_t value)
{
    while (value >= 0x80)
    {
        out += static_cast<char>(static_cast<unsigned char>(value | 0x80U));
        value >>= 7U;
    }
    out += static_cast<char>(static_cast<unsigned char>(value));
}

void append_tag(Bytes& out, std::int32_t field, std::uint64_t type)
{
    append_varint(out, (static_cast<std::uint64_t>(field) << 3U) | type);
}

void append_little_endian(Bytes& out, std::uint64_t bits, int count)
{
    for (int i = 0; i < count; ++i)
    {
        out += static_cast<char>(static_cast<unsigned char>(bits >> (8 * i)));
    }
}

} // namespace

MessageWriter& MessageWriter::varint(std::int32_t field, std::uint64_t value)
{
    append_tag(bytes_, field, varint_type);
    append_varint(bytes_, value);
    return *this;
}

MessageWriter& MessageWriter::integer(std::int32_t field, std::int64_t value)
{
    return varint(field, static_cast<std::uint64_t>(value));
}

MessageWriter& MessageWriter::number(std::int32_t field, float value)
{
    std::uint32_t bits = 0;
    std::memcpy(&bits, &value, sizeof(bits));
    append_tag(bytes_, field, fixed32_type);
    append_little_endian(bytes_, bits, 4);
    return *this;
}

MessageWriter& MessageWriter::number(std::int32_t field, double value)
{
    std::uint64_t bits = 0;
    std::memcpy(&bits, &value, sizeof(bits));
    append_tag(bytes_, field, fixed64_type);
    append_little_endian(bytes_, bits, 8);
    return *this;
}

MessageWriter& MessageWriter::bytes(std::int32_t field, std::string_view value)
{
    return header(field, value.size()).encoded(value);
}

MessageWriter& MessageWriter::message(std::int32_t field, const MessageWriter& value)
{
    return bytes(field, value.get());
}

MessageWriter& MessageWriter::header(std::int32_t field, std::uint64_t size)
{
    append_tag(bytes_, field, bytes_type);
    append_varint(bytes_, size);
    return *this;
}

MessageWriter& MessageWriter::encoded(std::string_view fields)
{
    bytes_ += fields;
    return *this;
}

Bytes append_outputs(Bytes model, const std::vector<std::string>& tensor_names)
{
    // Protobuf merges concatenated messages: the repeated fields of the tail are added to those of the model.
    MessageWriter graph;
    for (const std::string& name : tensor_names)
    {
        graph.message(12, MessageWriter().bytes(1, name));
    }
    model += MessageWriter().message(7, graph).get();
    return model;
}

} // namespace trts::onnx
