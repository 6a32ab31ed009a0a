// Small ONNX models, built in memory.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/onnx/checks.h"
#include "core/onnx/reader.h"
#include "core/onnx/writer.h"

namespace onnx_test
{

using trts::onnx::Bytes;
using trts::onnx::ElementType;
using trts::onnx::MessageWriter;

/// A dimension: a number, a symbol, or unknown.
struct Dim
{
    Dim(std::int64_t number) : message(MessageWriter().integer(1, number)) {}
    Dim(const char* symbol) : message(MessageWriter().bytes(2, symbol)) {}
    Dim() = default;

    MessageWriter message;
};

inline MessageWriter tensor_type(ElementType type, const std::vector<Dim>& dims)
{
    MessageWriter shape;
    for (const Dim& dim : dims)
    {
        shape.message(1, dim.message);
    }
    const auto tensor = MessageWriter().integer(1, static_cast<std::int64_t>(type)).message(2, shape);
    return MessageWriter().message(1, tensor);
}

inline MessageWriter value(std::string_view name, const std::vector<Dim>& dims, ElementType type = ElementType::Float)
{
    return MessageWriter().bytes(1, name).message(2, tensor_type(type, dims));
}

/// A tensor without data; fields of data are added by the caller.
inline MessageWriter tensor(std::string_view name, const std::vector<std::int64_t>& dims,
                            ElementType type = ElementType::Float)
{
    MessageWriter out;
    for (const std::int64_t dim : dims)
    {
        out.integer(1, dim);
    }
    return out.integer(2, static_cast<std::int64_t>(type)).bytes(8, name);
}

inline MessageWriter raw_tensor(std::string_view name, const std::vector<std::int64_t>& dims, std::string_view data,
                                ElementType type = ElementType::Float)
{
    return tensor(name, dims, type).bytes(9, data);
}

inline MessageWriter entry(std::string_view key, std::string_view text)
{
    return MessageWriter().bytes(1, key).bytes(2, text);
}

inline MessageWriter external_tensor(std::string_view name, const std::vector<std::int64_t>& dims,
                                     std::string_view location, std::string_view offset = "",
                                     std::string_view length = "")
{
    MessageWriter out = tensor(name, dims);
    out.message(13, entry("location", location));
    if (!offset.empty())
    {
        out.message(13, entry("offset", offset));
    }
    if (!length.empty())
    {
        out.message(13, entry("length", length));
    }
    return out.integer(14, 1);
}

struct NodeText
{
    std::string op_type;
    std::vector<std::string> inputs;
    std::vector<std::string> outputs;
    std::string name;
    std::string domain;
};

inline MessageWriter node(const NodeText& text)
{
    MessageWriter out;
    for (const std::string& input : text.inputs)
    {
        out.bytes(1, input);
    }
    for (const std::string& output : text.outputs)
    {
        out.bytes(2, output);
    }
    if (!text.name.empty())
    {
        out.bytes(3, text.name);
    }
    out.bytes(4, text.op_type);
    if (!text.domain.empty())
    {
        out.bytes(7, text.domain);
    }
    return out;
}

inline MessageWriter graph_attribute(std::string_view name, const MessageWriter& graph)
{
    return MessageWriter().bytes(1, name).message(6, graph).integer(20, 5);
}

inline MessageWriter tensor_attribute(std::string_view name, const MessageWriter& tensor)
{
    return MessageWriter().bytes(1, name).message(5, tensor).integer(20, 4);
}

inline MessageWriter opset_import(std::string_view domain, std::int64_t version)
{
    return MessageWriter().bytes(1, domain).integer(2, version);
}

/// A graph, field after field.
class GraphText
{
  public:
    GraphText& node(const NodeText& text) { return node(onnx_test::node(text)); }
    GraphText& node(const MessageWriter& message) { return field(1, message); }
    GraphText& initializer(const MessageWriter& message) { return field(5, message); }
    GraphText& input(const MessageWriter& message) { return field(11, message); }
    GraphText& output(const MessageWriter& message) { return field(12, message); }
    GraphText& field(std::int32_t number, const MessageWriter& message)
    {
        message_.message(number, message);
        return *this;
    }

    const MessageWriter& message() const { return message_; }

  private:
    MessageWriter message_;
};

/// A model around a graph: IR 8, opset 17, unless told otherwise.
inline Bytes model(const GraphText& graph, std::int64_t ir_version = 8, std::int64_t opset = 17)
{
    return MessageWriter()
        .integer(1, ir_version)
        .message(8, opset_import("", opset))
        .message(7, graph.message())
        .take();
}

/// x -> Relu -> y
inline GraphText relu_graph()
{
    return GraphText()
        .input(value("x", {"N", 4}))
        .output(value("y", {"N", 4}))
        .node({"Relu", {"x"}, {"y"}, "relu", ""});
}

inline trts::onnx::Model read(Bytes bytes)
{
    return trts::onnx::read(std::make_shared<const Bytes>(std::move(bytes)));
}

/// A backend that takes what the CPU backend does.
inline trts::onnx::Support support()
{
    trts::onnx::Support all;
    all.domains = {{"", 7, 26}, {"ai.onnx.ml", 1, 5}, {"com.microsoft", 1, 1}};
    all.io_types = {ElementType::Float, ElementType::Float16, ElementType::Int64, ElementType::Int32,
                    ElementType::Bool};
    all.initializer_types = {ElementType::Float, ElementType::Float16, ElementType::Int64,     ElementType::Int32,
                             ElementType::Int8,  ElementType::UInt8,   ElementType::Complex64, ElementType::Int4,
                             ElementType::Bool,  ElementType::String,  ElementType::Double};
    return all;
}

inline std::vector<trts::onnx::Problem> problems_of(Bytes bytes, const std::filesystem::path& folder = {})
{
    return trts::onnx::check(read(std::move(bytes)), support(), folder);
}

} // namespace onnx_test
