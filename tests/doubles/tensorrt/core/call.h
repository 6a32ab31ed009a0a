// A call of one of the fake's functions: reported, and then done, unless a fault or the simulated version forbids it.
#pragma once

#include <stdexcept>
#include <string>
#include <type_traits>

#include "core/seam.h"
#include "core/text.h"

namespace trts::doubles
{

/// What a failing function answers; specialised where nothing is not it.
template <class R>
struct Failure
{
    static R value(Verdict verdict)
    {
        if constexpr (std::is_pointer_v<R>)
        {
            return verdict == Verdict::small_number ? reinterpret_cast<R>(std::uintptr_t{0x238}) : nullptr;
        }
        else if constexpr (std::is_integral_v<R> && std::is_signed_v<R>)
        {
            return -1;
        }
        else if constexpr (!std::is_void_v<R>)
        {
            return R{};
        }
    }
};

template <class R, class Body>
R call(const MethodFact& method, const std::string& arguments, const Body& body)
{
    [[maybe_unused]] const Verdict verdict = seam().enter(method, arguments.c_str());
    if constexpr (!std::is_reference_v<R>) // a reference cannot fail
    {
        if (verdict == Verdict::throws)
        {
            throw std::runtime_error(std::string("thrown by a fault in ") + method.name);
        }
        if (verdict != Verdict::goes_on)
        {
            return Failure<R>::value(verdict);
        }
    }
    return body();
}

/// 1 << enumerator.
template <class E>
std::uint32_t bit(E enumerator)
{
    return 1u << static_cast<std::uint32_t>(enumerator);
}

} // namespace trts::doubles
