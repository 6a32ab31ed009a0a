// Model checks that run before any backend's own parser: those accept empty files, report one error at a time, or end
// the process. All problems of a model are reported at once.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "core/onnx/model.h"

namespace trts::onnx
{

enum class ProblemCode : std::int32_t
{
    NotAModel,         // no IR version, no graph, or nothing in it
    IrVersion,         // outside the backend's range
    OpsetVersion,      // missing, given twice, or outside the backend's range
    NoOutputs,         // the graph has none
    OutputNotProduced, // a graph output that nothing computes
    InvalidName,       // no name, not UTF-8, or with a NUL in it
    DuplicateTensor,   // a tensor is defined twice
    DuplicateNode,     // two nodes of one name
    DuplicateFunction, // two model-local functions of one name
    MissingInput,      // a node reads a tensor that does not exist
    Cycle,             // nodes that wait for each other
    UnsupportedType,   // an element type, or a value that is no tensor
    UnknownRank,       // a graph input without a shape
    InvalidShape,      // a negative dimension, or too many of them
    TensorData,        // data that does not fit the tensor's dimensions and type
    ExternalData,      // data outside the model file: where it may not be, missing or too short
    UnknownOperator,   // neither of a known domain, nor a model-local function, nor a plugin
    InvalidAttribute,  // without a name, given twice, or of the wrong kind
    RecursiveFunction, // a function that reaches itself, or grows without bound when its calls are expanded
};

/// "CYCLE", "MISSING_INPUT", …
const char* name_of(ProblemCode code) noexcept;

struct Problem
{
    ProblemCode code = ProblemCode::NotAModel;
    std::string message;          // whole and readable by itself: names node, tensor, value and what was expected
    std::int32_t node_index = -1; // in the main graph; for a subgraph's node: of the main graph's node that holds it
    std::string node_name;
    std::string op_type;
    std::string domain;
    std::string tensor_name;
};

/// Operators of one domain that the backend has, and the versions of it.
struct DomainSupport
{
    std::string domain; // "" is ONNX's own
    std::int64_t min_version = 1;
    std::int64_t max_version = 1;
};

struct OperatorName
{
    std::string domain; // "*": any
    std::string op_type;
};

/// What the backend takes.
struct Support
{
    std::int64_t min_ir_version = 3;
    std::int64_t max_ir_version = 13;
    std::vector<DomainSupport> domains;
    std::vector<OperatorName> plugin_operators;
    ElementTypes io_types;                       // of graph inputs and graph outputs
    ElementTypes initializer_types;              // of the rest, weights mostly
    bool takes_any_operator = false;             // the backend says itself which ones it has
    bool takes_equal_node_names = false;
    bool takes_negative_dimensions = false;      // of graph inputs and graph outputs, for those that vary
    bool checks_weights = true;                  // false: they come from elsewhere; what the model has of them may not fit
    std::int32_t max_rank = 8;                   // of graph inputs and graph outputs: Dims::MAX_DIMS
    std::int64_t max_expanded_nodes = 4'000'000; // after every call of a model-local function is expanded
    std::size_t max_problems = 100;              // then the list ends
};

/// Empty: the model may go to the backend. `model_folder` is where external data lives; empty when the model did not
/// come from a file. Whether an operator of a known domain exists, and whether shapes agree, is the backend's question.
std::vector<Problem> check(const Model& model, const Support& support, const std::filesystem::path& model_folder = {});

} // namespace trts::onnx
