#include "cpu/builder_flags.h"

#include <string>

#include "core/error.h"

namespace trts::cpu
{
namespace
{

constexpr const char* precision =
    "the CPU backend computes in the types that the model is written in; convert the model";
constexpr const char* refit = "an engine of the CPU backend cannot be refitted; build it again from the changed model";

struct Flag
{
    const char* name;
    const char* refusal; // null: taken
};

/// By number, in TensorRT 10's numbering.
constexpr Flag flags[] = {
    {"kFP16", precision},
    {"kINT8", precision},
    {"kDEBUG", nullptr},
    {"kGPU_FALLBACK", nullptr},
    {"kREFIT", refit},
    {"kDISABLE_TIMING_CACHE", nullptr},
    {"kTF32", nullptr},
    {"kSPARSE_WEIGHTS", nullptr},
    {"kSAFETY_SCOPE", "the CPU backend has no safety flow"},
    {"kOBEY_PRECISION_CONSTRAINTS", nullptr},
    {"kPREFER_PRECISION_CONSTRAINTS", nullptr},
    {"kDIRECT_IO", nullptr},
    {"kREJECT_EMPTY_ALGORITHMS", "the CPU backend has no algorithm selector"},
    {"kVERSION_COMPATIBLE", nullptr},
    {"kEXCLUDE_LEAN_RUNTIME", nullptr},
    {"kFP8", precision},
    {"kERROR_ON_TIMING_CACHE_MISS", nullptr},
    {"kBF16", precision},
    {"kDISABLE_COMPILATION_CACHE", nullptr},
    {"kSTRIP_PLAN", refit},
    {"kREFIT_IDENTICAL", refit},
    {"kWEIGHT_STREAMING", "weights already are in host memory"},
    {"kINT4", precision},
    {"kREFIT_INDIVIDUAL", refit},
    {"kSTRICT_NANS", nullptr},
    {"kMONITOR_MEMORY", nullptr},
    {"kFP4", precision},
    {"kEDITABLE_TIMING_CACHE", nullptr},
    {"kDISTRIBUTIVE_INDEPENDENCE", "ONNX Runtime does not promise it"},
    {"kREQUIRE_USER_ALLOCATION", "ONNX Runtime allocates while it runs"},
};

constexpr auto flag_count = static_cast<std::int32_t>(std::size(flags));

} // namespace

void require_builder_flag(std::int32_t flag)
{
    if (flag < 0 || flag >= flag_count)
    {
        throw Error(TRTS_INVALID_ARGUMENT, "there is no builder flag " + std::to_string(flag) + "; there are 0 to " +
                                               std::to_string(flag_count - 1));
    }
}

void require_supported_flag(std::int32_t flag)
{
    require_builder_flag(flag);
    const Flag& row = flags[flag];
    if (row.refusal != nullptr)
    {
        throw Error(TRTS_NOT_SUPPORTED,
                    std::string("builder flag ") + row.name + " is not supported by backend cpu: " + row.refusal);
    }
}

void require_supported_flags(std::uint32_t set)
{
    for (std::int32_t flag = 0; flag < 32; ++flag)
    {
        if ((set >> flag & 1U) != 0)
        {
            require_supported_flag(flag);
        }
    }
}

} // namespace trts::cpu
