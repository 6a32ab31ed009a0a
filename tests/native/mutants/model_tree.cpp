#include "mutants/model_tree.h"

#include "core/error.h"
#include "core/onnx/writer.h"

namespace mutants
{
namespace
{

using trts::onnx::FieldReader;
using trts::onnx::MessageWriter;
using trts::onnx::WireType;

constexpr int deepest = 40; // the shared models stay below half of it

struct Nested
{
    Message in;
    std::int32_t number;
    Message message;
};

/// onnx.proto's fields that are messages.
constexpr Nested nested[] = {
    {Message::Model, 7, Message::Graph},          {Message::Model, 8, Message::OpsetImport},
    {Message::Model, 25, Message::Function},      {Message::Graph, 1, Message::Node},
    {Message::Graph, 5, Message::Tensor},         {Message::Graph, 11, Message::Value},
    {Message::Graph, 12, Message::Value},         {Message::Graph, 13, Message::Value},
    {Message::Node, 5, Message::Attribute},       {Message::Attribute, 5, Message::Tensor},
    {Message::Attribute, 6, Message::Graph},      {Message::Value, 2, Message::Type},
    {Message::Type, 1, Message::TensorType},      {Message::TensorType, 2, Message::Shape},
    {Message::Shape, 1, Message::Dimension},      {Message::Function, 7, Message::Node},
    {Message::Function, 9, Message::OpsetImport},
};

Message message_of(Message in, std::int32_t number)
{
    for (const Nested& field : nested)
    {
        if (field.in == in && field.number == number)
        {
            return field.message;
        }
    }
    return Message::None;
}

std::vector<Element> read_children(std::string_view bytes, Message in, int levels)
{
    std::vector<Element> children;
    for (FieldReader fields(bytes); fields.next();)
    {
        const trts::onnx::Field& field = fields.field();
        Element element;
        element.number = field.number;
        element.type = field.type;
        element.parent = in;
        if (field.type == WireType::Varint)
        {
            element.value = field.value;
        }
        else if (field.type == WireType::LengthDelimited)
        {
            element.message = levels > 0 ? message_of(in, field.number) : Message::None;
            if (element.message == Message::None)
            {
                element.bytes = field.bytes;
            }
            else
            {
                element.children = read_children(field.bytes, element.message, levels - 1);
            }
        }
        else
        {
            element.bytes = field.encoded;
        }
        children.push_back(std::move(element));
    }
    return children;
}

void write(const Element& element, MessageWriter& out)
{
    if (element.type == WireType::Varint)
    {
        out.varint(element.number, element.value);
        return;
    }
    if (element.type != WireType::LengthDelimited)
    {
        out.encoded(element.bytes);
        return;
    }
    const std::string payload = element.message == Message::None ? element.bytes : write_tree(element);
    out.header(element.number, payload.size() + static_cast<std::uint64_t>(element.length_error)).encoded(payload);
}

void find_in(Element& parent, const std::function<bool(const Element&)>& chosen, std::vector<Element*>& found)
{
    for (Element& child : parent.children)
    {
        if (chosen(child))
        {
            found.push_back(&child);
        }
        find_in(child, chosen, found);
    }
}

} // namespace

Element read_tree(std::string_view model)
{
    Element root;
    root.type = WireType::LengthDelimited;
    root.message = Message::Model;
    root.children = read_children(model, Message::Model, deepest);
    return root;
}

std::string write_tree(const Element& root)
{
    MessageWriter out;
    for (const Element& child : root.children)
    {
        write(child, out);
    }
    return out.take();
}

std::vector<Element*> find_all(Element& root, const std::function<bool(const Element&)>& chosen)
{
    std::vector<Element*> found;
    find_in(root, chosen, found);
    return found;
}

} // namespace mutants
