// What clang's objects for the MSVC ABI expect of MSVC's runtime, which is not linked: compiled there alone, once.
#include <stddef.h>

#include "core/tensorrt_support.h"

extern "C" const int _fltused;
extern "C" const int _fltused = 0x9875; // "floating point is used"; the value is MSVC's

/// A pure virtual function was called: only a destroyed or half-made object can do that.
extern "C" [[noreturn]] int _purecall();
extern "C" [[noreturn]] int _purecall()
{
    __builtin_trap();
}

// Named by the vtables of callback adapters, which are made in trts_support_allocate's memory.
void operator delete(void* memory) noexcept
{
    trts_support_free(memory);
}

void operator delete(void* memory, size_t) noexcept
{
    trts_support_free(memory);
}
