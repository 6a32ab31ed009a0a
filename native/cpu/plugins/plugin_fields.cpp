#include "cpu/plugins/plugin_fields.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <iterator>
#include <limits>
#include <optional>

#include "core/error.h"
#include "core/onnx/wire.h"
#include "cpu/onnx_fields.h"
#include "trtsharp/enums.g.h"

namespace trts::cpu
{
namespace
{

constexpr std::int32_t most_fields = 1 << 16;

/// An attribute's numbers, whichever of ONNX's fields they stand in.
struct AttributeValues
{
    bool is_text = false;
    std::string text;
    std::vector<double> floats;
    std::vector<std::int64_t> integers;

    bool is_integral() const noexcept { return floats.empty(); }
    std::size_t count() const noexcept { return floats.size() + integers.size(); }
};

float float_of(std::uint64_t bits)
{
    const auto low = static_cast<std::uint32_t>(bits);
    float value = 0;
    std::memcpy(&value, &low, sizeof(value));
    return value;
}

void read_packed(const onnx::Field& field, AttributeValues& values)
{
    std::string_view bytes = field.bytes;
    if (field.number == proto::attribute_floats)
    {
        for (; bytes.size() >= sizeof(float); bytes.remove_prefix(sizeof(float)))
        {
            float value = 0;
            std::memcpy(&value, bytes.data(), sizeof(value));
            values.floats.push_back(static_cast<double>(value));
        }
        return;
    }
    for (std::uint64_t value = 0; onnx::take_varint(bytes, value);)
    {
        values.integers.push_back(static_cast<std::int64_t>(value));
    }
}

/// Nothing for a tensor, a graph or a list of texts.
std::optional<AttributeValues> read_values(const onnx::Attribute& attribute)
{
    using onnx::AttributeType;
    AttributeValues values;
    switch (attribute.type)
    {
    case AttributeType::String:
        values.is_text = true;
        break;
    case AttributeType::Float:
    case AttributeType::Int:
    case AttributeType::Floats:
    case AttributeType::Ints:
        break;
    default:
        return std::nullopt;
    }
    for (onnx::FieldReader fields(attribute.raw, "attribute"); fields.next();)
    {
        const onnx::Field& field = fields.field();
        const bool is_packed = field.type == onnx::WireType::LengthDelimited;
        switch (field.number)
        {
        case proto::attribute_text:
            if (values.is_text)
            {
                values.text = std::string(fields.bytes());
            }
            break;
        case proto::attribute_float:
            if (attribute.type == AttributeType::Float)
            {
                values.floats.push_back(static_cast<double>(float_of(field.value)));
            }
            break;
        case proto::attribute_int:
            if (attribute.type == AttributeType::Int)
            {
                values.integers.push_back(static_cast<std::int64_t>(field.value));
            }
            break;
        case proto::attribute_floats:
        case proto::attribute_ints:
            if (is_packed)
            {
                read_packed(field, values);
            }
            else if (field.number == proto::attribute_floats)
            {
                values.floats.push_back(static_cast<double>(float_of(field.value)));
            }
            else
            {
                values.integers.push_back(static_cast<std::int64_t>(field.value));
            }
            break;
        default:
            break;
        }
    }
    return values;
}

std::uint16_t half_of(float value)
{
    std::uint32_t bits = 0;
    std::memcpy(&bits, &value, sizeof(bits));
    const std::uint32_t sign = bits >> 16U & 0x8000U;
    const float magnitude = std::fabs(value);
    if (std::isnan(value))
    {
        return static_cast<std::uint16_t>(sign | 0x7E00U);
    }
    if (magnitude >= 65520.0F)
    {
        return static_cast<std::uint16_t>(sign | 0x7C00U);
    }
    if (magnitude < 6.103515625e-5F) // subnormal: multiples of 2^-24
    {
        return static_cast<std::uint16_t>(sign | static_cast<std::uint32_t>(std::nearbyint(magnitude * 16777216.0F)));
    }
    std::uint32_t rounded = (bits & 0x7FFFFFFFU) - 0x38000000U;
    rounded += 0xFFFU + (rounded >> 13U & 1U);
    return static_cast<std::uint16_t>(sign | rounded >> 13U);
}

std::uint16_t bfloat_of(float value)
{
    std::uint32_t bits = 0;
    std::memcpy(&bits, &value, sizeof(bits));
    const bool is_nan = std::isnan(value);
    return static_cast<std::uint16_t>(is_nan ? bits >> 16U | 0x40U : (bits + 0x7FFFU + (bits >> 16U & 1U)) >> 16U);
}

template <typename T>
void append(std::string& bytes, T value)
{
    bytes.append(reinterpret_cast<const char*>(&value), sizeof(value));
}

/// Of an integer; false where the type cannot hold it.
template <typename T>
bool append_integer(std::string& bytes, std::int64_t value)
{
    if (value < std::numeric_limits<T>::min() || value > std::numeric_limits<T>::max())
    {
        return false;
    }
    append(bytes, static_cast<T>(value));
    return true;
}

bool append_value(std::string& bytes, std::int32_t type, const AttributeValues& values, std::size_t index)
{
    if (!values.is_integral())
    {
        const double value = values.floats[index];
        switch (type)
        {
        case TRTS_PLUGIN_FIELD_TYPE_FLOAT32:
            append(bytes, static_cast<float>(value));
            return true;
        case TRTS_PLUGIN_FIELD_TYPE_FLOAT64:
            append(bytes, value);
            return true;
        case TRTS_PLUGIN_FIELD_TYPE_FLOAT16:
            append(bytes, half_of(static_cast<float>(value)));
            return true;
        case TRTS_PLUGIN_FIELD_TYPE_BF16:
            append(bytes, bfloat_of(static_cast<float>(value)));
            return true;
        default:
            return false;
        }
    }
    switch (type)
    {
    case TRTS_PLUGIN_FIELD_TYPE_INT8:
        return append_integer<std::int8_t>(bytes, values.integers[index]);
    case TRTS_PLUGIN_FIELD_TYPE_INT16:
        return append_integer<std::int16_t>(bytes, values.integers[index]);
    case TRTS_PLUGIN_FIELD_TYPE_INT32:
        return append_integer<std::int32_t>(bytes, values.integers[index]);
    case TRTS_PLUGIN_FIELD_TYPE_INT64:
        return append_integer<std::int64_t>(bytes, values.integers[index]);
    default:
        return false;
    }
}

constexpr const char* type_names[] = {"FLOAT16", "FLOAT32", "FLOAT64", "INT8", "INT16", "INT32", "CHAR",
                                      "DIMS",    "UNKNOWN", "BF16",    "INT64", "FP8",  "INT4",  "FP4"};

std::string type_text(std::int32_t type)
{
    return type >= 0 && static_cast<std::size_t>(type) < std::size(type_names) ? type_names[type]
                                                                                : std::to_string(type);
}

} // namespace

std::int32_t plugin_field_size(std::int32_t type) noexcept
{
    switch (type)
    {
    case TRTS_PLUGIN_FIELD_TYPE_INT64:
    case TRTS_PLUGIN_FIELD_TYPE_FLOAT64:
        return 8;
    case TRTS_PLUGIN_FIELD_TYPE_FLOAT32:
    case TRTS_PLUGIN_FIELD_TYPE_INT32:
        return 4;
    case TRTS_PLUGIN_FIELD_TYPE_FLOAT16:
    case TRTS_PLUGIN_FIELD_TYPE_BF16:
    case TRTS_PLUGIN_FIELD_TYPE_INT16:
        return 2;
    case TRTS_PLUGIN_FIELD_TYPE_INT8:
    case TRTS_PLUGIN_FIELD_TYPE_CHAR:
    case TRTS_PLUGIN_FIELD_TYPE_UNKNOWN:
    case TRTS_PLUGIN_FIELD_TYPE_FP8:
        return 1;
    case TRTS_PLUGIN_FIELD_TYPE_DIMS:
        return static_cast<std::int32_t>(sizeof(trts_dims));
    default: // packed types, which have no whole bytes
        return 0;
    }
}

PluginFields::PluginFields(const trts_plugin_field_collection* collection, const std::string& plugin)
{
    if (collection == nullptr)
    {
        return;
    }
    const auto fail = [&](const std::string& problem) {
        throw Error(TRTS_CALLBACK_FAILED, "plugin '" + plugin + "' gave fields that cannot be used: " + problem);
    };
    if (collection->nb_fields < 0 || collection->nb_fields > most_fields ||
        (collection->nb_fields > 0 && collection->fields == nullptr))
    {
        fail("their number is " + std::to_string(collection->nb_fields) + ", or there are none");
    }
    for (std::int32_t i = 0; i < collection->nb_fields; ++i)
    {
        const trts_plugin_field& given = collection->fields[i];
        if (given.name == nullptr || given.length < 0)
        {
            fail("field " + std::to_string(i) + " has no name, or a negative length");
        }
        const std::int32_t size = plugin_field_size(given.type);
        if (size == 0)
        {
            fail(std::string("field '") + given.name + "' is of type " + type_text(given.type) +
                 ", which backend cpu does not keep");
        }
        PluginField field{given.name, given.type, given.length, {}};
        if (given.data != nullptr)
        {
            field.bytes.assign(static_cast<const char*>(given.data),
                               static_cast<std::size_t>(given.length) * static_cast<std::size_t>(size));
        }
        fields_.push_back(std::move(field));
    }
}

PluginFields fields_of_attributes(const onnx::Node& node, const PluginFields& declared)
{
    PluginFields fields;
    for (const PluginField& wanted : declared.all())
    {
        const auto attribute =
            std::find_if(node.attributes.begin(), node.attributes.end(),
                         [&](const onnx::Attribute& candidate) { return candidate.name == wanted.name; });
        if (attribute == node.attributes.end())
        {
            continue; // the plugin's own default holds
        }
        const std::optional<AttributeValues> values = read_values(*attribute);
        PluginField field{wanted.name, wanted.type, 0, {}};
        bool fits = values.has_value() && values->is_text == (wanted.type == TRTS_PLUGIN_FIELD_TYPE_CHAR);
        if (fits && values->is_text)
        {
            field.bytes = values->text;
            field.length = static_cast<std::int32_t>(values->text.size());
        }
        for (std::size_t i = 0; fits && !values->is_text && i < values->count(); ++i)
        {
            fits = append_value(field.bytes, wanted.type, *values, i);
            ++field.length;
        }
        if (!fits)
        {
            throw Error(TRTS_PARSE_FAILED, "attribute '" + wanted.name + "' is no value of the type " +
                                               type_text(wanted.type) + ", which the plugin's field of that name has");
        }
        fields.add(std::move(field));
    }
    return fields;
}

std::string text_attribute(const onnx::Node& node, std::string_view name)
{
    for (const onnx::Attribute& attribute : node.attributes)
    {
        if (attribute.name == name)
        {
            const std::optional<AttributeValues> values = read_values(attribute);
            return values ? values->text : std::string();
        }
    }
    return {};
}

} // namespace trts::cpu
