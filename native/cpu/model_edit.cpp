#include "cpu/model_edit.h"

#include <unordered_set>

#include "core/onnx/wire.h"
#include "core/onnx/writer.h"
#include "cpu/onnx_fields.h"
#include "cpu/plugins/plugin_operators.h"

namespace trts::cpu
{
namespace
{

using onnx::Bytes;
using onnx::Field;
using onnx::FieldReader;
using onnx::MessageWriter;
using onnx::WireType;

/// Renames tensors. Every method takes one encoded message and writes it again.
class Renamer
{
  public:
    explicit Renamer(const NewNames& names) : names_(names) {}

    /// A field of the message that holds a tensor's name.
    Bytes named(std::string_view message, std::int32_t name_field) const
    {
        return rewrite(message, [&](const Field& field, MessageWriter& writer) {
            return field.number == name_field && rename(field, writer);
        });
    }

    Bytes node(std::string_view message) const
    {
        return rewrite(message, [&](const Field& field, MessageWriter& writer) {
            if (field.number == proto::node_attribute)
            {
                writer.bytes(proto::node_attribute, attribute(field.bytes));
                return true;
            }
            return (field.number == proto::node_input || field.number == proto::node_output) && rename(field, writer);
        });
    }

    /// One field of a graph, as it is to be.
    void graph_field(const Field& field, MessageWriter& writer) const
    {
        switch (field.number)
        {
        case proto::graph_node:
            writer.bytes(field.number, node(field.bytes));
            break;
        case proto::graph_initializer:
            writer.bytes(field.number, named(field.bytes, proto::tensor_name));
            break;
        case proto::graph_input:
        case proto::graph_output:
        case proto::graph_value_info:
            writer.bytes(field.number, named(field.bytes, proto::value_info_name));
            break;
        case proto::graph_quantization:
            writer.bytes(field.number, annotation(field.bytes));
            break;
        case proto::graph_sparse_initializer:
            writer.bytes(field.number, sparse(field.bytes));
            break;
        default:
            writer.encoded(field.encoded);
            break;
        }
    }

  private:
    template <typename Change>
    static Bytes rewrite(std::string_view message, Change change)
    {
        MessageWriter writer;
        for (FieldReader fields(message); fields.next();)
        {
            if (fields.field().type != WireType::LengthDelimited || !change(fields.field(), writer))
            {
                writer.encoded(fields.field().encoded);
            }
        }
        return writer.take();
    }

    bool rename(const Field& field, MessageWriter& writer) const
    {
        const auto found = names_.find(field.bytes);
        if (found == names_.end())
        {
            return false;
        }
        writer.bytes(field.number, found->second);
        return true;
    }

    Bytes attribute(std::string_view message) const
    {
        return rewrite(message, [&](const Field& field, MessageWriter& writer) {
            if (field.number != proto::attribute_graph && field.number != proto::attribute_graphs)
            {
                return false;
            }
            MessageWriter graph;
            for (FieldReader fields(field.bytes); fields.next();)
            {
                graph_field(fields.field(), graph);
            }
            writer.message(field.number, graph);
            return true;
        });
    }

    Bytes annotation(std::string_view message) const
    {
        return rewrite(message, [&](const Field& field, MessageWriter& writer) {
            if (field.number == proto::annotation_parameter)
            {
                writer.bytes(proto::annotation_parameter, named(field.bytes, proto::entry_value));
                return true;
            }
            return field.number == proto::annotation_tensor && rename(field, writer);
        });
    }

    Bytes sparse(std::string_view message) const
    {
        return rewrite(message, [&](const Field& field, MessageWriter& writer) {
            if (field.number != proto::sparse_values)
            {
                return false;
            }
            writer.bytes(proto::sparse_values, named(field.bytes, proto::tensor_name));
            return true;
        });
    }

    const NewNames& names_;
};

Bytes edit_node(std::string_view message, const NodeEdit& edit)
{
    MessageWriter writer;
    if (edit.name)
    {
        writer.bytes(proto::node_name, *edit.name);
    }
    for (FieldReader fields(message); fields.next();)
    {
        const std::int32_t number = fields.field().number;
        const bool is_of_operator =
            number == proto::node_op_type || number == proto::node_domain || number == proto::node_attribute;
        const bool is_replaced = (number == proto::node_name && edit.name) ||
                                 (number == proto::node_input && edit.inputs) || (is_of_operator && edit.plugin);
        if (!is_replaced)
        {
            writer.encoded(fields.field().encoded);
        }
    }
    if (edit.plugin)
    {
        writer.bytes(proto::node_op_type, *edit.plugin).bytes(proto::node_domain, plugin_domain);
    }
    if (edit.inputs)
    {
        for (const std::string& input : *edit.inputs)
        {
            writer.bytes(proto::node_input, input);
        }
    }
    return writer.take();
}

std::vector<onnx::Dimension> dimensions_of(const onnx::Tensor& tensor)
{
    std::vector<onnx::Dimension> dims;
    for (const std::int64_t value : tensor.dims)
    {
        dims.push_back({value, {}});
    }
    return dims;
}

/// Initializers above the limit, by their encoded bytes.
std::unordered_set<const char*> large_weights(const onnx::Graph& graph, std::int64_t limit)
{
    std::unordered_set<const char*> large;
    for (const onnx::Tensor& tensor : graph.initializers)
    {
        if (static_cast<std::int64_t>(tensor.raw.size()) > limit)
        {
            large.insert(tensor.raw.data());
        }
    }
    return large;
}

MessageWriter edit_graph(const onnx::Graph& graph, const ModelEdits& edits)
{
    const Renamer renamer(edits.names);
    const std::unordered_set<const char*> large = large_weights(graph, edits.largest_weight);
    MessageWriter writer;
    for (const std::string_view part : graph.parts)
    {
        for (FieldReader fields(part); fields.next();)
        {
            const Field& field = fields.field();
            const bool is_replaced = field.number == proto::graph_input || field.number == proto::graph_output ||
                                     (field.number == proto::graph_value_info && !edits.keep_value_infos);
            const bool is_left_out = field.number == proto::graph_initializer && large.count(field.bytes.data()) != 0;
            if (is_replaced || is_left_out)
            {
                continue;
            }
            const auto edit = edits.nodes.find(field.bytes.data());
            if (field.number == proto::graph_node && edit != edits.nodes.end())
            {
                writer.bytes(proto::graph_node, edit_node(renamer.node(field.bytes), edit->second));
            }
            else if (edits.names.empty())
            {
                writer.encoded(field.encoded);
            }
            else
            {
                renamer.graph_field(field, writer);
            }
        }
    }
    for (const Bytes& input : edits.inputs)
    {
        writer.bytes(proto::graph_input, input);
    }
    for (const onnx::Tensor& tensor : graph.initializers)
    {
        if (large.count(tensor.raw.data()) != 0)
        {
            writer.bytes(proto::graph_input, value_info(tensor.name, tensor.element_type, dimensions_of(tensor)));
        }
    }
    for (const Bytes& output : edits.outputs)
    {
        writer.bytes(proto::graph_output, output);
    }
    writer.encoded(edits.additions);
    return writer;
}

} // namespace

Bytes edit_model(const onnx::Model& model, const ModelEdits& edits)
{
    MessageWriter writer;
    for (FieldReader fields(model.bytes); fields.next();)
    {
        if (fields.field().number != proto::model_graph)
        {
            writer.encoded(fields.field().encoded);
        }
    }
    if (!edits.additions.empty() && onnx::opset_version(model.opset_imports, "") == 0)
    {
        writer.message(proto::model_opset_import, MessageWriter().integer(proto::opset_version, own_opset));
    }
    if (edits.has_plugins && onnx::opset_version(model.opset_imports, plugin_domain) == 0)
    {
        writer.message(proto::model_opset_import, MessageWriter()
                                                      .bytes(proto::opset_domain, plugin_domain)
                                                      .integer(proto::opset_version, plugin_domain_version));
    }
    writer.message(proto::model_graph, edit_graph(model.graph, edits));
    return writer.take();
}

Bytes empty_model()
{
    return MessageWriter()
        .integer(proto::model_ir_version, own_ir_version)
        .message(proto::model_opset_import, MessageWriter().integer(proto::opset_version, own_opset))
        .message(proto::model_graph, MessageWriter().bytes(proto::graph_name, "network"))
        .take();
}

Bytes shape_model(const onnx::Model& model, const std::vector<std::string_view>& outputs, std::int64_t largest_weight)
{
    ModelEdits edits;
    edits.largest_weight = largest_weight;
    for (const onnx::ValueInfo& input : model.graph.inputs)
    {
        edits.inputs.emplace_back(input.raw);
    }
    for (const std::string_view output : outputs)
    {
        edits.outputs.push_back(value_info(output));
    }
    return edit_model(model, edits);
}

Bytes value_info(std::string_view name)
{
    return MessageWriter().bytes(proto::value_info_name, name).take();
}

Bytes value_info(std::string_view name, onnx::ElementType type, const std::vector<onnx::Dimension>& dims)
{
    MessageWriter shape;
    for (const onnx::Dimension& dimension : dims)
    {
        MessageWriter encoded;
        if (dimension.value)
        {
            encoded.integer(proto::dimension_value, *dimension.value);
        }
        else if (!dimension.symbol.empty())
        {
            encoded.bytes(proto::dimension_symbol, dimension.symbol);
        }
        shape.message(proto::shape_dimension, encoded);
    }
    MessageWriter tensor;
    tensor.integer(proto::tensor_type_element, static_cast<std::int64_t>(type))
        .message(proto::tensor_type_shape, shape);
    return MessageWriter()
        .bytes(proto::value_info_name, name)
        .message(proto::value_info_type, MessageWriter().message(proto::type_tensor, tensor))
        .take();
}

Bytes renamed_value_info(std::string_view raw, std::string_view name)
{
    MessageWriter writer;
    writer.bytes(proto::value_info_name, name);
    for (FieldReader fields(raw); fields.next();)
    {
        if (fields.field().number != proto::value_info_name)
        {
            writer.encoded(fields.field().encoded);
        }
    }
    return writer.take();
}

} // namespace trts::cpu
