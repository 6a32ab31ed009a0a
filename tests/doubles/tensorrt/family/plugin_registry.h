#pragma once

#include "nv.h"

namespace trts::doubles
{

/// The one registry of this library.
IPluginRegistry& plugin_registry();

} // namespace trts::doubles
