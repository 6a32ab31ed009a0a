#include "core/onnx/parser.h"

#include <limits>
#include <string>

#include "core/error.h"

namespace trts::onnx
{

namespace
{

/// The standard domain has two spellings.
std::string_view domain_of(std::string_view text) noexcept
{
    return text == "ai.onnx" ? std::string_view() : text;
}

std::int64_t memory_limit(std::size_t file_size, const Limits& limits) noexcept
{
    const auto size = static_cast<std::int64_t>(file_size);
    const std::int64_t room = std::numeric_limits<std::int64_t>::max() - limits.memory_base;
    return limits.memory_per_input_byte > 0 && size > room / limits.memory_per_input_byte
               ? std::numeric_limits<std::int64_t>::max()
               : limits.memory_base + size * limits.memory_per_input_byte;
}

[[noreturn]] void fail_limit(const std::string& what, std::int64_t limit, const char* unit)
{
    throw Error(TRTS_PARSE_FAILED, "the ONNX model " + what + ": the limit is " + std::to_string(limit) + " " + unit);
}

} // namespace

Parser::Parser(std::string_view file, const Limits& limits)
    : file_(file), limits_(limits), memory_left_(memory_limit(file.size(), limits)), nodes_left_(limits.max_nodes),
      tensors_left_(limits.max_tensors)
{
}

void Parser::parse(Model& model)
{
    for (FieldReader fields = fields_of(file_, "model"); fields.next();)
    {
        switch (fields.field().number)
        {
        case 1:
            model.ir_version = static_cast<std::int64_t>(fields.varint());
            break;
        case 2:
            model.producer_name = fields.bytes();
            break;
        case 3:
            model.producer_version = fields.bytes();
            break;
        case 4:
            model.domain = fields.bytes();
            break;
        case 5:
            model.model_version = static_cast<std::int64_t>(fields.varint());
            break;
        case 7:
            model.has_graph = true;
            parse_graph(fields.bytes(), 2, model.graph);
            break;
        case 8:
            parse_opset_import(fields.bytes(), append(model.opset_imports));
            break;
        case 14:
            parse_metadata(fields.bytes(), append(model.metadata));
            break;
        case 25:
            parse_function(fields.bytes(), 2, append(model.functions));
            break;
        default:
            break;
        }
    }
}

void Parser::parse_graph(std::string_view bytes, std::int32_t depth, Graph& graph)
{
    enter(depth);
    append(graph.parts, bytes);
    for (FieldReader fields = fields_of(bytes, "graph"); fields.next();)
    {
        switch (fields.field().number)
        {
        case 1:
            parse_node(fields.bytes(), depth + 1, append(graph.nodes));
            break;
        case 2:
            graph.name = fields.bytes();
            break;
        case 5:
            parse_tensor(fields.bytes(), append(graph.initializers));
            break;
        case 11:
            parse_value_info(fields.bytes(), append(graph.inputs));
            break;
        case 12:
            parse_value_info(fields.bytes(), append(graph.outputs));
            break;
        case 13:
            parse_value_info(fields.bytes(), append(graph.value_infos));
            break;
        case 15:
            append(graph.sparse_initializers, sparse_tensor_name(fields.bytes()));
            break;
        default:
            break;
        }
    }
}

void Parser::parse_function(std::string_view bytes, std::int32_t depth, Function& function)
{
    function.raw = bytes;
    for (FieldReader fields = fields_of(bytes, "function"); fields.next();)
    {
        switch (fields.field().number)
        {
        case 1:
            function.name = fields.bytes();
            break;
        case 4:
            append(function.inputs, fields.bytes());
            break;
        case 5:
            append(function.outputs, fields.bytes());
            break;
        case 6:
            append(function.attributes, fields.bytes());
            break;
        case 7:
            parse_node(fields.bytes(), depth + 1, append(function.nodes));
            break;
        case 9:
            parse_opset_import(fields.bytes(), append(function.opset_imports));
            break;
        case 10:
            function.domain = domain_of(fields.bytes());
            break;
        case 11:
            parse_attribute(fields.bytes(), depth + 1, append(function.default_attributes));
            break;
        case 13:
            function.overload = fields.bytes();
            break;
        default:
            break;
        }
    }
}

void Parser::parse_node(std::string_view bytes, std::int32_t depth, Node& node)
{
    count_node();
    node.raw = bytes;
    for (FieldReader fields = fields_of(bytes, "node"); fields.next();)
    {
        switch (fields.field().number)
        {
        case 1:
            append(node.inputs, fields.bytes());
            break;
        case 2:
            append(node.outputs, fields.bytes());
            break;
        case 3:
            node.name = fields.bytes();
            break;
        case 4:
            node.op_type = fields.bytes();
            break;
        case 5:
            parse_attribute(fields.bytes(), depth + 1, append(node.attributes));
            break;
        case 7:
            node.domain = domain_of(fields.bytes());
            break;
        case 8:
            node.overload = fields.bytes();
            break;
        default:
            break;
        }
    }
}

void Parser::parse_attribute(std::string_view bytes, std::int32_t depth, Attribute& attribute)
{
    attribute.raw = bytes;
    bool has_tensor = false;
    bool has_graph = false;
    const auto once = [](const FieldReader& fields, bool& seen) {
        if (seen)
        {
            fields.fail("an attribute has one value, found a second one");
        }
        seen = true;
    };
    for (FieldReader fields = fields_of(bytes, "attribute"); fields.next();)
    {
        switch (fields.field().number)
        {
        case 1:
            attribute.name = fields.bytes();
            break;
        case 5:
            once(fields, has_tensor);
            parse_tensor(fields.bytes(), append(attribute.tensors));
            break;
        case 6:
            once(fields, has_graph);
            parse_graph(fields.bytes(), depth + 1, append(attribute.graphs));
            break;
        case 10:
            parse_tensor(fields.bytes(), append(attribute.tensors));
            break;
        case 11:
            parse_graph(fields.bytes(), depth + 1, append(attribute.graphs));
            break;
        case 20:
            attribute.type = static_cast<AttributeType>(static_cast<std::int32_t>(fields.varint()));
            break;
        case 21:
            attribute.ref_attr_name = fields.bytes();
            break;
        case 22:
        case 23:
            attribute.has_sparse_tensor = true;
            sparse_tensor_name(fields.bytes());
            break;
        default:
            break;
        }
    }
}

void Parser::parse_opset_import(std::string_view bytes, OpsetImport& import)
{
    for (FieldReader fields = fields_of(bytes, "opset import"); fields.next();)
    {
        switch (fields.field().number)
        {
        case 1:
            import.domain = domain_of(fields.bytes());
            break;
        case 2:
            import.version = static_cast<std::int64_t>(fields.varint());
            break;
        default:
            break;
        }
    }
}

void Parser::parse_metadata(std::string_view bytes, Metadata& metadata)
{
    for (FieldReader fields = fields_of(bytes, "metadata entry"); fields.next();)
    {
        switch (fields.field().number)
        {
        case 1:
            metadata.key = fields.bytes();
            break;
        case 2:
            metadata.value = fields.bytes();
            break;
        default:
            break;
        }
    }
}

FieldReader Parser::fields_of(std::string_view bytes, const char* what) const
{
    return FieldReader(bytes, what, file_);
}

void Parser::enter(std::int32_t depth) const
{
    if (depth > limits_.max_depth)
    {
        fail_limit("has subgraphs nested too deeply", limits_.max_depth, "messages within one another");
    }
}

void Parser::count_node()
{
    if (--nodes_left_ < 0)
    {
        fail_limit("has too many nodes", limits_.max_nodes, "nodes");
    }
}

void Parser::count_tensor()
{
    if (--tensors_left_ < 0)
    {
        fail_limit("has too many tensors", limits_.max_tensors, "tensors");
    }
}

void Parser::check_rank(std::size_t rank) const
{
    if (rank > static_cast<std::size_t>(limits_.max_rank))
    {
        fail_limit("has a tensor with too many dimensions", limits_.max_rank, "dimensions");
    }
}

void Parser::charge(std::size_t bytes)
{
    memory_left_ -= static_cast<std::int64_t>(bytes);
    if (memory_left_ < 0)
    {
        fail_limit("is made of too many empty parts", memory_limit(file_.size(), limits_),
                   "bytes of memory for a file of this size");
    }
}

} // namespace trts::onnx
