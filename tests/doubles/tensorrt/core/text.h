// Arguments and results as text.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <type_traits>

namespace trts::doubles
{

/// Specialised for each type; what is here are numbers and enumerators.
template <class T, class Enable = void>
struct Text;

template <class T>
std::string text_of(const T& value)
{
    return Text<T>::of(value);
}

std::string text_of_float(double value, bool is_single);
std::string text_of_string(const char* text);
/// "IHostMemory#3", "0x7f12", "null".
std::string text_of_object(const void* object);
std::string text_of_address(const void* address);

template <class T>
struct Text<T, std::enable_if_t<std::is_integral_v<T> && !std::is_same_v<T, bool>>>
{
    static std::string of(T value) { return std::to_string(value); }
};

template <class T>
struct Text<T, std::enable_if_t<std::is_floating_point_v<T>>>
{
    static std::string of(T value) { return text_of_float(static_cast<double>(value), std::is_same_v<T, float>); }
};

template <class T>
struct Text<T, std::enable_if_t<std::is_enum_v<T>>>
{
    static std::string of(T value) { return std::to_string(static_cast<std::underlying_type_t<T>>(value)); }
};

template <>
struct Text<bool>
{
    static std::string of(bool value) { return value ? "true" : "false"; }
};

template <>
struct Text<const char*>
{
    static std::string of(const char* text) { return text_of_string(text); }
};

template <>
struct Text<std::string>
{
    static std::string of(const std::string& text) { return text; }
};

template <class T, class Enable = void>
struct IsObject : std::false_type // also of what is never defined
{
};

template <class T>
struct IsObject<T, std::void_t<decltype(sizeof(T))>> : std::is_polymorphic<T>
{
};

/// Objects by their number, memory by its address.
template <class T>
struct Text<T*>
{
    static std::string of(const T* pointer)
    {
        if constexpr (IsObject<T>::value)
        {
            return text_of_object(pointer);
        }
        else
        {
            return text_of_address(pointer);
        }
    }
};

/// A pointer and how many elements it points to.
template <class T>
struct Array
{
    const T* elements;
    std::int64_t count;
};

template <class T, class N>
Array<T> array(const T* elements, N count)
{
    return {elements, static_cast<std::int64_t>(count)};
}

template <class T>
struct Text<Array<T>>
{
    static std::string of(const Array<T>& array)
    {
        if (array.elements == nullptr)
        {
            return "null";
        }
        std::string text = "[";
        for (std::int64_t i = 0; i < array.count; ++i)
        {
            text += (i == 0 ? "" : ", ") + text_of(array.elements[i]);
        }
        return text + "]";
    }
};

/// A parameter through which the method answers.
struct Out
{
    Out() = default;
    explicit Out(const void* target) : is_given(target != nullptr) {}
    bool is_given = true;
};

template <>
struct Text<Out>
{
    static std::string of(Out out) { return out.is_given ? "out" : "null"; }
};

/// All arguments of a call.
template <class... T>
std::string arguments(const T&... values)
{
    std::string text;
    ((text += (text.empty() ? "" : ", ") + text_of(values)), ...);
    return text;
}

} // namespace trts::doubles
