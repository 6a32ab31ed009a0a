#include "cpu/plugins/plugin_nodes.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "core/error.h"
#include "core/live_bytes.h"
#include "core/onnx/text.h"
#include "cpu/graph_part.h"
#include "cpu/model_edit.h"
#include "cpu/onnx_fields.h"
#include "cpu/plugins/plugin_operators.h"
#include "cpu/runtime_support.h"
#include "cpu/session.h"
#include "trtsharp/enums.g.h"

namespace trts::cpu
{
namespace
{

class PluginNodes
{
  public:
    PluginNodes(const Library& library, const onnx::Model& model) : library_(library), model_(model)
    {
        for (std::string& name : library.plugins.names())
        {
            names_.insert(std::move(name));
        }
    }

    bool is_plugin(const onnx::Node& node)
    {
        return names_.count(std::string(node.op_type)) != 0 && !is_function(node) &&
               !(is_known_domain(node.domain) && is_known_operator(node));
    }

  private:
    bool is_function(const onnx::Node& node) const
    {
        return std::any_of(model_.functions.begin(), model_.functions.end(), [&](const onnx::Function& function) {
            return function.domain == node.domain && function.name == node.op_type && function.overload == node.overload;
        });
    }

    static bool is_known_domain(std::string_view domain)
    {
        const onnx::Support support = runtime_support();
        return std::any_of(support.domains.begin(), support.domains.end(),
                           [&](const onnx::DomainSupport& known) { return known.domain == domain; });
    }

    /// ONNX Runtime has no list of its operators: a model of one node is refused in other words where it knows it.
    bool is_known_operator(const onnx::Node& node)
    {
        const std::string name = onnx::operator_name(node.domain, node.op_type);
        const auto found = known_.find(name);
        if (found != known_.end())
        {
            return found->second;
        }
        onnx::MessageWriter graph;
        graph.bytes(proto::graph_name, "probe")
            .bytes(proto::graph_input, value_info("x", onnx::ElementType::Float, {{1, {}}}))
            .bytes(proto::graph_output, value_info("y"));
        GraphPart part(every_weight, nullptr);
        part.node("", node.op_type, {"x"}, "y", onnx::MessageWriter().bytes(proto::node_domain, node.domain));
        graph.encoded(part.take_fields());
        onnx::MessageWriter model;
        model.integer(proto::model_ir_version, model_.ir_version);
        for (const onnx::OpsetImport& import : model_.opset_imports)
        {
            model.message(proto::model_opset_import, onnx::MessageWriter()
                                                         .bytes(proto::opset_domain, import.domain)
                                                         .integer(proto::opset_version, import.version));
        }
        model.message(proto::model_graph, graph);
        SessionSettings settings;
        bool is_known = true;
        try
        {
            const Session session(library_.ort, model.get(), settings);
        }
        catch (const Error& error)
        {
            const std::string_view text = error.what();
            is_known = text.find("is not a registered function/op") == std::string_view::npos &&
                       text.find("No Op registered") == std::string_view::npos;
        }
        known_.emplace(name, is_known);
        return is_known;
    }

    const Library& library_;
    const onnx::Model& model_;
    std::unordered_set<std::string> names_;
    std::unordered_map<std::string, bool> known_;
};

onnx::Problem problem_at(const onnx::Node& node, std::size_t main_index, const std::string& message)
{
    onnx::Problem problem;
    problem.code = onnx::ProblemCode::UnknownOperator;
    problem.message = message;
    problem.node_index = static_cast<std::int32_t>(main_index);
    problem.node_name = node.name;
    problem.op_type = node.op_type;
    problem.domain = node.domain;
    return problem;
}

void refuse_inside(PluginNodes& plugins, const std::vector<onnx::Node>& nodes, std::size_t main_index,
                   std::vector<onnx::Problem>& problems)
{
    for (const onnx::Node& node : nodes)
    {
        if (plugins.is_plugin(node))
        {
            problems.push_back(problem_at(node, main_index,
                                          onnx::describe(node, main_index) +
                                              " is a plugin inside a control flow body or a function; backend cpu runs "
                                              "plugins in the main graph only"));
        }
        for (const onnx::Attribute& attribute : node.attributes)
        {
            for (const onnx::Graph& graph : attribute.graphs)
            {
                refuse_inside(plugins, graph.nodes, main_index, problems);
            }
        }
    }
}

OwnedPlugin create_plugin(const PluginRegistry& registry, const onnx::Node& node)
{
    PluginNames names{std::string(node.op_type), text_attribute(node, "plugin_version"),
                      text_attribute(node, "plugin_namespace")};
    if (names.version.empty())
    {
        names.version = "1"; // as TensorRT's parser has it
    }
    PluginCreator& creator = registry.require(names, TRTS_PARSE_FAILED);
    const PluginFields fields = fields_of_attributes(node, PluginFields(creator.get_field_names(), names.name));
    return registry.create(names, std::string(node.name), fields, TRTS_TENSOR_RT_PHASE_BUILD, TRTS_PARSE_FAILED);
}

} // namespace

std::vector<OwnedPlugin> create_plugins(const Library& library, std::shared_ptr<const onnx::Bytes>& bytes,
                                        std::vector<onnx::Problem>& problems)
{
    std::vector<OwnedPlugin> created;
    if (library.plugins.names().empty())
    {
        return created;
    }
    const onnx::Model model = onnx::read(bytes);
    PluginNodes plugins(library, model);
    ModelEdits edits;
    edits.has_plugins = true;
    for (std::size_t i = 0; i < model.graph.nodes.size(); ++i)
    {
        const onnx::Node& node = model.graph.nodes[i];
        for (const onnx::Attribute& attribute : node.attributes)
        {
            for (const onnx::Graph& graph : attribute.graphs)
            {
                refuse_inside(plugins, graph.nodes, i, problems);
            }
        }
        if (!plugins.is_plugin(node))
        {
            continue;
        }
        try
        {
            created.push_back(create_plugin(library.plugins, node));
            edits.nodes[node.raw.data()].plugin = plugin_operator(created.size() - 1);
        }
        catch (const Error& error)
        {
            problems.push_back(problem_at(node, i, onnx::describe(node, i) + ": " + error.what()));
        }
    }
    for (const onnx::Function& function : model.functions)
    {
        refuse_inside(plugins, function.nodes, 0, problems);
    }
    if (created.empty())
    {
        return created;
    }
    for (const onnx::ValueInfo& input : model.graph.inputs)
    {
        edits.inputs.emplace_back(input.raw);
    }
    for (const onnx::ValueInfo& output : model.graph.outputs)
    {
        edits.outputs.emplace_back(output.raw);
    }
    bytes = share_counted(edit_model(model, edits));
    return created;
}

} // namespace trts::cpu
