// What a C++ program pays for a call into the library: loops for the benchmarks, which measure managed calls against them.
#include <cstdint>

#include "tensorrt/abi/rtx1.g.h"
#include "trtsharp/stream.h"

namespace
{

using NopFunction = trts_status(TRTS_CALL*)();
using GetNativeFunction = trts_status(TRTS_CALL*)(trts_stream*, void**);

} // namespace

extern "C"
{

/// Calls trts_version_nop, given by its address, so often; gives how many calls failed.
TRTS_EXPORT std::int64_t call_cost_nop(void* function, std::int64_t calls)
{
    const auto nop = reinterpret_cast<NopFunction>(function);
    std::int64_t failed = 0;
    for (std::int64_t i = 0; i < calls; ++i)
    {
        failed += nop() != TRTS_OK ? 1 : 0;
    }
    return failed;
}

/// The same for trts_stream_get_native.
TRTS_EXPORT std::int64_t call_cost_get_native(void* function, trts_stream* stream, std::int64_t calls)
{
    const auto get_native = reinterpret_cast<GetNativeFunction>(function);
    std::int64_t failed = 0;
    for (std::int64_t i = 0; i < calls; ++i)
    {
        void* native = nullptr;
        failed += get_native(stream, &native) != TRTS_OK ? 1 : 0;
    }
    return failed;
}

/// Calls INetworkDefinition::getNbInputs so often: what a C++ program does that is linked to TensorRT itself.
TRTS_EXPORT std::int64_t call_cost_get_nb_inputs(const void* network, std::int64_t calls)
{
    const auto& definition = *static_cast<const trts::abi::rtx1::nvinfer1::INetworkDefinition*>(network);
    std::int64_t failed = 0;
    for (std::int64_t i = 0; i < calls; ++i)
    {
        failed += definition.getNbInputs() != 0 ? 1 : 0;
    }
    return failed;
}

} // extern "C"
