#include "family/text.h"

namespace trts::doubles
{
namespace
{

/// Bytes of one element of a plugin's field; 1 for what has no size of its own.
std::size_t bytes_of_field(PluginFieldType type)
{
    switch (type)
    {
    case PluginFieldType::kFLOAT16:
    case PluginFieldType::kBF16:
    case PluginFieldType::kINT16:
        return 2;
    case PluginFieldType::kFLOAT32:
    case PluginFieldType::kINT32:
        return 4;
    case PluginFieldType::kFLOAT64:
    case PluginFieldType::kINT64:
        return 8;
    case PluginFieldType::kDIMS:
        return sizeof(Dims);
    default:
        return 1;
    }
}

template <class... T>
std::string braced(const T&... values)
{
    return "{" + arguments(values...) + "}";
}

} // namespace

std::string Text<Dims>::of(const Dims& dims)
{
    return dims.nbDims < 0 || dims.nbDims > Dims::MAX_DIMS ? "Dims of " + std::to_string(dims.nbDims)
                                                           : text_of(array(dims.d, dims.nbDims));
}

std::string Text<Weights>::of(const Weights& weights)
{
    return braced(weights.type, weights.values, weights.count);
}

std::string Text<TimingCacheKey>::of(const TimingCacheKey& key)
{
    constexpr const char* digits = "0123456789abcdef";
    std::string text;
    for (const uint8_t byte : key.data)
    {
        text += digits[byte >> 4];
        text += digits[byte & 15];
    }
    return text;
}

std::string Text<TimingCacheValue>::of(const TimingCacheValue& value)
{
    return braced(value.tacticHash, value.timingMSec);
}

std::string Text<InterfaceInfo>::of(const InterfaceInfo& info)
{
    return braced(info.kind, info.major, info.minor);
}

std::string Text<PluginTensorDesc>::of(const PluginTensorDesc& description)
{
    return braced(description.dims, description.type, description.format, description.scale);
}

std::string Text<DynamicPluginTensorDesc>::of(const DynamicPluginTensorDesc& description)
{
    return braced(description.desc, description.min, description.max, description.opt);
}

std::string Text<const PluginFieldCollection*>::of(const PluginFieldCollection* fields)
{
    if (fields == nullptr)
    {
        return "null";
    }
    std::string text = "[";
    for (int32_t i = 0; i < fields->nbFields; ++i)
    {
        const PluginField& field = fields->fields[i];
        const auto* bytes = static_cast<const unsigned char*>(field.data);
        const auto size = static_cast<std::size_t>(field.length < 0 ? 0 : field.length) * bytes_of_field(field.type);
        text += (i == 0 ? "" : ", ") + braced(field.name, field.type, field.length, array(bytes, size));
    }
    return text + "]";
}

#if !defined(TRTS_FAMILY_trt10)
std::string Text<nv::nvonnxparser::RefitRecord>::of(const nv::nvonnxparser::RefitRecord& record)
{
    return braced(record.trtName, record.kind, record.onnxDtype, record.trtDtype, record.count,
                  array(record.sourceOnnxNames, record.nbSources), record.epsilon, record.fixedData,
                  record.fixedDataSize);
}
#endif

} // namespace trts::doubles
