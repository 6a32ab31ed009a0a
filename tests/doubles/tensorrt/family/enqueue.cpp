// Running a context: in the stream's order where nothing has to be asked meanwhile, on the caller's thread otherwise.
#include <algorithm>
#include <chrono>
#include <cstring>

#include "core/driver.h"
#include "family/context.h"
#include "family/dims.h"

namespace trts::doubles
{
namespace
{

constexpr uint64_t alignment = 256;

/// What a run takes from the application's allocator for temporary storage, where there is one.
class TemporaryStorage
{
  public:
    TemporaryStorage(IGpuAllocator* allocator, cudaStream_t stream) : allocator_(allocator), stream_(stream)
    {
        memory_ = allocator_ == nullptr ? nullptr : allocator_->allocateAsync(256, alignment, 0, stream_);
    }

    ~TemporaryStorage()
    {
        if (memory_ != nullptr)
        {
            allocator_->deallocateAsync(memory_, stream_);
        }
    }

    TemporaryStorage(const TemporaryStorage&) = delete;
    TemporaryStorage& operator=(const TemporaryStorage&) = delete;

    bool is_good() const { return allocator_ == nullptr || memory_ != nullptr; }

  private:
    IGpuAllocator* allocator_;
    cudaStream_t stream_;
    void* memory_;
};

} // namespace

void Job::copy_out(const std::vector<Value>& values) const
{
    for (std::size_t i = 0; i < outputs.size(); ++i)
    {
        const Bytes& bytes = values[static_cast<std::size_t>(engine->graph().outputs[i])].bytes;
        if (outputs[i] != nullptr && !bytes.empty())
        {
            std::memcpy(outputs[i], bytes.data(), bytes.size());
        }
    }
}

bool Job::finish() const noexcept
{
    try
    {
        copy_out(run());
        return true;
    }
    catch (const std::exception& exception)
    {
        seam().log(error, exception.what());
        return false;
    }
}

/// TensorRT may have threads of its own ask for memory; nothing that the application throws goes further than here.
bool Context::allocate(std::size_t io, const Shape& shape, cudaStream_t stream, void*& memory)
{
    const GraphTensor& tensor = data_->io(io);
    IOutputAllocator* allocator = do_getOutputAllocator(tensor.name.c_str());
    const auto size = static_cast<uint64_t>(element_count(shape).value_or(0) * bytes_of(tensor.type));
    try
    {
        memory = allocator->reallocateOutputAsync(tensor.name.c_str(), addresses_[io], size, alignment, stream);
    }
    catch (...)
    {
        memory = nullptr;
    }
    if (memory == nullptr && size > 0)
    {
        return refuse("IExecutionContext::enqueueV3", "the output allocator of " + tensor.name + " gave no memory of " +
                                                          std::to_string(size) + " bytes");
    }
    allocator->notifyShape(tensor.name.c_str(), dims_of(shape));
    return true;
}

std::optional<Job> Context::prepare(const char* method, cudaStream_t stream)
{
    const Graph& graph = data_->graph();
    if (!has_memory() || (memory_ == nullptr && user_memory_ == nullptr))
    {
        refuse(method, "the context has no device memory: call setDeviceMemoryV2");
        return std::nullopt;
    }
    if (!do_allInputDimensionsSpecified())
    {
        refuse(method, "not all shapes of dynamic inputs are specified");
        return std::nullopt;
    }
    const std::optional<std::vector<Shape>> all = shapes();
    Job job{data_, data_->weights(), {}, {}, {}, {}};
    for (const std::shared_ptr<Bytes const>& weights : job.weights)
    {
        if (weights == nullptr)
        {
            refuse(method, "the engine lacks weights: refit it first");
            return std::nullopt;
        }
    }
    if (!all)
    {
        return std::nullopt;
    }
    for (std::size_t i = 0; i < graph.inputs.size(); ++i)
    {
        job.shapes.push_back(*input_shapes_[i]);
        job.inputs.push_back(addresses_[i]);
        if (addresses_[i] == nullptr && element_count(*input_shapes_[i]) != std::size_t{0})
        {
            refuse(method, "Address is not set for input tensor " + data_->io(i).name);
            return std::nullopt;
        }
        if (is_shape_input(graph, i))
        {
            const auto* values = static_cast<const unsigned char*>(addresses_[i]);
            const std::size_t size = element_count(*input_shapes_[i]).value_or(0) * bytes_of(data_->io(i).type);
            job.shape_values.push_back(std::make_shared<Bytes>(values, values + size));
            job.inputs.back() = job.shape_values.back()->data();
        }
    }
    for (std::size_t i = 0; i < graph.outputs.size(); ++i)
    {
        const std::size_t io = graph.inputs.size() + i;
        const Shape& shape = (*all)[static_cast<std::size_t>(graph.outputs[i])];
        const bool has_allocator = do_getOutputAllocator(data_->io(io).name.c_str()) != nullptr;
        job.outputs.push_back(has_allocator ? nullptr : addresses_[io]);
        if (!has_allocator && addresses_[io] == nullptr && element_count(shape) != std::size_t{0})
        {
            refuse(method, "Neither address nor allocator is set for output tensor " + data_->io(io).name);
            return std::nullopt;
        }
        if (has_allocator && is_known(shape) && !allocate(io, shape, stream, job.outputs[i]))
        {
            return std::nullopt;
        }
    }
    return job;
}

bool Context::emits_profile() const
{
    return do_getProfiler() != nullptr && do_getEnqueueEmitsProfile();
}

bool Context::has_debug_state() const
{
    for (const auto& [name, state] : debug_states_)
    {
        if (state)
        {
            return true;
        }
    }
    return false;
}

bool Context::do_enqueueV3(cudaStream_t stream)
{
    constexpr const char* method = "IExecutionContext::enqueueV3";
    const TemporaryStorage storage(do_getTemporaryStorageAllocator(), stream);
    if (!storage.is_good())
    {
        return refuse(method, "the allocator of temporary storage gave no memory");
    }
    std::optional<Job> job = prepare(method, stream);
    if (!job)
    {
        return false;
    }
    const bool must_ask = data_->is_data_dependent() || has_debug_state() || emits_profile();
    const bool is_done = data_->has_plugins() ? run_with_plugins(std::move(*job), stream)
                         : must_ask           ? run_now(*job, stream)
                         : can_queue(stream)  ? queue_job(std::move(*job), stream)
                                              : job->finish();
    const cudaEvent_t consumed = do_getInputConsumedEvent();
    return is_done && (consumed == nullptr || record(consumed, stream));
}

bool Context::run_with_plugins(Job job, cudaStream_t stream)
{
    constexpr const char* method = "IExecutionContext::enqueueV3";
    const Graph& graph = data_->graph();
    const std::optional<std::vector<Shape>> all = shapes();
    for (std::size_t i = 0; all && i < all->size(); ++i)
    {
        if (!is_known((*all)[i]))
        {
            return refuse(method, "plugins beside data-dependent shapes are not simulated");
        }
    }
    if (!all || is_captured(stream))
    {
        return refuse(method, "plugins in a captured stream are not simulated");
    }
    const bool is_queued = can_queue(stream);
    const auto in_order = [&](std::function<void()> work) {
        if (is_queued)
        {
            return queue_once(stream, std::move(work));
        }
        work();
        return true;
    };
    struct Run
    {
        Job job;
        std::vector<Value> values;
    };
    const bool is_shape_new = shapes_of_plugins_ != job.shapes;
    shapes_of_plugins_ = job.shapes;
    workspaces_.resize(plugins_.size());
    const auto run = std::make_shared<Run>(Run{std::move(job), start_values(graph, *all)});
    bool good = in_order([run] { copy_inputs(run->job.engine->graph(), run->job.inputs, run->values); });
    for (std::size_t i = 0; i < graph.nodes.size() && good; ++i)
    {
        const GraphNode& node = graph.nodes[i];
        if (node.operation == Operation::plugin)
        {
            const auto plugin = static_cast<std::size_t>(node.plugin);
            if (const int32_t aliased = graph.plugins[plugin].aliased_input; aliased >= 0)
            {
                good = in_order([run, &node, aliased] {
                    const Bytes& held = run->values[static_cast<std::size_t>(node.inputs[static_cast<std::size_t>(aliased)])].bytes;
                    std::copy(held.begin(), held.end(), run->values[static_cast<std::size_t>(node.output)].bytes.begin());
                });
            }
            if (!enqueue_plugin(*plugins_[plugin], graph, node, is_shape_new, run->values, workspaces_[plugin], stream))
            {
                shapes_of_plugins_.clear();
                (void)in_order([run] {}); // what was added still uses its memory
                return refuse(method, "plugin layer " + node.name + ": enqueue failed");
            }
            continue;
        }
        if (node.operation == Operation::constant)
        {
            execute_node(graph, node, run->job.weights, run->values); // at once: plugins are given its address
            continue;
        }
        good = in_order([run, &node] { execute_node(run->job.engine->graph(), node, run->job.weights, run->values); });
    }
    return good && in_order([run] { run->job.copy_out(run->values); });
}

bool Context::queue_job(Job job, cudaStream_t stream)
{
    if (is_captured(stream))
    {
        captured_.emplace_back([job = std::move(job)] { job.finish(); });
        return queue(stream, captured_.back());
    }
    ++*queued_;
    auto work = [job = std::move(job), queued = queued_] {
        job.finish();
        --*queued;
    };
    if (!queue_once(stream, std::move(work)))
    {
        --*queued_;
        return refuse("IExecutionContext::enqueueV3", "the CUDA driver did not take the work");
    }
    return true;
}

bool Context::run_now(Job& job, cudaStream_t stream)
{
    constexpr const char* method = "IExecutionContext::enqueueV3";
    if (!wait_for(stream))
    {
        return refuse(method, "the stream cannot be waited for");
    }
    try
    {
        const std::vector<Value> values = job.run();
        const Graph& graph = data_->graph();
        for (std::size_t i = 0; i < graph.outputs.size(); ++i)
        {
            const std::size_t io = graph.inputs.size() + i;
            const bool has_allocator = do_getOutputAllocator(data_->io(io).name.c_str()) != nullptr;
            const Shape& shape = values[static_cast<std::size_t>(graph.outputs[i])].shape;
            if (job.outputs[i] == nullptr && has_allocator && !allocate(io, shape, stream, job.outputs[i]))
            {
                return false;
            }
        }
        job.copy_out(values);
        if (emits_profile())
        {
            report_times();
        }
        return show_debug_tensors(values, stream);
    }
    catch (const std::exception& exception)
    {
        return refuse(method, exception.what());
    }
}

/// A listener that says no ends the run.
bool Context::show_debug_tensors(const std::vector<Value>& values, cudaStream_t stream)
{
    IDebugListener* listener = do_getDebugListener();
    const std::vector<GraphTensor>& tensors = data_->graph().tensors;
    for (std::size_t i = 0; listener != nullptr && i < tensors.size(); ++i)
    {
        if (!do_getDebugState(tensors[i].name.c_str()))
        {
            continue;
        }
        bool goes_on = false;
        try
        {
            goes_on = listener->processDebugTensor(values[i].bytes.data(), TensorLocation::kDEVICE,
                                                   static_cast<DataType>(tensors[i].type), dims_of(values[i].shape),
                                                   tensors[i].name.c_str(), stream);
        }
        catch (...)
        {
            goes_on = false;
        }
        if (!goes_on)
        {
            return refuse("IExecutionContext::enqueueV3", "the debug listener refused " + tensors[i].name);
        }
    }
    return true;
}

void Context::report_times() const
{
    float milliseconds = 0.25f;
    for (const GraphNode& node : data_->graph().nodes)
    {
        do_getProfiler()->reportLayerTime(node.name.c_str(), milliseconds);
        milliseconds += 0.25f;
    }
}

bool Context::do_reportToProfiler() const
{
    if (do_getProfiler() == nullptr || do_getEnqueueEmitsProfile())
    {
        return refuse("IExecutionContext::reportToProfiler",
                      "there is no profiler, or enqueue emits the profile itself");
    }
    report_times();
    return true;
}

bool Context::do_executeV2(void* const* bindings)
{
    if (bindings == nullptr)
    {
        return refuse("IExecutionContext::executeV2", "bindings is null");
    }
    const std::vector<void*> kept = addresses_;
    addresses_.assign(bindings, bindings + data_->io_count());
    std::optional<Job> job = prepare("IExecutionContext::executeV2", nullptr);
    const bool is_done = job && run_now(*job, nullptr);
    addresses_ = kept;
    return is_done;
}

} // namespace trts::doubles
