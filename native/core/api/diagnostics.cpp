#include "trtsharp/diagnostics.h"

#include "core/dispatch/dispatch.h"
#include "core/live_bytes.h"

using namespace trts;

trts_status trts_diagnostics_get_live_handle_count(int64_t* count)
{
    return guard([&]() -> trts_status {
        require_out(count, "count");
        int64_t sum = 0;
        for (int32_t kind = 0; kind < HandleKind::count(); ++kind)
        {
            sum += HandleKind::at(kind)->live();
        }
        *count = sum;
        return TRTS_OK;
    });
}

trts_status trts_diagnostics_get_handle_kind_count(int32_t* count)
{
    return guard([&]() -> trts_status {
        require_out(count, "count");
        *count = HandleKind::count();
        return TRTS_OK;
    });
}

trts_status trts_diagnostics_get_live_handle_count_of(int32_t kind, const char** name, int64_t* count)
{
    return guard([&]() -> trts_status {
        require_out(name, "name");
        require_out(count, "count");
        const HandleKind* found = HandleKind::at(kind);
        if (found == nullptr)
        {
            throw Error(TRTS_INVALID_ARGUMENT, "there is no handle kind " + std::to_string(kind) + "; there are " +
                                                   std::to_string(HandleKind::count()));
        }
        *name = found->name();
        *count = found->live();
        return TRTS_OK;
    });
}

trts_status trts_diagnostics_get_live_byte_count(int64_t* count)
{
    return guard([&]() -> trts_status {
        require_out(count, "count");
        *count = LiveBytes::sum();
        return TRTS_OK;
    });
}
