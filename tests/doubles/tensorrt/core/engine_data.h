// What an engine and everything made from it share.
#pragma once

#include <mutex>
#include <optional>
#include <string>

#include "core/execute.h"
#include "core/plan.h"

namespace trts::doubles
{

class EngineData
{
  public:
    explicit EngineData(Plan read) : plan(std::move(read))
    {
        for (GraphWeights& weights : plan.graph.weights)
        {
            const bool is_stripped = weights.bytes.empty() && weights.count > 0;
            weights_.push_back(is_stripped ? nullptr : std::make_shared<const Bytes>(std::move(weights.bytes)));
            weights.bytes.clear();
        }
    }

    /// Everything but the weights, which a refit changes.
    Plan plan;

    const Graph& graph() const { return plan.graph; }

    const GraphTensor& tensor(std::int32_t index) const { return plan.graph.tensors[static_cast<std::size_t>(index)]; }

    /// Inputs first, then outputs.
    std::size_t io_count() const { return plan.graph.inputs.size() + plan.graph.outputs.size(); }

    const GraphTensor& io(std::size_t index) const
    {
        const std::size_t inputs = plan.graph.inputs.size();
        return tensor(index < inputs ? plan.graph.inputs[index] : plan.graph.outputs[index - inputs]);
    }

    std::optional<std::size_t> io_index(const char* name) const
    {
        for (std::size_t i = 0; name != nullptr && i < io_count(); ++i)
        {
            if (io(i).name == name)
            {
                return i;
            }
        }
        return std::nullopt;
    }

    bool is_input(std::size_t io) const { return io < plan.graph.inputs.size(); }

    /// The index of weights by name, or by the constant's layer.
    std::optional<std::size_t> weights_index(const std::string& name) const
    {
        return find_weights([&](const GraphWeights& weights) { return weights.name == name; });
    }

    std::optional<std::size_t> weights_of_layer(const std::string& layer) const
    {
        return find_weights([&](const GraphWeights& weights) { return weights.layer == layer; });
    }

    /// Null entries where a stripped plan was not refitted.
    WeightsInUse weights() const
    {
        const std::lock_guard lock(mutex_);
        return weights_;
    }

    void replace_weights(std::size_t index, std::shared_ptr<const Bytes> bytes)
    {
        const std::lock_guard lock(mutex_);
        weights_[index] = std::move(bytes);
    }

    /// Some shape is known only when the data are.
    bool is_data_dependent() const
    {
        for (const GraphNode& node : plan.graph.nodes)
        {
            if (node.operation == Operation::non_zero)
            {
                return true;
            }
        }
        return false;
    }

    bool has_plugins() const { return !plan.graph.plugins.empty(); }

  private:
    template <class Is>
    std::optional<std::size_t> find_weights(const Is& is) const
    {
        for (std::size_t i = 0; i < plan.graph.weights.size(); ++i)
        {
            if (is(plan.graph.weights[i]))
            {
                return i;
            }
        }
        return std::nullopt;
    }

    mutable std::mutex mutex_;
    WeightsInUse weights_;
};

} // namespace trts::doubles
