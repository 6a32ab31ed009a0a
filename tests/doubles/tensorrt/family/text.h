// TensorRT's structs as text.
#pragma once

#include "core/text.h"
#include "nv.h"

namespace trts::doubles
{

/// [1, 3, 224, 224]
template <>
struct Text<Dims>
{
    static std::string of(Dims const& dims);
};

/// {type, address of the values, count}
template <>
struct Text<Weights>
{
    static std::string of(Weights const& weights);
};

template <>
struct Text<Permutation>
{
    static std::string of(Permutation const& permutation) { return text_of(array(permutation.order, Dims::MAX_DIMS)); }
};

/// 32 hexadecimal digits
template <>
struct Text<TimingCacheKey>
{
    static std::string of(TimingCacheKey const& key);
};

/// {hash, milliseconds}
template <>
struct Text<TimingCacheValue>
{
    static std::string of(TimingCacheValue const& value);
};

/// {"IProgressMonitor", 1, 0}
template <>
struct Text<InterfaceInfo>
{
    static std::string of(InterfaceInfo const& info);
};

/// {dimensions, type, format, scale}
template <>
struct Text<PluginTensorDesc>
{
    static std::string of(PluginTensorDesc const& description);
};

/// {{description}, min, max, opt}
template <>
struct Text<DynamicPluginTensorDesc>
{
    static std::string of(DynamicPluginTensorDesc const& description);
};

template <>
struct Text<DimsExprs>
{
    static std::string of(DimsExprs const& dims) { return text_of(array(dims.d, dims.nbDims)); }
};

/// [{"name", type, length, [bytes]}]
template <>
struct Text<PluginFieldCollection const*>
{
    static std::string of(PluginFieldCollection const* fields);
};

#if !defined(TRTS_FAMILY_trt10)
template <>
struct Text<nv::nvonnxparser::RefitRecord>
{
    static std::string of(nv::nvonnxparser::RefitRecord const& record);
};
#endif

} // namespace trts::doubles
