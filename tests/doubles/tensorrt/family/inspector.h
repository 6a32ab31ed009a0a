#pragma once

#include <map>
#include <string>

#include "family/engine.h"

namespace trts::doubles
{

class Inspector final : public EngineInspectorTable, public EngineInspectorObject
{
  public:
    explicit Inspector(const Engine& engine);

  protected:
    IEngineInspector* do_getPImpl() override { return this; }
    const char* do_getLayerInformation(int32_t layerIndex, LayerInformationFormat format) const override;
    const char* do_getEngineInformation(LayerInformationFormat format) const override;
    void do_setErrorRecorder(IErrorRecorder* recorder) override { reports_.set(recorder); }
    IErrorRecorder* do_getErrorRecorder() const override { return reports_.recorder(); }

  private:
    std::string layer(std::size_t index, bool is_json) const;
    std::string tensors(const std::vector<int32_t>& indexes) const;
    /// Keeps a text as long as the inspector lives.
    const char* keep(std::string text) const;

    std::shared_ptr<EngineData> data_;
    Child child_;
    mutable std::map<std::string, std::string> texts_;
    Reports reports_;
    Live live_{"IEngineInspector", static_cast<IEngineInspector*>(this)};
};

} // namespace trts::doubles
