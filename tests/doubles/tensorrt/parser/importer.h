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
bool is_known_operator(const std::string& name);

class Importer
{
  public:
    /// @param model its initializers' bytes must live as long as the network may be built
    Importer(const OnnxModel& model, INetworkDefinition& network, ParserErrors& errors)
        : model_(model), network_(network), errors_(errors)
    {
    }

    bool run();

  private:
    bool add_inputs();
    bool add_node(int index);
    bool add_outputs();
    /// As NVIDIA's parser does with an operator that it does not know.
    bool add_plugin(const OnnxNode& node, int index);
    /// A tensor by its ONNX name; an initializer becomes a constant of at least this rank. Null where there is none.
    ITensor* tensor(const std::string& name, int32_t rank);
    ITensor* constant(const OnnxTensor& initializer, int32_t rank);
    int32_t rank_of(const std::string& name) const;
    const OnnxTensor* initializer(const std::string& name) const;
    bool name_results(ILayer* layer, const OnnxNode& node, int index);
    bool fail(onnx::ErrorCode code, const std::string& what, int line, int index);

    const OnnxModel& model_;
    INetworkDefinition& network_;
    ParserErrors& errors_;
    std::map<std::string, ITensor*> tensors_;
    std::map<std::pair<std::string, int32_t>, ITensor*> constants_; // by initializer and rank
};

} // namespace trts::doubles
