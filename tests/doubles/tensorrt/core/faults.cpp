#include "core/faults.h"

#include <atomic>
#include <chrono>
#include <exception>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "core/methods.h"
#include "core/recorder.h"
#include "fake_tensorrt.h"

namespace trts::doubles::faults
{
namespace
{

struct State
{
    std::mutex mutex;
    std::vector<Fault> faults;
    std::atomic<std::size_t> fault_count{0}; // so that calls without faults need no lock
    std::int64_t hits = 0;
};

State& state()
{
    static State& only = *new State();
    return only;
}

bool is_of(const Fault& fault, const char* method)
{
    return fault.method == method || fault.method == recorder::bare_name(method);
}

/// The fault that strikes a method now.
std::optional<Fault> take(const char* method)
{
    const std::lock_guard lock(state().mutex);
    for (Fault& fault : state().faults)
    {
        if (fault.count == 0 || !is_of(fault, method))
        {
            continue;
        }
        if (fault.skip > 0)
        {
            --fault.skip;
            return std::nullopt;
        }
        if (fault.count > 0)
        {
            --fault.count;
        }
        ++state().hits;
        return fault;
    }
    return std::nullopt;
}

} // namespace

bool add(Fault fault)
{
    bool is_known = false;
    for (std::size_t i = 0; i < method_fact_count; ++i)
    {
        if (is_of(fault, method_facts[i].name))
        {
            is_known = true;
            if (fault.outcome == FAKE_TENSORRT_THROWS && !method_facts[i].can_throw)
            {
                return false;
            }
        }
    }
    if (!is_known || fault.outcome < FAKE_TENSORRT_GOES_ON || fault.outcome > FAKE_TENSORRT_ENDS_PROCESS)
    {
        return false;
    }
    const std::lock_guard lock(state().mutex);
    state().faults.push_back(std::move(fault));
    state().fault_count = state().faults.size();
    return true;
}

Verdict strike(const MethodFact& method)
{
    if (state().fault_count == 0)
    {
        return Verdict::goes_on;
    }
    const std::optional<Fault> fault = take(method.name);
    if (!fault)
    {
        return Verdict::goes_on;
    }
    if (fault->sleep_ms > 0)
    {
        std::this_thread::sleep_for(std::chrono::milliseconds(fault->sleep_ms));
    }
    if (!fault->log_line.empty())
    {
        seam().log(fault->log_severity, fault->log_line.c_str());
    }
    switch (fault->outcome)
    {
    case FAKE_TENSORRT_FAILS:
        return Verdict::fails;
    case FAKE_TENSORRT_SMALL_NUMBER:
        return Verdict::small_number;
    case FAKE_TENSORRT_THROWS:
        return Verdict::throws;
    case FAKE_TENSORRT_ENDS_PROCESS:
        std::terminate();
    default:
        return Verdict::goes_on;
    }
}

std::int64_t hits()
{
    const std::lock_guard lock(state().mutex);
    return state().hits;
}

void clear()
{
    const std::lock_guard lock(state().mutex);
    state().faults.clear();
    state().fault_count = 0;
    state().hits = 0;
}

} // namespace trts::doubles::faults
