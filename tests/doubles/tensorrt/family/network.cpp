#include "family/network.h"

#include <algorithm>

#include "family/builder.h"
#include "family/dims.h"
#include "family/plugins.h"

namespace trts::doubles
{
namespace
{

template <class T>
T* at(const std::vector<T*>& items, int32_t index)
{
    return index < 0 || static_cast<std::size_t>(index) >= items.size() ? nullptr
                                                                        : items[static_cast<std::size_t>(index)];
}

template <class T>
T* at(const std::vector<std::unique_ptr<T>>& items, int32_t index)
{
    return index < 0 || static_cast<std::size_t>(index) >= items.size() ? nullptr
                                                                        : items[static_cast<std::size_t>(index)].get();
}

} // namespace

std::string NetworkParts::default_name(const std::string& class_name) const
{
    const std::string suffix = "Layer";
    std::string kind = class_name.substr(1);
    if (kind.size() > suffix.size() && kind.compare(kind.size() - suffix.size(), suffix.size(), suffix) == 0)
    {
        kind.resize(kind.size() - suffix.size());
    }
    return "(Unnamed Layer* " + std::to_string(layers_.size()) + ") [" + kind + "]";
}

/// Layers stand in an order in which each comes after what it needs, unless an input was set anew.
Shape NetworkParts::shape_of_tensor(const Tensor& tensor) const
{
    if (tensor.is_input)
    {
        return tensor.shape;
    }
    std::map<const Tensor*, Shape> shapes;
    for (const std::unique_ptr<Layer>& layer : layers_)
    {
        std::vector<Shape> given;
        for (const Tensor* input : layer->inputs())
        {
            given.push_back(input == nullptr ? Shape() : input->is_input ? input->shape : shapes[input]);
        }
        Shape result = given.empty() ? Shape() : given[0];
        if (Computed* computed = layer->computed())
        {
            std::string why;
            const std::optional<Operation> operation = computed->operation();
            if (operation == Operation::constant)
            {
                result = computed->constant_shape();
            }
            else if (operation == Operation::plugin)
            {
                result = plugin_shape(*computed->plugin(), given, why).value_or(Shape());
            }
            else if (operation)
            {
                result = result_shape(*operation, given, computed->axis(), why).value_or(Shape());
            }
        }
        for (const std::unique_ptr<Tensor>& output : layer->outputs())
        {
            shapes[output.get()] = result;
            if (output.get() == &tensor)
            {
                return result;
            }
        }
    }
    return {};
}

Network::Network(Builder& builder, uint32_t flags)
    : NetworkDefinitionObject(this), builder_(builder), child_(builder.parent()), flags_(flags)
{
    properties_.start_from_zero();
}

std::string Network::weights_name(const Layer& layer) const
{
    const auto found = weights_names_.find(layer.computed()->constant_weights().values);
    return found == weights_names_.end() ? layer.name() : found->second;
}

ITensor* Network::do_addInput(const char* name, DataType type, const Dims& dimensions)
{
    constexpr const char* method = "INetworkDefinition::addInput";
    if (name == nullptr || dimensions.nbDims < 0 || dimensions.nbDims > Dims::MAX_DIMS)
    {
        reports_.fail(method, ErrorCode::kINVALID_ARGUMENT,
                      name == nullptr ? "name is null" : "dimensions out of range");
        return nullptr;
    }
    for (const std::unique_ptr<Tensor>& input : inputs_)
    {
        if (input->name == name)
        {
            reports_.fail(method, ErrorCode::kINVALID_ARGUMENT,
                          std::string("an input named ") + name + " exists already");
            return nullptr;
        }
    }
    inputs_.push_back(std::make_unique<Tensor>(*this, name, static_cast<int32_t>(type), true));
    inputs_.back()->shape = shape_of(dimensions);
    return inputs_.back().get();
}

void Network::do_markOutput(ITensor& tensor)
{
    auto* own = dynamic_cast<Tensor*>(&tensor);
    if (own == nullptr || own->is_input || own->is_output)
    {
        reports_.fail("INetworkDefinition::markOutput", ErrorCode::kINVALID_ARGUMENT,
                      "the tensor is an input, an output already, or another network's");
        return;
    }
    own->is_output = true;
    outputs_.push_back(own);
}

void Network::do_unmarkOutput(ITensor& tensor)
{
    if (auto* own = dynamic_cast<Tensor*>(&tensor))
    {
        own->is_output = false;
        outputs_.erase(std::remove(outputs_.begin(), outputs_.end(), own), outputs_.end());
    }
}

/// TensorRT removes a tensor from the network, and keeps the object.
void Network::do_removeTensor(ITensor& tensor)
{
    do_unmarkOutput(tensor);
}

ILayer* Network::do_getLayer(int32_t index) const
{
    Layer* layer = at(layers(), index);
    return layer == nullptr ? nullptr : layer->object();
}

ITensor* Network::do_getInput(int32_t index) const
{
    return at(inputs_, index);
}

ITensor* Network::do_getOutput(int32_t index) const
{
    return at(outputs_, index);
}

IBuilder& Network::do_getBuilder() const
{
    return builder_;
}

bool Network::do_setWeightsName(Weights weights, const char* name)
{
    for (const std::unique_ptr<Layer>& layer : layers())
    {
        const Computed* computed = layer->computed();
        if (computed != nullptr && weights.values != nullptr && computed->constant_weights().values == weights.values)
        {
            weights_names_[weights.values] = name == nullptr ? "" : name;
            return true;
        }
    }
    reports_.fail("INetworkDefinition::setWeightsName", ErrorCode::kINVALID_ARGUMENT, "no layer has such weights");
    return false;
}

bool Network::do_markDebug(ITensor& tensor)
{
    auto* own = dynamic_cast<Tensor*>(&tensor);
    return own != nullptr && (own->is_debug = true);
}

bool Network::do_unmarkDebug(ITensor& tensor)
{
    auto* own = dynamic_cast<Tensor*>(&tensor);
    return own != nullptr && !(own->is_debug = false);
}

bool Network::do_isDebugTensor(const ITensor& tensor) const
{
    const auto* own = dynamic_cast<const Tensor*>(&tensor);
    return own != nullptr && own->is_debug;
}

IConstantLayer* Network::do_addConstant(const Dims& dimensions, Weights weights)
{
    const std::optional<std::size_t> count = element_count(shape_of(dimensions));
    if (!count || weights.count != static_cast<int64_t>(*count) || (weights.values == nullptr && weights.count > 0))
    {
        reports_.fail("INetworkDefinition::addConstant", ErrorCode::kINVALID_ARGUMENT,
                      "the weights' count does not match the dimensions");
        return nullptr;
    }
    return add_layer<ConstantLayerObject, ConstantImpl>(
        "IConstantLayer", LayerType::kCONSTANT, {}, [&](ConstantImpl& table) { table.start_as(dimensions, weights); });
}

IIdentityLayer* Network::do_addIdentity(ITensor& input)
{
    return add_layer<IdentityLayerObject, IdentityImpl>("IIdentityLayer", LayerType::kIDENTITY, {one(&input)});
}

IShuffleLayer* Network::do_addShuffle(ITensor& input)
{
    return add_layer<ShuffleLayerObject, ShuffleImpl>("IShuffleLayer", LayerType::kSHUFFLE, {one(&input)});
}

IElementWiseLayer* Network::do_addElementWise(ITensor& input1, ITensor& input2, ElementWiseOperation op)
{
    return add_layer<ElementWiseLayerObject, ElementWiseImpl>("IElementWiseLayer", LayerType::kELEMENTWISE,
                                                              {one(&input1), one(&input2)},
                                                              [&](ElementWiseImpl& table) { table.start_as(op); });
}

IConcatenationLayer* Network::do_addConcatenation(ITensor* const* inputs, int32_t nbInputs)
{
    if (inputs == nullptr || nbInputs <= 0)
    {
        reports_.fail("INetworkDefinition::addConcatenation", ErrorCode::kINVALID_ARGUMENT, "there are no inputs");
        return nullptr;
    }
    // As TensorRT documents it: the third dimension from the right, or the first.
    const auto* first = dynamic_cast<const Tensor*>(inputs[0]);
    const auto rank = static_cast<int32_t>(first == nullptr ? 0 : shape_of_tensor(*first).size());
    return add_layer<ConcatenationLayerObject, ConcatenationImpl>(
        "IConcatenationLayer", LayerType::kCONCATENATION, {all(inputs, nbInputs)},
        [&](ConcatenationImpl& table) { table.start_as(rank > 3 ? rank - 3 : 0); });
}

INonZeroLayer* Network::do_addNonZero(ITensor& input)
{
    return do_addNonZeroV2(input, DataType::kINT32);
}

INonZeroLayer* Network::do_addNonZeroV2(ITensor& input, DataType indicesType)
{
    return add_layer<NonZeroLayerObject, NonZeroImpl>("INonZeroLayer", LayerType::kNON_ZERO, {one(&input)},
                                                      [&](NonZeroImpl& table) { table.start_as(indicesType); });
}

#if !defined(TRTS_FAMILY_rtx1)

/// The network has a clone of the plugin, and asks it what its output is.
IPluginV3Layer* Network::do_addPluginV3(ITensor* const* inputs, int32_t nbInputs, ITensor* const*,
                                        int32_t nbShapeInputs, IPluginV3& plugin)
{
    constexpr const char* method = "INetworkDefinition::addPluginV3";
    std::vector<int32_t> types;
    std::vector<Shape> shapes;
    for (int32_t i = 0; i < nbInputs; ++i)
    {
        const auto* own = dynamic_cast<const Tensor*>(inputs[i]);
        if (own == nullptr)
        {
            reports_.fail(method, ErrorCode::kINVALID_ARGUMENT, "an input is null or another network's");
            return nullptr;
        }
        types.push_back(own->type);
        shapes.push_back(shape_of_tensor(*own));
    }
    std::unique_ptr<IPluginV3> clone(plugin.clone());
    GraphPlugin description;
    int32_t type = 0;
    std::string why = nbShapeInputs > 0 ? "shape inputs are not simulated" : "the plugin gave no clone";
    if (nbShapeInputs > 0 || clone == nullptr || !describe_plugin(*clone, types, shapes, description, type, why))
    {
        reports_.fail(method, ErrorCode::kINVALID_ARGUMENT, why);
        return nullptr;
    }
    return add_layer<PluginV3LayerObject, PluginImpl>(
        "IPluginV3Layer", LayerType::kPLUGIN_V3, {all(inputs, nbInputs)},
        [&](PluginImpl& table) { table.start_as(std::move(clone), std::move(description), type); });
}

#endif

} // namespace trts::doubles
