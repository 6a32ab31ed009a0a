#include "family/engine.h"

#include "family/context.h"
#include "family/dims.h"
#include "family/host_memory.h"
#include "family/inspector.h"
#include "family/runtime_config.h"

namespace trts::doubles
{
namespace
{

constexpr uint64_t weights_size = 1024;
constexpr uint64_t alignment = 256;

} // namespace

Engine::Engine(Plan plan, std::vector<OwnedPlugin> plugins, IGpuAllocator* allocator, const Parent& parent)
    : CudaEngineObject(this), data_(std::make_shared<EngineData>(std::move(plan))), plugins_(std::move(plugins)),
      allocator_(allocator),
      child_(parent)
{
    properties_.start_from_zero();
    if (allocator_ != nullptr)
    {
        constexpr AllocatorFlags resizable = 1U << static_cast<unsigned>(AllocatorFlag::kRESIZABLE);
        memory_ = allocator_->allocate(weights_size, alignment, resizable);
        void* grown = memory_ == nullptr ? nullptr : allocator_->reallocate(memory_, alignment, 2 * weights_size);
        memory_ = grown == nullptr ? memory_ : grown; // an allocator need not be able to do that
    }
}

Engine::~Engine()
{
    if (memory_ != nullptr)
    {
        allocator_->deallocate(memory_);
    }
}

std::optional<std::size_t> Engine::find(const char* method, const char* tensor_name) const
{
    const std::optional<std::size_t> index = data_->io_index(tensor_name);
    if (!index)
    {
        reports_.fail(method, ErrorCode::kINVALID_ARGUMENT,
                      "Given invalid tensor name: " + std::string(tensor_name == nullptr ? "(null)" : tensor_name) +
                          ". Get valid tensor names with getIOTensorName()");
    }
    return index;
}

IHostMemory* Engine::serialize(bool excludes_weights) const
{
    Plan plan = data_->plan;
    const WeightsInUse weights = data_->weights();
    bool is_stripped = excludes_weights;
    for (std::size_t i = 0; i < weights.size() && !is_stripped; ++i)
    {
        is_stripped = weights[i] == nullptr;
    }
    for (std::size_t i = 0; i < weights.size() && !is_stripped; ++i)
    {
        plan.graph.weights[i].bytes = *weights[i];
    }
    plan.flags = is_stripped ? plan.flags | plan_is_stripped : plan.flags & ~static_cast<uint32_t>(plan_is_stripped);
    return new HostMemory(write_plan(plan));
}

IHostMemory* Engine::do_serialize() const
{
    return serialize(false);
}

ISerializationConfig* Engine::do_createSerializationConfig()
{
    return new SerializationConfig("ISerializationConfig");
}

IHostMemory* Engine::do_serializeWithConfig(ISerializationConfig& config) const
{
    const auto* own = dynamic_cast<const SerializationConfig*>(&config);
    return serialize(own != nullptr && own->excludes_weights());
}

IExecutionContext* Engine::do_createExecutionContext(ExecutionContextAllocationStrategy strategy)
{
    auto context = std::make_unique<Context>(*this, strategy);
    if (!context->has_memory())
    {
        reports_.fail("ICudaEngine::createExecutionContext", ErrorCode::kFAILED_ALLOCATION,
                      "Requested size was " + std::to_string(device_memory_size) + " bytes.");
        return nullptr;
    }
    if (!context->attach())
    {
        reports_.fail("ICudaEngine::createExecutionContext", ErrorCode::kINTERNAL_ERROR, "a plugin gave no copy");
        return nullptr;
    }
    return context.release();
}

IExecutionContext* Engine::do_createExecutionContextWithRuntimeConfig(IRuntimeConfig* runtimeConfig)
{
    auto* own = dynamic_cast<RuntimeConfig*>(runtimeConfig);
    if (own == nullptr)
    {
        reports_.fail("ICudaEngine::createExecutionContext", ErrorCode::kINVALID_ARGUMENT,
                      "the runtime config is null or foreign");
        return nullptr;
    }
    return do_createExecutionContext(own->strategy());
}

IRuntimeConfig* Engine::do_createRuntimeConfig()
{
    return new RuntimeConfig("IRuntimeConfig");
}

IEngineInspector* Engine::do_createEngineInspector() const
{
    return new Inspector(*this);
}

#if defined(TRTS_FAMILY_trt10)
IExecutionContext* Engine::do_createExecutionContextWithoutDeviceMemory()
{
    return do_createExecutionContext(ExecutionContextAllocationStrategy::kUSER_MANAGED);
}
#endif

ProfilingVerbosity Engine::do_getProfilingVerbosity() const
{
    return static_cast<ProfilingVerbosity>(data_->graph().profiling_verbosity);
}

Dims Engine::do_getTensorShape(const char* tensorName) const
{
    const std::optional<std::size_t> index = find("ICudaEngine::getTensorShape", tensorName);
    return index ? dims_of(data_->io(*index).shape) : no_dims();
}

DataType Engine::do_getTensorDataType(const char* tensorName) const
{
    const std::optional<std::size_t> index = find("ICudaEngine::getTensorDataType", tensorName);
    return index ? static_cast<DataType>(data_->io(*index).type) : DataType::kFLOAT;
}

TensorIOMode Engine::do_getTensorIOMode(const char* tensorName) const
{
    const std::optional<std::size_t> index = data_->io_index(tensorName);
    return !index ? TensorIOMode::kNONE : data_->is_input(*index) ? TensorIOMode::kINPUT : TensorIOMode::kOUTPUT;
}

int32_t Engine::do_getTensorBytesPerComponent(const char* tensorName) const
{
    const std::optional<std::size_t> index = find("ICudaEngine::getTensorBytesPerComponent", tensorName);
    return index ? static_cast<int32_t>(bytes_of(data_->io(*index).type)) : -1;
}

int32_t Engine::do_getTensorBytesPerComponentV2(const char* tensorName, int32_t) const
{
    return do_getTensorBytesPerComponent(tensorName);
}

const char* Engine::do_getTensorFormatDesc(const char* tensorName) const
{
    const std::optional<std::size_t> index = find("ICudaEngine::getTensorFormatDesc", tensorName);
    if (!index)
    {
        return nullptr;
    }
    switch (data_->io(*index).type)
    {
    case int32:
        return "Row major linear Int32 format (kLINEAR)";
    case int64:
        return "Row major linear Int64 format (kLINEAR)";
    default:
        return "Row major linear FP32 format (kLINEAR)";
    }
}

const char* Engine::do_getTensorFormatDescV2(const char* tensorName, int32_t) const
{
    return do_getTensorFormatDesc(tensorName);
}

Dims Engine::do_getProfileShape(const char* tensorName, int32_t profileIndex, OptProfileSelector select) const
{
    constexpr const char* method = "ICudaEngine::getProfileShape";
    const std::optional<std::size_t> index = find(method, tensorName);
    const auto profile = static_cast<std::size_t>(profileIndex);
    if (!index || !data_->is_input(*index) || profileIndex < 0 || profile >= data_->graph().profiles.size())
    {
        if (index)
        {
            reports_.fail(method, ErrorCode::kINVALID_ARGUMENT, "there is no such profile, or the tensor is no input");
        }
        return no_dims();
    }
    const Range& range = data_->graph().profiles[profile].shapes.at(tensorName);
    return dims_of(select == OptProfileSelector::kMIN   ? range.min
                   : select == OptProfileSelector::kOPT ? range.opt
                                                        : range.max);
}

bool Engine::do_isShapeInferenceIO(const char* tensorName) const
{
    const std::optional<std::size_t> index = find("ICudaEngine::isShapeInferenceIO", tensorName);
    return index && data_->is_input(*index) && is_shape_input(data_->graph(), *index);
}

const Shape* Engine::profile_values(const char* tensor_name, int32_t profile, OptProfileSelector select) const
{
    const std::vector<Profile>& profiles = data_->graph().profiles;
    if (tensor_name == nullptr || profile < 0 || static_cast<std::size_t>(profile) >= profiles.size())
    {
        return nullptr;
    }
    const std::map<std::string, Range>& values = profiles[static_cast<std::size_t>(profile)].values;
    const auto found = values.find(tensor_name);
    return found == values.end()                 ? nullptr
           : select == OptProfileSelector::kMIN ? &found->second.min
           : select == OptProfileSelector::kOPT ? &found->second.opt
                                                : &found->second.max;
}

const int64_t* Engine::do_getProfileTensorValuesV2(const char* tensorName, int32_t profileIndex,
                                                   OptProfileSelector select) const
{
    const Shape* values = profile_values(tensorName, profileIndex, select);
    return values == nullptr ? nullptr : values->data();
}

#if defined(TRTS_FAMILY_trt10)
const int32_t* Engine::do_getProfileTensorValues(const char* tensorName, int32_t profileIndex,
                                                 OptProfileSelector select) const
{
    const Shape* values = profile_values(tensorName, profileIndex, select);
    if (values == nullptr)
    {
        return nullptr;
    }
    narrow_values_.assign(values->begin(), values->end());
    return narrow_values_.data();
}
#endif

const char* Engine::do_getIOTensorName(int32_t index) const
{
    if (index < 0 || static_cast<std::size_t>(index) >= data_->io_count())
    {
        reports_.fail("ICudaEngine::getIOTensorName", ErrorCode::kINVALID_ARGUMENT,
                      "index " + std::to_string(index) + " is out of range");
        return nullptr;
    }
    return data_->io(static_cast<std::size_t>(index)).name.c_str();
}

bool Engine::do_isDebugTensor(const char* name) const
{
    for (const GraphTensor& tensor : data_->graph().tensors)
    {
        if (name != nullptr && tensor.name == name)
        {
            return tensor.is_debug;
        }
    }
    return false;
}

} // namespace trts::doubles
