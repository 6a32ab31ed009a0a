// An ONNX model as a tree of protobuf fields: taken apart, edited, written again with every length right.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "core/onnx/wire.h"

namespace mutants
{

/// ONNX's messages, as far as edits tell them apart.
enum class Message
{
    None, // a number, a string, weights, or a message of no interest
    Model,
    Graph,
    Node,
    Attribute,
    Tensor,
    Value,
    Type,
    TensorType,
    Shape,
    Dimension,
    OpsetImport,
    Function,
};

struct Element
{
    std::int32_t number = 0;
    trts::onnx::WireType type = trts::onnx::WireType::Varint;
    std::uint64_t value = 0; // of a varint
    std::string bytes;       // of a leaf; a fixed number's whole field
    Message message = Message::None;
    Message parent = Message::None;
    std::vector<Element> children; // of a message
    std::int64_t length_error = 0; // what the written length is wrong by

    /// Field `field` of a message of kind `of`?
    bool is(Message of, std::int32_t field) const noexcept { return parent == of && number == field; }
};

/// Throws trts::Error where the bytes are no protobuf.
Element read_tree(std::string_view model);

std::string write_tree(const Element& root);

/// Every element below the root for which `chosen` holds, outermost first.
std::vector<Element*> find_all(Element& root, const std::function<bool(const Element&)>& chosen);

} // namespace mutants
