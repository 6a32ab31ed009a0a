// ONNX Runtime's C API, as much of it as is used here: no header of it is needed to build. OrtApi is a table of
// functions that only ever grows at its end, so an entry is known by its index; ort_api_layout_test.cpp compares every
// line with the real header.
#pragma once

#include <cstddef>
#include <cstdint>

// Their names in the C API, so that signatures can be compared as types.
struct OrtAllocator;
struct OrtApi;
struct OrtCustomOp;
struct OrtCustomOpDomain;
struct OrtEnv;
struct OrtKernelContext;
struct OrtKernelInfo;
struct OrtMemoryInfo;
struct OrtRunOptions;
struct OrtSession;
struct OrtSessionOptions;
struct OrtShapeInferContext;
struct OrtStatus;
struct OrtTensorTypeAndShapeInfo;
struct OrtTypeInfo;
struct OrtValue;

#if defined(_WIN32) && !defined(_WIN64)
#define TRTS_ORT_CALL __stdcall
#else
#define TRTS_ORT_CALL
#endif

namespace trts::cpu::ort
{

/// The newest function used, TensorTypeAndShape_HasShape, came with ONNX Runtime 1.24.
inline constexpr std::uint32_t api_version = 24;

enum class ErrorCode : std::int32_t
{
    Fail = 1,
    InvalidProtobuf = 7,
    NotImplemented = 9,
    InvalidGraph = 10,
};

enum class LoggingLevel : std::int32_t
{
    Verbose = 0,
    Info = 1,
    Warning = 2,
    Error = 3,
    Fatal = 4,
};

enum class OptimizationLevel : std::int32_t
{
    None = 0,
    Basic = 1,
    Extended = 2,
    All = 99,
};

enum class ValueType : std::int32_t
{
    Tensor = 1,
};

enum class AllocatorType : std::int32_t
{
    Device = 0,
};

enum class MemoryType : std::int32_t
{
    Default = 0,
};

/// OrtCustomOpInputOutputCharacteristic.
enum class Characteristic : std::int32_t
{
    Variadic = 2,
};

/// ONNXTensorElementDataType: the numbers are those of onnx::ElementType.
using ElementType = std::int32_t;

using LoggingFunction = void(TRTS_ORT_CALL*)(void* param, LoggingLevel severity, const char* category,
                                             const char* logid, const char* code_location, const char* message);

} // namespace trts::cpu::ort

// name, index in OrtApi, result, parameters
#define TRTS_ORT_FUNCTIONS(X)                                                                                          \
    X(CreateStatus, 0, OrtStatus*, (ErrorCode, const char*))                                                           \
    X(GetErrorCode, 1, ErrorCode, (const OrtStatus*))                                                                  \
    X(GetErrorMessage, 2, const char*, (const OrtStatus*))                                                             \
    X(ReleaseStatus, 93, void, (OrtStatus*))                                                                           \
    X(CreateEnvWithCustomLogger, 4, OrtStatus*, (LoggingFunction, void*, LoggingLevel, const char*, OrtEnv**))         \
    X(DisableTelemetryEvents, 6, OrtStatus*, (const OrtEnv*))                                                          \
    X(CreateSessionOptions, 10, OrtStatus*, (OrtSessionOptions**))                                                     \
    X(ReleaseSessionOptions, 100, void, (OrtSessionOptions*))                                                          \
    X(SetSessionGraphOptimizationLevel, 23, OrtStatus*, (OrtSessionOptions*, OptimizationLevel))                       \
    X(SetIntraOpNumThreads, 24, OrtStatus*, (OrtSessionOptions*, int))                                                 \
    X(SetSessionLogSeverityLevel, 22, OrtStatus*, (OrtSessionOptions*, int))                                           \
    X(SetUserLoggingFunction, 266, OrtStatus*, (OrtSessionOptions*, LoggingFunction, void*))                           \
    X(AddFreeDimensionOverrideByName, 124, OrtStatus*, (OrtSessionOptions*, const char*, std::int64_t))                \
    X(AddSessionConfigEntry, 130, OrtStatus*, (OrtSessionOptions*, const char*, const char*))                          \
    X(CreateSessionFromArray, 8, OrtStatus*,                                                                           \
      (const OrtEnv*, const void*, std::size_t, const OrtSessionOptions*, OrtSession**))                               \
    X(ReleaseSession, 95, void, (OrtSession*))                                                                         \
    X(SessionGetInputCount, 30, OrtStatus*, (const OrtSession*, std::size_t*))                                         \
    X(SessionGetOutputCount, 31, OrtStatus*, (const OrtSession*, std::size_t*))                                        \
    X(SessionGetInputName, 36, OrtStatus*, (const OrtSession*, std::size_t, OrtAllocator*, char**))                    \
    X(SessionGetOutputName, 37, OrtStatus*, (const OrtSession*, std::size_t, OrtAllocator*, char**))                   \
    X(SessionGetInputTypeInfo, 33, OrtStatus*, (const OrtSession*, std::size_t, OrtTypeInfo**))                        \
    X(SessionGetOutputTypeInfo, 34, OrtStatus*, (const OrtSession*, std::size_t, OrtTypeInfo**))                       \
    X(ReleaseTypeInfo, 98, void, (OrtTypeInfo*))                                                                       \
    X(CastTypeInfoToTensorInfo, 55, OrtStatus*, (const OrtTypeInfo*, const OrtTensorTypeAndShapeInfo**))               \
    X(GetOnnxTypeFromTypeInfo, 56, OrtStatus*, (const OrtTypeInfo*, ValueType*))                                       \
    X(GetTensorElementType, 60, OrtStatus*, (const OrtTensorTypeAndShapeInfo*, ElementType*))                          \
    X(GetDimensionsCount, 61, OrtStatus*, (const OrtTensorTypeAndShapeInfo*, std::size_t*))                            \
    X(GetDimensions, 62, OrtStatus*, (const OrtTensorTypeAndShapeInfo*, std::int64_t*, std::size_t))                   \
    X(GetSymbolicDimensions, 63, OrtStatus*, (const OrtTensorTypeAndShapeInfo*, const char**, std::size_t))            \
    X(TensorTypeAndShape_HasShape, 390, bool, (const OrtTensorTypeAndShapeInfo*))                                      \
    X(ReleaseTensorTypeAndShapeInfo, 99, void, (OrtTensorTypeAndShapeInfo*))                                           \
    X(CreateCpuMemoryInfo, 69, OrtStatus*, (AllocatorType, MemoryType, OrtMemoryInfo**))                               \
    X(CreateTensorWithDataAsOrtValue, 49, OrtStatus*,                                                                  \
      (const OrtMemoryInfo*, void*, std::size_t, const std::int64_t*, std::size_t, ElementType, OrtValue**))           \
    X(ReleaseValue, 96, void, (OrtValue*))                                                                             \
    X(GetTensorTypeAndShape, 65, OrtStatus*, (const OrtValue*, OrtTensorTypeAndShapeInfo**))                           \
    X(GetTensorMutableData, 51, OrtStatus*, (OrtValue*, void**))                                                       \
    X(GetTensorSizeInBytes, 318, OrtStatus*, (const OrtValue*, std::size_t*))                                          \
    X(GetAllocatorWithDefaultOptions, 78, OrtStatus*, (OrtAllocator**))                                                \
    X(AllocatorFree, 76, OrtStatus*, (OrtAllocator*, void*))                                                           \
    X(CreateRunOptions, 39, OrtStatus*, (OrtRunOptions**))                                                             \
    X(ReleaseRunOptions, 97, void, (OrtRunOptions*))                                                                   \
    X(RunOptionsSetTerminate, 46, OrtStatus*, (OrtRunOptions*))                                                        \
    X(RunOptionsUnsetTerminate, 47, OrtStatus*, (OrtRunOptions*))                                                      \
    X(CreateCustomOpDomain, 26, OrtStatus*, (const char*, OrtCustomOpDomain**))                                        \
    X(CustomOpDomain_Add, 27, OrtStatus*, (OrtCustomOpDomain*, const OrtCustomOp*))                                    \
    X(AddCustomOpDomain, 28, OrtStatus*, (OrtSessionOptions*, OrtCustomOpDomain*))                                     \
    X(ReleaseCustomOpDomain, 101, void, (OrtCustomOpDomain*))                                                          \
    X(KernelContext_GetInputCount, 88, OrtStatus*, (const OrtKernelContext*, std::size_t*))                            \
    X(KernelContext_GetOutputCount, 89, OrtStatus*, (const OrtKernelContext*, std::size_t*))                           \
    X(KernelContext_GetInput, 90, OrtStatus*, (const OrtKernelContext*, std::size_t, const OrtValue**))                \
    X(KernelContext_GetOutput, 91, OrtStatus*,                                                                         \
      (OrtKernelContext*, std::size_t, const std::int64_t*, std::size_t, OrtValue**))                                  \
    X(ShapeInferContext_GetInputCount, 267, OrtStatus*, (const OrtShapeInferContext*, std::size_t*))                   \
    X(ShapeInferContext_GetInputTypeShape, 268, OrtStatus*,                                                            \
      (const OrtShapeInferContext*, std::size_t, OrtTensorTypeAndShapeInfo**))                                         \
    X(ShapeInferContext_SetOutputTypeShape, 270, OrtStatus*,                                                           \
      (const OrtShapeInferContext*, std::size_t, const OrtTensorTypeAndShapeInfo*))                                    \
    X(CreateTensorTypeAndShapeInfo, 57, OrtStatus*, (OrtTensorTypeAndShapeInfo**))                                     \
    X(SetTensorElementType, 58, OrtStatus*, (OrtTensorTypeAndShapeInfo*, ElementType))                                 \
    X(SetDimensions, 59, OrtStatus*, (OrtTensorTypeAndShapeInfo*, const std::int64_t*, std::size_t))                   \
    X(SetSymbolicDimensions, 271, OrtStatus*, (OrtTensorTypeAndShapeInfo*, const char**, std::size_t))                 \
    X(Run, 9, OrtStatus*,                                                                                              \
      (OrtSession*, const OrtRunOptions*, const char* const*, const OrtValue* const*, std::size_t, const char* const*, \
       std::size_t, OrtValue**))

namespace trts::cpu::ort
{

/// OrtCustomOp, as of api_version: an operator of our own. ONNX Runtime reads no more of it than its `version` tells.
struct CustomOp
{
    using Op = const OrtCustomOp*;

    std::uint32_t version;
    void*(TRTS_ORT_CALL* CreateKernel)(Op, const OrtApi*, const OrtKernelInfo*);
    const char*(TRTS_ORT_CALL* GetName)(Op);
    const char*(TRTS_ORT_CALL* GetExecutionProviderType)(Op);
    ElementType(TRTS_ORT_CALL* GetInputType)(Op, std::size_t);
    std::size_t(TRTS_ORT_CALL* GetInputTypeCount)(Op);
    ElementType(TRTS_ORT_CALL* GetOutputType)(Op, std::size_t);
    std::size_t(TRTS_ORT_CALL* GetOutputTypeCount)(Op);
    void(TRTS_ORT_CALL* KernelCompute)(void*, OrtKernelContext*);
    void(TRTS_ORT_CALL* KernelDestroy)(void*);
    Characteristic(TRTS_ORT_CALL* GetInputCharacteristic)(Op, std::size_t);
    Characteristic(TRTS_ORT_CALL* GetOutputCharacteristic)(Op, std::size_t);
    MemoryType(TRTS_ORT_CALL* GetInputMemoryType)(Op, std::size_t);
    int(TRTS_ORT_CALL* GetVariadicInputMinArity)(Op);
    int(TRTS_ORT_CALL* GetVariadicInputHomogeneity)(Op);
    int(TRTS_ORT_CALL* GetVariadicOutputMinArity)(Op);
    int(TRTS_ORT_CALL* GetVariadicOutputHomogeneity)(Op);
    OrtStatus*(TRTS_ORT_CALL* CreateKernelV2)(Op, const OrtApi*, const OrtKernelInfo*, void**);
    OrtStatus*(TRTS_ORT_CALL* KernelComputeV2)(void*, OrtKernelContext*);
    OrtStatus*(TRTS_ORT_CALL* InferOutputShapeFn)(Op, OrtShapeInferContext*);
    int(TRTS_ORT_CALL* GetStartVersion)(Op);
    int(TRTS_ORT_CALL* GetEndVersion)(Op);
    std::size_t(TRTS_ORT_CALL* GetMayInplace)(int**, int**);
    void(TRTS_ORT_CALL* ReleaseMayInplace)(int*, int*);
    std::size_t(TRTS_ORT_CALL* GetAliasMap)(int**, int**);
    void(TRTS_ORT_CALL* ReleaseAliasMap)(int*, int*);
};

/// The functions of one loaded library.
struct Api
{
#define TRTS_ORT_MEMBER(name, index, result, parameters) result(TRTS_ORT_CALL* name) parameters;
    TRTS_ORT_FUNCTIONS(TRTS_ORT_MEMBER)
#undef TRTS_ORT_MEMBER
};

/// Picks the functions out of an OrtApi of `api_version` or newer.
Api read_api(const void* ort_api) noexcept;

} // namespace trts::cpu::ort
