#include "cpu/element_wise_layer.h"

#include <algorithm>
#include <iterator>

#include "cpu/data_type.h"
#include "core/dispatch/entry.h"
#include "cpu/library.h"
#include "cpu/network.h"
#include "trtsharp/enums.g.h"

namespace trts::cpu
{
namespace
{

using onnx::ElementType;

/// What TensorRT takes, whatever ONNX Runtime has kernels for.
enum class Operands
{
    Numbers, // neither kBOOL nor kUINT8
    Truths,  // kBOOL only
    Any,
};

struct Operation
{
    const char* name; // in TensorRT
    const char* op_type;
    Operands operands;
    bool gives_truth;
};

constexpr Operation operations[] = {
    {"kSUM", "Add", Operands::Numbers, false},        {"kPROD", "Mul", Operands::Numbers, false},
    {"kMAX", "Max", Operands::Numbers, false},        {"kMIN", "Min", Operands::Numbers, false},
    {"kSUB", "Sub", Operands::Numbers, false},        {"kDIV", "Div", Operands::Numbers, false},
    {"kPOW", "Pow", Operands::Numbers, false},        {"kFLOOR_DIV", nullptr, Operands::Numbers, false},
    {"kAND", "And", Operands::Truths, true},          {"kOR", "Or", Operands::Truths, true},
    {"kXOR", "Xor", Operands::Truths, true},          {"kEQUAL", "Equal", Operands::Any, true},
    {"kGREATER", "Greater", Operands::Numbers, true}, {"kLESS", "Less", Operands::Numbers, true},
};
static_assert(std::size(operations) == TRTS_ELEMENT_WISE_OPERATION_LESS + 1, "in the order of the enumerators");

const Operation& operation_of(std::int32_t number)
{
    if (number < 0 || static_cast<std::size_t>(number) >= std::size(operations))
    {
        throw Error(TRTS_INVALID_ARGUMENT, "there is no element-wise operation " + std::to_string(number) +
                                               "; there are 0 to " + std::to_string(std::size(operations) - 1));
    }
    const Operation& operation = operations[number];
    if (operation.op_type == nullptr)
    {
        throw Error(TRTS_NOT_SUPPORTED, std::string("element-wise operation ") + operation.name +
                                            " is not supported by backend cpu: ONNX has no operator for it");
    }
    return operation;
}

const Operation& operation_of(std::string_view op_type)
{
    return *std::find_if(std::begin(operations), std::end(operations), [&](const Operation& operation) {
        return operation.op_type != nullptr && operation.op_type == op_type;
    });
}

bool takes(Operands operands, ElementType type)
{
    switch (operands)
    {
    case Operands::Numbers:
        return type != ElementType::Bool && type != ElementType::UInt8;
    case Operands::Truths:
        return type == ElementType::Bool;
    case Operands::Any:
        break;
    }
    return true;
}

/// The dimension of the result; nothing where the two do not go together.
std::optional<std::int64_t> broadcast(std::int64_t left, std::int64_t right)
{
    if (left == right || right == 1)
    {
        return left;
    }
    if (left == 1 || left == -1)
    {
        return right;
    }
    return right == -1 ? std::optional<std::int64_t>(left) : std::nullopt;
}

std::int32_t get_operation(const LayerNode& layer)
{
    require_layer_type(layer, TRTS_LAYER_TYPE_ELEMENTWISE, "IElementWiseLayer::getOperation", "IElementWiseLayer");
    return static_cast<std::int32_t>(&operation_of(layer.op_type()) - operations);
}

void set_operation(LayerNode& layer, std::int32_t operation)
{
    changeable<ElementWiseLayer>(layer, TRTS_LAYER_TYPE_ELEMENTWISE, "IElementWiseLayer::setOperation",
                                 "IElementWiseLayer")
        .set_operation(operation);
}

} // namespace

ElementWiseLayer::ElementWiseLayer(Network& network, std::string name, std::int32_t operation)
    : AddedLayer(network, std::move(name), operation_of(operation).op_type)
{
}

void ElementWiseLayer::set_operation(std::int32_t operation)
{
    set_op_type(operation_of(operation).op_type);
    network().added_layer_changed();
}

TensorType ElementWiseLayer::infer()
{
    require_alike_inputs();
    const Operation& operation = operation_of(op_type());
    const TensorType& left = input_type(0);
    const TensorType& right = input_type(1);
    if (!takes(operation.operands, left.element_type))
    {
        fail(std::string(operation.name) + " takes " +
             (operation.operands == Operands::Truths ? "kBOOL" : "numbers, but not kUINT8") + "; its inputs are " +
             type_name(left.element_type));
    }
    if (is_lowered(left.element_type))
    {
        require_kernel("Cast", 1, left.element_type);
    }
    else
    {
        require_kernel(op_type(), 2, left.element_type);
    }
    operand_type_ = left.element_type;

    TensorType type;
    type.is_tensor = true;
    type.element_type = operation.gives_truth ? ElementType::Bool : left.element_type;
    if (!left.shape || !right.shape)
    {
        return type;
    }
    type.shape.emplace();
    type.symbols.resize(left.shape->size());
    for (std::size_t axis = 0; axis < left.shape->size(); ++axis)
    {
        const std::optional<std::int64_t> dimension = broadcast((*left.shape)[axis], (*right.shape)[axis]);
        if (!dimension)
        {
            fail(input_text(0) + ", but " + input_text(1) + ": dimension " + std::to_string(axis) +
                 " must be equal, or 1 in one of them");
        }
        type.shape->push_back(*dimension);
    }
    return type;
}

/// ONNX Runtime casts BF16 but does not compute with it. A float result, rounded, is what BF16 arithmetic gives.
bool ElementWiseLayer::is_lowered(ElementType type) const
{
    return type == ElementType::BFloat16 && !has_kernel(op_type(), 2, type);
}

void ElementWiseLayer::write(GraphPart& part) const
{
    if (!is_lowered(operand_type_))
    {
        part.node(name(), op_type(), input_names(), output().name());
        return;
    }
    const auto cast_to = [](ElementType type) { return int_attribute("to", static_cast<std::int64_t>(type)); };
    const bool gives_truth = operation_of(op_type()).gives_truth;
    std::vector<std::string> floats;
    for (const TensorNode* input : inputs())
    {
        floats.push_back(part.unused_name(output().name() + "/" + std::to_string(floats.size())));
        part.node("", "Cast", {input->name()}, floats.back(), cast_to(ElementType::Float));
    }
    const std::string result = gives_truth ? output().name() : part.unused_name(output().name() + "/float");
    part.node(name(), op_type(), floats, result);
    if (!gives_truth)
    {
        part.node("", "Cast", {result}, output().name(), cast_to(ElementType::BFloat16));
    }
}

void fill_element_wise_layer_entries(trts_api_table& table)
{
    table.element_wise_layer_set_operation = entry<&set_operation>;
    table.element_wise_layer_get_operation = entry<&get_operation>;
}

} // namespace trts::cpu
