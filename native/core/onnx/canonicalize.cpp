#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "core/error.h"
#include "core/onnx/external_data.h"
#include "core/onnx/message_rope.h"
#include "core/onnx/text.h"
#include "core/onnx/wire.h"
#include "core/onnx/writer.h"

namespace trts::onnx
{

namespace
{

/// The IR version that lets an initializer stand without a graph input of its name.
constexpr std::int64_t first_ir_with_free_initializers = 4;

bool is_external(const Tensor& tensor) noexcept
{
    return tensor.data_kind == DataKind::External;
}

bool has_external(const Graph& graph) noexcept;

bool has_external(const Attribute& attribute) noexcept
{
    return std::any_of(attribute.tensors.begin(), attribute.tensors.end(), is_external) ||
           std::any_of(attribute.graphs.begin(), attribute.graphs.end(),
                       [](const Graph& graph) { return has_external(graph); });
}

bool has_external(const std::vector<Attribute>& attributes) noexcept
{
    return std::any_of(attributes.begin(), attributes.end(),
                       [](const Attribute& attribute) { return has_external(attribute); });
}

bool has_external(const std::vector<Node>& nodes) noexcept
{
    return std::any_of(nodes.begin(), nodes.end(), [](const Node& node) { return has_external(node.attributes); });
}

bool has_external(const Graph& graph) noexcept
{
    return std::any_of(graph.initializers.begin(), graph.initializers.end(), is_external) || has_external(graph.nodes);
}

bool is_unknown(const Dimension& dimension) noexcept
{
    return !dimension.value && dimension.symbol.empty();
}

/// Rewrites one model. Each method walks the fields of one message beside the struct they were read into: the n-th
/// field of a repeated kind is the n-th entry of its list. What needs no change is borrowed as it is.
class Canonicalizer
{
  public:
    Canonicalizer(const Model& model, const CanonicalizeOptions& options) : model_(model), options_(options)
    {
        for (const ValueInfo* input : real_inputs(model.graph))
        {
            kept_inputs_.insert(input);
        }
        for (const auto* values : {&model.graph.inputs, &model.graph.outputs, &model.graph.value_infos})
        {
            for (const ValueInfo& value : *values)
            {
                for (const Dimension& dimension : value.dims)
                {
                    symbols_.emplace(dimension.symbol);
                }
            }
        }
    }

    MessageRope model()
    {
        const bool drops_inputs = kept_inputs_.size() != model_.graph.inputs.size();
        MessageRope out;
        bool graph_done = false;
        std::size_t functions = 0;
        for (FieldReader fields(model_.bytes, "model"); fields.next();)
        {
            const Field& field = fields.field();
            if (field.number == 1 && drops_inputs && model_.ir_version < first_ir_with_free_initializers)
            {
                out.own(MessageWriter().integer(1, first_ir_with_free_initializers).take());
            }
            else if (field.number == 7)
            {
                if (!graph_done)
                {
                    out.message(7, graph(model_.graph));
                }
                graph_done = true; // concatenated graphs have become one
            }
            else if (field.number == 25)
            {
                const Function& local = model_.functions[functions++];
                rewrite_if(has_external(local.nodes) || has_external(local.default_attributes), field, out,
                           [&] { return function(local); });
            }
            else
            {
                out.borrow(field.encoded);
            }
        }
        return out;
    }

  private:
    template <typename Rewrite>
    static void rewrite_if(bool condition, const Field& field, MessageRope& out, Rewrite&& rewrite)
    {
        if (condition)
        {
            out.message(field.number, rewrite());
        }
        else
        {
            out.borrow(field.encoded);
        }
    }

    MessageRope graph(const Graph& source)
    {
        MessageRope out;
        std::size_t nodes = 0;
        std::size_t initializers = 0;
        std::size_t inputs = 0;
        for (const std::string_view part : source.parts)
        {
            for (FieldReader fields(part, "graph"); fields.next();)
            {
                const Field& field = fields.field();
                if (field.number == 1)
                {
                    const Node& next = source.nodes[nodes++];
                    rewrite_if(has_external(next.attributes), field, out, [&] { return node(next); });
                }
                else if (field.number == 5)
                {
                    const Tensor& next = source.initializers[initializers++];
                    rewrite_if(is_external(next), field, out, [&] { return tensor(next); });
                }
                else if (field.number == 11 && &source == &model_.graph)
                {
                    input(source.inputs[inputs++], field, out);
                }
                else
                {
                    out.borrow(field.encoded);
                }
            }
        }
        return out;
    }

    MessageRope function(const Function& source)
    {
        MessageRope out;
        std::size_t nodes = 0;
        std::size_t attributes = 0;
        for (FieldReader fields(source.raw, "function"); fields.next();)
        {
            const Field& field = fields.field();
            if (field.number == 7)
            {
                const Node& next = source.nodes[nodes++];
                rewrite_if(has_external(next.attributes), field, out, [&] { return node(next); });
            }
            else if (field.number == 11)
            {
                const Attribute& next = source.default_attributes[attributes++];
                rewrite_if(has_external(next), field, out, [&] { return attribute(next); });
            }
            else
            {
                out.borrow(field.encoded);
            }
        }
        return out;
    }

    MessageRope node(const Node& source)
    {
        MessageRope out;
        std::size_t attributes = 0;
        for (FieldReader fields(source.raw, "node"); fields.next();)
        {
            const Field& field = fields.field();
            if (field.number == 5)
            {
                const Attribute& next = source.attributes[attributes++];
                rewrite_if(has_external(next), field, out, [&] { return attribute(next); });
            }
            else
            {
                out.borrow(field.encoded);
            }
        }
        return out;
    }

    MessageRope attribute(const Attribute& source)
    {
        MessageRope out;
        std::size_t tensors = 0;
        std::size_t graphs = 0;
        for (FieldReader fields(source.raw, "attribute"); fields.next();)
        {
            const Field& field = fields.field();
            if (field.number == 5 || field.number == 10)
            {
                const Tensor& next = source.tensors[tensors++];
                rewrite_if(is_external(next), field, out, [&] { return tensor(next); });
            }
            else if (field.number == 6 || field.number == 11)
            {
                const Graph& next = source.graphs[graphs++];
                rewrite_if(has_external(next), field, out, [&] { return graph(next); });
            }
            else
            {
                out.borrow(field.encoded);
            }
        }
        return out;
    }

    MessageRope tensor(const Tensor& source)
    {
        const ResolvedData data = resolve_external_data(source, options_.model_folder);
        if (!data.range)
        {
            throw Error(TRTS_IO_ERROR, "tensor " + quoted(source.name) + ": " + data.problem);
        }
        MessageRope out;
        for (FieldReader fields(source.raw, "tensor"); fields.next();)
        {
            const std::int32_t number = fields.field().number;
            const bool tells_of_data = number == 9 || number == 13 || number == 14;
            if (!tells_of_data)
            {
                out.borrow(fields.field().encoded);
            }
        }
        out.file(9, *data.range);
        return out;
    }

    void input(const ValueInfo& source, const Field& field, MessageRope& out)
    {
        if (kept_inputs_.count(&source) == 0)
        {
            return;
        }
        if (std::any_of(source.dims.begin(), source.dims.end(), is_unknown))
        {
            std::size_t axis = 0;
            out.own(MessageWriter().bytes(11, with_symbols(source, source.raw, Level::Value, axis)).take());
        }
        else
        {
            out.borrow(field.encoded);
        }
    }

    /// The messages between a value and its dimensions: value, type, tensor type, shape.
    enum class Level : std::int8_t
    {
        Value,
        Type,
        TensorType,
        Shape,
        Dimension,
    };

    Bytes with_symbols(const ValueInfo& source, std::string_view message, Level level, std::size_t& axis)
    {
        if (level == Level::Dimension)
        {
            return dimension(source, message, axis++);
        }
        // Where the next level's message stands in this level's.
        const std::int32_t next_field = level == Level::Value || level == Level::TensorType ? 2 : 1;
        MessageWriter out;
        for (FieldReader fields(message, "value's description"); fields.next();)
        {
            const Field& field = fields.field();
            if (field.number == next_field)
            {
                const auto next_level = static_cast<Level>(static_cast<std::int8_t>(level) + 1);
                out.bytes(next_field, with_symbols(source, field.bytes, next_level, axis));
            }
            else
            {
                out.encoded(field.encoded);
            }
        }
        return out.take();
    }

    Bytes dimension(const ValueInfo& source, std::string_view message, std::size_t axis)
    {
        if (!is_unknown(source.dims[axis]))
        {
            return Bytes(message);
        }
        MessageWriter out;
        for (FieldReader fields(message, "dimension"); fields.next();)
        {
            if (fields.field().number > 2)
            {
                out.encoded(fields.field().encoded);
            }
        }
        return out.bytes(2, unused_symbol("trts_" + std::string(source.name) + "_" + std::to_string(axis))).take();
    }

    std::string unused_symbol(std::string symbol)
    {
        while (!symbols_.insert(symbol).second)
        {
            symbol += "_";
        }
        return symbol;
    }

    const Model& model_;
    const CanonicalizeOptions& options_;
    std::set<const ValueInfo*> kept_inputs_;
    std::set<std::string> symbols_;
};

} // namespace

Bytes canonicalize(const Model& model, const CanonicalizeOptions& options)
{
    const MessageRope message = Canonicalizer(model, options).model();
    if (message.size() >= options.max_bytes)
    {
        throw Error(TRTS_NOT_SUPPORTED, "the model takes " + std::to_string(message.size()) +
                                            " bytes with its external data: this backend takes models of less than " +
                                            std::to_string(options.max_bytes) + " bytes");
    }
    return message.flatten();
}

} // namespace trts::onnx
