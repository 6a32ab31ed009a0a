#pragma once

#include <memory>

#include "core/engine_data.h"
#include "core/objects.h"
#include "family/parents.h"
#include "family/plugins.h"
#include "family/reports.h"
#include "objects.g.h"

namespace trts::doubles
{

class Engine final : public CudaEngineTable, public CudaEngineObject
{
  public:
    /// @param allocator of the runtime or builder, which also gives memory for the weights; null for the doubles' own
    Engine(Plan plan, std::vector<OwnedPlugin> plugins, IGpuAllocator* allocator, const Parent& parent);
    ~Engine() override;

    /// False where the application's allocator gave none.
    bool has_memory() const { return allocator_ == nullptr || memory_ != nullptr; }

    const std::shared_ptr<EngineData>& data() const { return data_; }
    const Parent& parent() const { return parent_; }
    const Reports& reports() const { return reports_; }
    IGpuAllocator* allocator() const { return allocator_; }
    const std::vector<OwnedPlugin>& plugins() const { return plugins_; }

  protected:
    ICudaEngine* do_getPImpl() override { return this; }
    int32_t do_getNbLayers() const override { return static_cast<int32_t>(data_->graph().nodes.size()); }
    IHostMemory* do_serialize() const override;
    ISerializationConfig* do_createSerializationConfig() override;
    IHostMemory* do_serializeWithConfig(ISerializationConfig& config) const override;
    IExecutionContext* do_createExecutionContext(ExecutionContextAllocationStrategy strategy) override;
    IExecutionContext* do_createExecutionContextWithRuntimeConfig(IRuntimeConfig* runtimeConfig) override;
    IRuntimeConfig* do_createRuntimeConfig() override;
    IEngineInspector* do_createEngineInspector() const override;
#if defined(TRTS_FAMILY_trt10)
    IExecutionContext* do_createExecutionContextWithoutDeviceMemory() override;
    size_t do_getDeviceMemorySize() const override
    {
        return device_memory_size;
    }
    size_t do_getDeviceMemorySizeForProfile(int32_t) const override
    {
        return device_memory_size;
    }
    const int32_t* do_getProfileTensorValues(const char* tensorName, int32_t profileIndex,
                                             OptProfileSelector select) const override;
    bool do_hasImplicitBatchDimension() const override
    {
        return false;
    }
#endif
    int64_t do_getDeviceMemorySizeV2() const override
    {
        return device_memory_size;
    }
    int64_t do_getDeviceMemorySizeForProfileV2(int32_t) const override
    {
        return device_memory_size;
    }
    bool do_isRefittable() const override
    {
        return (data_->plan.flags & plan_is_refittable) != 0;
    }
    const char* do_getName() const override
    {
        return data_->graph().name.c_str();
    }
    int32_t do_getNbOptimizationProfiles() const override
    {
        return static_cast<int32_t>(data_->graph().profiles.size());
    }
    ProfilingVerbosity do_getProfilingVerbosity() const override;
    Dims do_getTensorShape(const char* tensorName) const override;
    DataType do_getTensorDataType(const char* tensorName) const override;
    TensorIOMode do_getTensorIOMode(const char* tensorName) const override;
    TensorLocation do_getTensorLocation(const char* tensorName) const override
    {
        return do_isShapeInferenceIO(tensorName) ? TensorLocation::kHOST : TensorLocation::kDEVICE;
    }
    bool do_isShapeInferenceIO(const char* tensorName) const override;
    int32_t do_getTensorBytesPerComponent(const char* tensorName) const override;
    int32_t do_getTensorBytesPerComponentV2(const char* tensorName, int32_t profileIndex) const override;
    int32_t do_getTensorComponentsPerElement(const char*) const override
    {
        return 1;
    }
    int32_t do_getTensorComponentsPerElementV2(const char*, int32_t) const override
    {
        return 1;
    }
    TensorFormat do_getTensorFormat(const char*) const override
    {
        return TensorFormat::kLINEAR;
    }
    TensorFormat do_getTensorFormatV2(const char*, int32_t) const override
    {
        return TensorFormat::kLINEAR;
    }
    const char* do_getTensorFormatDesc(const char* tensorName) const override;
    const char* do_getTensorFormatDescV2(const char* tensorName, int32_t profileIndex) const override;
    int32_t do_getTensorVectorizedDim(const char*) const override
    {
        return -1;
    }
    int32_t do_getTensorVectorizedDimV2(const char*, int32_t) const override
    {
        return -1;
    }
    Dims do_getProfileShape(const char* tensorName, int32_t profileIndex, OptProfileSelector select) const override;
    const int64_t* do_getProfileTensorValuesV2(const char* tensorName, int32_t profileIndex,
                                               OptProfileSelector select) const override;
    int32_t do_getNbIOTensors() const override
    {
        return static_cast<int32_t>(data_->io_count());
    }
    const char* do_getIOTensorName(int32_t index) const override;
    bool do_isDebugTensor(const char* name) const override;
    const char* do_getAliasedInputTensor(const char*) const override
    {
        return nullptr;
    }
    void do_setErrorRecorder(IErrorRecorder* recorder) override
    {
        reports_.set(recorder);
    }
    IErrorRecorder* do_getErrorRecorder() const override
    {
        return reports_.recorder();
    }

  private:
    /// What a context needs of device memory.
    static constexpr int64_t device_memory_size = 512;

    /// Nothing, and a logged line, where there is no such tensor.
    std::optional<std::size_t> find(const char* method, const char* tensor_name) const;
    IHostMemory* serialize(bool excludes_weights) const;
    /// Null where that is no shape tensor, or there is no such profile.
    const Shape* profile_values(const char* tensor_name, int32_t profile, OptProfileSelector select) const;

    std::shared_ptr<EngineData> data_;
    std::vector<OwnedPlugin> plugins_; // of which contexts get copies
    IGpuAllocator* allocator_;
    void* memory_ = nullptr;
    Child child_;
    Reports reports_;
    mutable std::vector<int32_t> narrow_values_; // what was asked for last
    Live live_{"ICudaEngine", static_cast<ICudaEngine*>(this)};
    Parent parent_{static_cast<ICudaEngine*>(this)};
};

} // namespace trts::doubles
