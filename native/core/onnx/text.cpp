#include "core/onnx/text.h"

#include <cstddef>

namespace trts::onnx
{

namespace
{

constexpr std::size_t longest_quote = 160;

bool is_continuation(char byte) noexcept
{
    return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

/// Length of the well-formed UTF-8 sequence that starts at `position`; 0 when there is none.
std::size_t sequence_length(std::string_view text, std::size_t position) noexcept
{
    const auto byte_at = [&](std::size_t index) { return static_cast<unsigned char>(text[position + index]); };
    const unsigned char lead = byte_at(0);
    const std::size_t length = lead < 0x80   ? 1
                               : lead < 0xC2 ? 0
                               : lead < 0xE0 ? 2
                               : lead < 0xF0 ? 3
                               : lead < 0xF5 ? 4
                                             : 0;
    if (length == 0 || length > text.size() - position)
    {
        return 0;
    }
    for (std::size_t i = 1; i < length; ++i)
    {
        if (!is_continuation(text[position + i]))
        {
            return 0;
        }
    }
    const bool overlong = (lead == 0xE0 && byte_at(1) < 0xA0) || (lead == 0xF0 && byte_at(1) < 0x90);
    const bool surrogate = lead == 0xED && byte_at(1) > 0x9F;
    const bool too_large = lead == 0xF4 && byte_at(1) > 0x8F;
    return overlong || surrogate || too_large ? 0 : length;
}

void append_escaped(std::string& out, unsigned char byte)
{
    static constexpr char digits[] = "0123456789abcdef";
    out += "\\x";
    out += digits[byte >> 4U];
    out += digits[byte & 0xFU];
}

} // namespace

bool is_plain_utf8(std::string_view text) noexcept
{
    for (std::size_t position = 0; position < text.size();)
    {
        const std::size_t length = text[position] == '\0' ? 0 : sequence_length(text, position);
        if (length == 0)
        {
            return false;
        }
        position += length;
    }
    return true;
}

std::string quoted(std::string_view text)
{
    std::string out = "'";
    std::size_t position = 0;
    while (position < text.size() && position < longest_quote)
    {
        const std::size_t length = sequence_length(text, position);
        const auto byte = static_cast<unsigned char>(text[position]);
        if (length == 0 || byte < 0x20 || byte == 0x7F)
        {
            append_escaped(out, byte);
            ++position;
        }
        else
        {
            out += text.substr(position, length);
            position += length;
        }
    }
    out += position < text.size() ? "…'" : "'";
    return out;
}

std::string operator_name(std::string_view domain, std::string_view op_type)
{
    std::string name;
    if (!domain.empty())
    {
        name.append(domain).append(":");
    }
    name.append(op_type);
    const std::string text = quoted(name);
    return text.substr(1, text.size() - 2);
}

std::string describe(const Node& node, std::size_t index)
{
    std::string text = "node ";
    text += node.name.empty() ? std::to_string(index) : quoted(node.name);
    if (!node.op_type.empty())
    {
        text += " (" + operator_name(node.domain, node.op_type) + ")";
    }
    return text;
}

} // namespace trts::onnx
