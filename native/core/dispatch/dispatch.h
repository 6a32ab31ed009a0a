// What every exported function's body is made of: checks, the look-up in the table, wrapping of results.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/dispatch/handle.h"
#include "core/guard.h"
#include "core/logging/logger.h"

namespace trts
{

/// guard(), for a call on `self`, which is refused from then on where something escaped from the backend's code.
template <typename H, typename Body>
trts_status guard_on(H* self, Body&& body) noexcept
{
    const trts_status status = guard(body);
    if (status == TRTS_INTERNAL_ERROR && last_error_escaped())
    {
        self->broken.store(true, std::memory_order_relaxed);
    }
    return status;
}

/// "TensorRT 10.6.0 (trt10)" for messages.
std::string describe(const BackendInfo& backend);

/// Throws TRTS_NOT_SUPPORTED for a null entry: names the method, the backend, and since when there is one.
[[noreturn]] void throw_not_supported(const trts_api_table& table, const char* method);

/// The table's entry; throws where the backend has none.
template <typename Function>
Function implemented(Function entry, const trts_api_table& table, const char* method)
{
    if (entry == nullptr)
    {
        throw_not_supported(table, method);
    }
    return entry;
}

/// Throws where an output pointer is null.
inline void require_out(const void* out, const char* name)
{
    if (out == nullptr)
    {
        throw Error(TRTS_INVALID_ARGUMENT, std::string("output '") + name + "' is null");
    }
}

/// Throws where an argument that must be there is null.
template <typename T>
void require_argument(T* argument, const char* name)
{
    if (argument == nullptr)
    {
        throw Error(TRTS_INVALID_ARGUMENT, std::string("argument '") + name + "' is null");
    }
}

/// Throws where a view is null.
template <typename View>
void require_view(const View& view, const char* what)
{
    if (view.table == nullptr || view.native == nullptr)
    {
        throw Error(TRTS_INVALID_ARGUMENT, std::string(what) + " is null");
    }
}

/// Throws where a number of elements is negative.
void require_length(std::int64_t length, const char* name);

/// Throws where an array is null although it is said to have elements.
void require_array(const void* array, std::int64_t length, const char* name, const char* length_name);

/// Throws where two objects of different backends meet in one call.
void require_same_table(const trts_api_table* self, const trts_api_table* argument, const char* what);

template <typename H>
void* native_of(const trts_api_table* self, const H* handle, const char* what)
{
    require_handle(handle, what);
    require_same_table(self, handle->table, what);
    return handle->native;
}

/// As native_of, where TensorRT takes null for "none".
template <typename H>
void* native_or_null(const trts_api_table* self, const H* handle, const char* what)
{
    return handle == nullptr ? nullptr : native_of(self, handle, what);
}

template <typename View>
void* native_of_view(const trts_api_table* self, const View& view, const char* what)
{
    require_view(view, what);
    require_same_table(self, view.table, what);
    return view.native;
}

/// As native_of_view, where TensorRT takes null for "none".
template <typename View>
void* native_of_view_or_null(const trts_api_table* self, const View& view, const char* what)
{
    return view.native == nullptr ? nullptr : native_of_view(self, view, what);
}

/// The natives of several views.
template <typename View>
std::vector<void*> natives_of_views(const trts_api_table* self, const View* views, std::int64_t count, const char* what)
{
    std::vector<void*> natives;
    natives.reserve(static_cast<std::size_t>(count));
    for (std::int64_t i = 0; i < count; ++i)
    {
        natives.push_back(native_of_view(self, views[i], what));
    }
    return natives;
}

/// Writes as many views as the caller's array holds.
template <typename View>
trts_status copy_views(const trts_api_table* self, void* const* natives, std::int64_t count, View* out, std::int32_t capacity)
{
    for (std::int64_t i = 0; natives != nullptr && i < count && i < capacity; ++i)
    {
        out[i] = {self, natives[i]};
    }
    return TRTS_OK;
}

} // namespace trts
