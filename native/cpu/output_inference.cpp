#include "cpu/output_inference.h"

#include <unordered_set>

#include "core/error.h"
#include "cpu/model_edit.h"

namespace trts::cpu
{

namespace
{

std::vector<std::string_view> names_of(const onnx::Graph& graph, InferredTensors tensors)
{
    std::vector<std::string_view> names;
    for (const onnx::ValueInfo& output : graph.outputs)
    {
        names.push_back(output.name);
    }
    if (tensors == InferredTensors::Outputs)
    {
        return names;
    }
    const std::unordered_set<std::string_view> outputs(names.begin(), names.end());
    for (const onnx::Node& node : graph.nodes)
    {
        for (const std::string_view name : node.outputs)
        {
            if (!name.empty() && outputs.count(name) == 0)
            {
                names.push_back(name);
            }
        }
    }
    return names;
}

} // namespace

OutputInference::OutputInference(const Ort& ort, onnx::Model model, InferredTensors tensors,
                                 std::shared_ptr<PluginOperators> plugins)
    : ort_(ort), model_(std::move(model)), tensors_(tensors), plugins_(std::move(plugins)),
      light_model_(shape_model(model_, names_of(model_.graph, tensors), largest_shape_operand))
{
}

std::vector<TensorType> OutputInference::infer(const FixedDimensions& fixed) const
{
    try
    {
        return infer_from(light_model_, fixed);
    }
    catch (const Error&)
    {
        // Some operators want a large weight to be a constant. If that was not it, this gives the same error again.
        return infer_from(shape_model(model_, names_of(model_.graph, tensors_), every_weight), fixed);
    }
}

std::vector<TensorType> OutputInference::infer_from(const onnx::Bytes& model, const FixedDimensions& fixed) const
{
    SessionSettings settings;
    settings.fixed_dimensions = fixed;
    settings.plugins = plugins_;
    settings.failure = TRTS_INVALID_ARGUMENT;
    settings.what = "the input shapes do not fit the model";
    return Session(ort_, model, settings).outputs();
}

} // namespace trts::cpu
