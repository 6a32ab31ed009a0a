#pragma once

#include "core/objects.h"
#include "family/parents.h"
#include "family/reports.h"
#include "family/samples.h"
#include "objects.g.h"

namespace trts::doubles
{

class Runtime final : public RuntimeTable, public RuntimeObject
{
  public:
    Runtime();

  protected:
    IRuntime* do_getPImpl() override { return this; }
    ICudaEngine* do_deserializeCudaEngine(const void* blob, size_t size) override;
#if defined(TRTS_FAMILY_trt10)
    ICudaEngine* do_deserializeCudaEngine(IStreamReader& streamReader) override;
#endif
    ICudaEngine* do_deserializeCudaEngineV2(IStreamReaderV2& streamReader) override;
#if defined(TRTS_FAMILY_rtx1)
    int64_t do_getEngineHeaderSize() const override;
    EngineValidity do_getEngineValidity(const void* blob, int64_t blobSize, uint64_t* diagnostics) const override;
#endif
    int32_t do_getNbDLACores() const override
    {
        return 0;
    }
    void do_setGpuAllocator(IGpuAllocator* allocator) override
    {
        allocator_ = allocator;
    }
    void do_setErrorRecorder(IErrorRecorder* recorder) override
    {
        reports_.set(recorder);
    }
    IErrorRecorder* do_getErrorRecorder() const override
    {
        return reports_.recorder();
    }
    ILogger* do_getLogger() const override
    {
        return first_logger();
    }
    bool do_setMaxThreads(int32_t maxThreads) override;
    IPluginRegistry& do_getPluginRegistry() override;
    IRuntime* do_loadRuntime(const char* path) override;

  private:
    IGpuAllocator* allocator_ = nullptr;
    Reports reports_;
    Live live_{"IRuntime", static_cast<IRuntime*>(this)};
    Parent parent_{static_cast<IRuntime*>(this)};
};

} // namespace trts::doubles
