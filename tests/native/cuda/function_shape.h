// What a C function's type means to who calls it, as text: declarations that name their types differently are compared
// by it.
#pragma once

#include <string>
#include <type_traits>

namespace cuda_test
{

template <typename T>
struct Shape
{
    static std::string text()
    {
        if constexpr (std::is_void_v<T>)
        {
            return "void";
        }
        else if constexpr (std::is_enum_v<T>)
        {
            return "s" + std::to_string(sizeof(T)); // as an int
        }
        else if constexpr (std::is_class_v<T>)
        {
            return "object";
        }
        else
        {
            return (std::is_floating_point_v<T> ? "f" : std::is_signed_v<T> ? "s" : "u") + std::to_string(sizeof(T));
        }
    }
};

template <typename T>
struct Shape<const T>
{
    static std::string text() { return "const " + Shape<T>::text(); }
};

template <typename T>
struct Shape<T*>
{
    static std::string text() { return Shape<T>::text() + "*"; }
};

template <typename R, typename... P>
struct Shape<R(P...)>
{
    static std::string text() { return Shape<R>::text() + "(" + ((Shape<P>::text() + ",") + ... + ")"); }
};

} // namespace cuda_test
