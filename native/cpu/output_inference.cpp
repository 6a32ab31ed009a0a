#include "cpu/output_inference.h"

#include "core/error.h"
#include "cpu/model_edit.h"

namespace trts::cpu
{

OutputInference::OutputInference(const Ort& ort, onnx::Model model)
    : ort_(ort), model_(std::move(model)), light_model_(shape_model(model_, largest_shape_operand))
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
        return infer_from(shape_model(model_, every_weight), fixed);
    }
}

std::vector<TensorType> OutputInference::infer_from(const onnx::Bytes& model, const FixedDimensions& fixed) const
{
    SessionSettings settings;
    settings.fixed_dimensions = fixed;
    settings.failure = TRTS_INVALID_ARGUMENT;
    settings.what = "the input shapes do not fit the model";
    return Session(ort_, model, settings).outputs();
}

} // namespace trts::cpu
