// What a network is made of, and how its add methods add: the generated NetworkLayers calls these.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "family/layer.h"
#include "family/samples.h"

namespace trts::doubles
{

class NetworkParts : public NetworkDefinitionTable
{
  public:
    Shape shape_of_tensor(const Tensor& tensor) const;

    const std::vector<std::unique_ptr<Tensor>>& inputs() const { return inputs_; }
    const std::vector<Tensor*>& outputs() const { return outputs_; }
    const std::vector<std::unique_ptr<Layer>>& layers() const { return layers_; }
    /// "ILoop": what is in the network and no layer; a build refuses it.
    const std::vector<std::string>& other_parts() const { return other_parts_; }

  protected:
    static std::vector<ITensor*> one(ITensor* tensor) { return {tensor}; }

    static std::vector<ITensor*> all(ITensor* const* tensors, int32_t count)
    {
        return tensors == nullptr || count <= 0 ? std::vector<ITensor*>()
                                                : std::vector<ITensor*>(tensors, tensors + count);
    }

    template <class Object, class Table>
    LayerOf<Object, Table>* add_layer(const char* class_name, LayerType type,
                                      const std::vector<std::vector<ITensor*>>& inputs)
    {
        return add_layer<Object, Table>(class_name, type, inputs, [](Table&) {});
    }

    /// @param start sets the table's properties before the outputs are made
    template <class Object, class Table, class Start>
    LayerOf<Object, Table>* add_layer(const char* class_name, LayerType type,
                                      const std::vector<std::vector<ITensor*>>& inputs, const Start& start)
    {
        auto layer = std::make_unique<LayerOf<Object, Table>>(class_name, type, default_name(class_name));
        start(layer->table());
        std::vector<ITensor*> given;
        for (const std::vector<ITensor*>& some : inputs)
        {
            given.insert(given.end(), some.begin(), some.end());
        }
        layer->connect(*this, given, type == LayerType::kTOPK || type == LayerType::kNMS ? 2 : 1);
        LayerOf<Object, Table>* added = layer.get();
        layers_.push_back(std::move(layer));
        return added;
    }

    template <class Stub>
    Stub* add_part(const char* class_name)
    {
        auto part = std::make_shared<MadeStub<Stub>>(class_name);
        parts_.push_back(part);
        other_parts_.emplace_back(class_name);
        return part.get();
    }

    std::vector<std::unique_ptr<Tensor>> inputs_;
    std::vector<Tensor*> outputs_;

  private:
    /// "(Unnamed Layer* 3) [ElementWise]"
    std::string default_name(const std::string& class_name) const;

    std::vector<std::unique_ptr<Layer>> layers_;
    std::vector<std::shared_ptr<void>> parts_;
    std::vector<std::string> other_parts_;
};

} // namespace trts::doubles
