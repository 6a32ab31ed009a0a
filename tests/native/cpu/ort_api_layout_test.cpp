// Compares native/cpu/ort_api.h with ONNX Runtime's own header, where that is present: every index, every signature.
#include "cpu/ort_api.h"

#include "core/onnx/types.h"

#include "harness.h"

#if __has_include(<onnxruntime_c_api.h>)

#include <cstddef>
#include <type_traits>

#include <onnxruntime_c_api.h>

#pragma GCC diagnostic ignored "-Wignored-attributes" // theirs say nonnull and must-use; a type cannot carry that

namespace
{

// Ours is the same type, or stands for one of the header's enumerations with an integer of the same size. A pointer is
// compared by what it points at; functions by result and parameters. noexcept is part of theirs only.
template <typename Theirs, typename Ours>
constexpr bool stands_for()
{
    if constexpr (std::is_enum_v<Theirs> && (std::is_enum_v<Ours> || std::is_integral_v<Ours>))
    {
        return sizeof(Theirs) == sizeof(Ours);
    }
    return std::is_same_v<Theirs, Ours>;
}

template <typename Theirs, typename Ours>
struct Same : std::bool_constant<stands_for<Theirs, Ours>()>
{
};

template <typename Theirs, typename Ours>
struct Same<Theirs*, Ours*> : std::bool_constant<std::is_const_v<Theirs> == std::is_const_v<Ours> &&
                                                 Same<std::remove_const_t<Theirs>, std::remove_const_t<Ours>>::value>
{
};

template <typename R1, typename... P1, typename R2, typename... P2>
struct Same<R1(P1...), R2(P2...)>
{
    static constexpr bool parameters()
    {
        if constexpr (sizeof...(P1) == sizeof...(P2))
        {
            return (Same<P1, P2>::value && ...);
        }
        return false;
    }
    static constexpr bool value = Same<R1, R2>::value && parameters();
};

template <typename R1, typename... P1, typename R2, typename... P2>
struct Same<R1(P1...) noexcept, R2(P2...)> : Same<R1(P1...), R2(P2...)>
{
};

#define CHECK_FUNCTION(name, index, result, parameters)                                                                \
    static_assert(offsetof(OrtApi, name) == (index) * sizeof(void*), "index of " #name);                               \
    static_assert(Same<decltype(OrtApi::name), decltype(trts::cpu::ort::Api::name)>::value, "signature of " #name);
TRTS_ORT_FUNCTIONS(CHECK_FUNCTION)
#undef CHECK_FUNCTION

// Our operator is theirs as far as it goes: members are added at the end alone.
#define CHECK_MEMBER(name)                                                                                             \
    static_assert(offsetof(OrtCustomOp, name) == offsetof(trts::cpu::ort::CustomOp, name), "place of " #name);          \
    static_assert(Same<decltype(OrtCustomOp::name), decltype(trts::cpu::ort::CustomOp::name)>::value, "type of " #name);
CHECK_MEMBER(CreateKernel)
CHECK_MEMBER(GetName)
CHECK_MEMBER(GetExecutionProviderType)
CHECK_MEMBER(GetInputType)
CHECK_MEMBER(GetInputTypeCount)
CHECK_MEMBER(GetOutputType)
CHECK_MEMBER(GetOutputTypeCount)
CHECK_MEMBER(KernelCompute)
CHECK_MEMBER(KernelDestroy)
CHECK_MEMBER(GetInputCharacteristic)
CHECK_MEMBER(GetOutputCharacteristic)
CHECK_MEMBER(GetInputMemoryType)
CHECK_MEMBER(GetVariadicInputMinArity)
CHECK_MEMBER(GetVariadicInputHomogeneity)
CHECK_MEMBER(GetVariadicOutputMinArity)
CHECK_MEMBER(GetVariadicOutputHomogeneity)
CHECK_MEMBER(CreateKernelV2)
CHECK_MEMBER(KernelComputeV2)
CHECK_MEMBER(InferOutputShapeFn)
CHECK_MEMBER(GetStartVersion)
CHECK_MEMBER(GetEndVersion)
CHECK_MEMBER(GetMayInplace)
CHECK_MEMBER(ReleaseMayInplace)
CHECK_MEMBER(GetAliasMap)
CHECK_MEMBER(ReleaseAliasMap)
#undef CHECK_MEMBER
static_assert(sizeof(trts::cpu::ort::CustomOp) <= sizeof(OrtCustomOp));

// The comparison itself must be able to fail.
static_assert(!Same<int(const char*), int(char*)>::value, "const is compared");
static_assert(!Same<int(OrtEnv*), int(OrtSession*)>::value, "objects are compared");
static_assert(!Same<int(int), int(int, int)>::value, "counts are compared");
static_assert(!Same<ONNXType, std::int64_t>::value, "sizes are compared");

using namespace trts::cpu;

static_assert(static_cast<int>(ort::ErrorCode::Fail) == ORT_FAIL);
static_assert(static_cast<int>(ort::Characteristic::Variadic) == INPUT_OUTPUT_VARIADIC);
static_assert(static_cast<int>(ort::ErrorCode::InvalidProtobuf) == ORT_INVALID_PROTOBUF);
static_assert(static_cast<int>(ort::ErrorCode::NotImplemented) == ORT_NOT_IMPLEMENTED);
static_assert(static_cast<int>(ort::ErrorCode::InvalidGraph) == ORT_INVALID_GRAPH);
static_assert(static_cast<int>(ort::LoggingLevel::Verbose) == ORT_LOGGING_LEVEL_VERBOSE);
static_assert(static_cast<int>(ort::LoggingLevel::Info) == ORT_LOGGING_LEVEL_INFO);
static_assert(static_cast<int>(ort::LoggingLevel::Warning) == ORT_LOGGING_LEVEL_WARNING);
static_assert(static_cast<int>(ort::LoggingLevel::Error) == ORT_LOGGING_LEVEL_ERROR);
static_assert(static_cast<int>(ort::LoggingLevel::Fatal) == ORT_LOGGING_LEVEL_FATAL);
static_assert(static_cast<int>(ort::OptimizationLevel::None) == ORT_DISABLE_ALL);
static_assert(static_cast<int>(ort::OptimizationLevel::Basic) == ORT_ENABLE_BASIC);
static_assert(static_cast<int>(ort::OptimizationLevel::Extended) == ORT_ENABLE_EXTENDED);
static_assert(static_cast<int>(ort::OptimizationLevel::All) == ORT_ENABLE_ALL);
static_assert(static_cast<int>(ort::ValueType::Tensor) == ONNX_TYPE_TENSOR);
static_assert(static_cast<int>(ort::AllocatorType::Device) == OrtDeviceAllocator);
static_assert(static_cast<int>(ort::MemoryType::Default) == OrtMemTypeDefault);
static_assert(static_cast<int>(trts::onnx::ElementType::Float) == ONNX_TENSOR_ELEMENT_DATA_TYPE_FLOAT);
static_assert(static_cast<int>(trts::onnx::ElementType::UInt8) == ONNX_TENSOR_ELEMENT_DATA_TYPE_UINT8);
static_assert(static_cast<int>(trts::onnx::ElementType::Int8) == ONNX_TENSOR_ELEMENT_DATA_TYPE_INT8);
static_assert(static_cast<int>(trts::onnx::ElementType::Int32) == ONNX_TENSOR_ELEMENT_DATA_TYPE_INT32);
static_assert(static_cast<int>(trts::onnx::ElementType::Int64) == ONNX_TENSOR_ELEMENT_DATA_TYPE_INT64);
static_assert(static_cast<int>(trts::onnx::ElementType::Bool) == ONNX_TENSOR_ELEMENT_DATA_TYPE_BOOL);
static_assert(static_cast<int>(trts::onnx::ElementType::Float16) == ONNX_TENSOR_ELEMENT_DATA_TYPE_FLOAT16);
static_assert(static_cast<int>(trts::onnx::ElementType::BFloat16) == ONNX_TENSOR_ELEMENT_DATA_TYPE_BFLOAT16);
static_assert(static_cast<int>(trts::onnx::ElementType::Float8E4M3FN) == ONNX_TENSOR_ELEMENT_DATA_TYPE_FLOAT8E4M3FN);
static_assert(static_cast<int>(trts::onnx::ElementType::Int4) == ONNX_TENSOR_ELEMENT_DATA_TYPE_INT4);

} // namespace

TEST(ort_api_matches_the_header)
{
    CHECK(ORT_API_VERSION >= trts::cpu::ort::api_version); // all else was compared by the compiler
}

#else

TEST(ort_api_matches_the_header)
{
    SKIP("onnxruntime_c_api.h is not on the include path");
}

#endif
