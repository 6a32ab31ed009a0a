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
    static std::string of(const Dims& dims);
};

/// {type, address of the values, count}
template <>
struct Text<Weights>
{
    static std::string of(const Weights& weights);
};

template <>
struct Text<Permutation>
{
    static std::string of(const Permutation& permutation) { return text_of(array(permutation.order, Dims::MAX_DIMS)); }
};

/// 32 hexadecimal digits
template <>
struct Text<TimingCacheKey>
{
    static std::string of(const TimingCacheKey& key);
};

/// {hash, milliseconds}
template <>
struct Text<TimingCacheValue>
{
    static std::string of(const TimingCacheValue& value);
};

/// {"IProgressMonitor", 1, 0}
template <>
struct Text<InterfaceInfo>
{
    static std::string of(const InterfaceInfo& info);
};

/// {dimensions, type, format, scale}
template <>
struct Text<PluginTensorDesc>
{
    static std::string of(const PluginTensorDesc& description);
};

/// {{description}, min, max, opt}
template <>
struct Text<DynamicPluginTensorDesc>
{
    static std::string of(const DynamicPluginTensorDesc& description);
};

template <>
struct Text<DimsExprs>
{
    static std::string of(const DimsExprs& dims) { return text_of(array(dims.d, dims.nbDims)); }
};

/// [{"name", type, length, [bytes]}]
template <>
struct Text<const PluginFieldCollection*>
{
    static std::string of(const PluginFieldCollection* fields);
};

#if !defined(TRTS_FAMILY_trt10)
template <>
struct Text<nv::nvonnxparser::RefitRecord>
{
    static std::string of(const nv::nvonnxparser::RefitRecord& record);
};
#endif

} // namespace trts::doubles
