// Values of every type, none of them zero: what stubs answer, and what callbacks are given.
#pragma once

#include <cstring>

#include "core/call.h"
#include "core/objects.h"
#include "nv.h"

namespace trts::doubles
{

ILogger* first_logger();

/// Memory of 4096 bytes that holds 1, 2, 3...; another for each index below 32.
void* sample_bytes(int32_t index);
/// The same, as it was at first: for who may write to it.
void* fresh_bytes(int32_t index);

inline void* sample_memory()
{
    return sample_bytes(31);
}

inline const char* const* sample_strings()
{
    static const char* const strings[] = {"sample", "sample"};
    return strings;
}

/// A raw stream or event, which is never used.
template <class T>
T sample_handle()
{
    return reinterpret_cast<T>(std::uintptr_t{0x5700});
}

template <class T>
T* sample_array()
{
    static T numbers[] = {1, 2, 3, 4, 5, 6, 7, 8};
    return numbers;
}

/// A reference of which only the address may be used.
template <class T>
T& unusable()
{
    return *static_cast<T*>(sample_bytes(30));
}

/// One struct of each kind that is returned, in static storage.
template <class T>
const T& sample();

template <>
const Dims& sample<Dims>();
template <>
const Weights& sample<Weights>();
template <>
const Permutation& sample<Permutation>();
template <>
const TimingCacheKey& sample<TimingCacheKey>();
template <>
const TimingCacheValue& sample<TimingCacheValue>();
template <>
const PluginFieldCollection& sample<PluginFieldCollection>();
#if !defined(TRTS_FAMILY_trt10)
template <>
const nv::nvonnxparser::RefitRecord& sample<nv::nvonnxparser::RefitRecord>();
#endif

/// Elements of arrays: each index gives another.
template <class T>
T sample_at(int32_t index)
{
    return static_cast<T>(1 + index % 8);
}

template <>
inline bool sample_at<bool>(int32_t index)
{
    return index % 2 == 0;
}

template <>
const char* sample_at<const char*>(int32_t index);
template <>
Dims sample_at<Dims>(int32_t index);
template <>
DimsExprs sample_at<DimsExprs>(int32_t index);
template <>
PluginTensorDesc sample_at<PluginTensorDesc>(int32_t index);
template <>
DynamicPluginTensorDesc sample_at<DynamicPluginTensorDesc>(int32_t index);

/// Fills what a method answers through; null where the caller does not want it.
template <class T, class N, class V>
void fill(T* target, N count, const V& value)
{
    for (N i = 0; target != nullptr && i < count; ++i)
    {
        *target++ = static_cast<T>(value);
    }
}

/// TensorRT says so that there is no such shape.
template <>
struct Failure<Dims>
{
    static Dims value(Verdict) { return Dims{-1, {}}; }
};

/// A stub that its caller destroys.
template <class Stub>
class MadeStub final : public Stub
{
  public:
    explicit MadeStub(const char* class_name) : live_(class_name, static_cast<Stub*>(this)) {}

  private:
    Live live_;
};

} // namespace trts::doubles
