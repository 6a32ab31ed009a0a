#pragma once

#include "nv.h"

namespace trts::doubles
{

class Engine;

/// For a refittable engine; null, with a logged reason, for another.
IRefitter* make_refitter(Engine& engine);

} // namespace trts::doubles
