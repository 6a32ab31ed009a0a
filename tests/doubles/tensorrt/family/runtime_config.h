// Configs of an engine's methods.
#pragma once

#include "family/plain.h"
#include "objects.g.h"

namespace trts::doubles
{

class SerializationConfig final : public Plain<SerializationConfigTable, SerializationConfigObject>
{
  public:
    using Plain::Plain;
    bool excludes_weights() const { return do_getFlag(SerializationFlag::kEXCLUDE_WEIGHTS); }
};

class RuntimeConfig final : public Plain<RuntimeConfigTable, RuntimeConfigObject>
{
  public:
    using Plain::Plain;
    ExecutionContextAllocationStrategy strategy() const { return do_getExecutionContextAllocationStrategy(); }
    void start_as(ExecutionContextAllocationStrategy strategy) { do_setExecutionContextAllocationStrategy(strategy); }

  protected:
    IRuntimeConfig* do_getPImpl() override { return this; }
};

} // namespace trts::doubles
