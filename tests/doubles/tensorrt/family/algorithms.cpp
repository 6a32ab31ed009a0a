#include "family/algorithms.h"

#if defined(TRTS_FAMILY_trt10)

#include <memory>
#include <optional>
#include <vector>

#include "core/callbacks.h"
#include "family/dims.h"
#include "objects.g.h"

namespace trts::doubles
{
namespace
{

constexpr int32_t algorithms_of_a_layer = 3;
constexpr float milliseconds[algorithms_of_a_layer] = {0.5f, 0.125f, 0.25f};
constexpr std::size_t workspaces[algorithms_of_a_layer] = {0, 1024, 512};

/// A layer's tensors, inputs first, with their shapes in the first profile.
struct Layer
{
    const GraphNode* node;
    std::vector<int32_t> types;
    std::vector<Shape> min;
    std::vector<Shape> opt;
    std::vector<Shape> max;
};

class Info final : public AlgorithmIOInfoTable, public AlgorithmIOInfoObject
{
  public:
    Info(int32_t type, const Shape& shape) : AlgorithmIOInfoObject(this), type_(type), strides_(shape)
    {
        std::int64_t stride = 1;
        for (std::size_t axis = shape.size(); axis-- > 0; stride *= shape[axis])
        {
            strides_[axis] = stride;
        }
    }

  protected:
    DataType do_getDataType() const override { return static_cast<DataType>(type_); }
    Dims do_getStrides() const override { return dims_of(strides_); }
    int64_t do_getVectorizedDim() const override { return -1; }
    int64_t do_getComponentsPerElement() const override { return 1; }

  private:
    int32_t type_;
    Shape strides_;
};

class Variant final : public AlgorithmVariantTable, public AlgorithmVariantObject
{
  public:
    Variant(int64_t implementation, int64_t tactic)
        : AlgorithmVariantObject(this), implementation_(implementation), tactic_(tactic)
    {
    }

  protected:
    int64_t do_getImplementation() const override { return implementation_; }
    int64_t do_getTactic() const override { return tactic_; }

  private:
    int64_t implementation_;
    int64_t tactic_;
};

class Algorithm final : public AlgorithmTable, public AlgorithmObject
{
  public:
    Algorithm(const Layer& layer, int32_t index)
        : AlgorithmObject(this), index_(index),
          variant_(INT64_C(0x80000000) + static_cast<int64_t>(layer.node->operation), -1 - index)
    {
        for (std::size_t i = 0; i < layer.types.size(); ++i)
        {
            infos_.push_back(std::make_unique<Info>(layer.types[i], layer.opt[i]));
        }
    }

  protected:
    const IAlgorithmVariant& do_getAlgorithmVariant() const override { return variant_; }
    float do_getTimingMSec() const override { return milliseconds[index_]; }
    size_t do_getWorkspaceSize() const override { return workspaces[index_]; }
    const IAlgorithmIOInfo* do_getAlgorithmIOInfoByIndex(int32_t index) const override
    {
        return index < 0 || static_cast<std::size_t>(index) >= infos_.size()
                   ? nullptr
                   : infos_[static_cast<std::size_t>(index)].get();
    }

  private:
    int32_t index_;
    Variant variant_;
    std::vector<std::unique_ptr<Info>> infos_;
};

class Where final : public AlgorithmContextTable, public AlgorithmContextObject
{
  public:
    explicit Where(const Layer& layer) : AlgorithmContextObject(this), layer_(layer) {}

  protected:
    const char* do_getName() const override { return layer_.node->name.c_str(); }
    int32_t do_getNbInputs() const override { return static_cast<int32_t>(layer_.node->inputs.size()); }
    int32_t do_getNbOutputs() const override { return 1; }
    Dims do_getDimensions(int32_t index, OptProfileSelector select) const override
    {
        const std::vector<Shape>& shapes = select == OptProfileSelector::kMIN   ? layer_.min
                                           : select == OptProfileSelector::kOPT ? layer_.opt
                                                                                : layer_.max;
        return index < 0 || static_cast<std::size_t>(index) >= shapes.size()
                   ? no_dims()
                   : dims_of(shapes[static_cast<std::size_t>(index)]);
    }

  private:
    const Layer& layer_;
};

std::optional<std::vector<Shape>> shapes_at(const Graph& graph, Shape Range::* bound, std::string& why)
{
    std::vector<Shape> inputs;
    for (const int32_t input : graph.inputs)
    {
        inputs.push_back(
            graph.profiles.front().shapes.at(graph.tensors[static_cast<std::size_t>(input)].name).*bound);
    }
    return all_shapes(graph, inputs, why);
}

std::optional<std::vector<Layer>> layers_of(const Graph& graph, std::string& why)
{
    const auto min = shapes_at(graph, &Range::min, why);
    const auto opt = shapes_at(graph, &Range::opt, why);
    const auto max = shapes_at(graph, &Range::max, why);
    if (!min || !opt || !max)
    {
        return std::nullopt;
    }
    std::vector<Layer> layers;
    for (const GraphNode& node : graph.nodes)
    {
        if (node.operation == Operation::constant)
        {
            continue;
        }
        Layer layer{&node, {}, {}, {}, {}};
        std::vector<int32_t> tensors = node.inputs;
        tensors.push_back(node.output);
        for (const int32_t tensor : tensors)
        {
            const auto i = static_cast<std::size_t>(tensor);
            layer.types.push_back(graph.tensors[i].type);
            layer.min.push_back((*min)[i]);
            layer.opt.push_back((*opt)[i]);
            layer.max.push_back((*max)[i]);
        }
        layers.push_back(std::move(layer));
    }
    return layers;
}

/// Which one TensorRT takes; -1, with a reason, where there is none.
int32_t choose(IAlgorithmSelector& selector, const Layer& layer, bool rejects_empty, std::string& why)
{
    const Where context(layer);
    std::vector<std::unique_ptr<Algorithm>> owned;
    std::vector<const IAlgorithm*> choices;
    for (int32_t i = 0; i < algorithms_of_a_layer; ++i)
    {
        owned.push_back(std::make_unique<Algorithm>(layer, i));
        choices.push_back(owned.back().get());
    }
    int32_t selection[algorithms_of_a_layer] = {};
    int32_t count = 0;
    called_back("IAlgorithmSelector::selectAlgorithms", layer.node->name, [&] {
        count = selector.selectAlgorithms(context, choices.data(), algorithms_of_a_layer, selection);
        return std::to_string(count);
    });
    const auto refuse = [&] {
        why = "The algorithm selector left no valid choice for " + layer.node->name;
        return -1;
    };
    if (count < 0 || count > algorithms_of_a_layer || (count == 0 && rejects_empty))
    {
        return refuse();
    }
    int32_t best = count == 0 ? 1 : -1;
    for (int32_t i = 0; i < count; ++i)
    {
        if (selection[i] < 0 || selection[i] >= algorithms_of_a_layer)
        {
            return refuse();
        }
        best = best < 0 || milliseconds[selection[i]] < milliseconds[best] ? selection[i] : best;
    }
    return best;
}

} // namespace

bool select_algorithms(IAlgorithmSelector& selector, const Graph& graph, bool rejects_empty, std::string& why)
{
    const std::optional<std::vector<Layer>> layers = layers_of(graph, why);
    if (!layers)
    {
        return false;
    }
    std::vector<int32_t> taken;
    for (const Layer& layer : *layers)
    {
        taken.push_back(choose(selector, layer, rejects_empty, why));
        if (taken.back() < 0)
        {
            return false;
        }
    }
    std::vector<std::unique_ptr<Where>> contexts;
    std::vector<std::unique_ptr<Algorithm>> algorithms;
    std::vector<const IAlgorithmContext*> given_contexts;
    std::vector<const IAlgorithm*> given_algorithms;
    for (std::size_t i = 0; i < layers->size(); ++i)
    {
        contexts.push_back(std::make_unique<Where>((*layers)[i]));
        algorithms.push_back(std::make_unique<Algorithm>((*layers)[i], taken[i]));
        given_contexts.push_back(contexts.back().get());
        given_algorithms.push_back(algorithms.back().get());
    }
    called_back("IAlgorithmSelector::reportAlgorithms", std::to_string(taken.size()), [&] {
        selector.reportAlgorithms(given_contexts.data(), given_algorithms.data(), static_cast<int32_t>(taken.size()));
        return std::string();
    });
    return true;
}

} // namespace trts::doubles

#endif
