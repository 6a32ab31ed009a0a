// Compares every row of our declarations with NVIDIA's. `compare FAMILY` reports each kind; exits with 1 on a
// difference.
#include "probe.h"

#include <cstdio>
#include <map>

namespace abi_probe
{

Call last_call{-1, -1};

template <std::size_t Index>
void record()
{
    last_call = {static_cast<int>(Index / slot_count), static_cast<int>(Index % slot_count)};
}

template <std::size_t... Index>
void* const* make_vtables(std::index_sequence<Index...>)
{
    static void* const tables[] = {reinterpret_cast<void*>(&record<Index>)...};
    return tables;
}

void* const* fake_vtables()
{
    return make_vtables(std::make_index_sequence<table_count * slot_count>());
}

} // namespace abi_probe

namespace
{

struct Count
{
    int passed = 0;
    int failed = 0;
};

} // namespace

int main(int argc, char** argv)
{
    std::string const family = argc > 1 ? argv[1] : "";
    std::map<std::pair<std::string, std::string>, std::string> expected;
    for (abi_probe::Row const& row : abi_probe::probe_nvidia())
    {
        expected[{row.kind, row.name}] = row.value;
    }

    std::map<std::string, Count> counts;
    for (abi_probe::Row const& row : abi_probe::probe_ours())
    {
        std::string const& wanted = expected[{row.kind, row.name}];
        if (row.value == wanted)
        {
            ++counts[row.kind].passed;
            continue;
        }
        ++counts[row.kind].failed;
        std::printf("%s %s %s: ours '%s', NVIDIA's '%s'\n", family.c_str(), row.kind.c_str(), row.name.c_str(),
                    row.value.c_str(), wanted.c_str());
    }

    int failed = 0;
    for (auto const& [kind, count] : counts)
    {
        std::printf("%s %s: %d passed, %d failed\n", family.c_str(), kind.c_str(), count.passed, count.failed);
        failed += count.failed;
    }
    return failed == 0 ? 0 : 1;
}
