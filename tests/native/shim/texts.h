// Values of the C ABI as text, as the fake TensorRT shows its own (tests/doubles/README.md).
#pragma once

#include <cstdint>
#include <string>

#include "trtsharp/structs.g.h"

namespace shim_test
{

std::string text_of(std::int32_t value);
std::string text_of(std::uint32_t value);
std::string text_of(std::int64_t value);
std::string text_of(std::uint64_t value);
std::string text_of(std::uint8_t value);
std::string text_of(float value);
std::string text_of(double value);
/// "quoted", or null
std::string text_of(const char* text);
/// 0x1110, or null
std::string text_of(const void* address);
std::string text_of(const trts_dims& value);
/// {type, address, count}
std::string text_of(const trts_weights& value);
std::string text_of(const trts_permutation& value);
std::string text_of(const trts_timing_cache_key& value);
std::string text_of(const trts_timing_cache_value& value);
std::string text_of(const trts_interface_info& value);
std::string text_of(const trts_plugin_tensor_desc& value);
std::string text_of(const trts_dynamic_plugin_tensor_desc& value);
std::string text_of(const trts_refit_record& value);

/// The addresses of its expressions.
std::string text_of(const trts_dims_exprs& value);
/// [{"name", type, length, [bytes]}]
std::string text_of(const trts_plugin_field_collection* fields);
std::string truth(std::int32_t value);
std::string truths(const std::uint8_t* values);

/// {type, [value, value]}, of two floats.
std::string values_of(const trts_weights& weights);
std::string first_byte_of(const void* memory);
/// Writes 16 bytes; their text.
std::string fill_bytes(void* memory);
/// What a plugin answers where it is asked for fields.
const trts_plugin_field_collection* sample_fields();

/// An address that nobody may look at.
inline void* fake_address(std::uintptr_t address)
{
    return reinterpret_cast<void*>(address);
}

template <class T>
std::string array_text(const T* elements, std::int64_t count)
{
    if (elements == nullptr)
    {
        return "null";
    }
    std::string text = "[";
    for (std::int64_t i = 0; i < count; ++i)
    {
        text += (i == 0 ? "" : ", ") + text_of(elements[i]);
    }
    return text + "]";
}

/// Of an array of which only the first two elements matter.
template <class T>
std::string text_of_two(const T* elements)
{
    return array_text(elements, 2);
}

template <class... T>
std::string braced(const T&... values)
{
    std::string text;
    ((text += (text.empty() ? "" : ", ") + std::string(values)), ...);
    return "{" + text + "}";
}

} // namespace shim_test
