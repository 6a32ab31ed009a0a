#include "cpu/callback_gate.h"

#include <algorithm>
#include <vector>

#include "core/per_thread.h"

namespace trts::cpu
{
namespace
{

/// The gates that this thread is inside of: a callback may close its own, which must not wait for it.
std::vector<const GateCounter*>& entered()
{
    return per_thread<std::vector<const GateCounter*>>();
}

} // namespace

bool GateCounter::enter()
{
    std::vector<const GateCounter*>& mine = entered();
    mine.push_back(this); // the only thing that may fail
    const std::lock_guard lock(mutex_);
    if (is_closed_)
    {
        mine.pop_back();
        return false;
    }
    ++running_;
    return true;
}

void GateCounter::leave() noexcept
{
    entered().pop_back();
    const std::lock_guard lock(mutex_);
    --running_;
    changed_.notify_all(); // under the lock: whoever waits may free this as soon as it has it
}

void GateCounter::close() noexcept
{
    const auto own = static_cast<std::int32_t>(std::count(entered().begin(), entered().end(), this));
    std::unique_lock lock(mutex_);
    is_closed_ = true;
    changed_.wait(lock, [&] { return running_ == own; });
}

bool GateCounter::is_closed() const noexcept
{
    const std::lock_guard lock(mutex_);
    return is_closed_;
}

} // namespace trts::cpu
