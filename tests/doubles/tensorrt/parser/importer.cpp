#include "parser/importer.h"

#include <algorithm>
#include <memory>
#include <set>

#include "family/dims.h"

namespace trts::doubles
{

bool is_known_operator(const std::string& name)
{
    static const std::set<std::string> known = {"Add", "Concat", "Identity", "Mul", "NonZero"};
    return known.count(name) != 0;
}

bool Importer::fail(onnx::ErrorCode code, const std::string& what, int line, int index)
{
    const OnnxNode* node = index < 0 ? nullptr : &model_.nodes[static_cast<std::size_t>(index)];
    return errors_.add(code, what, line, "importModel", index, node == nullptr ? "" : node->name,
                       node == nullptr ? "" : node->operation);
}

bool Importer::run()
{
    bool good = add_inputs();
    for (std::size_t i = 0; i < model_.nodes.size() && good; ++i)
    {
        good = add_node(static_cast<int>(i));
    }
    return good && add_outputs();
}

const OnnxTensor* Importer::initializer(const std::string& name) const
{
    const auto found = std::find_if(model_.initializers.begin(), model_.initializers.end(),
                                    [&](const OnnxTensor& tensor) { return tensor.name == name; });
    return found == model_.initializers.end() ? nullptr : &*found;
}

bool Importer::add_inputs()
{
    for (const OnnxValue& input : model_.inputs)
    {
        if (initializer(input.name) != nullptr)
        {
            continue;
        }
        if (element_type_of(input.onnx_type) < 0)
        {
            return fail(onnx::ErrorCode::kUNSUPPORTED_GRAPH,
                        "Input " + input.name + " has an unsupported data type " + std::to_string(input.onnx_type),
                        __LINE__, -1);
        }
        if (!input.has_shape)
        {
            return fail(onnx::ErrorCode::kUNSUPPORTED_GRAPH, "Input " + input.name + " has no shape", __LINE__, -1);
        }
        ITensor* added = network_.addInput(input.name.c_str(), static_cast<DataType>(element_type_of(input.onnx_type)),
                                           dims_of(input.shape));
        if (added == nullptr)
        {
            return fail(onnx::ErrorCode::kINVALID_VALUE, "Failed to add input " + input.name, __LINE__, -1);
        }
        for (std::size_t d = 0; d < input.parameters.size(); ++d)
        {
            if (!input.parameters[d].empty())
            {
                added->setDimensionName(static_cast<int32_t>(d), input.parameters[d].c_str());
            }
        }
        tensors_[input.name] = added;
    }
    return true;
}

int32_t Importer::rank_of(const std::string& name) const
{
    const auto found = tensors_.find(name);
    const OnnxTensor* known = initializer(name);
    return found != tensors_.end() ? found->second->getDimensions().nbDims
           : known != nullptr      ? static_cast<int32_t>(known->shape.size())
                                   : 0;
}

ITensor* Importer::constant(const OnnxTensor& initializer, int32_t rank)
{
    const std::pair<std::string, int32_t> key(initializer.name, rank);
    if (constants_.count(key) != 0)
    {
        return constants_[key];
    }
    Shape shape = initializer.shape;
    while (static_cast<int32_t>(shape.size()) < rank)
    {
        shape.insert(shape.begin(), 1);
    }
    const std::int32_t type = element_type_of(initializer.onnx_type);
    const std::optional<std::size_t> count = element_count(shape);
    if (type < 0 || !count || initializer.bytes.size() != *count * bytes_of(type))
    {
        return nullptr;
    }
    const Weights weights{static_cast<DataType>(type), initializer.bytes.data(), static_cast<int64_t>(*count)};
    IConstantLayer* layer = network_.addConstant(dims_of(shape), weights);
    if (layer == nullptr)
    {
        return nullptr;
    }
    layer->setName(initializer.name.c_str());
    if (constants_.lower_bound({initializer.name, 0}) == constants_.upper_bound({initializer.name, Dims::MAX_DIMS}))
    {
        network_.setWeightsName(weights, initializer.name.c_str()); // the first of them: weights have one name
    }
    return constants_[key] = layer->getOutput(0);
}

ITensor* Importer::tensor(const std::string& name, int32_t rank)
{
    const auto found = tensors_.find(name);
    const OnnxTensor* known = initializer(name);
    return found != tensors_.end() ? found->second : known != nullptr ? constant(*known, rank) : nullptr;
}

bool Importer::name_results(ILayer* layer, const OnnxNode& node, int index)
{
    if (layer == nullptr || node.outputs.empty())
    {
        return fail(onnx::ErrorCode::kINVALID_NODE, "the network did not take the node", __LINE__, index);
    }
    if (!node.name.empty())
    {
        layer->setName(node.name.c_str());
    }
    ITensor* result = layer->getOutput(0);
    result->setName(node.outputs[0].c_str());
    tensors_[node.outputs[0]] = result;
    return true;
}

bool Importer::add_node(int index)
{
    const OnnxNode& node = model_.nodes[static_cast<std::size_t>(index)];
    if (!is_known_operator(node.operation))
    {
#if !defined(TRTS_FAMILY_rtx1)
        return add_plugin(node, index);
#else
        return fail(onnx::ErrorCode::kUNSUPPORTED_NODE,
                    "No importer registered for op: " + node.operation +
                        ". Attempting to import as plugin failed: plugin not found",
                    __LINE__, index);
#endif
    }
    int32_t rank = 0;
    for (const std::string& input : node.inputs)
    {
        rank = std::max(rank, rank_of(input));
    }
    std::vector<ITensor*> inputs;
    for (const std::string& input : node.inputs)
    {
        inputs.push_back(tensor(input, rank));
        if (inputs.back() == nullptr)
        {
            return fail(onnx::ErrorCode::kINVALID_GRAPH, "there is no usable tensor " + input, __LINE__, index);
        }
        if (inputs.back()->getDimensions().nbDims != rank)
        {
            return fail(onnx::ErrorCode::kUNSUPPORTED_NODE_SHAPE, "inputs have different ranks", __LINE__, index);
        }
    }
    const bool takes_two = node.operation == "Add" || node.operation == "Mul";
    if (inputs.size() < (takes_two ? 2u : 1u))
    {
        return fail(onnx::ErrorCode::kINVALID_NODE, "the node has too few inputs", __LINE__, index);
    }
    if (takes_two)
    {
        const ElementWiseOperation operation =
            node.operation == "Add" ? ElementWiseOperation::kSUM : ElementWiseOperation::kPROD;
        return name_results(network_.addElementWise(*inputs[0], *inputs[1], operation), node, index);
    }
    if (node.operation == "NonZero")
    {
        return name_results(network_.addNonZero(*inputs[0], DataType::kINT64), node, index);
    }
    if (node.operation == "Identity")
    {
        return name_results(network_.addIdentity(*inputs[0]), node, index);
    }
    IConcatenationLayer* layer = network_.addConcatenation(inputs.data(), static_cast<int32_t>(inputs.size()));
    const auto axis = node.integers.find("axis");
    if (layer == nullptr || axis == node.integers.end() || axis->second < -rank || axis->second >= rank)
    {
        return fail(onnx::ErrorCode::kUNSUPPORTED_NODE_ATTR, "axis is missing or out of range", __LINE__, index);
    }
    layer->setAxis(static_cast<int32_t>(axis->second < 0 ? axis->second + rank : axis->second));
    return name_results(layer, node, index);
}

#if !defined(TRTS_FAMILY_rtx1)

/// By the operator's name; attributes of the names that the creator declares are its fields.
bool Importer::add_plugin(const OnnxNode& node, int index)
{
    const auto attribute = [&](const char* name, const char* otherwise) {
        const auto found = node.texts.find(name);
        return found == node.texts.end() ? std::string(otherwise) : found->second;
    };
    auto* creator = static_cast<IPluginCreatorV3One*>(network_.getBuilder().getPluginRegistry().getCreator(
        node.operation.c_str(), attribute("plugin_version", "1").c_str(), attribute("plugin_namespace", "").c_str()));
    if (creator == nullptr)
    {
        return fail(onnx::ErrorCode::kUNSUPPORTED_NODE,
                    "No importer registered for op: " + node.operation +
                        ". Attempting to import as plugin failed: plugin not found",
                    __LINE__, index);
    }
    std::vector<PluginField> fields;
    const PluginFieldCollection* declared = creator->getFieldNames();
    for (int32_t i = 0; declared != nullptr && i < declared->nbFields; ++i)
    {
        const char* name = declared->fields[i].name;
        const auto number = node.floats.find(name);
        const auto integer = node.integers.find(name);
        const auto text = node.texts.find(name);
        if (number != node.floats.end())
        {
            fields.push_back(PluginField{name, &number->second, PluginFieldType::kFLOAT32, 1});
        }
        else if (integer != node.integers.end())
        {
            fields.push_back(PluginField{name, &integer->second, PluginFieldType::kINT64, 1});
        }
        else if (text != node.texts.end())
        {
            fields.push_back(PluginField{name, text->second.data(), PluginFieldType::kCHAR,
                                         static_cast<int32_t>(text->second.size())});
        }
    }
    const PluginFieldCollection collection{static_cast<int32_t>(fields.size()), fields.data()};
    const std::unique_ptr<IPluginV3> plugin(creator->createPlugin(node.name.c_str(), &collection, TensorRTPhase::kBUILD));
    if (plugin == nullptr)
    {
        return fail(onnx::ErrorCode::kUNSUPPORTED_NODE_ATTR, "the creator of " + node.operation + " made no plugin",
                    __LINE__, index);
    }
    std::vector<ITensor*> inputs;
    for (const std::string& input : node.inputs)
    {
        inputs.push_back(tensor(input, 0));
        if (inputs.back() == nullptr)
        {
            return fail(onnx::ErrorCode::kINVALID_GRAPH, "there is no usable tensor " + input, __LINE__, index);
        }
    }
    return name_results(
        network_.addPluginV3(inputs.data(), static_cast<int32_t>(inputs.size()), nullptr, 0, *plugin), node, index);
}

#endif

/// An input or initializer cannot be an output itself: it goes through an identity, as in NVIDIA's parser.
bool Importer::add_outputs()
{
    for (const OnnxValue& output : model_.outputs)
    {
        ITensor* found = tensor(output.name, 0);
        if (found == nullptr)
        {
            return fail(onnx::ErrorCode::kINVALID_GRAPH, "Output " + output.name + " is computed by no node", __LINE__,
                        -1);
        }
        if (found->isNetworkInput() || initializer(output.name) != nullptr)
        {
            IIdentityLayer* copy = network_.addIdentity(*found);
            found = copy == nullptr ? nullptr : copy->getOutput(0);
            if (found == nullptr)
            {
                return fail(onnx::ErrorCode::kINTERNAL_ERROR, "Output " + output.name + " cannot be copied", __LINE__,
                            -1);
            }
            found->setName(output.name.c_str());
        }
        network_.markOutput(*found);
    }
    network_.setName(model_.graph_name.c_str());
    return true;
}

} // namespace trts::doubles
