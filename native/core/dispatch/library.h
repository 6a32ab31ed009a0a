// Opened backends: a registry that only grows.
#pragma once

#include "core/dispatch/handle.h"
#include "trtsharp/library.h"

namespace trts
{

/// The library behind the handle; throws where it is null.
Library& require_library(trts_library* library);
const Library& require_library(const trts_library* library);

} // namespace trts
