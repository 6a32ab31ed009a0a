// A layer that the application added to a network: what it computes, and how that is said in ONNX.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "cpu/graph_part.h"
#include "cpu/layer_node.h"
#include "cpu/session.h"
#include "cpu/shape.h"
#include "trtsharp/status.h"

namespace trts::cpu
{

class AddedLayer : public LayerNode
{
  public:
    AddedLayer(Network& network, std::string name, std::string_view op_type)
        : AddedLayer(network, std::move(name), {}, op_type)
    {
    }
    AddedLayer(Network& network, std::string name, std::string_view domain, std::string_view op_type)
        : LayerNode(network, std::move(name), domain, op_type)
    {
    }

    /// An output that has no name of its own is called after the layer.
    void set_name(const char* name) override;

    /// The first output, which is the one of every layer but plugins.
    TensorNode& output() const { return *outputs().front(); }

    virtual std::size_t output_count() const noexcept { return 1; }

    /// The output's type, of the inputs as they are now, whose types are known. Throws Error(TRTS_INVALID_ARGUMENT)
    /// where they do not go together, Error(TRTS_NOT_SUPPORTED) where ONNX Runtime has no kernel for them.
    virtual TensorType infer() = 0;
    virtual std::vector<TensorType> infer_outputs() { return {infer()}; }

    /// Throws as infer() does, but not for what the application may mend yet by setting a property.
    virtual void require_can_be_added() { (void)infer(); }

    /// Throws Error(TRTS_NOT_SUPPORTED) where the output cannot be one of the network.
    virtual void require_can_be_output() const {}

    /// infer() has succeeded.
    virtual void write(GraphPart& part) const = 0;

  protected:
    const TensorType& input_type(std::size_t index) const;
    std::string input_text(std::size_t index) const; // "input 'x', [2, 3],"
    std::vector<std::string> input_names() const;

    /// Throws where another input than the first has another element type or rank.
    void require_alike_inputs() const;

    /// Throws where ONNX Runtime cannot do it.
    void require_kernel(std::string_view op_type, std::int32_t input_count, onnx::ElementType type) const;
    bool has_kernel(std::string_view op_type, std::int32_t input_count, onnx::ElementType type) const;
    [[noreturn]] void fail(const std::string& problem, trts_status status = TRTS_INVALID_ARGUMENT) const;

  private:
    void input_replaced() override;
};

/// What an output is called whose layer has this name, and so many outputs.
std::string default_output_name(const std::string& layer_name, std::size_t index = 0, std::size_t count = 1);

/// The layer as one of this kind, to change it. Throws for another kind, and for a node of a parsed model.
template <typename L>
L& changeable(LayerNode& layer, std::int32_t type, const char* method, const char* interface)
{
    require_layer_type(layer, type, method, interface);
    auto* added = dynamic_cast<L*>(&layer);
    if (added == nullptr)
    {
        throw Error(TRTS_NOT_SUPPORTED, std::string(method) + ": layer '" + layer.name() +
                                            "' comes from an ONNX model; backend cpu can change those only that were "
                                            "added to the network");
    }
    return *added;
}

} // namespace trts::cpu
