#include "trtsharp/plugin.h"

#include "core/dispatch/dispatch.h"

using namespace trts;

void trts_plugin_v3_ref_destroy(trts_plugin_v3_ref plugin)
{
    if (plugin.table != nullptr && plugin.native != nullptr && plugin.table->plugin_v3_ref_destroy != nullptr)
    {
        plugin.table->plugin_v3_ref_destroy(plugin.native);
    }
}
