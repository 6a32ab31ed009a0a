#include "core/onnx/wire.h"

#include <string>

#include "core/error.h"

namespace trts::onnx
{

namespace
{

constexpr std::uint64_t largest_tag = 0xFFFFFFFF;

} // namespace

bool take_varint(std::string_view& bytes, std::uint64_t& value) noexcept
{
    std::uint64_t result = 0;
    for (std::size_t i = 0; i < bytes.size() && i < 10; ++i)
    {
        const auto byte = static_cast<unsigned char>(bytes[i]);
        result |= static_cast<std::uint64_t>(byte & 0x7FU) << (7U * i);
        if (byte < 0x80)
        {
            if (i == 9 && byte > 1)
            {
                return false; // a 65th bit
            }
            value = result;
            bytes.remove_prefix(i + 1);
            return true;
        }
    }
    return false;
}

FieldReader::FieldReader(std::string_view message, const char* what, std::string_view file) noexcept
    : message_(message), file_(file.empty() ? message : file), what_(what)
{
}

bool FieldReader::next()
{
    if (position_ == message_.size())
    {
        return false;
    }
    const std::size_t start = position_;
    const std::uint64_t tag = take_varint("a field's tag");
    const std::uint64_t number = tag >> 3U;
    if (tag > largest_tag || number == 0)
    {
        fail_at(start, "expected a field's tag, found an impossible field number");
    }
    field_.number = static_cast<std::int32_t>(number);
    field_.value = 0;
    field_.bytes = {};
    switch (tag & 7U)
    {
    case 0:
        field_.type = WireType::Varint;
        field_.value = take_varint("a number");
        break;
    case 1:
    case 5: {
        field_.type = (tag & 7U) == 1 ? WireType::Fixed64 : WireType::Fixed32;
        const std::string_view fixed = take((tag & 7U) == 1 ? 8 : 4, "a number");
        for (std::size_t i = 0; i < fixed.size(); ++i)
        {
            field_.value |= static_cast<std::uint64_t>(static_cast<unsigned char>(fixed[i])) << (8U * i);
        }
        break;
    }
    case 2:
        field_.type = WireType::LengthDelimited;
        field_.bytes = take(take_varint("a length"), "a field's content");
        break;
    default:
        fail_at(start, "expected a field's tag, found a wire type that ONNX does not use");
    }
    field_.encoded = message_.substr(start, position_ - start);
    return true;
}

std::uint64_t FieldReader::varint() const
{
    if (field_.type != WireType::Varint)
    {
        fail("a number was expected here");
    }
    return field_.value;
}

std::string_view FieldReader::bytes() const
{
    if (field_.type != WireType::LengthDelimited)
    {
        fail("a string or a message was expected here");
    }
    return field_.bytes;
}

void FieldReader::fail(const char* problem) const
{
    const std::string text = "field " + std::to_string(field_.number) + ": " + problem;
    fail_at(static_cast<std::size_t>(field_.encoded.data() - message_.data()), text.c_str());
}

std::uint64_t FieldReader::take_varint(const char* of_what)
{
    std::string_view rest = message_.substr(position_);
    std::uint64_t value = 0;
    if (!onnx::take_varint(rest, value))
    {
        const std::string text = rest.size() < 10 ? std::string("the bytes end within ") + of_what
                                                  : std::string(of_what) + " takes more than 64 bits";
        fail_at(position_, text.c_str());
    }
    position_ = message_.size() - rest.size();
    return value;
}

std::string_view FieldReader::take(std::uint64_t count, const char* of_what)
{
    const std::size_t left = message_.size() - position_;
    if (count > left)
    {
        const std::string text = std::string("expected ") + std::to_string(count) + " bytes of " + of_what +
                                 ", found " + std::to_string(left);
        fail_at(position_, text.c_str());
    }
    const std::string_view taken = message_.substr(position_, static_cast<std::size_t>(count));
    position_ += taken.size();
    return taken;
}

void FieldReader::fail_at(std::size_t position, const char* problem) const
{
    const auto offset = static_cast<std::size_t>(message_.data() - file_.data()) + position;
    throw Error(TRTS_PARSE_FAILED, "not a valid ONNX model: at byte " + std::to_string(offset) + ", in a " + what_ +
                                       ": " + problem + "; the file is cut short, damaged, or no ONNX model");
}

} // namespace trts::onnx
