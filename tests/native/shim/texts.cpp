#include "shim/texts.h"

#include <charconv>
#include <cstdio>

#include "trtsharp/enums.g.h"

namespace shim_test
{
namespace
{

template <class T>
std::string real(T value)
{
    char text[64];
    return {text, std::to_chars(text, text + sizeof(text), value).ptr};
}

} // namespace

std::string text_of(std::int32_t value)
{
    return std::to_string(value);
}

std::string text_of(std::uint32_t value)
{
    return std::to_string(value);
}

std::string text_of(std::int64_t value)
{
    return std::to_string(value);
}

std::string text_of(std::uint64_t value)
{
    return std::to_string(value);
}

std::string text_of(std::uint8_t value)
{
    return std::to_string(value);
}

std::string text_of(float value)
{
    return real(value);
}

std::string text_of(double value)
{
    return real(value);
}

std::string text_of(const char* text)
{
    return text == nullptr ? "null" : "\"" + std::string(text) + "\"";
}

std::string text_of(const void* address)
{
    if (address == nullptr)
    {
        return "null";
    }
    char text[32];
    std::snprintf(text, sizeof(text), "%p", address);
    return text;
}

std::string text_of(const trts_dims& value)
{
    return value.nb_dims < 0 || value.nb_dims > 8 ? "Dims of " + std::to_string(value.nb_dims)
                                                  : array_text(value.d, value.nb_dims);
}

std::string text_of(const trts_weights& value)
{
    return braced(text_of(value.type), text_of(value.values), text_of(value.count));
}

std::string text_of(const trts_permutation& value)
{
    return array_text(value.order, 8);
}

std::string text_of(const trts_timing_cache_key& value)
{
    constexpr const char* digits = "0123456789abcdef";
    std::string text;
    for (const std::uint8_t byte : value.data)
    {
        text += digits[byte >> 4];
        text += digits[byte & 15];
    }
    return text;
}

std::string text_of(const trts_timing_cache_value& value)
{
    return braced(text_of(value.tactic_hash), text_of(value.timing_m_sec));
}

std::string text_of(const trts_interface_info& value)
{
    return braced(text_of(value.kind), text_of(value.major), text_of(value.minor));
}

std::string text_of(const trts_plugin_tensor_desc& value)
{
    return braced(text_of(value.dims), text_of(value.type), text_of(value.format), text_of(value.scale));
}

std::string text_of(const trts_dynamic_plugin_tensor_desc& value)
{
    return braced(text_of(value.desc), text_of(value.min), text_of(value.max), text_of(value.opt));
}

std::string text_of(const trts_refit_record& value)
{
    return braced(text_of(value.trt_name), text_of(value.kind), text_of(value.onnx_dtype), text_of(value.trt_dtype),
                  text_of(value.count), array_text(value.source_onnx_names, value.nb_sources), text_of(value.epsilon),
                  text_of(value.fixed_data), text_of(value.fixed_data_size));
}

std::string text_of(const trts_dims_exprs& value)
{
    return array_text(value.d, value.nb_dims);
}

std::string text_of(const trts_plugin_field_collection* fields)
{
    if (fields == nullptr)
    {
        return "null";
    }
    std::string text = "[";
    for (std::int32_t i = 0; i < fields->nb_fields; ++i)
    {
        const trts_plugin_field& field = fields->fields[i];
        text += (i == 0 ? "" : ", ") +
                braced(text_of(field.name), text_of(field.type), text_of(field.length),
                       array_text(static_cast<const std::uint8_t*>(field.data), field.length * 4));
    }
    return text + "]";
}

std::string truth(std::int32_t value)
{
    return value == 0 ? "false" : "true";
}

std::string truths(const std::uint8_t* values)
{
    return "[" + truth(values[0]) + ", " + truth(values[1]) + "]";
}

std::string fill_bytes(void* memory)
{
    auto* bytes = static_cast<std::uint8_t*>(memory);
    for (int i = 0; i < 16; ++i)
    {
        bytes[i] = static_cast<std::uint8_t>(0x41 + i);
    }
    return array_text(bytes, 16);
}

const trts_plugin_field_collection* sample_fields()
{
    static const std::int32_t numbers[] = {81, 82};
    static const trts_plugin_field fields[] = {{"answer", numbers, TRTS_PLUGIN_FIELD_TYPE_INT32, 2}};
    static const trts_plugin_field_collection value{1, fields};
    return &value;
}

std::string values_of(const trts_weights& weights)
{
    return braced(text_of(weights.type), array_text(static_cast<const float*>(weights.values), weights.count));
}

std::string first_byte_of(const void* memory)
{
    return memory == nullptr ? "null" : text_of(*static_cast<const unsigned char*>(memory));
}

} // namespace shim_test
