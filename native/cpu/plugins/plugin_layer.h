// IPluginV3Layer: a plugin that the application added to a network.
#pragma once

#include <string>
#include <vector>

#include "cpu/added_layer.h"
#include "cpu/plugins/plugin.h"

namespace trts::cpu
{

class PluginLayer final : public AddedLayer
{
  public:
    static constexpr const char* kind = "PluginV3";

    /// The network owns the plugin; `index` is its number there.
    PluginLayer(Network& network, std::string name, const Plugin& plugin, std::size_t index);

    std::size_t output_count() const noexcept override { return output_count_; }
    TensorType infer() override { return infer_outputs().front(); }
    std::vector<TensorType> infer_outputs() override;
    void write(GraphPart& part) const override;

  private:
    const Plugin& plugin_;
    std::string operator_;
    std::size_t output_count_;
};

} // namespace trts::cpu
