// Turns a member function, or a function whose first parameter is the object, into a table entry: typed objects become
// void*, the result becomes the last output, and an exception passes through to dispatch, where it becomes a status.
#pragma once

#include <cstdint>
#include <functional>
#include <type_traits>
#include <utility>

#include "core/dispatch/api_table.h"
#include "cpu/recorded.h"

namespace trts
{

/// The type of a parameter or result in the table.
template <typename T>
struct AbiType
{
    using type = T;
};

template <>
struct AbiType<bool>
{
    using type = std::int32_t;
};

template <typename T>
struct AbiType<T*>
{
    // Backend objects are void* in the table; plain structs of the C ABI are passed as const pointers.
    using type = std::conditional_t<std::is_class_v<T> && !std::is_const_v<T>, void*, T*>;
};

template <typename T>
using Abi = typename AbiType<T>::type;

template <typename C, typename = void>
inline constexpr bool has_recorder = false;

template <typename C>
inline constexpr bool has_recorder<C, std::void_t<decltype(std::declval<const C&>().recorded())>> = true;

/// Runs `body`; what it throws is reported to the object's error recorder, if the object may have one.
template <typename C, typename Body>
void run_on(const C& self, Body&& body)
{
    if constexpr (has_recorder<C>)
    {
        reported(self.recorded(), body);
    }
    else
    {
        body();
    }
}

template <auto Method, typename C, typename R, typename... P>
struct ResultEntry
{
    static trts_status call(void* self, Abi<P>... parameters, Abi<R>* out)
    {
        C& object = *static_cast<C*>(self);
        run_on(object, [&] { *out = static_cast<Abi<R>>(std::invoke(Method, object, static_cast<P>(parameters)...)); });
        return TRTS_OK;
    }
};

template <auto Method, typename C, typename... P>
struct ActionEntry
{
    static trts_status call(void* self, Abi<P>... parameters)
    {
        C& object = *static_cast<C*>(self);
        run_on(object, [&] { std::invoke(Method, object, static_cast<P>(parameters)...); });
        return TRTS_OK;
    }
};

template <auto Method, typename Signature = decltype(Method)>
struct Entry;

template <auto Method, typename C, typename R, typename... P>
struct Entry<Method, R (C::*)(P...)>
    : std::conditional_t<std::is_void_v<R>, ActionEntry<Method, C, P...>, ResultEntry<Method, C, R, P...>>
{
};

template <auto Method, typename C, typename R, typename... P>
struct Entry<Method, R (C::*)(P...) const> : ResultEntry<Method, const C, R, P...>
{
};

template <auto Method, typename C, typename R, typename... P>
struct Entry<Method, R (C::*)(P...) noexcept> : Entry<Method, R (C::*)(P...)>
{
};

template <auto Method, typename C, typename R, typename... P>
struct Entry<Method, R (C::*)(P...) const noexcept> : Entry<Method, R (C::*)(P...) const>
{
};

template <auto Method, typename C, typename R, typename... P>
struct Entry<Method, R (*)(C&, P...)>
    : std::conditional_t<std::is_void_v<R>, ActionEntry<Method, C, P...>, ResultEntry<Method, C, R, P...>>
{
};

template <auto Method>
inline constexpr auto entry = &Entry<Method>::call;

template <typename C>
void destroy_entry(void* self)
{
    delete static_cast<C*>(self);
}

} // namespace trts
