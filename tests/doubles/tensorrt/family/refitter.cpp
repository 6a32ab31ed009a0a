#include "family/refitter.h"

#include <map>

#include "core/driver.h"
#include "family/engine.h"
#include "family/samples.h"

namespace trts::doubles
{
namespace
{

class Refitter final : public RefitterTable, public RefitterObject
{
  public:
    explicit Refitter(Engine& engine) : RefitterObject(this), data_(engine.data()), child_(engine.parent())
    {
        properties_.start_from_zero();
        do_setWeightsValidation(true);
        do_setMaxThreads(1);
    }

  protected:
    IRefitter* do_getPImpl() override { return this; }
    bool do_setWeights(const char* layerName, WeightsRole role, Weights weights) override;
    int32_t do_getMissing(int32_t size, const char** layerNames, WeightsRole* roles) override;
    int32_t do_getAll(int32_t size, const char** layerNames, WeightsRole* roles) override;
    bool do_setNamedWeights(const char* name, Weights weights) override;
    bool do_setNamedWeightsWithLocation(const char* name, Weights weights, TensorLocation location) override;
    Weights do_getNamedWeights(const char* weightsName) const override;
    TensorLocation do_getWeightsLocation(const char* weightsName) const override;
    bool do_unsetNamedWeights(const char* weightsName) override;
    Weights do_getWeightsPrototype(const char* weightsName) const override;
    int32_t do_getMissingWeights(int32_t size, const char** weightsNames) override;
    int32_t do_getAllWeights(int32_t size, const char** weightsNames) override;
    bool do_refitCudaEngine() override;
    bool do_refitCudaEngineAsync(cudaStream_t stream) override;
#if defined(TRTS_FAMILY_trt10)
    bool do_setDynamicRange(const char*, float, float) override
    {
        return false;
    }
    int32_t do_getTensorsWithDynamicRange(int32_t, const char**) const override
    {
        return 0;
    }
#endif
    ILogger* do_getLogger() const override
    {
        return first_logger();
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
    struct Given
    {
        Weights weights;
        TensorLocation location;
    };

    const GraphWeights& known(std::size_t index) const
    {
        return data_->graph().weights[index];
    }
    bool set(const char* method, std::optional<std::size_t> index, Weights weights, TensorLocation location);
    /// What a stripped plan still lacks.
    bool is_missing(std::size_t index) const;
    /// Copies of what was given, by index; nothing where some are missing.
    std::optional<std::map<std::size_t, std::shared_ptr<Bytes const>>> copies(const char* method) const;

    template <class Is, class Tell>
    int32_t list(const Is& is, const Tell& tell) const
    {
        int32_t count = 0;
        for (std::size_t i = 0; i < data_->graph().weights.size(); ++i)
        {
            if (is(i))
            {
                tell(count++, i);
            }
        }
        return count;
    }

    std::shared_ptr<EngineData> data_;
    Child child_;
    std::map<std::size_t, Given> given_;
    Reports reports_;
    Live live_{"IRefitter", static_cast<IRefitter*>(this)};
};

bool Refitter::set(const char* method, std::optional<std::size_t> index, Weights weights, TensorLocation location)
{
    const bool is_known = index.has_value();
    if (!is_known || weights.values == nullptr || static_cast<int32_t>(weights.type) != known(*index).type ||
        weights.count != known(*index).count)
    {
        reports_.fail(method, ErrorCode::kINVALID_ARGUMENT,
                      is_known ? "the weights' type or count is not that of " + known(*index).name
                               : "there are no such weights");
        return false;
    }
    given_[*index] = {weights, location};
    return true;
}

bool Refitter::is_missing(std::size_t index) const
{
    return data_->weights()[index] == nullptr && given_.count(index) == 0;
}

bool Refitter::do_setWeights(const char* layerName, WeightsRole role, Weights weights)
{
    const std::optional<std::size_t> index =
        layerName == nullptr || role != WeightsRole::kCONSTANT ? std::nullopt : data_->weights_of_layer(layerName);
    return set("IRefitter::setWeights", index, weights, TensorLocation::kHOST);
}

int32_t Refitter::do_getMissing(int32_t size, const char** layerNames, WeightsRole* roles)
{
    return list([&](std::size_t index) { return is_missing(index); },
                [&](int32_t place, std::size_t index) {
                    if (place < size && layerNames != nullptr)
                    {
                        layerNames[place] = known(index).layer.c_str();
                    }
                    if (place < size && roles != nullptr)
                    {
                        roles[place] = WeightsRole::kCONSTANT;
                    }
                });
}

int32_t Refitter::do_getAll(int32_t size, const char** layerNames, WeightsRole* roles)
{
    return list([](std::size_t) { return true; },
                [&](int32_t place, std::size_t index) {
                    if (place < size && layerNames != nullptr)
                    {
                        layerNames[place] = known(index).layer.c_str();
                    }
                    if (place < size && roles != nullptr)
                    {
                        roles[place] = WeightsRole::kCONSTANT;
                    }
                });
}

bool Refitter::do_setNamedWeights(const char* name, Weights weights)
{
    return do_setNamedWeightsWithLocation(name, weights, TensorLocation::kHOST);
}

bool Refitter::do_setNamedWeightsWithLocation(const char* name, Weights weights, TensorLocation location)
{
    return set("IRefitter::setNamedWeights", name == nullptr ? std::nullopt : data_->weights_index(name), weights,
               location);
}

Weights Refitter::do_getNamedWeights(const char* weightsName) const
{
    const std::optional<std::size_t> index = weightsName == nullptr ? std::nullopt : data_->weights_index(weightsName);
    const auto found = index ? given_.find(*index) : given_.end();
    return found == given_.end() ? Weights{DataType::kFLOAT, nullptr, 0} : found->second.weights;
}

TensorLocation Refitter::do_getWeightsLocation(const char* weightsName) const
{
    const std::optional<std::size_t> index = weightsName == nullptr ? std::nullopt : data_->weights_index(weightsName);
    const auto found = index ? given_.find(*index) : given_.end();
    return found == given_.end() ? TensorLocation::kHOST : found->second.location;
}

bool Refitter::do_unsetNamedWeights(const char* weightsName)
{
    const std::optional<std::size_t> index = weightsName == nullptr ? std::nullopt : data_->weights_index(weightsName);
    return index && given_.erase(*index) > 0;
}

Weights Refitter::do_getWeightsPrototype(const char* weightsName) const
{
    const std::optional<std::size_t> index = weightsName == nullptr ? std::nullopt : data_->weights_index(weightsName);
    return index ? Weights{static_cast<DataType>(known(*index).type), nullptr, known(*index).count}
                 : Weights{DataType::kFLOAT, nullptr, -1};
}

int32_t Refitter::do_getMissingWeights(int32_t size, const char** weightsNames)
{
    return list([&](std::size_t index) { return is_missing(index); },
                [&](int32_t place, std::size_t index) {
                    if (place < size && weightsNames != nullptr)
                    {
                        weightsNames[place] = known(index).name.c_str();
                    }
                });
}

int32_t Refitter::do_getAllWeights(int32_t size, const char** weightsNames)
{
    return list([](std::size_t) { return true; },
                [&](int32_t place, std::size_t index) {
                    if (place < size && weightsNames != nullptr)
                    {
                        weightsNames[place] = known(index).name.c_str();
                    }
                });
}

std::optional<std::map<std::size_t, std::shared_ptr<Bytes const>>> Refitter::copies(const char* method) const
{
    std::map<std::size_t, std::shared_ptr<Bytes const>> copies;
    for (std::size_t i = 0; i < data_->graph().weights.size(); ++i)
    {
        if (is_missing(i))
        {
            reports_.fail(method, ErrorCode::kINVALID_STATE, "weights " + known(i).name + " are missing");
            return std::nullopt;
        }
    }
    for (const auto& [index, given] : given_)
    {
        const auto* from = static_cast<const unsigned char*>(given.weights.values);
        const auto size = static_cast<std::size_t>(given.weights.count) * bytes_of(known(index).type);
        copies[index] = std::make_shared<Bytes const>(from, from + size);
    }
    return copies;
}

bool Refitter::do_refitCudaEngine()
{
    const auto taken = copies("IRefitter::refitCudaEngine");
    for (const auto& [index, bytes] : taken.value_or(std::map<std::size_t, std::shared_ptr<Bytes const>>()))
    {
        data_->replace_weights(index, bytes);
    }
    return taken.has_value();
}

bool Refitter::do_refitCudaEngineAsync(cudaStream_t stream)
{
    auto taken = copies("IRefitter::refitCudaEngineAsync");
    if (!taken)
    {
        return false;
    }
    auto work = [data = data_, copied = std::move(*taken)] {
        for (const auto& [index, bytes] : copied)
        {
            data->replace_weights(index, bytes);
        }
    };
    if (!can_queue(stream))
    {
        work();
        return true;
    }
    return queue_once(stream, std::move(work));
}

} // namespace

IRefitter* make_refitter(Engine& engine)
{
    if ((engine.data()->plan.flags & plan_is_refittable) == 0)
    {
        engine.reports().fail("createInferRefitter", ErrorCode::kINVALID_ARGUMENT, "the engine is not refittable");
        return nullptr;
    }
    return new Refitter(engine);
}

} // namespace trts::doubles
