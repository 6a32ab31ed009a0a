#include "mutants/memory_limit.h"

#include <malloc.h>
#include <sys/resource.h>
#include <unistd.h>

#include <fstream>
#include <thread>

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#include <atomic>
#include <cstdlib>
#include <new>
#endif

namespace mutants
{
namespace
{

std::int64_t pages_of(const std::string& process, int which)
{
    std::ifstream file("/proc/" + process + "/statm");
    std::int64_t pages[2] = {0, 0};
    file >> pages[0] >> pages[1];
    return file ? pages[which] * sysconf(_SC_PAGESIZE) : 0;
}

} // namespace

std::int64_t resident_bytes(const std::string& process)
{
    return pages_of(process, 1);
}

} // namespace mutants

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)

// Sanitizers need terabytes of address space, so that cannot be limited, and their operator new ends the process where
// it should throw. This one counts and throws; it takes its memory from the sanitizer's malloc, which checks it.
namespace
{

std::atomic<std::int64_t> live_bytes{0};
std::atomic<std::int64_t> most_bytes{INT64_MAX};

void* allocate(std::size_t size, std::size_t alignment) noexcept
{
    const auto wanted = static_cast<std::int64_t>(size);
    if (wanted < 0 || wanted > most_bytes - live_bytes)
    {
        return nullptr;
    }
    void* memory = nullptr;
    if (posix_memalign(&memory, alignment, size == 0 ? 1 : size) != 0)
    {
        return nullptr;
    }
    live_bytes += static_cast<std::int64_t>(malloc_usable_size(memory));
    return memory;
}

void* allocate_or_throw(std::size_t size, std::size_t alignment)
{
    void* memory = allocate(size, alignment);
    if (memory == nullptr)
    {
        throw std::bad_alloc();
    }
    return memory;
}

void release(void* memory) noexcept
{
    live_bytes -= memory == nullptr ? 0 : static_cast<std::int64_t>(malloc_usable_size(memory));
    std::free(memory);
}

constexpr std::size_t usual = __STDCPP_DEFAULT_NEW_ALIGNMENT__;

} // namespace

void mutants::limit_memory(std::int64_t bytes)
{
    most_bytes = live_bytes + bytes;
}

// clang-format off
void* operator new(std::size_t size) { return allocate_or_throw(size, usual); }
void* operator new[](std::size_t size) { return allocate_or_throw(size, usual); }
void* operator new(std::size_t size, const std::nothrow_t&) noexcept { return allocate(size, usual); }
void* operator new[](std::size_t size, const std::nothrow_t&) noexcept { return allocate(size, usual); }
void* operator new(std::size_t size, std::align_val_t to) { return allocate_or_throw(size, static_cast<std::size_t>(to)); }
void* operator new[](std::size_t size, std::align_val_t to) { return allocate_or_throw(size, static_cast<std::size_t>(to)); }
void* operator new(std::size_t size, std::align_val_t to, const std::nothrow_t&) noexcept { return allocate(size, static_cast<std::size_t>(to)); }
void* operator new[](std::size_t size, std::align_val_t to, const std::nothrow_t&) noexcept { return allocate(size, static_cast<std::size_t>(to)); }
void operator delete(void* memory) noexcept { release(memory); }
void operator delete[](void* memory) noexcept { release(memory); }
void operator delete(void* memory, std::size_t) noexcept { release(memory); }
void operator delete[](void* memory, std::size_t) noexcept { release(memory); }
void operator delete(void* memory, const std::nothrow_t&) noexcept { release(memory); }
void operator delete[](void* memory, const std::nothrow_t&) noexcept { release(memory); }
void operator delete(void* memory, std::align_val_t) noexcept { release(memory); }
void operator delete[](void* memory, std::align_val_t) noexcept { release(memory); }
void operator delete(void* memory, std::size_t, std::align_val_t) noexcept { release(memory); }
void operator delete[](void* memory, std::size_t, std::align_val_t) noexcept { release(memory); }
void operator delete(void* memory, std::align_val_t, const std::nothrow_t&) noexcept { release(memory); }
void operator delete[](void* memory, std::align_val_t, const std::nothrow_t&) noexcept { release(memory); }
// clang-format on

#else

void mutants::limit_memory(std::int64_t bytes)
{
    constexpr std::int64_t stacks_per_core = std::int64_t{64} << 20; // of the threads of several sessions
    mallopt(M_ARENA_MAX, 2);                                         // each reserves space of its own
    const auto cores = static_cast<std::int64_t>(std::thread::hardware_concurrency());
    const auto limit = static_cast<rlim_t>(pages_of("self", 0) + bytes + stacks_per_core * cores);
    const rlimit limits{limit, limit};
    (void)setrlimit(RLIMIT_AS, &limits);
}

#endif
