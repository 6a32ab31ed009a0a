// From an ONNX model to a network, by the network's public methods alone.
#pragma once

#include <deque>
#include <map>
#include <string>

#include "nv.h"
#include "parser/onnx_model.h"
#include "parser/parser_errors.h"

namespace trts::doubles
{

/// Whether the parser knows an operator.
bool is_known_operator(std::string const& name);

class Importer
{
public:
    /// @param model its initializers' bytes must live as long as the network may be built
    Importer(OnnxModel const& model, INetworkDefinition& network, ParserErrors& errors)
        : model_(model), network_(network), errors_(errors)
    {
    }

    bool run();

private:
    bool add_inputs();
    bool add_node(int index);
    bool add_outputs();
    /// A tensor by its ONNX name; an initializer becomes a constant of at least this rank. Null where there is none.
    ITensor* tensor(std::string const& name, int32_t rank);
    ITensor* constant(OnnxTensor const& initializer, int32_t rank);
    int32_t rank_of(std::string const& name) const;
    OnnxTensor const* initializer(std::string const& name) const;
    bool name_results(ILayer* layer, OnnxNode const& node, int index);
    bool fail(onnx::ErrorCode code, std::string const& what, int line, int index);

    OnnxModel const& model_;
    INetworkDefinition& network_;
    ParserErrors& errors_;
    std::map<std::string, ITensor*> tensors_;
    std::map<std::pair<std::string, int32_t>, ITensor*> constants_; // by initializer and rank
};

} // namespace trts::doubles
