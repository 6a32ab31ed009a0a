#include "core/onnx/check_graph.h"

#include <algorithm>
#include <string>
#include <tuple>

#include "core/onnx/check_tensors.h"
#include "core/onnx/check_windows.h"
#include "core/onnx/text.h"

namespace trts::onnx
{

namespace
{

std::vector<std::string_view> names_of(const std::vector<ValueInfo>& values)
{
    std::vector<std::string_view> names;
    names.reserve(values.size());
    for (const ValueInfo& value : values)
    {
        names.push_back(value.name);
    }
    return names;
}

/// The names that occur more than once, each once; empty names do not count.
std::vector<std::string_view> repeated(std::vector<std::string_view> names)
{
    std::sort(names.begin(), names.end());
    std::vector<std::string_view> found;
    for (std::size_t i = 1; i < names.size(); ++i)
    {
        if (!names[i].empty() && names[i] == names[i - 1] && (found.empty() || found.back() != names[i]))
        {
            found.push_back(names[i]);
        }
    }
    return found;
}

} // namespace

GraphChecker::GraphChecker(const Operators& operators, const Support& support,
                           const std::filesystem::path& model_folder, Report& report)
    : operators_(operators), support_(support), model_folder_(model_folder), report_(report)
{
}

void GraphChecker::check_main(const Graph& graph, Opsets& opsets)
{
    opsets_ = &opsets;
    function_ = nullptr;
    check_body(body_of(graph), nullptr, {});
}

void GraphChecker::check_function(const Function& function, Opsets& opsets, const Place& place)
{
    opsets_ = &opsets;
    function_ = &function;
    for (const Attribute& attribute : function.default_attributes)
    {
        check_attribute(attribute, "the default of attribute " + quoted(attribute.name), nullptr, place);
    }
    Body body;
    body.inputs = function.inputs;
    body.outputs = function.outputs;
    body.nodes = &function.nodes;
    check_body(body, nullptr, place);
}

GraphChecker::Body GraphChecker::body_of(const Graph& graph)
{
    Body body;
    body.inputs = names_of(graph.inputs);
    body.outputs = names_of(graph.outputs);
    body.initializers = &graph.initializers;
    body.sparse_initializers = &graph.sparse_initializers;
    body.nodes = &graph.nodes;
    return body;
}

void GraphChecker::check_body(const Body& body, Scope* outer, const Place& place)
{
    Scope scope;
    scope.outer = outer;
    scope.body = &body;
    define_names(scope, place);
    check_initializers(body, place);
    if (!support_.takes_equal_node_names)
    {
        check_node_names(scope, place);
    }
    for (std::size_t i = 0; i < body.nodes->size() && !report_.is_full(); ++i)
    {
        scope.current_node = static_cast<std::uint32_t>(i);
        check_node((*body.nodes)[i], i, scope, place);
    }
    check_outputs(scope, place);
    check_cycles(scope, place);
}

void GraphChecker::define_names(Scope& scope, const Place& place)
{
    const Body& body = *scope.body;
    for (std::size_t i = 0; i < body.inputs.size(); ++i)
    {
        scope.names.add(body.inputs[i], DefinedBy::Input, i);
    }
    if (body.initializers != nullptr)
    {
        for (std::size_t i = 0; i < body.initializers->size(); ++i)
        {
            scope.names.add((*body.initializers)[i].name, DefinedBy::Initializer, i);
        }
        for (std::size_t i = 0; i < body.sparse_initializers->size(); ++i)
        {
            scope.names.add((*body.sparse_initializers)[i], DefinedBy::Initializer, i);
        }
    }
    for (std::size_t i = 0; i < body.nodes->size(); ++i)
    {
        for (const std::string_view output : (*body.nodes)[i].outputs)
        {
            scope.names.add(output, DefinedBy::Node, i);
        }
    }

    const auto text = [&](const Definition& definition) -> std::string {
        switch (definition.by)
        {
        case DefinedBy::Input:
            return "as an input";
        case DefinedBy::Initializer:
            return "as an initializer";
        case DefinedBy::Node:
            break;
        }
        return "by " + describe((*body.nodes)[definition.index], definition.index);
    };
    for (const auto& [first, second] : scope.names.sort())
    {
        const Place at =
            second.by == DefinedBy::Node ? place_of((*body.nodes)[second.index], second.index, scope, place) : place;
        report_.add(ProblemCode::DuplicateTensor, at,
                    "tensor " + quoted(second.name) + " is defined twice: " + text(first) + " and " + text(second) +
                        "; expected one definition of each tensor",
                    second.name);
    }
}

void GraphChecker::check_node_names(const Scope& scope, const Place& place)
{
    const std::vector<Node>& nodes = *scope.body->nodes;
    std::vector<std::size_t> named;
    for (std::size_t i = 0; i < nodes.size(); ++i)
    {
        if (!nodes[i].name.empty())
        {
            named.push_back(i);
        }
    }
    std::sort(named.begin(), named.end(), [&](std::size_t left, std::size_t right) {
        return std::tie(nodes[left].name, left) < std::tie(nodes[right].name, right);
    });
    for (std::size_t i = 1; i < named.size() && !report_.is_full(); ++i)
    {
        const Node& first = nodes[named[i - 1]];
        const Node& second = nodes[named[i]];
        if (first.name == second.name)
        {
            report_.add(ProblemCode::DuplicateNode, place_of(second, named[i], scope, place),
                        "nodes " + std::to_string(named[i - 1]) + " (" + operator_name(first.domain, first.op_type) +
                            ") and " + std::to_string(named[i]) + " (" + operator_name(second.domain, second.op_type) +
                            ") have the same name " + quoted(first.name) + "; expected different names, or none");
        }
    }
}

void GraphChecker::check_initializers(const Body& body, const Place& place)
{
    if (body.initializers == nullptr)
    {
        return;
    }
    for (const Tensor& tensor : *body.initializers)
    {
        if (tensor.name.empty())
        {
            report_.add(ProblemCode::InvalidName, place, "an initializer has no name");
        }
        check_tensor(tensor, "initializer " + quoted(tensor.name), {model_folder_, support_.checks_weights}, place, report_);
        if (is_known(tensor.element_type) && !support_.initializer_types.contains(tensor.element_type))
        {
            report_.add(ProblemCode::UnsupportedType, place,
                        "initializer " + quoted(tensor.name) + " is of type " + name_of(tensor.element_type) +
                            ", which this backend does not take",
                        tensor.name);
        }
    }
    for (const std::string_view name : *body.sparse_initializers)
    {
        report_.add(ProblemCode::UnsupportedType, place,
                    "initializer " + quoted(name) + " is a sparse tensor, which is not supported; store it densely",
                    name);
    }
}

void GraphChecker::check_node(const Node& node, std::size_t index, Scope& scope, const Place& place)
{
    const Place at = place_of(node, index, scope, place);
    operators_.check_known(node, index, at);
    opsets_->check_used_by(node, index, at);
    for (const std::string_view input : node.inputs)
    {
        if (!input.empty() && !resolve(input, scope))
        {
            report_.add(ProblemCode::MissingInput, at,
                        describe(node, index) + " reads tensor " + quoted(input) +
                            ", which no graph input, initializer or node defines",
                        input);
        }
    }
    check_window(node, index, at, report_);
    check_attributes(node, index, &scope, at);
}

void GraphChecker::check_attributes(const Node& node, std::size_t index, Scope* scope, const Place& place)
{
    std::vector<std::string_view> names;
    for (const Attribute& attribute : node.attributes)
    {
        names.push_back(attribute.name);
        if (attribute.name.empty())
        {
            report_.add(ProblemCode::InvalidAttribute, place,
                        "an attribute of " + describe(node, index) + " has no name");
        }
        check_attribute(attribute, "attribute " + quoted(attribute.name) + " of " + describe(node, index), scope,
                        place);
    }
    for (const std::string_view name : repeated(std::move(names)))
    {
        report_.add(ProblemCode::InvalidAttribute, place,
                    "attribute " + quoted(name) + " of " + describe(node, index) + " is given twice");
    }
}

void GraphChecker::check_attribute(const Attribute& attribute, const std::string& subject, Scope* scope,
                                   const Place& place)
{
    const auto add = [&](ProblemCode code, const char* text) { report_.add(code, place, subject + text); };
    const bool is_reference = !attribute.ref_attr_name.empty();
    if (is_reference && function_ == nullptr)
    {
        add(ProblemCode::InvalidAttribute, " refers to an attribute of a function, but stands in no function");
    }
    if (attribute.has_sparse_tensor)
    {
        add(ProblemCode::UnsupportedType, " is a sparse tensor, which is not supported; store it densely");
    }
    if (!is_reference && attribute.type == AttributeType::Graph && attribute.graphs.size() != 1)
    {
        add(ProblemCode::InvalidAttribute, " says that it is a graph; expected one");
    }
    if (!is_reference && attribute.type == AttributeType::Tensor && attribute.tensors.size() != 1)
    {
        add(ProblemCode::InvalidAttribute, " says that it is a tensor; expected one");
    }
    for (const Tensor& tensor : attribute.tensors)
    {
        check_tensor(tensor, subject, {model_folder_, true}, place, report_);
    }
    for (const Graph& graph : attribute.graphs)
    {
        Place inner = place;
        inner.prefix += "in " + subject + ": ";
        inner.node = nullptr;
        check_body(body_of(graph), scope, inner);
    }
}

void GraphChecker::check_outputs(Scope& scope, const Place& place)
{
    const std::size_t edges = scope.edges.size();
    for (const std::string_view output : scope.body->outputs)
    {
        if (output.empty())
        {
            report_.add(ProblemCode::InvalidName, place, "a graph output has no name");
        }
        else if (!resolve(output, scope))
        {
            report_.add(ProblemCode::OutputNotProduced, place,
                        "graph output " + quoted(output) + " is computed by no node", output);
        }
    }
    scope.edges.resize(edges); // an output is no need of the node that was looked at last
    for (const std::string_view name : repeated(scope.body->outputs))
    {
        report_.add(ProblemCode::DuplicateTensor, place, "graph output " + quoted(name) + " is declared twice", name);
    }
}

void GraphChecker::check_cycles(const Scope& scope, const Place& place)
{
    constexpr std::size_t longest_list = 10;
    const std::vector<Node>& nodes = *scope.body->nodes;
    for (const std::vector<std::uint32_t>& cycle :
         sort_topologically(static_cast<std::uint32_t>(nodes.size()), scope.edges).cycles)
    {
        std::string text = "the graph has a cycle, nodes that wait for each other: ";
        for (std::size_t i = 0; i < cycle.size() && i < longest_list; ++i)
        {
            text += describe(nodes[cycle[i]], cycle[i]) + " -> ";
        }
        text += cycle.size() > longest_list ? "… (" + std::to_string(cycle.size()) + " nodes)"
                                            : describe(nodes[cycle.front()], cycle.front());
        report_.add(ProblemCode::Cycle, place_of(nodes[cycle.front()], cycle.front(), scope, place), text);
    }
}

bool GraphChecker::resolve(std::string_view name, Scope& scope)
{
    for (Scope* visible = &scope; visible != nullptr; visible = visible->outer)
    {
        if (const Definition* definition = visible->names.find(name))
        {
            if (definition->by == DefinedBy::Node)
            {
                visible->edges.emplace_back(definition->index, visible->current_node);
            }
            return true;
        }
    }
    return false;
}

Place GraphChecker::place_of(const Node& node, std::size_t index, const Scope& scope, const Place& place) const
{
    Place at = place;
    at.node = &node;
    if (scope.outer == nullptr && function_ == nullptr)
    {
        at.main_node_index = static_cast<std::int32_t>(index);
    }
    return at;
}

} // namespace trts::onnx
