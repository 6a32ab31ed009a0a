#include "cpu/ort.h"

#include <cstring>

#include "core/error.h"
#include "core/loading/environment.h"
#include "cpu/ort_text.h"

namespace trts::cpu
{
namespace
{

/// Lines of the environment belong to no builder or runtime; each session has a logger of its own.
void TRTS_ORT_CALL drop_line(void*, ort::LoggingLevel, const char*, const char*, const char*, const char*) {}

} // namespace

namespace ort
{

Api read_api(const void* ort_api) noexcept
{
    Api api{};
    const auto* entries = static_cast<const unsigned char*>(ort_api);
#define TRTS_ORT_READ(name, index, result, parameters)                                                                 \
    static_assert(sizeof(api.name) == sizeof(void*), "OrtApi is a table of function pointers");                        \
    std::memcpy(&api.name, entries + (index) * sizeof(void*), sizeof(void*));
    TRTS_ORT_FUNCTIONS(TRTS_ORT_READ)
#undef TRTS_ORT_READ
    return api;
}

} // namespace ort

Ort::Ort(const void* ort_api) : api_(ort::read_api(ort_api))
{
    // The official binaries collect usage data from the moment the environment exists. On Linux only this variable
    // prevents that; on Windows only the call does.
    set_environment_variable("ORT_DISABLE_TELEMETRY", "1");
    check(api_.CreateEnvWithCustomLogger(drop_line, nullptr, ort::LoggingLevel::Warning, "trtsharp", &environment_),
          TRTS_INTERNAL_ERROR, "ONNX Runtime could not be started");
    check(api_.DisableTelemetryEvents(environment_), TRTS_INTERNAL_ERROR, "telemetry could not be switched off");
    check(api_.CreateCpuMemoryInfo(ort::AllocatorType::Device, ort::MemoryType::Default, &cpu_memory_),
          TRTS_INTERNAL_ERROR, "ONNX Runtime could not be started");
    check(api_.GetAllocatorWithDefaultOptions(&allocator_), TRTS_INTERNAL_ERROR, "ONNX Runtime could not be started");
}

void Ort::check(OrtStatus* status, trts_status failure, const char* what) const
{
    if (status == nullptr)
    {
        return;
    }
    const std::unique_ptr<OrtStatus, OrtRelease<OrtStatus>> owned(status, {api_.ReleaseStatus});
    const auto code = static_cast<std::int32_t>(api_.GetErrorCode(status));
    throw Error(failure, std::string(what) + ": " + clean_ort_text(api_.GetErrorMessage(status)), code);
}

} // namespace trts::cpu
