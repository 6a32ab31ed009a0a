// Layers: what all of them have, and what those compute that the doubles can run.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/graph.h"
#include "family/tensor.h"

namespace trts::doubles
{

/// A layer's own table, where the doubles can compute it.
class Computed
{
  public:
    virtual ~Computed() = default;
    /// Nothing where it cannot be computed as it is set, such as a difference.
    virtual std::optional<Operation> operation() const = 0;
    virtual int32_t axis() const { return 0; }
    virtual int32_t result_type(int32_t input_type) const { return input_type; }
    /// Of a constant.
    virtual Weights constant_weights() const { return {}; }
    virtual Shape constant_shape() const { return {}; }
    /// Of a plugin: what is known of it, and itself.
    virtual const GraphPlugin* plugin() const { return nullptr; }
    virtual IPluginV3* plugin_object() const { return nullptr; }
};

class Layer : public LayerTable
{
  public:
    Layer(LayerType type, std::string name) : name_(std::move(name)), type_(type) { properties_.start_from_zero(); }

    virtual ILayer* object() = 0;

    /// Null for a layer that a build refuses.
    Computed* computed() const { return computed_; }
    LayerType type() const { return type_; }
    const std::string& name() const { return name_; }
    const std::vector<Tensor*>& inputs() const { return inputs_; }
    const std::vector<std::unique_ptr<Tensor>>& outputs() const { return outputs_; }

    /// @param inputs a null or foreign one counts as missing
    void connect(const NetworkParts& network, const std::vector<ITensor*>& inputs, int32_t output_count);

  protected:
    LayerType do_getType() const override { return type_; }
    void do_setName(const char* name) override { name_ = name == nullptr ? "" : name; }
    const char* do_getName() const override { return name_.c_str(); }
    int32_t do_getNbInputs() const override { return static_cast<int32_t>(inputs_.size()); }
    ITensor* do_getInput(int32_t index) const override;
    int32_t do_getNbOutputs() const override { return static_cast<int32_t>(outputs_.size()); }
    ITensor* do_getOutput(int32_t index) const override;
    void do_setInput(int32_t index, ITensor& tensor) override;

    void compute_by(Computed* computed) { computed_ = computed; }

  private:
    std::string name_;
    LayerType type_;
    Computed* computed_ = nullptr;
    std::vector<Tensor*> inputs_;
    std::vector<std::unique_ptr<Tensor>> outputs_;
};

/// A layer of one public class.
/// @tparam Object over a VLayer and its own table
/// @tparam Table  its own table
template <class Object, class Table>
class LayerOf final : public Layer, public Object
{
  public:
    LayerOf(const char* class_name, LayerType type, std::string name)
        : Layer(type, std::move(name)), Object(static_cast<Layer*>(this), &table_),
          live_(class_name, static_cast<Object*>(this))
    {
        if constexpr (std::is_base_of_v<Computed, Table>)
        {
            compute_by(&table_);
        }
    }

    ILayer* object() override { return this; }
    Table& table() { return table_; }

  private:
    Table table_;
    Live live_;
};

class IdentityImpl final : public IdentityLayerTable, public Computed
{
  public:
    std::optional<Operation> operation() const override { return Operation::identity; }
};

/// A reshape by a second tensor; one by fixed dimensions, or with transpositions, is not computed.
class ShuffleImpl final : public ShuffleLayerTable, public Computed
{
  public:
    std::optional<Operation> operation() const override { return Operation::reshape; }
};

class ElementWiseImpl final : public ElementWiseLayerTable, public Computed
{
  public:
    std::optional<Operation> operation() const override;
    void start_as(ElementWiseOperation operation) { do_setOperation(operation); }
};

class ConcatenationImpl final : public ConcatenationLayerTable, public Computed
{
  public:
    ConcatenationImpl() { properties_.start_from_zero(); }
    std::optional<Operation> operation() const override { return Operation::concatenation; }
    int32_t axis() const override { return do_getAxis(); }
    void start_as(int32_t axis) { do_setAxis(axis); }
};

class NonZeroImpl final : public NonZeroLayerTable, public Computed
{
  public:
    std::optional<Operation> operation() const override { return Operation::non_zero; }
    int32_t result_type(int32_t) const override { return static_cast<int32_t>(do_getIndicesType()); }
    void start_as(DataType indices) { do_setIndicesType(indices); }
};

/// One input's type, one output: what the doubles simulate of plugins.
class PluginImpl final : public PluginV3LayerTable, public Computed
{
  public:
    std::optional<Operation> operation() const override { return Operation::plugin; }
    int32_t result_type(int32_t) const override { return result_type_; }
    const GraphPlugin* plugin() const override { return &description_; }
    IPluginV3* plugin_object() const override { return plugin_.get(); }
    void start_as(std::unique_ptr<IPluginV3> plugin, GraphPlugin description, int32_t result_type)
    {
        plugin_ = std::move(plugin);
        description_ = std::move(description);
        result_type_ = result_type;
    }

  protected:
    IPluginV3& do_getPlugin() override { return *plugin_; }

  private:
    std::unique_ptr<IPluginV3> plugin_;
    GraphPlugin description_;
    int32_t result_type_ = 0;
};

class ConstantImpl final : public ConstantLayerTable, public Computed
{
  public:
    std::optional<Operation> operation() const override { return Operation::constant; }
    int32_t result_type(int32_t) const override { return static_cast<int32_t>(do_getWeights().type); }
    Weights constant_weights() const override { return do_getWeights(); }
    Shape constant_shape() const override;
    void start_as(const Dims& dimensions, Weights weights);
};

} // namespace trts::doubles
