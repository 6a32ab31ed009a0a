#include "core/onnx/check_report.h"

namespace trts::onnx
{

void Report::add(ProblemCode code, const Place& place, const std::string& message, std::string_view tensor_name)
{
    if (is_full())
    {
        return;
    }
    Problem problem;
    problem.code = code;
    problem.message = place.prefix + message;
    problem.node_index = place.main_node_index;
    if (place.node != nullptr)
    {
        problem.node_name = place.node->name;
        problem.op_type = place.node->op_type;
        problem.domain = place.node->domain;
    }
    problem.tensor_name = tensor_name;
    problems_.push_back(std::move(problem));
    if (is_full())
    {
        problems_.back().message += " (there may be more problems: the list ends here)";
    }
}

} // namespace trts::onnx
