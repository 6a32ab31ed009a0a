// The handle types that are ours, not TensorRT's: what belongs to devices.
#pragma once

#include "core/dispatch/dispatch.h"
#include "core/dispatch/handle.h"
#include "trtsharp/buffer.h"
#include "trtsharp/device_module.h"
#include "trtsharp/event.h"
#include "trtsharp/host_buffer.h"
#include "trtsharp/stream.h"

TRTS_DEFINE_HANDLE(stream)
TRTS_DEFINE_HANDLE(event)
TRTS_DEFINE_HANDLE(buffer)
TRTS_DEFINE_HANDLE(host_buffer)
TRTS_DEFINE_HANDLE(device_module)

namespace trts
{

/// The native behind an object of the same devices: all TensorRT families share CUDA's, whichever library made it.
template <typename H>
void* device_native_of(const trts_api_table* self, const H* handle, const char* what)
{
    require_handle(handle, what);
    if (handle->table->stream_create != self->stream_create)
    {
        require_same_table(self, handle->table, what);
    }
    return handle->native;
}

} // namespace trts
