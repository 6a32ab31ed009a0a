#include "core/dispatch/version_gate.h"

#include <cstring>

#include "trtsharp/library.h"

namespace trts
{
namespace
{

std::int16_t since_in_family(const MethodSince& method, std::int32_t family)
{
    switch (family)
    {
    case TRTS_BACKEND_TRT10:
        return method.trt10;
    case TRTS_BACKEND_TRT11:
        return method.trt11;
    case TRTS_BACKEND_RTX1:
        return method.rtx1;
    default:
        return 0;
    }
}

} // namespace

void close_newer_methods(trts_api_table& table, const BackendInfo& backend)
{
    const int version = backend.major * 100 + backend.minor;
    for (std::size_t i = 0; i < method_since_count; ++i)
    {
        const std::int16_t since = since_in_family(method_since[i], backend.family);
        if (since == 0 || since > version)
        {
            TensorRTMethods& methods = table;
            void* entry = reinterpret_cast<char*>(&methods) + method_since[i].table_offset;
            std::memset(entry, 0, sizeof(void (*)()));
        }
    }
}

std::string first_version_with(const char* method, const BackendInfo& backend)
{
    for (std::size_t i = 0; i < method_since_count; ++i)
    {
        if (std::strcmp(method_since[i].method, method) == 0)
        {
            const std::int16_t since = since_in_family(method_since[i], backend.family);
            if (since > backend.major * 100 + backend.minor)
            {
                return std::to_string(since / 100) + "." + std::to_string(since % 100);
            }
            break;
        }
    }
    return {};
}

} // namespace trts
