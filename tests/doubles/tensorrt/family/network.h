#pragma once

#include <map>

#include "core/objects.h"
#include "family/parents.h"
#include "family/reports.h"
#include "network_layers.g.h"

namespace trts::doubles
{

class Builder;

class Network final : public NetworkLayers, public NetworkDefinitionObject
{
  public:
    Network(Builder& builder, uint32_t flags);

    const std::string& name() const { return name_; }
    const Reports& reports() const { return reports_; }
    /// The name of a constant's weights: as set, or its layer's.
    std::string weights_name(const Layer& layer) const;

  protected:
    ITensor* do_addInput(const char* name, DataType type, const Dims& dimensions) override;
    void do_markOutput(ITensor& tensor) override;
    void do_unmarkOutput(ITensor& tensor) override;
    void do_removeTensor(ITensor& tensor) override;
    int32_t do_getNbLayers() const override { return static_cast<int32_t>(layers().size()); }
    ILayer* do_getLayer(int32_t index) const override;
    int32_t do_getNbInputs() const override { return static_cast<int32_t>(inputs_.size()); }
    ITensor* do_getInput(int32_t index) const override;
    int32_t do_getNbOutputs() const override { return static_cast<int32_t>(outputs_.size()); }
    ITensor* do_getOutput(int32_t index) const override;
    void do_setName(const char* name) override { name_ = name == nullptr ? "" : name; }
    const char* do_getName() const override { return name_.c_str(); }
    bool do_hasImplicitBatchDimension() const override { return false; }
    IBuilder& do_getBuilder() const override;
    NetworkDefinitionCreationFlags do_getFlags() const override { return flags_; }
    bool do_getFlag(NetworkDefinitionCreationFlag flag) const override { return (flags_ & bit(flag)) != 0; }
    bool do_setWeightsName(Weights weights, const char* name) override;
    bool do_markDebug(ITensor& tensor) override;
    bool do_unmarkDebug(ITensor& tensor) override;
    bool do_isDebugTensor(const ITensor& tensor) const override;
    void do_setErrorRecorder(IErrorRecorder* recorder) override { reports_.set(recorder); }
    IErrorRecorder* do_getErrorRecorder() const override { return reports_.recorder(); }

    IConstantLayer* do_addConstant(const Dims& dimensions, Weights weights) override;
    IIdentityLayer* do_addIdentity(ITensor& input) override;
    IShuffleLayer* do_addShuffle(ITensor& input) override;
    IElementWiseLayer* do_addElementWise(ITensor& input1, ITensor& input2, ElementWiseOperation op) override;
    IConcatenationLayer* do_addConcatenation(ITensor* const* inputs, int32_t nbInputs) override;
    INonZeroLayer* do_addNonZero(ITensor& input) override;
    INonZeroLayer* do_addNonZeroV2(ITensor& input, DataType indicesType) override;
#if !defined(TRTS_FAMILY_rtx1)
    IPluginV3Layer* do_addPluginV3(ITensor* const* inputs, int32_t nbInputs, ITensor* const* shapeInputs,
                                   int32_t nbShapeInputs, IPluginV3& plugin) override;
#endif

  private:
    Builder& builder_;
    Child child_;
    uint32_t flags_;
    std::string name_;
    std::map<const void*, std::string> weights_names_; // by address
    Reports reports_;
    Live live_{"INetworkDefinition", static_cast<INetworkDefinition*>(this)};
};

} // namespace trts::doubles
