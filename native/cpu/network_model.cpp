// How a network becomes an ONNX model, and what ONNX Runtime infers from that.
#include <unordered_map>

#include "core/error.h"
#include "core/live_bytes.h"
#include "core/onnx/limits.h"
#include "cpu/added_layer.h"
#include "cpu/network.h"

namespace trts::cpu
{
namespace
{

TensorType type_of_input(const TensorNode& tensor)
{
    return {tensor.name(), true, tensor.input_type(), tensor.input_shape(), tensor.input_symbols()};
}

TensorType type_of_weight(const TensorNode& tensor)
{
    const onnx::Tensor& weight = *tensor.weight();
    return {tensor.name(), true, weight.element_type, weight.dims, std::vector<std::string>(weight.dims.size())};
}

/// An added layer whose inputs' types are being found out.
struct Pending
{
    AddedLayer* layer;
    std::size_t next_input = 0;
};

AddedLayer* added_producer(const TensorNode& tensor)
{
    return dynamic_cast<AddedLayer*>(tensor.producer());
}

/// The name that a layer's node has in the model; empty where it has none.
std::string_view node_name(const LayerNode& layer)
{
    const auto* parsed = dynamic_cast<const ParsedLayer*>(&layer);
    return parsed != nullptr && !parsed->is_renamed() ? parsed->node().name : std::string_view(layer.name());
}

} // namespace

std::shared_ptr<const onnx::Bytes> Network::model() const
{
    if (!is_edited_)
    {
        return canonical_;
    }
    onnx::Bytes edited = edited_model(Purpose::Run);
    if (static_cast<std::int64_t>(edited.size()) >= onnx::max_protobuf_bytes)
    {
        throw Error(TRTS_NOT_SUPPORTED, "the network takes " + std::to_string(edited.size()) +
                                            " bytes as a model: this backend takes models of less than " +
                                            std::to_string(onnx::max_protobuf_bytes) + " bytes");
    }
    return share_counted(std::move(edited));
}

void Network::require_consistent() const
{
    std::unordered_set<std::string_view> names;
    for (const std::unique_ptr<LayerNode>& layer : layers_)
    {
        const std::string_view name = node_name(*layer);
        if (!name.empty() && !names.insert(name).second)
        {
            throw Error(TRTS_BUILD_FAILED, "two layers are named '" + layer->name() + "': give them different names");
        }
        const auto* added = dynamic_cast<const AddedLayer*>(layer.get());
        if (added == nullptr)
        {
            continue;
        }
        try
        {
            for (const TensorNode* output : added->outputs())
            {
                (void)type_of(*output);
            }
        }
        catch (const Error& error)
        {
            throw Error(error.status() == TRTS_INVALID_STATE ? TRTS_BUILD_FAILED : error.status(), error.what(),
                        error.native_code());
        }
        if (is_output(added->output()))
        {
            added->require_can_be_output();
        }
    }
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
        return value_info(tensor.name(), tensor.input_type(), dims);
    }
    const auto declared = declared_.find(tensor.original_name());
    return declared == declared_.end() || has_other_inputs_ ? value_info(tensor.name())
                                                            : renamed_value_info(declared->second->raw, tensor.name());
}

onnx::Bytes Network::edited_model(Purpose purpose) const
{
    const bool for_types = purpose != Purpose::Run;
    ModelEdits edits;
    edits.has_plugins = !plugins_.empty();
    edits.keep_value_infos = !has_other_inputs_;
    if (purpose == Purpose::InferTypes)
    {
        edits.largest_weight = largest_shape_operand;
    }
    for (const TensorNode* input : inputs_)
    {
        edits.inputs.push_back(declaration_of(*input));
    }
    for (std::size_t i = 0; !for_types && i < outputs_.size(); ++i)
    {
        edits.outputs.push_back(declaration_of(*outputs_[i]));
    }
    for (const auto& [original_name, tensor] : tensors_)
    {
        if (tensor->is_renamed())
        {
            edits.names.emplace(original_name, tensor->name());
        }
        if (for_types && tensor->producer() != nullptr)
        {
            edits.outputs.push_back(value_info(tensor->name()));
        }
    }
    add_node_edits(edits);
    if (!for_types || is_rewired_)
    {
        write_added_layers(edits);
    }
    return edit_model(model_, edits);
}

void Network::add_node_edits(ModelEdits& edits) const
{
    for (const std::unique_ptr<LayerNode>& layer : layers_)
    {
        const auto* parsed = dynamic_cast<const ParsedLayer*>(layer.get());
        if (parsed == nullptr || !(parsed->is_renamed() || parsed->has_other_inputs()))
        {
            continue;
        }
        NodeEdit& edit = edits.nodes[parsed->node().raw.data()];
        if (parsed->is_renamed())
        {
            edit.name = parsed->name();
        }
        if (parsed->has_other_inputs())
        {
            edit.inputs.emplace();
            for (const TensorNode* input : parsed->inputs())
            {
                edit.inputs->push_back(input == nullptr ? std::string() : input->name());
            }
        }
    }
}

void Network::write_added_layers(ModelEdits& edits) const
{
    GraphPart part(edits.largest_weight, [this](const std::string& name) { return is_name_taken(name); });
    for (const std::unique_ptr<LayerNode>& layer : layers_)
    {
        if (const auto* added = dynamic_cast<const AddedLayer*>(layer.get()))
        {
            added->write(part);
        }
    }
    edits.additions = part.take_fields();
    for (onnx::Bytes& input : part.inputs())
    {
        edits.inputs.push_back(std::move(input));
    }
}

const TensorType& Network::type_of(const TensorNode& tensor) const
{
    auto found = types_.find(&tensor);
    if (found != types_.end())
    {
        return found->second;
    }
    if (tensor.is_network_input())
    {
        return types_.emplace(&tensor, type_of_input(tensor)).first->second;
    }
    if (tensor.weight() != nullptr)
    {
        return types_.emplace(&tensor, type_of_weight(tensor)).first->second;
    }
    if (AddedLayer* layer = added_producer(tensor))
    {
        infer_added(*layer);
    }
    else
    {
        infer();
    }
    found = types_.find(&tensor);
    if (found == types_.end())
    {
        throw Error(TRTS_NOT_SUPPORTED, "the type of tensor '" + tensor.name() +
                                            "' is not known: it is no dense tensor that the network computes");
    }
    return found->second;
}

/// Those before it first, however many there are in a row: recursion would need a stack as deep.
void Network::infer_added(AddedLayer& last) const
{
    std::vector<Pending> pending = {{&last}};
    while (!pending.empty())
    {
        Pending& top = pending.back();
        if (top.next_input < top.layer->inputs().size())
        {
            const TensorNode& input = *top.layer->inputs()[top.next_input++];
            AddedLayer* before = added_producer(input);
            if (before != nullptr && types_.count(&input) == 0)
            {
                pending.push_back({before});
            }
            continue;
        }
        try
        {
            std::vector<TensorType> types = top.layer->infer_outputs();
            for (std::size_t i = 0; i < top.layer->outputs().size(); ++i)
            {
                types_.insert_or_assign(top.layer->outputs()[i], std::move(types.at(i)));
            }
        }
        catch (const Error& error)
        {
            // An argument was right or wrong when the layer was made; by now it is the network's state.
            throw Error(error.status() == TRTS_INVALID_ARGUMENT ? TRTS_INVALID_STATE : error.status(), error.what(),
                        error.native_code());
        }
        pending.pop_back();
    }
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
    settings.plugins = operators_of(ort_, plugins_);
    settings.failure = TRTS_INVALID_STATE;
    settings.what = "the types and shapes inside the network cannot be inferred";
    const Session session(ort_, edited_model(purpose), settings);
    std::unordered_map<std::string_view, const TensorNode*> by_name;
    for (const auto& [original_name, tensor] : tensors_)
    {
        by_name.emplace(tensor->name(), tensor.get());
    }
    for (TensorType& type : session.outputs())
    {
        types_.insert_or_assign(by_name.at(type.name), std::move(type));
    }
}

} // namespace trts::cpu
