#include "cpu/kernel_probe.h"

#include <vector>

#include "core/error.h"
#include "cpu/graph_part.h"
#include "cpu/model_edit.h"
#include "cpu/onnx_fields.h"
#include "cpu/session.h"

namespace trts::cpu
{

namespace
{

/// Those that an operator cannot do without.
onnx::MessageWriter attributes_of(const std::string& op_type)
{
    if (op_type == "Concat")
    {
        return int_attribute("axis", 0);
    }
    return op_type == "Cast" ? int_attribute("to", static_cast<std::int64_t>(onnx::ElementType::Float))
                             : onnx::MessageWriter();
}

} // namespace

bool KernelProbe::has(const std::string& op_type, std::int32_t input_count, onnx::ElementType type)
{
    const std::pair<std::string, onnx::ElementType> key(op_type, type);
    const auto found = known_.find(key);
    return found != known_.end() ? found->second : known_.emplace(key, ask(op_type, input_count, type)).first->second;
}

bool KernelProbe::ask(const std::string& op_type, std::int32_t input_count, onnx::ElementType type) const
{
    onnx::MessageWriter graph;
    graph.bytes(proto::graph_name, "probe");
    std::vector<std::string> inputs;
    for (std::int32_t i = 0; i < input_count; ++i)
    {
        inputs.push_back("x" + std::to_string(i));
        graph.bytes(proto::graph_input, value_info(inputs.back(), type, {{1, {}}}));
    }
    graph.bytes(proto::graph_output, value_info("y"));
    GraphPart part(every_weight, nullptr);
    part.node("", op_type, inputs, "y", attributes_of(op_type));
    graph.encoded(part.take_fields());

    const onnx::Bytes model =
        onnx::MessageWriter()
            .integer(proto::model_ir_version, ir_version_)
            .message(proto::model_opset_import, onnx::MessageWriter().integer(proto::opset_version, opset_))
            .message(proto::model_graph, graph)
            .take();
    SessionSettings settings;
    settings.what = "ONNX Runtime cannot be asked for its kernels";
    try
    {
        const Session session(ort_, model, settings);
        return true;
    }
    catch (const Error& error)
    {
        const auto code = static_cast<ort::ErrorCode>(error.native_code());
        if (code == ort::ErrorCode::NotImplemented || code == ort::ErrorCode::InvalidGraph)
        {
            return false;
        }
        throw;
    }
}

} // namespace trts::cpu
