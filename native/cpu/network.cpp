#include "cpu/network.h"

#include <algorithm>
#include <utility>

#include "core/dispatch/entry.h"
#include "core/error.h"
#include "core/live_bytes.h"
#include "core/onnx/text.h"
#include "cpu/added_layer.h"
#include "cpu/data_type.h"
#include "cpu/library.h"
#include "trtsharp/enums.g.h"

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

/// Calls `use` with every name of a tensor, and whether it is used inside a control flow body.
template <typename Use>
void for_each_name(const onnx::Graph& graph, bool is_inner, const Use& use)
{
    for (const onnx::ValueInfo& input : graph.inputs)
    {
        use(input.name, is_inner);
    }
    for (const onnx::Tensor& weight : graph.initializers)
    {
        use(weight.name, is_inner);
    }
    for (const onnx::Node& node : graph.nodes)
    {
        for (const auto* names : {&node.inputs, &node.outputs})
        {
            for (const std::string_view name : *names)
            {
                use(name, is_inner);
            }
        }
        for (const onnx::Attribute& attribute : node.attributes)
        {
            for (const onnx::Graph& inner : attribute.graphs)
            {
                for_each_name(inner, true, use);
            }
        }
    }
    for (const onnx::ValueInfo& output : graph.outputs)
    {
        use(output.name, is_inner);
    }
}

} // namespace

Network::Network(const Ort& ort, std::shared_ptr<const Log> log, std::uint32_t flags)
    : ort_(ort), log_(std::move(log)), flags_(flags), canonical_(share_counted(empty_model())),
      model_(onnx::read(canonical_)), kernels_(std::make_unique<KernelProbe>(ort, own_ir_version, own_opset))
{
}

Network::~Network() = default;

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

void Network::adopt(std::shared_ptr<const onnx::Bytes> canonical, std::vector<OwnedPlugin> plugins)
{
    plugins_ = std::move(plugins);
    plugin_layers_.resize(plugins_.size());
    model_ = onnx::read(canonical);
    canonical_ = std::move(canonical);
    is_parsed_ = true;
    const std::int64_t opset = onnx::opset_version(model_.opset_imports, "");
    kernels_ = std::make_unique<KernelProbe>(ort_, model_.ir_version, opset == 0 ? own_opset : opset);
    const onnx::Graph& graph = model_.graph;
    for_each_name(graph, false, [&](std::string_view name, bool is_inner) {
        (is_inner ? inner_names_ : model_names_).emplace(name);
    });
    model_names_.insert(inner_names_.begin(), inner_names_.end());
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
        auto layer = std::make_unique<ParsedLayer>(*this, std::move(name), node);
        for (const std::string_view input : node.inputs)
        {
            layer->add_input(input.empty() ? nullptr : &tensor(input));
        }
        for (const std::string_view output : node.outputs)
        {
            layer->add_output(output.empty() ? nullptr : &tensor(output));
            if (!output.empty())
            {
                tensor(output).become_output_of(*layer);
            }
        }
        for (std::size_t i = 0; node.domain == plugin_domain && i < plugins_.size(); ++i)
        {
            plugin_layers_[i] = node.op_type == plugin_operator(i) ? layer.get() : plugin_layers_[i];
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
        slot = std::make_unique<TensorNode>(*this, std::string(original_name), original_name);
    }
    return *slot;
}

void Network::mark_output(TensorNode* tensor)
{
    require_own(tensor);
    if (tensor->producer() == nullptr)
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
    if (const auto* layer = dynamic_cast<const AddedLayer*>(tensor->producer()))
    {
        layer->require_can_be_output();
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

bool Network::get_flag(std::int32_t flag) const
{
    if (flag < 0 || flag > TRTS_NETWORK_DEFINITION_CREATION_FLAG_PREFER_AOT_PYTHON_PLUGINS)
    {
        throw Error(TRTS_INVALID_ARGUMENT,
                    "there is no network creation flag " + std::to_string(flag) + "; there are 0 to " +
                        std::to_string(TRTS_NETWORK_DEFINITION_CREATION_FLAG_PREFER_AOT_PYTHON_PLUGINS));
    }
    return (flags_ >> flag & 1U) != 0;
}

bool Network::is_name_taken(const std::string& name) const
{
    return model_names_.count(name) != 0 || other_names_.count(name) != 0;
}

void Network::require_name(const std::string& name, const std::string& what) const
{
    if (name.empty())
    {
        throw Error(TRTS_INVALID_ARGUMENT, what + " cannot have an empty name");
    }
    if (!onnx::is_plain_utf8(name))
    {
        throw Error(TRTS_INVALID_ARGUMENT, what + " cannot be named " + onnx::quoted(name) + ": that is no UTF-8");
    }
}

void Network::rename(TensorNode& tensor, std::string name)
{
    const std::string what = "tensor '" + tensor.name() + "'";
    require_name(name, what);
    if (name == tensor.name())
    {
        return;
    }
    const bool is_original = !tensor.is_added() && name == tensor.original_name();
    if (!is_original && is_name_taken(name))
    {
        throw Error(TRTS_INVALID_ARGUMENT,
                    what + " cannot be named '" + name + "': the model has another tensor of that name");
    }
    if (!is_original)
    {
        other_names_.insert(name);
    }
    other_names_.erase(tensor.name());
    tensor.take_name(std::move(name));
    is_edited_ = true;
}

void Network::input_changed()
{
    is_edited_ = true;
    has_other_inputs_ = true;
    types_.clear();
}

void Network::added_layer_changed()
{
    is_edited_ = true;
    if (is_rewired_)
    {
        types_.clear();
        return;
    }
    for (const std::unique_ptr<TensorNode>& tensor : added_tensors_)
    {
        types_.erase(tensor.get());
    }
}

void Network::rewired()
{
    is_rewired_ = true;
    input_changed();
}

void Network::require_own(const TensorNode* tensor) const
{
    if (&tensor->network() != this)
    {
        throw Error(TRTS_INVALID_ARGUMENT, "tensor '" + tensor->name() + "' belongs to another network");
    }
    if (tensor->is_removed())
    {
        throw Error(TRTS_INVALID_ARGUMENT, "tensor '" + tensor->name() + "' was removed from the network");
    }
}

bool Network::depends_on(const TensorNode& tensor, const LayerNode& layer) const
{
    std::vector<const LayerNode*> to_visit = {tensor.producer()};
    std::unordered_set<const LayerNode*> visited = {nullptr};
    while (!to_visit.empty())
    {
        const LayerNode* next = to_visit.back();
        to_visit.pop_back();
        if (!visited.insert(next).second)
        {
            continue;
        }
        if (next == &layer)
        {
            return true;
        }
        for (const TensorNode* input : next->inputs())
        {
            to_visit.push_back(input == nullptr ? nullptr : input->producer());
        }
    }
    return false;
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
    table.network_get_flag = entry<&Network::get_flag>;
    table.network_has_implicit_batch_dimension = entry<&Network::has_implicit_batch_dimension>;
    table.network_add_input = entry<&Network::add_input>;
    table.network_add_constant = entry<&Network::add_constant>;
    table.network_add_identity = entry<&Network::add_identity>;
    table.network_add_element_wise = entry<&Network::add_element_wise>;
    table.network_add_concatenation = entry<&Network::add_concatenation>;
    table.network_add_plugin_v3 = entry<&Network::add_plugin_v3>;
    table.network_remove_tensor = entry<&Network::remove_tensor>;
    table.network_set_error_recorder = entry<&set_recorder<Network>>;
    table.network_get_error_recorder = entry<&get_recorder<Network>>;
    table.network_destroy = [](void* self) { Network::release(static_cast<Network*>(self)); };
}

} // namespace trts::cpu
