#include "cpu/plan_fields.h"

#include "core/error.h"
#include "cpu/little_endian.h"

namespace trts::cpu
{
namespace
{

constexpr std::size_t prefix_size = sizeof(std::uint16_t) + sizeof(std::uint32_t);

} // namespace

FieldWriter& FieldWriter::text(std::uint16_t tag, std::string_view value)
{
    if (value.size() > UINT32_MAX)
    {
        throw Error(TRTS_BUILD_FAILED, "a field of the plan's header would pass 4 GiB");
    }
    append_little_endian(bytes_, tag);
    append_little_endian(bytes_, static_cast<std::uint32_t>(value.size()));
    bytes_ += value;
    return *this;
}

FieldWriter& FieldWriter::number(std::uint16_t tag, std::int64_t value)
{
    return numbers(tag, {value});
}

FieldWriter& FieldWriter::numbers(std::uint16_t tag, const Shape& values)
{
    std::string payload;
    for (const std::int64_t value : values)
    {
        append_little_endian(payload, value);
    }
    return text(tag, payload);
}

bool PlanFields::next()
{
    if (left_.empty())
    {
        return false;
    }
    if (left_.size() < prefix_size)
    {
        fail_damaged_plan("its header ends inside a field");
    }
    tag_ = read_little_endian<std::uint16_t>(left_.data());
    const auto size = read_little_endian<std::uint32_t>(left_.data() + sizeof(std::uint16_t));
    left_.remove_prefix(prefix_size);
    if (size > left_.size())
    {
        fail_damaged_plan("a field of its header reaches beyond the header");
    }
    payload_ = left_.substr(0, size);
    left_.remove_prefix(size);
    return true;
}

std::int64_t PlanFields::number() const
{
    if (payload_.size() != sizeof(std::int64_t))
    {
        fail_damaged_plan("a number of its header has the wrong size");
    }
    return read_little_endian<std::int64_t>(payload_.data());
}

std::int64_t PlanFields::number(std::int64_t min, std::int64_t max) const
{
    const std::int64_t value = number();
    if (value < min || value > max)
    {
        fail_damaged_plan("a number of its header is " + std::to_string(value) + ", outside " + std::to_string(min) +
                          " to " + std::to_string(max));
    }
    return value;
}

Shape PlanFields::numbers(std::size_t most) const
{
    if (payload_.size() % sizeof(std::int64_t) != 0 || payload_.size() / sizeof(std::int64_t) > most)
    {
        fail_damaged_plan("a list of numbers in its header has the wrong size");
    }
    Shape values;
    for (std::size_t i = 0; i < payload_.size(); i += sizeof(std::int64_t))
    {
        values.push_back(read_little_endian<std::int64_t>(payload_.data() + i));
    }
    return values;
}

void fail_damaged_plan(const std::string& problem)
{
    throw Error(TRTS_LOAD_FAILED, "the plan is damaged: " + problem + ". Copy the file again, or build it again");
}

} // namespace trts::cpu
