// The family that this compilation is for: its declarations of NVIDIA's classes, its numbers, and conversions.
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "core/dispatch/api_table.h"
#include "tensorrt/family.h"
#include "tensorrt/foreign_call.h"

#if defined(TRTS_FAMILY_trt10)
#include "tensorrt/abi/trt10.g.h"
#elif defined(TRTS_FAMILY_trt11)
#include "tensorrt/abi/trt11.g.h"
#elif defined(TRTS_FAMILY_rtx1)
#include "tensorrt/abi/rtx1.g.h"
#else
#error "compile native/tensorrt for one family: define TRTS_FAMILY and TRTS_FAMILY_<family>"
#endif

namespace trts::tensorrt::TRTS_FAMILY
{
namespace abi = trts::abi::TRTS_FAMILY;
}

#if defined(TRTS_FAMILY_trt10)
#include "tensorrt/enum_map_trt10.g.h"
#elif defined(TRTS_FAMILY_trt11)
#include "tensorrt/enum_map_trt11.g.h"
#else
#include "tensorrt/enum_map_rtx1.g.h"
#endif

namespace trts::tensorrt
{

/// Tells our placement new from the standard library's, which freestanding code does not include.
struct InPlace
{
};

} // namespace trts::tensorrt

inline void* operator new(size_t, void* where, trts::tensorrt::InPlace) noexcept
{
    return where;
}

inline void operator delete(void*, void*, trts::tensorrt::InPlace) noexcept {}

namespace trts::tensorrt
{

/// A struct of the C ABI as the family's own: struct_checks.g.h compares their layouts.
template <typename Family, typename Ours>
const Family& family_struct(const Ours& value)
{
    static_assert(sizeof(Family) == sizeof(Ours) && alignof(Family) == alignof(Ours), "two names of one layout");
    return reinterpret_cast<const Family&>(value);
}

template <typename Ours, typename Family>
Ours our_struct(const Family& value)
{
    static_assert(sizeof(Family) == sizeof(Ours) && alignof(Family) == alignof(Ours), "two names of one layout");
    return reinterpret_cast<const Ours&>(value);
}

/// The C ABI's pointers have no const; a const object of TensorRT's is only ever passed back.
template <typename T>
void* mutable_pointer(const T* object)
{
    return const_cast<T*>(object);
}

/// An array that NVIDIA's declaration lacks a const for.
template <typename T>
T* mutable_array(const T* array)
{
    return const_cast<T*>(array);
}

/// TensorRT 10.6 without a GPU gives numbers such as 0x238 where it means null.
template <typename T>
T* pointer_or_null(T* result)
{
    return reinterpret_cast<uintptr_t>(result) < 4096 ? nullptr : result;
}

inline bool same_text(const char* left, const char* right)
{
    while (*left != '\0' && *left == *right)
    {
        ++left;
        ++right;
    }
    return *left == *right;
}

} // namespace trts::tensorrt

#include "tensorrt/struct_checks.g.h"

namespace trts::tensorrt::TRTS_FAMILY
{

/// A mask of canonical bits as a mask of this family's; false where a bit has no meaning here.
template <typename E>
bool mask_to_family(uint32_t canonical, uint32_t& native)
{
    uint32_t mask = 0;
    for (int32_t bit = 0; bit < 32; ++bit)
    {
        if ((canonical >> bit & 1u) != 0)
        {
            E enumerator{};
            if (!to_family(bit, enumerator))
            {
                return false;
            }
            mask |= 1u << static_cast<uint32_t>(enumerator);
        }
    }
    native = mask;
    return true;
}

template <typename E>
uint32_t mask_from_family(uint32_t native)
{
    uint32_t mask = 0;
    for (int32_t bit = 0; bit < 32; ++bit)
    {
        const int32_t canonical = (native >> bit & 1u) != 0 ? from_family(static_cast<E>(bit)) : -1;
        if (canonical >= 0)
        {
            mask |= 1u << canonical;
        }
    }
    return mask;
}

/// An application's answer; one that stands for nothing becomes the enumerator 0.
template <typename E>
E enumerator_to_family(int32_t canonical)
{
    E native{};
    return to_family(canonical, native) ? native : E{};
}

/// Enumerators that TensorRT has written to an array, as far as it goes, in place.
template <typename E>
void enumerators_from_family(int32_t* values, int64_t written, int64_t capacity)
{
    for (int64_t i = 0; values != nullptr && i < written && i < capacity; ++i)
    {
        values[i] = from_family(static_cast<E>(values[i]));
    }
}

inline bool are_valid(const trts_weights& weights)
{
    abi::nvinfer1::DataType type{};
    return weights.count >= 0 && (weights.values != nullptr || weights.count == 0) && to_family(weights.type, type);
}

} // namespace trts::tensorrt::TRTS_FAMILY
