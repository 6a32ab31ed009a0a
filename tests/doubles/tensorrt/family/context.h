#pragma once

#include <atomic>
#include <functional>
#include <list>
#include <map>
#include <memory>
#include <optional>

#include "family/engine.h"
#include "family/resource_context.h"
#include "family/runtime_config.h"

namespace trts::doubles
{

/// One run: everything that it needs, so that the context may change or go meanwhile.
struct Job
{
    std::shared_ptr<EngineData> engine;
    WeightsInUse weights;
    std::vector<Shape> shapes; // of the inputs
    std::vector<const void*> inputs;
    std::vector<std::shared_ptr<Bytes>> shape_values; // copies: the application may change them at once
    std::vector<void*> outputs; // where they go; null for what an allocator gives later

    std::vector<Value> run() const { return execute(engine->graph(), shapes, inputs, weights); }
    /// Runs, and copies the outputs to where they go; false where something does not fit.
    bool finish() const noexcept;
    void copy_out(const std::vector<Value>& values) const;
};

class Context final : public ExecutionContextTable, public ExecutionContextObject
{
  public:
    Context(Engine& engine, ExecutionContextAllocationStrategy strategy);
    ~Context() override;

    bool has_memory() const
    {
        return memory_ != nullptr || strategy_ == ExecutionContextAllocationStrategy::kUSER_MANAGED;
    }
    /// Copies of the engine's plugins.
    bool attach() { return attach_plugins(engine_.plugins(), resources_, plugins_); }
    /// Of every tensor of the graph; nothing where an input has no shape yet.
    std::optional<std::vector<Shape>> shapes(DataDependent data_dependent = DataDependent::unknown) const;

  protected:
    IExecutionContext* do_getPImpl() override { return this; }
    const ICudaEngine& do_getEngine() const override { return engine_; }
    int32_t do_getOptimizationProfile() const override { return profile_; }
    bool do_setOptimizationProfileAsync(int32_t profileIndex, cudaStream_t stream) override;
    bool do_allInputDimensionsSpecified() const override;
    bool do_setInputShape(const char* tensorName, const Dims& dims) override;
    Dims do_getTensorShape(const char* tensorName) const override;
    Dims do_getTensorStrides(const char* tensorName) const override;
    int32_t do_inferShapes(int32_t nbMaxNames, const char** tensorNames) override;
    int64_t do_getMaxOutputSize(const char* tensorName) const override;
    bool do_setTensorAddress(const char* tensorName, void* data) override;
    bool do_setInputTensorAddress(const char* tensorName, const void* data) override;
    bool do_setOutputTensorAddress(const char* tensorName, void* data) override;
    const void* do_getTensorAddress(const char* tensorName) const override;
    void* do_getOutputTensorAddress(const char* tensorName) const override;
    bool do_setOutputAllocator(const char* tensorName, IOutputAllocator* outputAllocator) override;
    void do_setDeviceMemory(void* memory) override { user_memory_ = memory; }
    void do_setDeviceMemoryV2(void* memory, int64_t) override { user_memory_ = memory; }
    size_t do_updateDeviceMemorySizeForShapes() override;
    IRuntimeConfig* do_getRuntimeConfig() const override;
    bool do_setTensorDebugState(const char* name, bool flag) override;
    bool do_getDebugState(const char* name) const override;
    bool do_setAllTensorsDebugState(bool flag) override;
    void do_setErrorRecorder(IErrorRecorder* recorder) override { reports_.set(recorder); }
    IErrorRecorder* do_getErrorRecorder() const override { return reports_.recorder(); }
    bool do_enqueueV3(cudaStream_t stream) override;
    bool do_executeV2(void* const* bindings) override;
    bool do_reportToProfiler() const override;
#if defined(TRTS_FAMILY_trt10)
    bool do_allInputShapesSpecified() const override
    {
        return true;
    }
#endif
#if defined(TRTS_FAMILY_rtx1)
    bool do_isStreamCapturable(cudaStream_t) const override
    {
        return !data_->is_data_dependent();
    }
#endif

  private:
    enum class Wanted
    {
        any,
        input,
        output,
    };

    std::optional<std::size_t> find(const char* method, const char* tensor_name, Wanted wanted = Wanted::any) const;
    const Range* range_of(std::size_t input) const;
    /// Of the shape tensors whose addresses are set; nothing where they are outside the profile.
    std::optional<std::vector<Shape>> shape_values() const;
    /// What a run needs; nothing, and a logged reason, where it cannot begin.
    std::optional<Job> prepare(const char* method, cudaStream_t stream);
    /// Memory for an output whose size is known, from its allocator; false where it gives none.
    bool allocate(std::size_t io, const Shape& shape, cudaStream_t stream, void*& memory);
    /// Runs on this thread, after what the stream has been given: allocators, debug listener and profiler are called.
    bool run_now(Job& job, cudaStream_t stream);
    bool show_debug_tensors(const std::vector<Value>& values, cudaStream_t stream);
    void report_times() const;
    bool queue_job(Job job, cudaStream_t stream);
    /// Plugins add to the stream from the caller's thread, all else runs in its order.
    bool run_with_plugins(Job job, cudaStream_t stream);
    bool emits_profile() const;
    bool has_debug_state() const;
    bool refuse(const char* method, const std::string& why) const;

    Engine& engine_;
    std::shared_ptr<EngineData> data_;
    ExecutionContextAllocationStrategy strategy_;
    IGpuAllocator* allocator_;
    void* memory_ = nullptr;
    void* user_memory_ = nullptr;
    int32_t profile_ = 0;
    std::vector<std::optional<Shape>> input_shapes_;
    std::vector<void*> addresses_; // inputs, then outputs
    Reports reports_;
    ResourceContext resources_{allocator_, reports_, engine_.reports()};
    std::vector<OwnedPlugin> plugins_;
    std::vector<Bytes> workspaces_;
    std::vector<Shape> shapes_of_plugins_; // of all inputs, when plugins were told last
    std::map<std::string, bool> debug_states_;
    mutable std::unique_ptr<RuntimeConfig> runtime_config_;
    std::shared_ptr<std::atomic<int32_t>> queued_ = std::make_shared<std::atomic<int32_t>>(0);
    std::list<std::function<void()>> captured_; // what graphs run, as often as they are launched
    Child child_;
    Live live_{"IExecutionContext", static_cast<IExecutionContext*>(this)};
};

} // namespace trts::doubles
