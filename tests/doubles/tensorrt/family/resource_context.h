#pragma once

#include "family/reports.h"
#include "tables.g.h"

namespace trts::doubles
{

/// What a context lends its plugins until it destroys them: the runtime's allocator, null where it has none, and the
/// error recorder of the context, else of its engine.
class ResourceContext final : public PluginResourceContextTable
{
  public:
    ResourceContext(IGpuAllocator* allocator, const Reports& reports, const Reports& reports_of_engine)
        : allocator_(allocator), reports_(reports), reports_of_engine_(reports_of_engine)
    {
    }

  protected:
    IGpuAllocator* do_getGpuAllocator() const override { return allocator_; }
    IErrorRecorder* do_getErrorRecorder() const override
    {
        return reports_.recorder() != nullptr ? reports_.recorder() : reports_of_engine_.recorder();
    }

  private:
    IGpuAllocator* allocator_;
    const Reports& reports_;
    const Reports& reports_of_engine_;
};

} // namespace trts::doubles
