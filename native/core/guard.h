// The firewall: the one place where a C++ exception of ours stops. Every exported function's body stands in it.
#pragma once

#include <new>

#include "core/error.h"
#include "core/last_error.h"

namespace trts
{

/// Turns the exception in flight into a status. Call inside a catch block only.
trts_status status_of_current_exception() noexcept;

template <typename Body>
trts_status guard(Body&& body) noexcept
{
    try
    {
        return body();
    }
    catch (...)
    {
        return status_of_current_exception();
    }
}

} // namespace trts
