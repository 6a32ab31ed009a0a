#include "trtsharp/cancellation.h"

#include "core/dispatch/dispatch.h"
#include "core/dispatch/handles.g.h"

using namespace trts;

trts_status trts_context_cancel(trts_context* context)
{
    return guard([&]() -> trts_status {
        require_handle(context, "context");
        const auto cancel = implemented(context->table->context_cancel, *context->table, "context_cancel");
        return cancel(context->native);
    });
}
