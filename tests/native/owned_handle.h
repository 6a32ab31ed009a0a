// Handles of the C ABI that destroy themselves.
#pragma once

#include <memory>

namespace harness
{

template <auto destroy>
struct Destroyer
{
    template <typename Handle>
    void operator()(Handle* handle) const noexcept
    {
        destroy(handle);
    }
};

template <typename Handle, auto destroy>
using Owned = std::unique_ptr<Handle, Destroyer<destroy>>;

} // namespace harness
