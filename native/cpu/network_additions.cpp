// What an application adds to a network, and takes away.
#include <algorithm>

#include "core/error.h"
#include "cpu/concatenation_layer.h"
#include "cpu/constant_layer.h"
#include "cpu/data_type.h"
#include "cpu/element_wise_layer.h"
#include "cpu/identity_layer.h"
#include "cpu/network.h"
#include "cpu/plugins/plugin_layer.h"

namespace trts::cpu
{

TensorNode* Network::add_input(const char* name, std::int32_t type, const trts_dims* dimensions)
{
    const std::string what = std::string("input '") + name + "'";
    require_name(name, "a network input");
    if (is_name_taken(name))
    {
        throw Error(TRTS_INVALID_ARGUMENT, what + " cannot be added: the network has another tensor of that name");
    }
    const onnx::ElementType element_type = element_type_of(require_data_type(type, what));
    Shape shape = declared_shape_of(*dimensions, what);
    auto tensor = std::make_unique<TensorNode>(*this, name, std::string_view());
    tensor->become_input(element_type, std::move(shape));

    inputs_.reserve(inputs_.size() + 1);
    added_tensors_.reserve(added_tensors_.size() + 1);
    other_names_.insert(name); // the last that may fail
    inputs_.push_back(tensor.get());
    added_tensors_.push_back(std::move(tensor));
    is_edited_ = true;
    return inputs_.back();
}

LayerNode* Network::add_constant(const trts_dims* dimensions, const trts_weights* weights)
{
    return add_layer(new_layer<ConstantLayer>({}, *dimensions, *weights));
}

LayerNode* Network::add_identity(TensorNode* input)
{
    return add_layer(new_layer<IdentityLayer>({input}));
}

LayerNode* Network::add_element_wise(TensorNode* input1, TensorNode* input2, std::int32_t op)
{
    return add_layer(new_layer<ElementWiseLayer>({input1, input2}, op));
}

/// The plugin stays the caller's: the network takes a clone, as TensorRT does.
LayerNode* Network::add_plugin_v3(void* const* inputs, std::int32_t nb_inputs, void* const*, std::int32_t nb_shape_inputs,
                                  Plugin* plugin)
{
    if (nb_shape_inputs != 0)
    {
        throw Error(TRTS_NOT_SUPPORTED, "plugins with shape inputs are not supported by backend cpu");
    }
    if (nb_inputs < 1)
    {
        throw Error(TRTS_INVALID_ARGUMENT, "a plugin has at least 1 input; none was given");
    }
    std::vector<TensorNode*> tensors;
    for (std::int32_t i = 0; i < nb_inputs; ++i)
    {
        tensors.push_back(static_cast<TensorNode*>(inputs[i]));
    }
    OwnedPlugin clone(plugin->clone());
    if (clone == nullptr)
    {
        throw Error(TRTS_CALLBACK_FAILED, plugin->names().text() + ": IPluginV3::clone gave no plugin");
    }
    plugins_.reserve(plugins_.size() + 1);
    plugin_layers_.reserve(plugin_layers_.size() + 1);
    auto layer = new_layer<PluginLayer>(tensors, *clone, plugins_.size());
    LayerNode* added = add_layer(std::move(layer));
    plugins_.push_back(std::move(clone));
    plugin_layers_.push_back(added);
    return added;
}

LayerNode* Network::add_concatenation(void* const* inputs, std::int32_t nb_inputs)
{
    if (nb_inputs < 1)
    {
        throw Error(TRTS_INVALID_ARGUMENT, "a concatenation has at least 1 input; none was given");
    }
    std::vector<TensorNode*> tensors;
    for (std::int32_t i = 0; i < nb_inputs; ++i)
    {
        tensors.push_back(static_cast<TensorNode*>(inputs[i]));
    }
    auto layer = new_layer<ConcatenationLayer>(tensors);
    layer->choose_default_axis();
    return add_layer(std::move(layer));
}

template <typename L, typename... Arguments>
std::unique_ptr<L> Network::new_layer(const std::vector<TensorNode*>& inputs, Arguments&&... arguments)
{
    auto layer = std::make_unique<L>(*this, unused_layer_name(L::kind), std::forward<Arguments>(arguments)...);
    for (TensorNode* input : inputs)
    {
        require_own(input);
        layer->add_input(input);
    }
    return layer;
}

/// Named as TensorRT names layers; where the output's name is taken already, a number tells them apart.
std::string Network::unused_layer_name(const char* kind) const
{
    const std::string stem = "(Unnamed Layer* " + std::to_string(layers_.size()) + ") [" + kind + "]";
    std::string name = stem;
    for (std::int32_t copy = 2; is_name_taken(default_output_name(name)); ++copy)
    {
        name = stem + " (" + std::to_string(copy) + ")";
    }
    return name;
}

LayerNode* Network::add_layer(std::unique_ptr<AddedLayer> layer)
{
    layer->require_can_be_added();
    const std::size_t count = layer->output_count();
    std::vector<std::unique_ptr<TensorNode>> outputs;
    for (std::size_t i = 0; i < count; ++i)
    {
        outputs.push_back(
            std::make_unique<TensorNode>(*this, default_output_name(layer->name(), i, count), std::string_view()));
        outputs.back()->become_default_named();
        outputs.back()->become_output_of(*layer);
        layer->add_output(outputs.back().get());
    }

    layers_.reserve(layers_.size() + 1);
    added_tensors_.reserve(added_tensors_.size() + count);
    other_names_.reserve(other_names_.size() + count);
    for (std::unique_ptr<TensorNode>& output : outputs)
    {
        other_names_.insert(output->name()); // the last that may fail
    }
    for (std::unique_ptr<TensorNode>& output : outputs)
    {
        added_tensors_.push_back(std::move(output));
    }
    layers_.push_back(std::move(layer));
    is_edited_ = true;
    return layers_.back().get();
}

void Network::remove_tensor(TensorNode* tensor)
{
    require_own(tensor);
    const auto uses = [&](const std::unique_ptr<LayerNode>& layer) {
        return std::find(layer->inputs().begin(), layer->inputs().end(), tensor) != layer->inputs().end();
    };
    const auto user = std::find_if(layers_.begin(), layers_.end(), uses);
    const auto fail = [&](const std::string& reason) {
        throw Error(TRTS_INVALID_ARGUMENT, "tensor '" + tensor->name() + "' cannot be removed: " + reason);
    };
    if (user != layers_.end())
    {
        fail("layer '" + (*user)->name() + "' takes it as an input");
    }
    if (tensor->producer() != nullptr)
    {
        fail("layer '" + tensor->producer()->name() + "' computes it");
    }
    if (is_output(*tensor) || inner_names_.count(std::string(tensor->original_name())) != 0)
    {
        fail(is_output(*tensor) ? "it is an output of the network" : "a control flow layer of the model reads it");
    }
    if (!tensor->is_network_input())
    {
        fail("it is a weight of the model");
    }
    inputs_.erase(std::find(inputs_.begin(), inputs_.end(), tensor));
    other_names_.erase(tensor->name());
    tensor->become_removed();
    is_edited_ = true;
}

} // namespace trts::cpu
