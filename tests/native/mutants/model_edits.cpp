#include "mutants/model_edits.h"

#include <algorithm>

#include "mutants/byte_edits.h"

namespace mutants
{
namespace
{

using trts::onnx::WireType;

/// Operators that loop, allocate by a value, index, or hold graphs.
constexpr const char* operators[] = {
    "Loop",    "If",        "Scan", "ConstantOfShape", "Expand", "Tile",  "Range", "Gather", "ScatterND",
    "Reshape", "Resize",    "Pad",  "OneHot",          "Slice",  "Split", "Conv",  "TopK",   "NonZero",
    "Concat",  "Transpose", "Cast", "Identity",        "Einsum", "LSTM"};

template <typename Chosen>
Element* pick(Element& root, Random& random, const Chosen& chosen)
{
    const std::vector<Element*> found = find_all(root, chosen);
    return found.empty() ? nullptr : found[random.below(found.size())];
}

bool has_children(const Element& element)
{
    return !element.children.empty();
}

/// A message to edit in: the root as likely as any other.
Element& pick_message(Element& model, Random& random)
{
    std::vector<Element*> messages = find_all(model, has_children);
    messages.push_back(&model);
    return *messages[random.below(messages.size())];
}

bool is_name(const Element& element)
{
    return element.is(Message::Node, 1) || element.is(Message::Node, 2) || element.is(Message::Value, 1) ||
           element.is(Message::Tensor, 8);
}

} // namespace

void edit_fields(Element& model, Random& random)
{
    std::vector<Element>& fields = pick_message(model, random).children;
    if (fields.empty())
    {
        return;
    }
    const std::size_t chosen = random.below(fields.size());
    switch (random.below(5))
    {
    case 0:
        fields.erase(fields.begin() + static_cast<std::ptrdiff_t>(chosen));
        break;
    case 1: {
        const Element copy = fields[chosen];
        fields.insert(fields.begin() + static_cast<std::ptrdiff_t>(random.below(fields.size() + 1)), copy);
        break;
    }
    case 2:
        std::swap(fields[chosen], fields[random.below(fields.size())]);
        break;
    case 3:
        fields[chosen].number = static_cast<std::int32_t>(random.below(30)) + 1;
        break;
    default: {
        Element number;
        number.number = fields[chosen].number;
        number.value = edge_number(random);
        fields[chosen] = number;
        break;
    }
    }
}

void edit_lengths(Element& model, Random& random)
{
    constexpr std::int64_t errors[] = {-1, 1, 2, -3, 127, 128, 65536, INT32_MAX, INT64_MAX, INT64_MIN};
    const auto is_sized = [](const Element& element) { return element.type == WireType::LengthDelimited; };
    if (Element* element = pick(model, random, is_sized))
    {
        element->length_error = random.one_of(errors);
    }
}

void edit_dimensions(Element& model, Random& random)
{
    const auto is_dimension = [](const Element& element) {
        return element.type == WireType::Varint &&
               (element.is(Message::Dimension, 1) || element.is(Message::Tensor, 1));
    };
    if (Element* element = pick(model, random, is_dimension))
    {
        element->value = edge_number(random);
    }
}

void edit_types(Element& model, Random& random)
{
    const auto is_type = [](const Element& element) {
        return element.type == WireType::Varint &&
               (element.is(Message::TensorType, 1) || element.is(Message::Tensor, 2) ||
                element.is(Message::Attribute, 20));
    };
    if (Element* element = pick(model, random, is_type))
    {
        element->value = random.below(28);
    }
}

void edit_numbers(Element& model, Random& random)
{
    const auto is_number = [](const Element& element) {
        const bool is_attribute = element.is(Message::Attribute, 3) || element.is(Message::Attribute, 8);
        const bool is_version = element.is(Message::Model, 1) || element.is(Message::OpsetImport, 2);
        return element.type == WireType::Varint && (is_attribute || is_version);
    };
    if (Element* element = pick(model, random, is_number))
    {
        element->value = random.one_in(2) ? edge_number(random) : random.below(32);
    }
}

void edit_names(Element& model, Random& random)
{
    const auto is_operator = [](const Element& element) { return element.is(Message::Node, 4); };
    if (Element* element = random.one_in(4) ? pick(model, random, is_operator) : nullptr)
    {
        element->bytes = random.one_of(operators);
        return;
    }
    Element* target = pick(model, random, is_name);
    const Element* source = pick(model, random, is_name);
    if (target != nullptr)
    {
        target->bytes = random.one_in(8) ? std::string() : source->bytes;
    }
}

void edit_weights(Element& model, Random& random)
{
    const auto is_data = [](const Element& element) {
        const bool is_field = element.number == 4 || element.number == 5 || element.number == 7 || element.number == 9;
        return element.parent == Message::Tensor && is_field && element.type == WireType::LengthDelimited;
    };
    Element* element = pick(model, random, is_data);
    if (element == nullptr)
    {
        return;
    }
    switch (random.below(4))
    {
    case 0:
        truncate(element->bytes, random);
        break;
    case 1:
        element->bytes.append(random.below(64) + 1, '\xFF');
        break;
    case 2:
        std::fill(element->bytes.begin(), element->bytes.end(), random.one_in(2) ? '\xFF' : '\x7F');
        break;
    default: // what shapes, axes and trip counts are made of
        flip_bits(element->bytes, random);
        break;
    }
}

void graft(Element& model, Element& other, Random& random)
{
    const auto is_part = [](const Element& element) {
        return element.message != Message::None && element.message != Message::Graph;
    };
    for (std::size_t i = random.below(3) + 1; i > 0; --i)
    {
        const Element* part = pick(other, random, is_part);
        if (part == nullptr)
        {
            return;
        }
        const Message kind = part->message;
        Element* target = pick(model, random, [kind](const Element& element) { return element.message == kind; });
        if (target != nullptr && random.one_in(2))
        {
            const std::int32_t number = target->number;
            *target = *part;
            target->number = number;
            continue;
        }
        const Message parent = part->parent;
        Element* place = pick(model, random, [parent](const Element& element) { return element.message == parent; });
        Element& into = place == nullptr ? model : *place;
        const auto position = static_cast<std::ptrdiff_t>(random.below(into.children.size() + 1));
        into.children.insert(into.children.begin() + position, *part);
    }
}

} // namespace mutants
