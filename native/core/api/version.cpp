#include "trtsharp/version.h"

#include "core/dispatch/dispatch.h"

using namespace trts;

trts_status trts_version_get_abi(int32_t* major, int32_t* minor)
{
    return guard([&]() -> trts_status {
        require_out(major, "major");
        require_out(minor, "minor");
        *major = TRTS_ABI_VERSION_MAJOR;
        *minor = TRTS_ABI_VERSION_MINOR;
        return TRTS_OK;
    });
}

trts_status trts_version_get_package(const char** version)
{
    return guard([&]() -> trts_status {
        require_out(version, "version");
        *version = TRTS_PACKAGE_VERSION;
        return TRTS_OK;
    });
}

trts_status trts_version_nop(void)
{
    return TRTS_OK;
}
