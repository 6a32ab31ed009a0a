// The numbers of convolutions and poolings.
#include "expect_problem.h"
#include "harness.h"
#include "model_builder.h"

using namespace onnx_test;
using trts::onnx::Problem;

namespace
{

MessageWriter integers(std::string_view name, const std::vector<std::int64_t>& values)
{
    MessageWriter out;
    out.bytes(1, name);
    for (const std::int64_t value : values)
    {
        out.integer(8, value);
    }
    return out.integer(20, 7);
}

std::vector<Problem> problems_with(const MessageWriter& attribute, const char* domain = "")
{
    GraphText graph = relu_graph();
    graph.node(node({"MaxPool", {"y"}, {"z"}, "pool", domain}).message(5, attribute));
    return problems_of(model(graph) + MessageWriter().message(8, opset_import("com.microsoft", 1)).take());
}

} // namespace

TEST(windows_move_by_numbers_of_32_bits)
{
    CHECK_NO_PROBLEM(problems_with(integers("strides", {1, 2147483647})));
    CHECK_ONE_PROBLEM(problems_with(integers("strides", {std::int64_t{1} << 40U, 1})), InvalidAttribute,
                      "attribute 'strides' of node 'pool' (MaxPool) holds 1099511627776; expected 1 to 2147483647");
    CHECK_ONE_PROBLEM(problems_with(integers("strides", {1, 0})), InvalidAttribute, "holds 0");
    CHECK_ONE_PROBLEM(problems_with(integers("dilations", {-1})), InvalidAttribute, "holds -1");
    CHECK_ONE_PROBLEM(problems_with(integers("kernel_shape", {0})), InvalidAttribute, "'kernel_shape'");
    CHECK_ONE_PROBLEM(problems_with(MessageWriter().bytes(1, "group").integer(3, 0).integer(20, 2)), InvalidAttribute,
                      "'group'");
    CHECK_NO_PROBLEM(problems_with(integers("pads", {-1, 1})));
    CHECK_ONE_PROBLEM(problems_with(integers("pads", {-2147483648})), InvalidAttribute, "'pads'");
    CHECK_ONE_PROBLEM(problems_with(integers("strides", {0}), "com.microsoft"), InvalidAttribute, "holds 0");
}

TEST(packed_integers_are_read_too)
{
    const auto packed = MessageWriter().bytes(1, "strides").bytes(8, std::string("\1\0", 2)).integer(20, 7);
    CHECK_ONE_PROBLEM(problems_with(packed), InvalidAttribute, "holds 0");
}
