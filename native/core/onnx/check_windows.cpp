#include "core/onnx/check_windows.h"

#include <cstdint>
#include <string>
#include <vector>

#include "core/onnx/text.h"
#include "core/onnx/wire.h"

namespace trts::onnx
{

namespace
{

constexpr std::int32_t field_int = 3;
constexpr std::int32_t field_ints = 8;

struct Range
{
    std::string_view attribute;
    std::int64_t min;
};

/// In ONNX's own domain and ONNX Runtime's, only operators with windows have attributes of these names.
constexpr Range ranges[] = {
    {"strides", 1},       {"dilations", 1},      {"kernel_shape", 1}, {"group", 1},
    {"pads", -INT32_MAX}, {"output_padding", 0}, {"output_shape", 0},
};

std::vector<std::int64_t> integers_of(const Attribute& attribute)
{
    std::vector<std::int64_t> values;
    for (FieldReader fields(attribute.raw, "attribute"); fields.next();)
    {
        const Field& field = fields.field();
        if (field.number != field_int && field.number != field_ints)
        {
            continue;
        }
        if (field.type == WireType::Varint)
        {
            values.push_back(static_cast<std::int64_t>(field.value));
            continue;
        }
        std::string_view packed = field.bytes;
        for (std::uint64_t value = 0; take_varint(packed, value);)
        {
            values.push_back(static_cast<std::int64_t>(value));
        }
    }
    return values;
}

const Range* range_of(std::string_view attribute)
{
    for (const Range& range : ranges)
    {
        if (range.attribute == attribute)
        {
            return &range;
        }
    }
    return nullptr;
}

} // namespace

void check_window(const Node& node, std::size_t index, const Place& place, Report& report)
{
    if (!node.domain.empty() && node.domain != "com.microsoft")
    {
        return;
    }
    for (const Attribute& attribute : node.attributes)
    {
        const Range* range = range_of(attribute.name);
        if (range == nullptr)
        {
            continue;
        }
        for (const std::int64_t value : integers_of(attribute))
        {
            if (value < range->min || value > INT32_MAX)
            {
                report.add(ProblemCode::InvalidAttribute, place,
                           "attribute " + quoted(attribute.name) + " of " + describe(node, index) + " holds " +
                               std::to_string(value) + "; expected " + std::to_string(range->min) + " to " +
                               std::to_string(INT32_MAX));
                break;
            }
        }
    }
}

} // namespace trts::onnx
