#include "core/per_thread.h"

#include <cstdint>
#include <new>
#include <thread>
#include <vector>

#include "harness.h"

namespace
{

constexpr std::uint64_t mark = 0x1122334455667788;
int destroyed = 0;
int intact = 0;

/// Sees in its destructor whether its memory is still its own.
struct Watched
{
    std::vector<std::uint64_t> marks = std::vector<std::uint64_t>(8, mark);
    volatile std::uint64_t own[8] = {mark, mark, mark, mark, mark, mark, mark, mark};
    int value = 0;

    Watched() = default;
    Watched(const Watched&) = delete;
    Watched& operator=(const Watched&) = delete;
    ~Watched()
    {
        ++destroyed;
        bool same = true;
        for (const volatile std::uint64_t& each : own)
        {
            same = same && each == mark;
        }
        if (same)
        {
            ++intact;
        }
        else
        {
            new (&marks) std::vector<std::uint64_t>; // what stands there now is nobody's to free
        }
    }
};

} // namespace

// On Windows it fails for a plain thread_local, where the system fills memory that is freed (WINEDEBUG=warn+heap).
TEST(what_a_thread_has_of_its_own_is_whole_when_it_is_destroyed_at_the_thread_s_end)
{
    destroyed = 0;
    intact = 0;
    for (int i = 0; i < 8; ++i)
    {
        std::thread([] { trts::per_thread<Watched>().value = 1; }).join();
    }
    CHECK_EQUAL(destroyed, 8);
    CHECK_EQUAL(intact, 8);
}

TEST(each_thread_has_its_own_and_keeps_it)
{
    trts::per_thread<Watched>().value = 1;
    int first = -1;
    int second = -1;
    std::thread([&] {
        first = trts::per_thread<Watched>().value;
        trts::per_thread<Watched>().value = 2;
        second = trts::per_thread<Watched>().value;
    }).join();
    CHECK_EQUAL(first, 0);
    CHECK_EQUAL(second, 2);
    CHECK_EQUAL(trts::per_thread<Watched>().value, 1);
}
