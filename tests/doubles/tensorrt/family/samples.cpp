#include "family/samples.h"

#include <mutex>

#include "objects.g.h"

namespace trts::doubles
{

namespace
{

constexpr std::size_t sample_size = 4096;
constexpr std::size_t sample_count = 32;

void write_sample(unsigned char* bytes)
{
    for (std::size_t i = 0; i < sample_size; ++i)
    {
        bytes[i] = static_cast<unsigned char>(i + 1);
    }
}

} // namespace

void* sample_bytes(int32_t index)
{
    static unsigned char* const all = [] {
        auto* made = new (std::align_val_t(64)) unsigned char[sample_count * sample_size];
        for (std::size_t i = 0; i < sample_count; ++i)
        {
            write_sample(made + i * sample_size);
        }
        return made;
    }();
    return all + static_cast<std::size_t>(index) % sample_count * sample_size;
}

void* fresh_bytes(int32_t index)
{
    void* bytes = sample_bytes(index);
    write_sample(static_cast<unsigned char*>(bytes));
    return bytes;
}

template <>
const Dims& sample<Dims>()
{
    static const Dims value{2, {3, 4}};
    return value;
}

template <>
const Weights& sample<Weights>()
{
    static const float values[] = {1.5f, 2.5f};
    static const Weights value{DataType::kFLOAT, values, 2};
    return value;
}

template <>
const Permutation& sample<Permutation>()
{
    static const Permutation value{{1, 0, 2, 3, 4, 5, 6, 7}};
    return value;
}

template <>
const TimingCacheKey& sample<TimingCacheKey>()
{
    static const TimingCacheKey value{{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16}};
    return value;
}

template <>
const TimingCacheValue& sample<TimingCacheValue>()
{
    static const TimingCacheValue value{4294967303u, 1.5f};
    return value;
}

template <>
const PluginFieldCollection& sample<PluginFieldCollection>()
{
    static const int32_t numbers[] = {5, 6};
    static const PluginField fields[] = {PluginField{"numbers", numbers, PluginFieldType::kINT32, 2}};
    static const PluginFieldCollection value{1, fields};
    return value;
}

#if !defined(TRTS_FAMILY_trt10)
template <>
const nv::nvonnxparser::RefitRecord& sample<nv::nvonnxparser::RefitRecord>()
{
    static const char* const sources[] = {"source"};
    static const nv::nvonnxparser::RefitRecord value = [] {
        nv::nvonnxparser::RefitRecord record{};
        record.trtName = "trtName";
        record.kind = static_cast<nv::nvonnxparser::RefitTransformKind>(1);
        record.onnxDtype = 7;
        record.trtDtype = DataType::kHALF;
        record.count = 4294967303;
        record.nbSources = 1;
        record.sourceOnnxNames = sources;
        record.epsilon = 1.5f;
        record.fixedData = sample_bytes(29);
        record.fixedDataSize = 9;
        return record;
    }();
    return value;
}
#endif

template <>
const char* sample_at<const char*>(int32_t index)
{
    static const char* const texts[] = {"text0", "text1", "text2", "text3", "text4", "text5", "text6", "text7"};
    return texts[index % 8];
}

template <>
Dims sample_at<Dims>(int32_t index)
{
    return Dims{2, {10 + index, 20 + index}};
}

template <>
DimsExprs sample_at<DimsExprs>(int32_t index)
{
    DimsExprs value{};
    value.nbDims = 1 + index % 8;
    for (int32_t i = 0; i < value.nbDims; ++i)
    {
        value.d[i] = &stub_object<IDimensionExpr>();
    }
    return value;
}

template <>
PluginTensorDesc sample_at<PluginTensorDesc>(int32_t index)
{
    PluginTensorDesc value{};
    value.dims = sample_at<Dims>(index);
    value.type = sample_at<DataType>(index);
    value.format = sample_at<TensorFormat>(index);
    value.scale = 0.5f + static_cast<float>(index);
    return value;
}

template <>
DynamicPluginTensorDesc sample_at<DynamicPluginTensorDesc>(int32_t index)
{
    DynamicPluginTensorDesc value{};
    value.desc = sample_at<PluginTensorDesc>(index);
    value.min = sample_at<Dims>(100 + index);
    value.max = sample_at<Dims>(300 + index);
    value.opt = sample_at<Dims>(200 + index);
    return value;
}

} // namespace trts::doubles
