// The tagged fields of a plan's header: written and read, with every bound checked.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "cpu/shape.h"

namespace trts::cpu
{

class FieldWriter
{
  public:
    FieldWriter& text(std::uint16_t tag, std::string_view value);
    FieldWriter& number(std::uint16_t tag, std::int64_t value);
    FieldWriter& numbers(std::uint16_t tag, const Shape& values);
    FieldWriter& nested(std::uint16_t tag, const FieldWriter& value) { return text(tag, value.bytes_); }

    const std::string& bytes() const noexcept { return bytes_; }

  private:
    std::string bytes_;
};

/// for (PlanFields fields(bytes); fields.next();) { switch (fields.tag()) … }
/// Every problem is Error(TRTS_LOAD_FAILED).
class PlanFields
{
  public:
    explicit PlanFields(std::string_view bytes) noexcept : left_(bytes) {}

    bool next();

    std::uint16_t tag() const noexcept { return tag_; }
    std::string_view payload() const noexcept { return payload_; }
    std::string text() const { return std::string(payload_); }
    std::int64_t number() const;
    std::int64_t number(std::int64_t min, std::int64_t max) const;
    Shape numbers(std::size_t most) const;

  private:
    std::string_view left_;
    std::string_view payload_;
    std::uint16_t tag_ = 0;
};

/// Throws "the plan is damaged: <problem>".
[[noreturn]] void fail_damaged_plan(const std::string& problem);

} // namespace trts::cpu
