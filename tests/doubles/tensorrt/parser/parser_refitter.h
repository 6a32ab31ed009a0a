#pragma once

#include "nv.h"

namespace trts::doubles
{

/// An nvonnxparser::IParserRefitter.
void* make_parser_refitter(IRefitter& refitter, ILogger* logger);

} // namespace trts::doubles
