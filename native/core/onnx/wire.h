// Protobuf's wire format, read field by field. Never reads beyond the given bytes, whatever they hold.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace trts::onnx
{

enum class WireType : std::uint8_t
{
    Varint = 0,
    Fixed64 = 1,
    LengthDelimited = 2, // strings, messages, packed numbers
    Fixed32 = 5,
};

struct Field
{
    std::int32_t number = 0;
    WireType type = WireType::Varint;
    std::uint64_t value = 0;  // Varint, Fixed32, Fixed64
    std::string_view bytes;   // LengthDelimited: the payload
    std::string_view encoded; // the whole field: tag, length and payload
};

/// Iterates over the fields of one message:
///     for (FieldReader fields(node.raw, "node"); fields.next();) { use(fields.field()); }
class FieldReader
{
  public:
    /// `what` names the message in errors. `file` is what offsets in errors count from: the whole model, where known.
    explicit FieldReader(std::string_view message, const char* what = "message", std::string_view file = {}) noexcept;

    /// Moves to the next field; false at the end. Throws Error(TRTS_PARSE_FAILED) with the byte offset where the
    /// bytes are no protobuf.
    bool next();

    const Field& field() const noexcept { return field_; }

    /// The current field's value, when it is of that wire type; throws otherwise.
    std::uint64_t varint() const;
    std::string_view bytes() const;

    [[noreturn]] void fail(const char* problem) const;

  private:
    std::uint64_t take_varint(const char* of_what);
    std::string_view take(std::uint64_t count, const char* of_what);
    [[noreturn]] void fail_at(std::size_t position, const char* problem) const;

    std::string_view message_;
    std::string_view file_;
    const char* what_;
    std::size_t position_ = 0;
    Field field_;
};

/// Reads one varint off the front of `bytes`; false, with nothing taken, when there is none.
bool take_varint(std::string_view& bytes, std::uint64_t& value) noexcept;

} // namespace trts::onnx
