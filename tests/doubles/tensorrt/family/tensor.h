#pragma once

#include <string>

#include "core/graph.h"
#include "core/objects.h"
#include "objects.g.h"

namespace trts::doubles
{

class NetworkParts;

/// A tensor of a network, which computes the shapes of those that layers give.
class Tensor final : public TensorTable, public TensorObject
{
  public:
    Tensor(const NetworkParts& network, std::string name, int32_t type, bool is_input);

    std::string name;
    int32_t type;
    Shape shape; // of an input, or of what a constant gives
    bool is_input;
    bool is_output = false;
    bool is_debug = false;

  protected:
    void do_setName(const char* new_name) override { name = new_name == nullptr ? "" : new_name; }
    const char* do_getName() const override { return name.c_str(); }
    void do_setDimensions(const Dims& dimensions) override;
    Dims do_getDimensions() const override;
    DataType do_getType() const override { return static_cast<DataType>(type); }
#if defined(TRTS_FAMILY_trt10)
    void do_setType(DataType new_type) override
    {
        type = static_cast<int32_t>(new_type);
    }
#endif
    bool do_isNetworkInput() const override
    {
        return is_input;
    }
    bool do_isNetworkOutput() const override
    {
        return is_output;
    }
    bool do_isShapeTensor() const override
    {
        return false;
    }
    bool do_isExecutionTensor() const override
    {
        return true;
    }

  private:
    const NetworkParts& network_;
    Live live_{"ITensor", static_cast<ITensor*>(this)};
};

} // namespace trts::doubles
