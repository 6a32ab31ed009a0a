// A library of plugins as somebody else writes it, in C++: what IPluginRegistry::loadLibrary loads. It has
//   NativeClamp01 (V3): what the managed tests' Clamp01 computes, with the same kernel, to be compared with;
//   NativeTwice (V2): a plugin of the old kind, to be listed and added.
#include <dlfcn.h>

#include <cstdint>
#include <cstdlib>
#include <string>

#include "nv.h"

namespace
{

using namespace trts::doubles;

/// CUDA's driver, as far as a kernel needs it.
struct Driver
{
    using Load = int (*)(void** module, const void* image, unsigned, int*, void**);
    using Find = int (*)(void** function, void* module, const char* name);
    using Launch = int (*)(void* function, unsigned, unsigned, unsigned, unsigned, unsigned, unsigned, unsigned,
                           void* stream, void** parameters, void** extra);

    Driver()
    {
        const char* path = std::getenv("TRTSHARP_CUDA_DRIVER");
        void* library = path == nullptr ? nullptr : dlopen(path, RTLD_NOW | RTLD_LOCAL);
        if (library != nullptr)
        {
            load = reinterpret_cast<Load>(dlsym(library, "cuModuleLoadDataEx"));
            find = reinterpret_cast<Find>(dlsym(library, "cuModuleGetFunction"));
            launch = reinterpret_cast<Launch>(dlsym(library, "cuLaunchKernel"));
        }
    }

    Load load = nullptr;
    Find find = nullptr;
    Launch launch = nullptr;
};

const Driver& driver()
{
    static const Driver opened;
    return opened;
}

/// The fake driver reads no more of a kernel than its head.
void* clamp01_kernel()
{
    static void* const kernel = [] {
        void* module = nullptr;
        void* function = nullptr;
        const char* ptx = ".version 6.0\n.target sm_70\n.visible .entry clamp01(.param .u64 x, .param .u64 y, "
                          ".param .f32 slope, .param .u32 count) { ret; }";
        if (driver().load != nullptr && driver().load(&module, ptx, 0, nullptr, nullptr) == 0)
        {
            driver().find(&function, module, "clamp01");
        }
        return function;
    }();
    return kernel;
}

class Clamp01 final : public IPluginV3,
                      public IPluginV3OneCore,
                      public IPluginV3OneBuild,
                      public IPluginV3OneRuntime
{
  public:
    explicit Clamp01(float slope) : slope_(slope) {}

    IPluginCapability* getCapabilityInterface(PluginCapabilityType type) noexcept override
    {
        switch (type)
        {
        case PluginCapabilityType::kCORE:
            return static_cast<IPluginV3OneCore*>(this);
        case PluginCapabilityType::kBUILD:
            return static_cast<IPluginV3OneBuild*>(this);
        default:
            return static_cast<IPluginV3OneRuntime*>(this);
        }
    }
    IPluginV3* clone() noexcept override { return new Clamp01(slope_); }

    const char* getPluginName() const noexcept override { return "NativeClamp01"; }
    const char* getPluginVersion() const noexcept override { return "1"; }
    const char* getPluginNamespace() const noexcept override { return ""; }

    int32_t configurePlugin(const DynamicPluginTensorDesc*, int32_t, const DynamicPluginTensorDesc*,
                            int32_t) noexcept override
    {
        return 0;
    }
    int32_t getOutputDataTypes(DataType* outputs, int32_t, const DataType* inputs, int32_t) const noexcept override
    {
        outputs[0] = inputs[0];
        return 0;
    }
    int32_t getOutputShapes(const DimsExprs* inputs, int32_t, const DimsExprs*, int32_t, DimsExprs* outputs, int32_t,
                            IExprBuilder&) noexcept override
    {
        outputs[0] = inputs[0];
        return 0;
    }
    bool supportsFormatCombination(int32_t position, const DynamicPluginTensorDesc* all, int32_t,
                                   int32_t) noexcept override
    {
        return all[position].desc.type == DataType::kFLOAT && all[position].desc.format == TensorFormat::kLINEAR;
    }
    int32_t getNbOutputs() const noexcept override { return 1; }

    int32_t onShapeChange(const PluginTensorDesc* inputs, int32_t, const PluginTensorDesc*, int32_t) noexcept override
    {
        count_ = 1;
        for (int32_t axis = 0; axis < inputs[0].dims.nbDims; ++axis)
        {
            count_ *= static_cast<uint32_t>(inputs[0].dims.d[axis]);
        }
        return 0;
    }
    int32_t enqueue(const PluginTensorDesc*, const PluginTensorDesc*, const void* const* inputs, void* const* outputs,
                    void*, cudaStream_t stream) noexcept override
    {
        constexpr unsigned threads = 256;
        const void* x = inputs[0];
        void* y = outputs[0];
        void* parameters[] = {&x, &y, &slope_, &count_};
        return clamp01_kernel() == nullptr
                   ? -1
                   : driver().launch(clamp01_kernel(), (count_ + threads - 1) / threads, 1, 1, threads, 1, 1, 0, stream,
                                     parameters, nullptr);
    }
    IPluginV3* attachToContext(IPluginResourceContext*) noexcept override { return clone(); }
    const PluginFieldCollection* getFieldsToSerialize() noexcept override { return &kept_; }

  private:
    float slope_;
    uint32_t count_ = 0;
    PluginField field_{"slope", &slope_, PluginFieldType::kFLOAT32, 1};
    PluginFieldCollection kept_{1, &field_};
};

class Clamp01Creator final : public IPluginCreatorV3One
{
  public:
    IPluginV3* createPlugin(const char*, const PluginFieldCollection* fields, TensorRTPhase) noexcept override
    {
        float slope = 1;
        for (int32_t i = 0; i < fields->nbFields; ++i)
        {
            if (std::string(fields->fields[i].name) == "slope")
            {
                slope = *static_cast<const float*>(fields->fields[i].data);
            }
        }
        return new Clamp01(slope);
    }
    const PluginFieldCollection* getFieldNames() noexcept override { return &names_; }
    const char* getPluginName() const noexcept override { return "NativeClamp01"; }
    const char* getPluginVersion() const noexcept override { return "1"; }
    const char* getPluginNamespace() const noexcept override { return ""; }

  private:
    PluginField field_{"slope", nullptr, PluginFieldType::kFLOAT32, 1};
    PluginFieldCollection names_{1, &field_};
};

class Twice final : public IPluginV2
{
  public:
    const char* getPluginType() const noexcept override { return "NativeTwice"; }
    const char* getPluginVersion() const noexcept override { return "2"; }
    int32_t getNbOutputs() const noexcept override { return 1; }
    Dims getOutputDimensions(int32_t, const Dims* inputs, int32_t) noexcept override { return inputs[0]; }
    bool supportsFormat(DataType type, PluginFormat) const noexcept override { return type == DataType::kFLOAT; }
    void configureWithFormat(const Dims*, int32_t, const Dims*, int32_t, DataType, PluginFormat, int32_t) noexcept override
    {
    }
    int32_t initialize() noexcept override { return 0; }
    void terminate() noexcept override {}
    size_t getWorkspaceSize(int32_t) const noexcept override { return 0; }
    int32_t enqueue(int32_t, const void* const*, void* const*, void*, cudaStream_t) noexcept override { return 0; }
    size_t getSerializationSize() const noexcept override { return 0; }
    void serialize(void*) const noexcept override {}
    void destroy() noexcept override { delete this; }
    IPluginV2* clone() const noexcept override { return new Twice(); }
    void setPluginNamespace(const char*) noexcept override {}
    const char* getPluginNamespace() const noexcept override { return ""; }
};

class TwiceCreator final : public IPluginCreator
{
  public:
    const char* getPluginName() const noexcept override { return "NativeTwice"; }
    const char* getPluginVersion() const noexcept override { return "2"; }
    const PluginFieldCollection* getFieldNames() noexcept override { return &names_; }
    IPluginV2* createPlugin(const char*, const PluginFieldCollection* fields) noexcept override
    {
        return fields->nbFields == 1 ? new Twice() : nullptr;
    }
    IPluginV2* deserializePlugin(const char*, const void*, size_t) noexcept override { return new Twice(); }
    void setPluginNamespace(const char*) noexcept override {}
    const char* getPluginNamespace() const noexcept override { return ""; }

  private:
    PluginField field_{"times", nullptr, PluginFieldType::kINT32, 1};
    PluginFieldCollection names_{1, &field_};
};

} // namespace

#pragma GCC visibility push(default)
extern "C"
{
    /// By these names TensorRT asks a library for its creators.
    IPluginCreatorInterface* const* getCreators(int32_t& count)
    {
        static Clamp01Creator clamp01;
        static TwiceCreator twice;
        static IPluginCreatorInterface* const all[] = {&clamp01, &twice};
        count = 2;
        return all;
    }
    void setLoggerFinder(void*) {}
}
#pragma GCC visibility pop
