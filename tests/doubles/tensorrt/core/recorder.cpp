#include "core/recorder.h"

#include <map>
#include <mutex>
#include <vector>

namespace trts::doubles::recorder
{
namespace
{

constexpr std::size_t most_calls = 200'000;

struct State
{
    std::mutex mutex;
    std::vector<Call> calls;
    std::map<std::string, std::int64_t> counts; // by full name, and by bare name where they differ
    std::vector<std::string> traps;
};

State& state()
{
    static State& only = *new State(); // calls may come while the process ends
    return only;
}

} // namespace

std::string bare_name(const std::string& method)
{
    return method.substr(0, method.find('('));
}

void add(Call call)
{
    const std::lock_guard lock(state().mutex);
    const std::string bare = bare_name(call.method);
    ++state().counts[call.method];
    if (bare != call.method)
    {
        ++state().counts[bare];
    }
    if (state().calls.size() < most_calls)
    {
        state().calls.push_back(std::move(call));
    }
}

std::int64_t count()
{
    const std::lock_guard lock(state().mutex);
    return static_cast<std::int64_t>(state().calls.size());
}

std::int64_t count_of(const std::string& method)
{
    const std::lock_guard lock(state().mutex);
    const auto found = state().counts.find(method);
    return found == state().counts.end() ? 0 : found->second;
}

std::optional<Call> at(std::int64_t index)
{
    const std::lock_guard lock(state().mutex);
    if (index < 0 || static_cast<std::size_t>(index) >= state().calls.size())
    {
        return std::nullopt;
    }
    return state().calls[static_cast<std::size_t>(index)];
}

void clear()
{
    const std::lock_guard lock(state().mutex);
    state().calls.clear();
    state().counts.clear();
}

void add_trap(const std::string& text)
{
    const std::lock_guard lock(state().mutex);
    state().traps.push_back(text);
}

std::int64_t trap_count()
{
    const std::lock_guard lock(state().mutex);
    return static_cast<std::int64_t>(state().traps.size());
}

std::optional<std::string> trap_at(std::int64_t index)
{
    const std::lock_guard lock(state().mutex);
    if (index < 0 || static_cast<std::size_t>(index) >= state().traps.size())
    {
        return std::nullopt;
    }
    return state().traps[static_cast<std::size_t>(index)];
}

void clear_traps()
{
    const std::lock_guard lock(state().mutex);
    state().traps.clear();
}

} // namespace trts::doubles::recorder
