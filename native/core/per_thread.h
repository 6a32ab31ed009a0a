#pragma once

#ifdef __MINGW32__
#include <cxxabi.h>

extern "C" void* __dso_handle; // NOLINT(bugprone-reserved-identifier): the ABI's name for this library
#endif

namespace trts
{

/// The calling thread's own T, made when it first asks and destroyed when it ends.
///
/// MinGW's runtime frees the memory of a thread's thread_local variables before it calls their destructors. So there a
/// bare pointer is thread_local, and what is destroyed lives elsewhere.
template <typename T>
T& per_thread()
{
#ifdef __MINGW32__
    thread_local T* object = nullptr;
    if (object == nullptr)
    {
        object = new T();
        abi::__cxa_thread_atexit([](void* own) { delete static_cast<T*>(own); }, object, &__dso_handle);
    }
    return *object;
#else
    thread_local T object;
    return object;
#endif
}

} // namespace trts
