#include "allocations.h"

#include <cstdlib>
#include <new>
#include <string>

#include "core/loading/dynamic_library.h"

namespace
{

thread_local bool is_counting = false;
thread_local int allocations = 0;

void count(const void* caller)
{
    if (is_counting)
    {
        is_counting = false; // looking it up may allocate as well
        static const std::string own_file = trts::library_file_of(reinterpret_cast<const void*>(&count));
        allocations += trts::library_file_of(caller) == own_file ? 1 : 0;
        is_counting = true;
    }
}

} // namespace

// Not inlined: GCC would take malloc's memory given to delete for a mistake.
[[gnu::noinline]] void* operator new(std::size_t size)
{
    count(__builtin_return_address(0));
    void* memory = std::malloc(size);
    if (memory == nullptr)
    {
        throw std::bad_alloc();
    }
    return memory;
}

// std::stable_sort's; a sanitizer's own would not go with the delete below.
[[gnu::noinline]] void* operator new(std::size_t size, const std::nothrow_t&) noexcept
{
    count(__builtin_return_address(0));
    return std::malloc(size);
}

[[gnu::noinline]] void operator delete(void* memory) noexcept
{
    std::free(memory);
}

[[gnu::noinline]] void operator delete(void* memory, std::size_t) noexcept
{
    std::free(memory);
}

void harness::begin_counting_allocations()
{
    allocations = 0;
    is_counting = true;
}

int harness::end_counting_allocations()
{
    is_counting = false;
    return allocations;
}
