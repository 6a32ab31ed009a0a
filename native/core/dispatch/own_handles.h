// The handle types that are ours, not TensorRT's.
#pragma once

#include "core/dispatch/handle.h"
#include "trtsharp/buffer.h"
#include "trtsharp/event.h"
#include "trtsharp/stream.h"

TRTS_DEFINE_HANDLE(stream)
TRTS_DEFINE_HANDLE(event)
TRTS_DEFINE_HANDLE(buffer)
