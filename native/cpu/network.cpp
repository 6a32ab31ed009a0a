#include "cpu/network.h"

#include <algorithm>
#include <utility>

#include "core/dispatch/entry.h"
#include "core/error.h"
#include "core/live_bytes.h"
#include "core/onnx/writer.h"
#include "cpu/data_type.h"
#include "cpu/library.h"
#include "cpu/model_edit.h"

namespace trts::cpu
{
namespace
{

template <typename T>
const T& at(const std::vector<T>& list, std::int32_t index, const char* what)
{
    if (index < 0 || static_cast<std::size_t>(index) >= list.size())
    {
        throw Error(TRTS_INVALID_ARGUMENT, std::string("the network has no ") + what + " " + std::to_string(index) +
                                               "; it has " + std::to_string(list.size()));
    }
    return list[static_cast<std::size_t>(index)];
}

bool uses_name(const onnx::Graph& graph, std::string_view name)
{
    const auto is_name = [&](std::string_view used) { return used == name; };
    const auto is_named = [&](const auto& item) { return item.name == name; };
    const auto uses_it = [&](const onnx::Node& node) {
        const auto has_graph_with_it = [&](const onnx::Attribute& attribute) {
            return std::any_of(attribute.graphs.begin(), attribute.graphs.end(),
                               [&](const onnx::Graph& inner) { return uses_name(inner, name); });
        };
        return std::any_of(node.inputs.begin(), node.inputs.end(), is_name) ||
               std::any_of(node.outputs.begin(), node.outputs.end(), is_name) ||
               std::any_of(node.attributes.begin(), node.attributes.end(), has_graph_with_it);
    };
    return std::any_of(graph.nodes.begin(), graph.nodes.end(), uses_it) ||
           std::any_of(graph.initializers.begin(), graph.initializers.end(), is_named) ||
           std::any_of(graph.inputs.begin(), graph.inputs.end(), is_named);
}

TensorType type_of_input(const TensorNode& tensor)
{
    return {tensor.name(), true, tensor.input()->element_type, tensor.input_shape(), tensor.input_symbols()};
}

TensorType type_of_weight(const TensorNode& tensor)
{
    const onnx::Tensor& weight = *tensor.weight();
    return {tensor.name(), true, weight.element_type, weight.dims, std::vector<std::string>(weight.dims.size())};
}

} // namespace

Network::Network(const Ort& ort, std::shared_ptr<const Log> log, std::uint32_t flags)
    : ort_(ort), log_(std::move(log)), flags_(flags)
{
}

TensorNode* Network::get_input(std::int32_t index) const
{
    return at(inputs_, index, "input");
}

TensorNode* Network::get_output(std::int32_t index) const
{
    return at(outputs_, index, "output");
}

LayerNode* Network::get_layer(std::int32_t index) const
{
    return at(layers_, index, "layer").get();
}

void Network::adopt(std::shared_ptr<const onnx::Bytes> canonical)
{
    model_ = onnx::read(canonical);
    canonical_ = std::move(canonical);
    const onnx::Graph& graph = model_.graph;
    if (name_.empty())
    {
        name_ = graph.name;
    }
    for (const onnx::ValueInfo& input : graph.inputs)
    {
        inputs_.push_back(&tensor(input.name));
        inputs_.back()->become_input(input);
    }
    for (const onnx::Tensor& weight : graph.initializers)
    {
        tensor(weight.name).become_weight(weight);
    }
    for (const onnx::Node& node : graph.nodes)
    {
        std::string name(node.name);
        if (name.empty())
        {
            name = std::string(node.op_type) + "_" + std::to_string(layers_.size());
        }
        auto layer = std::make_unique<LayerNode>(std::move(name), node.domain, node.op_type);
        for (const std::string_view input : node.inputs)
        {
            layer->add_input(input.empty() ? nullptr : &tensor(input));
        }
        for (const std::string_view output : node.outputs)
        {
            layer->add_output(output.empty() ? nullptr : &tensor(output));
            if (!output.empty())
            {
                tensor(output).become_computed();
            }
        }
        layers_.push_back(std::move(layer));
    }
    for (const auto* values : {&graph.value_infos, &graph.outputs})
    {
        for (const onnx::ValueInfo& value : *values)
        {
            declared_.insert_or_assign(std::string(value.name), &value);
        }
    }
    for (const onnx::ValueInfo& output : graph.outputs)
    {
        outputs_.push_back(&tensor(output.name));
    }
}

TensorNode& Network::tensor(std::string_view original_name)
{
    std::unique_ptr<TensorNode>& slot = tensors_[original_name];
    if (slot == nullptr)
    {
        slot = std::make_unique<TensorNode>(*this, original_name);
    }
    return *slot;
}

void Network::mark_output(TensorNode* tensor)
{
    require_own(tensor);
    if (!tensor->is_computed())
    {
        throw Error(TRTS_INVALID_ARGUMENT, "tensor '" + tensor->name() + "' is " +
                                               (tensor->is_network_input() ? "an input" : "a weight") +
                                               "; only what a layer computes can be an output");
    }
    if (is_output(*tensor))
    {
        return;
    }
    const TensorType& type = type_of(*tensor);
    if (!type.is_tensor || !data_type_of(type.element_type))
    {
        throw Error(TRTS_NOT_SUPPORTED,
                    "tensor '" + tensor->name() + "' cannot be an output: " +
                        (type.is_tensor ? "its type " + onnx::name_of(type.element_type) + " is none of TensorRT's"
                                        : std::string("it is a sequence, a map or an optional")));
    }
    outputs_.push_back(tensor);
    is_edited_ = true;
}

void Network::unmark_output(TensorNode* tensor)
{
    require_own(tensor);
    const auto found = std::find(outputs_.begin(), outputs_.end(), tensor);
    if (found == outputs_.end())
    {
        throw Error(TRTS_INVALID_ARGUMENT, "tensor '" + tensor->name() + "' is no output of the network");
    }
    outputs_.erase(found);
    is_edited_ = true;
}

bool Network::is_output(const TensorNode& tensor) const noexcept
{
    return std::find(outputs_.begin(), outputs_.end(), &tensor) != outputs_.end();
}

void Network::rename(TensorNode& tensor, std::string name)
{
    if (name.empty())
    {
        throw Error(TRTS_INVALID_ARGUMENT, "tensor '" + tensor.name() + "' cannot have an empty name");
    }
    const bool is_taken = std::any_of(tensors_.begin(), tensors_.end(), [&](const auto& entry) {
        return entry.second.get() != &tensor && entry.second->name() == name;
    });
    if (is_taken || (name != tensor.original_name() && uses_name(model_.graph, name)))
    {
        throw Error(TRTS_INVALID_ARGUMENT, "tensor '" + tensor.name() + "' cannot be named '" + name +
                                               "': the model has another tensor of that name");
    }
    tensor.name_ = std::move(name);
    is_edited_ = true;
    inferred_.clear();
}

void Network::input_changed()
{
    is_edited_ = true;
    has_other_inputs_ = true;
    inferred_.clear();
}

void Network::require_own(const TensorNode* tensor) const
{
    if (&tensor->network() != this)
    {
        throw Error(TRTS_INVALID_ARGUMENT, "tensor '" + tensor->name() + "' belongs to another network");
    }
}

std::shared_ptr<const onnx::Bytes> Network::model() const
{
    return is_edited_ ? share_counted(edited_model(Purpose::Run)) : canonical_;
}

onnx::Bytes Network::declaration_of(const TensorNode& tensor) const
{
    if (tensor.is_network_input())
    {
        const std::vector<std::string> symbols = tensor.input_symbols();
        std::vector<onnx::Dimension> dims;
        for (std::size_t axis = 0; axis < symbols.size(); ++axis)
        {
            const std::int64_t value = tensor.input_shape()[axis];
            dims.push_back(value == -1 ? onnx::Dimension{std::nullopt, symbols[axis]} : onnx::Dimension{value, {}});
        }
        return value_info(tensor.name(), tensor.input()->element_type, dims);
    }
    const auto declared = declared_.find(tensor.original_name());
    return declared == declared_.end() || has_other_inputs_ ? value_info(tensor.name())
                                                            : renamed_value_info(declared->second->raw, tensor.name());
}

onnx::Bytes Network::edited_model(Purpose purpose) const
{
    const bool for_types = purpose != Purpose::Run;
    ModelEdits edits;
    edits.keep_value_infos = !has_other_inputs_;
    if (purpose == Purpose::InferTypes)
    {
        edits.largest_weight = largest_shape_operand;
    }
    for (const TensorNode* input : inputs_)
    {
        edits.inputs.push_back(declaration_of(*input));
    }
    for (const TensorNode* output : outputs_)
    {
        edits.outputs.push_back(for_types ? value_info(output->name()) : declaration_of(*output));
    }
    for (const auto& [original_name, tensor] : tensors_)
    {
        if (tensor->is_renamed())
        {
            edits.names.emplace(original_name, tensor->name());
        }
        if (for_types && tensor->is_computed() && !is_output(*tensor))
        {
            edits.outputs.push_back(value_info(tensor->name()));
        }
    }
    return edit_model(model_, edits);
}

const TensorType& Network::type_of(const TensorNode& tensor) const
{
    auto found = inferred_.find(tensor.name());
    if (found == inferred_.end())
    {
        if (tensor.is_network_input())
        {
            return inferred_.emplace(tensor.name(), type_of_input(tensor)).first->second;
        }
        if (tensor.weight() != nullptr)
        {
            return inferred_.emplace(tensor.name(), type_of_weight(tensor)).first->second;
        }
        infer();
        found = inferred_.find(tensor.name());
        if (found == inferred_.end())
        {
            throw Error(TRTS_NOT_SUPPORTED, "the type of tensor '" + tensor.name() +
                                                "' is not known: it is no dense "
                                                "tensor that the network computes");
        }
    }
    return found->second;
}

void Network::infer() const
{
    try
    {
        infer_for(Purpose::InferTypes);
    }
    catch (const Error&)
    {
        infer_for(Purpose::InferTypesFromWeights);
    }
}

void Network::infer_for(Purpose purpose) const
{
    SessionSettings settings;
    settings.failure = TRTS_INVALID_STATE;
    settings.what = "the types and shapes inside the network cannot be inferred";
    const Session session(ort_, edited_model(purpose), settings);
    for (TensorType& type : session.outputs())
    {
        std::string name = type.name;
        inferred_.insert_or_assign(std::move(name), std::move(type));
    }
}

void fill_network_entries(trts_api_table& table)
{
    table.network_get_nb_inputs = entry<&Network::get_nb_inputs>;
    table.network_get_input = entry<&Network::get_input>;
    table.network_get_nb_outputs = entry<&Network::get_nb_outputs>;
    table.network_get_output = entry<&Network::get_output>;
    table.network_get_nb_layers = entry<&Network::get_nb_layers>;
    table.network_get_layer = entry<&Network::get_layer>;
    table.network_set_name = entry<&Network::set_name>;
    table.network_get_name = entry<&Network::get_name>;
    table.network_mark_output = entry<&Network::mark_output>;
    table.network_unmark_output = entry<&Network::unmark_output>;
    table.network_get_flags = entry<&Network::get_flags>;
    table.network_destroy = [](void* self) { Network::release(static_cast<Network*>(self)); };
}

} // namespace trts::cpu
