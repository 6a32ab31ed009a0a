// Each file of this folder fills in the entries of the objects that it implements.
#pragma once

#include "core/dispatch/api_table.h"

namespace trts::cpu
{

void fill_expression_entries(trts_api_table& table);
void fill_plugin_entries(trts_api_table& table);
void fill_plugin_registry_entries(trts_api_table& table);

} // namespace trts::cpu
