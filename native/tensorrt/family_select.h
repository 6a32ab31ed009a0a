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

namespace trts::tensorrt::TRTS_FAMILY
{

using Dims = abi::nvinfer1::Dims64;
static_assert(sizeof(Dims) == sizeof(trts_dims), "trts_dims is nvinfer1::Dims64");

inline const Dims& family_dims(const trts_dims& dims)
{
    return reinterpret_cast<const Dims&>(dims);
}

inline trts_dims our_dims(const Dims& dims)
{
    return reinterpret_cast<const trts_dims&>(dims);
}

inline const trts_dims* our_dims_pointer(const Dims& dims)
{
    return reinterpret_cast<const trts_dims*>(&dims);
}

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

} // namespace trts::tensorrt::TRTS_FAMILY
