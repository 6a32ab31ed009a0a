// Memory that ends where a page begins that nobody may touch: one byte too many ends the process.
#pragma once

#include <sys/mman.h>
#include <unistd.h>

#include <cstddef>
#include <new>

namespace mutants
{

class GuardedMemory
{
  public:
    explicit GuardedMemory(std::size_t size)
    {
        const auto page = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
        const std::size_t usable = (size + page - 1) / page * page;
        mapped_ = usable + page;
        void* memory = mmap(nullptr, mapped_, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        if (memory == MAP_FAILED)
        {
            throw std::bad_alloc();
        }
        start_ = static_cast<char*>(memory);
        data_ = start_ + (usable - size);
        (void)mprotect(start_ + usable, page, PROT_NONE);
    }
    ~GuardedMemory() { munmap(start_, mapped_); }

    GuardedMemory(const GuardedMemory&) = delete;
    GuardedMemory& operator=(const GuardedMemory&) = delete;

    void* data() const noexcept { return data_; }

  private:
    char* start_ = nullptr;
    char* data_ = nullptr;
    std::size_t mapped_ = 0;
};

} // namespace mutants
