// One opened ONNX Runtime: its functions, its environment, and the turning of its errors into ours.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "cpu/ort_api.h"
#include "trtsharp/status.h"

namespace trts::cpu
{

/// Immortal, with one environment for the process.
class Ort final
{
  public:
    /// `ort_api` is an OrtApi of ort::api_version or newer. Switches telemetry off before the environment exists.
    explicit Ort(const void* ort_api);

    const ort::Api& api() const noexcept { return api_; }
    const OrtEnv* environment() const noexcept { return environment_; }
    const OrtMemoryInfo* cpu_memory() const noexcept { return cpu_memory_; }
    OrtAllocator* allocator() const noexcept { return allocator_; }

    /// Releases a failed call's status and throws Error(failure, "<what>: <ONNX Runtime's text>", its code).
    void check(OrtStatus* status, trts_status failure, const char* what) const;

  private:
    ort::Api api_;
    OrtEnv* environment_ = nullptr;
    OrtMemoryInfo* cpu_memory_ = nullptr;
    OrtAllocator* allocator_ = nullptr;
};

/// Owns an object of ONNX Runtime's.
template <typename T>
struct OrtRelease
{
    void(TRTS_ORT_CALL* release)(T*) = nullptr;
    void operator()(T* object) const noexcept { release(object); }
};

template <typename T>
using OrtOwned = std::unique_ptr<T, OrtRelease<T>>;

inline OrtOwned<OrtSession> own(const Ort& ort, OrtSession* object)
{
    return {object, {ort.api().ReleaseSession}};
}
inline OrtOwned<OrtSessionOptions> own(const Ort& ort, OrtSessionOptions* object)
{
    return {object, {ort.api().ReleaseSessionOptions}};
}
inline OrtOwned<OrtTypeInfo> own(const Ort& ort, OrtTypeInfo* object)
{
    return {object, {ort.api().ReleaseTypeInfo}};
}
inline OrtOwned<OrtTensorTypeAndShapeInfo> own(const Ort& ort, OrtTensorTypeAndShapeInfo* object)
{
    return {object, {ort.api().ReleaseTensorTypeAndShapeInfo}};
}
inline OrtOwned<OrtValue> own(const Ort& ort, OrtValue* object)
{
    return {object, {ort.api().ReleaseValue}};
}
inline OrtOwned<OrtCustomOpDomain> own(const Ort& ort, OrtCustomOpDomain* object)
{
    return {object, {ort.api().ReleaseCustomOpDomain}};
}
inline OrtOwned<OrtRunOptions> own(const Ort& ort, OrtRunOptions* object)
{
    return {object, {ort.api().ReleaseRunOptions}};
}

} // namespace trts::cpu
