// Internal to the checks: how the tensors flow through one graph, its subgraphs, and the bodies of functions.
#pragma once

#include <filesystem>
#include <string_view>
#include <vector>

#include "core/onnx/check_operators.h"
#include "core/onnx/check_report.h"
#include "core/onnx/checks.h"
#include "core/onnx/model.h"
#include "core/onnx/name_table.h"
#include "core/onnx/topology.h"

namespace trts::onnx
{

class GraphChecker
{
  public:
    GraphChecker(const Operators& operators, const Support& support, const std::filesystem::path& model_folder,
                 Report& report);

    void check_main(const Graph& graph, Opsets& opsets);
    void check_function(const Function& function, Opsets& opsets, const Place& place);

  private:
    /// A graph, or a function's body.
    struct Body
    {
        std::vector<std::string_view> inputs;
        std::vector<std::string_view> outputs;
        const std::vector<Tensor>* initializers = nullptr;
        const std::vector<std::string_view>* sparse_initializers = nullptr;
        const std::vector<Node>* nodes = nullptr;
    };

    /// The names that a body sees: its own, and those of the bodies around it.
    struct Scope
    {
        Scope* outer = nullptr;
        const Body* body = nullptr;
        NameTable names;
        std::uint32_t current_node = 0;
        std::vector<Edge> edges; // node before node; a subgraph's needs are those of the node that holds it
    };

    static Body body_of(const Graph& graph);

    void check_body(const Body& body, Scope* outer, const Place& place);
    void define_names(Scope& scope, const Place& place);
    void check_node_names(const Scope& scope, const Place& place);
    void check_initializers(const Body& body, const Place& place);
    void check_node(const Node& node, std::size_t index, Scope& scope, const Place& place);
    void check_attributes(const Node& node, std::size_t index, Scope* scope, const Place& place);
    void check_attribute(const Attribute& attribute, const std::string& subject, Scope* scope, const Place& place);
    void check_outputs(Scope& scope, const Place& place);
    void check_cycles(const Scope& scope, const Place& place);

    static bool resolve(std::string_view name, Scope& scope);
    Place place_of(const Node& node, std::size_t index, const Scope& scope, const Place& place) const;

    const Operators& operators_;
    const Support& support_;
    const std::filesystem::path& model_folder_;
    Report& report_;
    Opsets* opsets_ = nullptr;
    const Function* function_ = nullptr; // whose body is being checked
};

} // namespace trts::onnx
