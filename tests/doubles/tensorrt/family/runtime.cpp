#include "family/runtime.h"

#include <memory>

#include "family/engine.h"
#include "family/plugin_registry.h"
#include "family/stream_io.h"

namespace trts::doubles
{

Runtime::Runtime() : RuntimeObject(this)
{
    properties_.start_from_zero();
    RuntimeTable::do_setMaxThreads(1);
}

ICudaEngine* Runtime::do_deserializeCudaEngine(const void* blob, size_t size)
{
    Plan plan;
    std::string why;
    if (!read_plan(blob, size, do_getEngineHostCodeAllowed(), plan, why))
    {
        reports_.fail(ErrorCode::kINTERNAL_ERROR, why);
        return nullptr;
    }
    std::vector<OwnedPlugin> plugins;
    if (!create_plugins(plan.graph, plugins, why))
    {
        reports_.fail(ErrorCode::kINTERNAL_ERROR, why);
        return nullptr;
    }
    seam().log(info, ("Loaded engine size: " + std::to_string(size) + " bytes").c_str());
    auto engine = std::make_unique<Engine>(std::move(plan), std::move(plugins), allocator_, parent_);
    if (!engine->has_memory())
    {
        reports_.fail("IRuntime::deserializeCudaEngine", ErrorCode::kFAILED_ALLOCATION, "Requested size was 1024 bytes.");
        return nullptr;
    }
    return engine.release();
}

#if defined(TRTS_FAMILY_trt10)

ICudaEngine* Runtime::do_deserializeCudaEngine(IStreamReader& streamReader)
{
    std::string why;
    const std::optional<Bytes> plan =
        read_all([&](unsigned char* to, int64_t size) { return streamReader.read(to, size); }, why);
    if (!plan)
    {
        reports_.fail("IRuntime::deserializeCudaEngine", ErrorCode::kINTERNAL_ERROR, why);
        return nullptr;
    }
    return do_deserializeCudaEngine(plan->data(), plan->size());
}

#endif

/// It begins where the stream begins, wherever that stood.
ICudaEngine* Runtime::do_deserializeCudaEngineV2(IStreamReaderV2& streamReader)
{
    std::string why;
    if (!streamReader.seek(0, SeekPosition::kSET))
    {
        reports_.fail("IRuntime::deserializeCudaEngine", ErrorCode::kINTERNAL_ERROR, "the stream cannot be positioned");
        return nullptr;
    }
    const std::optional<Bytes> plan =
        read_all([&](unsigned char* to, int64_t size) { return streamReader.read(to, size, nullptr); }, why);
    if (!plan)
    {
        reports_.fail("IRuntime::deserializeCudaEngine", ErrorCode::kINTERNAL_ERROR, why);
        return nullptr;
    }
    return do_deserializeCudaEngine(plan->data(), plan->size());
}

#if defined(TRTS_FAMILY_rtx1)

int64_t Runtime::do_getEngineHeaderSize() const
{
    return static_cast<int64_t>(plan_head_size);
}

EngineValidity Runtime::do_getEngineValidity(const void* blob, int64_t blobSize, uint64_t* diagnostics) const
{
    std::string why;
    const bool is_plan = blobSize > 0 && plan_size(blob, static_cast<std::size_t>(blobSize), why) != 0;
    const bool is_ours = is_plan && is_of_own_version(blob);
    if (diagnostics != nullptr)
    {
        *diagnostics = is_ours   ? 0
                       : is_plan ? static_cast<uint64_t>(EngineInvalidityDiagnostics::kVERSION_MISMATCH)
                                 : static_cast<uint64_t>(EngineInvalidityDiagnostics::kMALFORMED_ENGINE);
    }
    return is_ours ? EngineValidity::kVALID : EngineValidity::kINVALID;
}

#endif

bool Runtime::do_setMaxThreads(int32_t maxThreads)
{
    if (maxThreads < 1)
    {
        reports_.fail("IRuntime::setMaxThreads", ErrorCode::kINVALID_ARGUMENT, "maxThreads is less than 1");
        return false;
    }
    return RuntimeTable::do_setMaxThreads(maxThreads);
}

IPluginRegistry& Runtime::do_getPluginRegistry()
{
    return plugin_registry();
}

/// There is no lean runtime to load.
IRuntime* Runtime::do_loadRuntime(const char* path)
{
    reports_.fail("IRuntime::loadRuntime", ErrorCode::kINVALID_ARGUMENT,
                  "cannot load " + std::string(path == nullptr ? "(null)" : path));
    return nullptr;
}

} // namespace trts::doubles
