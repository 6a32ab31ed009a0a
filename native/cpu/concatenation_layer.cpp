#include "cpu/concatenation_layer.h"

#include <algorithm>

#include "core/onnx/wire.h"
#include "core/dispatch/entry.h"
#include "cpu/library.h"
#include "cpu/network.h"
#include "cpu/onnx_fields.h"
#include "trtsharp/enums.g.h"

namespace trts::cpu
{
namespace
{

/// Of a parsed Concat, which may count from the end.
std::int32_t axis_of(const ParsedLayer& layer)
{
    const auto& attributes = layer.node().attributes;
    const auto axis = std::find_if(attributes.begin(), attributes.end(),
                                   [](const onnx::Attribute& attribute) { return attribute.name == "axis"; });
    std::int64_t value = 0;
    for (onnx::FieldReader fields(axis == attributes.end() ? std::string_view() : axis->raw); fields.next();)
    {
        value = fields.field().number == proto::attribute_int ? static_cast<std::int64_t>(fields.field().value) : value;
    }
    const std::optional<Shape>& shape = layer.network().type_of(*layer.get_output(0)).shape;
    return static_cast<std::int32_t>(value < 0 && shape ? value + static_cast<std::int64_t>(shape->size()) : value);
}

std::int32_t get_axis(const LayerNode& layer)
{
    require_layer_type(layer, TRTS_LAYER_TYPE_CONCATENATION, "IConcatenationLayer::getAxis", "IConcatenationLayer");
    const auto* added = dynamic_cast<const ConcatenationLayer*>(&layer);
    return added != nullptr ? added->axis() : axis_of(dynamic_cast<const ParsedLayer&>(layer));
}

void set_axis(LayerNode& layer, std::int32_t axis)
{
    changeable<ConcatenationLayer>(layer, TRTS_LAYER_TYPE_CONCATENATION, "IConcatenationLayer::setAxis",
                                   "IConcatenationLayer")
        .set_axis(axis);
}

} // namespace

void ConcatenationLayer::choose_default_axis()
{
    const std::optional<Shape>& shape = input_type(0).shape;
    axis_ = shape ? std::max(0, static_cast<std::int32_t>(shape->size()) - 3) : 0;
}

void ConcatenationLayer::set_axis(std::int32_t axis)
{
    require_axis(axis);
    axis_ = axis;
    network().added_layer_changed();
}

void ConcatenationLayer::require_axis(std::int32_t axis) const
{
    const std::optional<Shape>& shape = input_type(0).shape;
    const std::size_t rank = shape ? shape->size() : max_rank;
    if (rank == 0)
    {
        fail(input_text(0) + ", a scalar: those have no axis to be joined along");
    }
    if (axis < 0 || static_cast<std::size_t>(axis) >= rank)
    {
        fail("there is no axis " + std::to_string(axis) + "; there are 0 to " + std::to_string(rank - 1));
    }
}

/// Dimensions that differ along another axis than the default one do not matter yet: the axis can be set afterwards.
void ConcatenationLayer::require_can_be_added()
{
    require_alike_inputs();
    require_axis(axis_);
    require_kernel(op_type(), 2, input_type(0).element_type);
}

TensorType ConcatenationLayer::infer()
{
    require_can_be_added();
    const auto axis = static_cast<std::size_t>(axis_);
    TensorType type = input_type(0);
    for (std::size_t i = 1; i < inputs().size(); ++i)
    {
        const std::optional<Shape>& other = input_type(i).shape;
        if (!type.shape || !other)
        {
            type.shape.reset();
            continue;
        }
        for (std::size_t d = 0; d < other->size(); ++d)
        {
            std::int64_t& dimension = (*type.shape)[d];
            const std::int64_t more = (*other)[d];
            if (d == axis)
            {
                const bool is_known = dimension != -1 && more != -1;
                if (is_known && more > INT64_MAX - dimension)
                {
                    fail("the inputs are too long together along axis " + std::to_string(axis));
                }
                dimension = is_known ? dimension + more : -1;
            }
            else if (dimension != -1 && more != -1 && dimension != more)
            {
                fail(input_text(0) + ", but " + input_text(i) + ": dimension " + std::to_string(d) +
                     " must be equal, because only axis " + std::to_string(axis) + " is joined");
            }
            else
            {
                dimension = dimension == -1 ? more : dimension;
            }
        }
    }
    type.symbols.assign(type.shape ? type.shape->size() : 0, std::string());
    return type;
}

void ConcatenationLayer::write(GraphPart& part) const
{
    part.node(name(), op_type(), input_names(), output().name(), int_attribute("axis", axis_));
}

void fill_concatenation_layer_entries(trts_api_table& table)
{
    table.concatenation_layer_set_axis = entry<&set_axis>;
    table.concatenation_layer_get_axis = entry<&get_axis>;
}

} // namespace trts::cpu
