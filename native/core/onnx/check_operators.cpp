#include "core/onnx/check_operators.h"

#include <algorithm>
#include <string>

#include "core/onnx/text.h"
#include "core/onnx/topology.h"

namespace trts::onnx
{

namespace
{

/// Backends expand calls by recursion.
constexpr std::int32_t max_call_depth = 100;

std::string domain_text(std::string_view domain)
{
    return domain.empty() ? "the standard domain ai.onnx" : "domain " + quoted(domain);
}

std::string function_name(const Function& function)
{
    std::string name = operator_name(function.domain, function.name);
    if (!function.overload.empty())
    {
        name += " (overload " + quoted(function.overload) + ")";
    }
    return name;
}

} // namespace

Operators::Operators(const Model& model, const Support& support, Report& report)
    : model_(model), support_(support), report_(report)
{
    for (std::size_t i = 0; i < model.functions.size(); ++i)
    {
        const Function& function = model.functions[i];
        const Key key(function.domain, function.name, function.overload);
        if (!functions_.emplace(key, static_cast<std::uint32_t>(i)).second)
        {
            report.add(ProblemCode::DuplicateFunction, {},
                       "the model-local function " + function_name(function) +
                           " is defined twice; expected one definition");
        }
    }
}

const DomainSupport* Operators::find_domain(std::string_view domain) const noexcept
{
    const auto found = std::find_if(support_.domains.begin(), support_.domains.end(),
                                    [&](const DomainSupport& known) { return known.domain == domain; });
    return found != support_.domains.end() ? &*found : nullptr;
}

std::optional<std::uint32_t> Operators::find_function(const Node& node) const
{
    const auto found = functions_.find(Key(node.domain, node.op_type, node.overload));
    return found != functions_.end() ? std::optional(found->second) : std::nullopt;
}

bool Operators::is_plugin(const Node& node) const noexcept
{
    if (support_.takes_any_operator)
    {
        return find_domain(node.domain) == nullptr;
    }
    return std::any_of(
        support_.plugin_operators.begin(), support_.plugin_operators.end(), [&](const OperatorName& plugin) {
            return plugin.op_type == node.op_type && (plugin.domain == "*" || plugin.domain == node.domain);
        });
}

void Operators::check_known(const Node& node, std::size_t index, const Place& place) const
{
    if (node.op_type.empty())
    {
        report_.add(ProblemCode::UnknownOperator, place, describe(node, index) + " names no operator");
        return;
    }
    if (find_domain(node.domain) == nullptr && !find_function(node) && !is_plugin(node))
    {
        report_.add(ProblemCode::UnknownOperator, place,
                    describe(node, index) + ": the operator " + operator_name(node.domain, node.op_type) +
                        " is unknown: " + domain_text(node.domain) +
                        " is none of this backend's, and neither a plugin nor a function in the model defines it");
    }
}

void Operators::collect_calls(const std::vector<Node>& nodes, Calls& calls) const
{
    for (const Node& node : nodes)
    {
        ++calls.nodes;
        if (const auto function = find_function(node))
        {
            calls.functions.push_back(*function);
        }
        for (const Attribute& attribute : node.attributes)
        {
            for (const Graph& graph : attribute.graphs)
            {
                collect_calls(graph.nodes, calls);
            }
        }
    }
}

void Operators::check_expansion() const
{
    const auto count = static_cast<std::uint32_t>(model_.functions.size());
    std::vector<Calls> calls(count);
    std::vector<Edge> edges;
    for (std::uint32_t i = 0; i < count; ++i)
    {
        collect_calls(model_.functions[i].nodes, calls[i]);
        for (const std::uint32_t callee : calls[i].functions)
        {
            edges.emplace_back(callee, i);
        }
    }
    const Topology topology = sort_topologically(count, edges);
    for (const std::vector<std::uint32_t>& cycle : topology.cycles)
    {
        const std::string name = function_name(model_.functions[cycle.front()]);
        report_.add(ProblemCode::RecursiveFunction, {},
                    "the model-local function " + name + " calls itself" +
                        (cycle.size() > 1 ? " through " + function_name(model_.functions[cycle.back()]) : "") +
                        "; ONNX functions must not be recursive");
    }

    const std::int64_t too_many = support_.max_expanded_nodes + 1;
    std::vector<std::int64_t> expanded(count, 0);
    std::vector<std::int32_t> depth(count, 0);
    const auto expand = [&](const Calls& body) {
        std::int64_t nodes = std::min(body.nodes, too_many);
        std::int32_t deepest = 0;
        for (const std::uint32_t callee : body.functions)
        {
            nodes = std::min(nodes + expanded[callee], too_many);
            deepest = std::max(deepest, depth[callee]);
        }
        return std::pair(nodes, deepest + 1);
    };
    for (const std::uint32_t function : topology.order)
    {
        std::tie(expanded[function], depth[function]) = expand(calls[function]);
    }
    Calls main;
    collect_calls(model_.graph.nodes, main);
    const auto [nodes, levels] = expand(main);
    if (nodes == too_many || levels - 1 > max_call_depth)
    {
        report_.add(ProblemCode::RecursiveFunction, {},
                    "the calls of model-local functions expand to more than " +
                        (nodes == too_many ? std::to_string(support_.max_expanded_nodes) + " nodes"
                                           : std::to_string(max_call_depth) + " levels") +
                        ", the limit");
    }
}

Opsets::Opsets(const std::vector<OpsetImport>& imports, const Operators& operators, const Place& place, Report& report)
    : operators_(operators), report_(report)
{
    for (const OpsetImport& import : imports)
    {
        const auto [known, is_new] = versions_.emplace(import.domain, import.version);
        if (!is_new && known->second != import.version)
        {
            report.add(ProblemCode::OpsetVersion, place,
                       domain_text(import.domain) + " is imported twice, at opset " + std::to_string(known->second) +
                           " and " + std::to_string(import.version) + "; expected one version");
        }
    }
    // The standard domain decides what every other operator means, used or not; others matter as they are used.
    if (const auto standard = versions_.find(""); standard != versions_.end())
    {
        checked_.insert("");
        check_version("", standard->second, place);
    }
}

void Opsets::check_used_by(const Node& node, std::size_t index, const Place& place)
{
    const auto import = versions_.find(node.domain);
    const bool is_imported = import != versions_.end();
    const bool needs_import =
        operators_.find_domain(node.domain) != nullptr || operators_.find_function(node).has_value();
    if ((!is_imported && (!needs_import || operators_.is_plugin(node))) || !checked_.insert(node.domain).second)
    {
        return;
    }
    if (is_imported)
    {
        check_version(node.domain, import->second, place);
        return;
    }
    report_.add(ProblemCode::OpsetVersion, place,
                describe(node, index) + " is of " + domain_text(node.domain) +
                    ", of which no opset is imported; expected an opset_import of it");
}

void Opsets::check_version(std::string_view domain, std::int64_t version, const Place& place)
{
    const DomainSupport* known = operators_.find_domain(domain);
    if (known != nullptr && (version < known->min_version || version > known->max_version))
    {
        report_.add(ProblemCode::OpsetVersion, place,
                    "opset " + std::to_string(version) + " of " + domain_text(domain) +
                        " is not supported: this backend takes " + std::to_string(known->min_version) + " to " +
                        std::to_string(known->max_version) + "; export the model at one of these");
    }
}

} // namespace trts::onnx
