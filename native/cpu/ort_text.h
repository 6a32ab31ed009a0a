// ONNX Runtime's messages: made readable, and read for the node that they speak of.
#pragma once

#include <string>
#include <string_view>

namespace trts::cpu
{

/// Without the source files and function signatures of the machine that ONNX Runtime was built on.
std::string clean_ort_text(std::string_view text);

struct BlamedNode
{
    std::string name;    // empty where the text names none
    std::string op_type; // empty where the text names none
};

BlamedNode blamed_node(std::string_view text);

} // namespace trts::cpu
