#include "cpu/constant_layer.h"

#include "core/live_bytes.h"
#include "core/onnx/limits.h"
#include "core/dispatch/entry.h"
#include "cpu/library.h"
#include "cpu/network.h"
#include "trtsharp/enums.g.h"

namespace trts::cpu
{
namespace
{

void require_constant(const LayerNode& layer, const char* method)
{
    require_layer_type(layer, TRTS_LAYER_TYPE_CONSTANT, method, "IConstantLayer");
}

/// Null for an added layer.
const onnx::Tensor* parsed_value(const LayerNode& layer, const char* method)
{
    const auto* parsed = dynamic_cast<const ParsedLayer*>(&layer);
    if (parsed == nullptr)
    {
        return nullptr;
    }
    for (const onnx::Attribute& attribute : parsed->node().attributes)
    {
        if (attribute.name == "value" && attribute.tensors.size() == 1)
        {
            return &attribute.tensors.front();
        }
    }
    throw Error(TRTS_NOT_SUPPORTED, std::string(method) + ": the ONNX model holds the value of layer '" + layer.name() +
                                        "' as an attribute that is no dense tensor");
}

trts_weights get_weights(const LayerNode& layer)
{
    constexpr const char* method = "IConstantLayer::getWeights";
    require_constant(layer, method);
    const onnx::Tensor* parsed = parsed_value(layer, method);
    if (parsed == nullptr)
    {
        const WeightValues& weights = dynamic_cast<const ConstantLayer&>(layer).weights();
        return {static_cast<std::int32_t>(weights.type), weights.count == 0 ? nullptr : weights.bytes->data(),
                weights.count};
    }
    const std::optional<DataType> type = data_type_of(parsed->element_type);
    if (!type || parsed->data_kind != onnx::DataKind::Raw)
    {
        throw Error(TRTS_NOT_SUPPORTED, std::string(method) + ": the ONNX model holds the value of layer '" +
                                            layer.name() + "', of type " + onnx::name_of(parsed->element_type) +
                                            ", in a form that cannot be shown as weights");
    }
    return {static_cast<std::int32_t>(*type), parsed->raw_data.data(), *element_count(parsed->dims)};
}

trts_dims get_dimensions(const LayerNode& layer)
{
    constexpr const char* method = "IConstantLayer::getDimensions";
    require_constant(layer, method);
    const onnx::Tensor* parsed = parsed_value(layer, method);
    return dims_of(parsed != nullptr ? parsed->dims : dynamic_cast<const ConstantLayer&>(layer).shape());
}

void set_weights(LayerNode& layer, const trts_weights* weights)
{
    changeable<ConstantLayer>(layer, TRTS_LAYER_TYPE_CONSTANT, "IConstantLayer::setWeights", "IConstantLayer")
        .set_weights(*weights);
}

void set_dimensions(LayerNode& layer, const trts_dims* dimensions)
{
    changeable<ConstantLayer>(layer, TRTS_LAYER_TYPE_CONSTANT, "IConstantLayer::setDimensions", "IConstantLayer")
        .set_dimensions(*dimensions);
}

} // namespace

ConstantLayer::ConstantLayer(Network& network, std::string name, const trts_dims& dimensions,
                             const trts_weights& weights)
    : AddedLayer(network, std::move(name), "Constant"), shape_(checked_shape(dimensions))
{
    require_count(weights.count); // before anything is read that is not there
    weights_ = copy_of(weights);
}

Shape ConstantLayer::checked_shape(const trts_dims& dimensions) const
{
    Shape shape = declared_shape_of(dimensions, "layer '" + name() + "'");
    if (!is_complete(shape))
    {
        fail("its dimensions are " + text_of(shape) + "; those of a constant cannot be dynamic");
    }
    if (!element_count(shape))
    {
        fail("its dimensions, " + text_of(shape) + ", have more elements than can be counted");
    }
    return shape;
}

void ConstantLayer::require_count(std::int64_t count) const
{
    const std::int64_t expected = *element_count(shape_);
    if (count != expected)
    {
        fail("its dimensions, " + text_of(shape_) + ", need " + std::to_string(expected) + " weights; " +
             std::to_string(count) + " were given");
    }
}

WeightValues ConstantLayer::copy_of(const trts_weights& weights) const
{
    const DataType type = require_data_type(weights.type, "layer '" + name() + "'");
    const std::optional<std::int64_t> size = weights.count < 0 ? std::nullopt : byte_size(type, weights.count);
    if (!size)
    {
        fail(std::to_string(weights.count) + " weights were given, which no memory holds");
    }
    if (*size >= onnx::max_protobuf_bytes)
    {
        fail("its weights take " + std::to_string(*size) + " bytes: this backend takes models of less than " +
                 std::to_string(onnx::max_protobuf_bytes) + " bytes",
             TRTS_NOT_SUPPORTED);
    }
    if (weights.values == nullptr && weights.count > 0)
    {
        fail("its weights are null, but their count is " + std::to_string(weights.count));
    }
    std::string bytes(static_cast<const char*>(weights.values), static_cast<std::size_t>(*size));
    return {type, weights.count, share_counted(std::move(bytes))};
}

void ConstantLayer::set_weights(const trts_weights& weights)
{
    weights_ = copy_of(weights);
    network().added_layer_changed();
}

void ConstantLayer::set_dimensions(const trts_dims& dimensions)
{
    shape_ = checked_shape(dimensions);
    network().added_layer_changed();
}

TensorType ConstantLayer::infer()
{
    require_count(weights_.count);
    return {{}, true, element_type_of(weights_.type), shape_, std::vector<std::string>(shape_.size())};
}

void ConstantLayer::require_can_be_output() const
{
    require_kernel("Identity", 1, element_type_of(weights_.type)); // see write()
}

void ConstantLayer::write(GraphPart& part) const
{
    // A weight is not computed by any node, which an output of the model must be.
    const bool is_output = network().is_output(output());
    const std::string weight = is_output ? part.unused_name(output().name() + "/value") : output().name();
    part.weight(weight, element_type_of(weights_.type), shape_, *weights_.bytes);
    if (is_output)
    {
        part.node(name(), "Identity", {weight}, output().name());
    }
}

void fill_constant_layer_entries(trts_api_table& table)
{
    table.constant_layer_set_weights = entry<&set_weights>;
    table.constant_layer_get_weights = entry<&get_weights>;
    table.constant_layer_set_dimensions = entry<&set_dimensions>;
    table.constant_layer_get_dimensions = entry<&get_dimensions>;
}

} // namespace trts::cpu
