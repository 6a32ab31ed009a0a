// The seam, and the control surface: fake_tensorrt.h over the rest of core.
#include <atomic>
#include <cstring>
#include <mutex>

#include "core/callbacks.h"
#include "core/faults.h"
#include "core/methods.h"
#include "core/objects.h"
#include "core/recorder.h"
#include "core/seam.h"
#include "core/version.h"
#include "fake_tensorrt.h"

using namespace trts::doubles;

namespace
{

thread_local std::int32_t quiet_depth = 0;

std::int64_t copy_out(const std::string& from, char* text, std::int64_t size)
{
    if (text != nullptr && size > 0)
    {
        const auto room = static_cast<std::size_t>(size - 1);
        const std::size_t length = from.size() < room ? from.size() : room;
        std::memcpy(text, from.data(), length);
        text[length] = '\0';
    }
    return static_cast<std::int64_t>(from.size());
}

Verdict enter(const MethodFact& method, const char* arguments)
{
    if (quiet_depth > 0)
    {
        return Verdict::goes_on;
    }
    recorder::add({method.name, arguments, ""});
    const Version& version = simulated_version();
    if (method.since > version.release())
    {
        recorder::add_trap(std::string(method.name) + " exists since " + std::to_string(method.since / 100) + "." +
                           std::to_string(method.since % 100) + ", but this library is " + version.text());
        return Verdict::fails;
    }
    return faults::strike(method);
}

void report_called_back(const char* method, const char* arguments, const char* result)
{
    recorder::add({method, arguments, result});
}

void trap(const char* text)
{
    recorder::add_trap(text);
}

void quiet(std::int32_t change)
{
    quiet_depth += change;
}

std::int64_t object_name(const void* object, char* text, std::int64_t size)
{
    const std::string name = live::name(object);
    return name.empty() ? -1 : copy_out(name, text, size);
}

// --- The first logger ------------------------------------------------------------------------------------------------

std::atomic<void*> logger{nullptr};

void log(std::int32_t severity, const char* text)
{
    if (void* const first = logger)
    {
        family_facts.log(first, severity, text);
    }
}

void* first_logger()
{
    return logger;
}

void offer_logger(void* offered, const char* factory)
{
    void* expected = nullptr;
    if (offered != nullptr && !logger.compare_exchange_strong(expected, offered) && expected != offered)
    {
        log(warning, (std::string("The logger passed into ") + factory +
                      " differs from one already provided for an existing builder, runtime, or refitter. Uses of the "
                      "global logger, returned by nvinfer1::getLogger(), will return the existing value.")
                         .c_str());
    }
}

template <class Read>
std::int64_t part_of_call(std::int64_t index, char* text, std::int64_t size, const Read& read)
{
    const std::optional<recorder::Call> call = recorder::at(index);
    return call ? copy_out(read(*call), text, size) : -1;
}

} // namespace

const Seam& trts::doubles::seam()
{
    static const Seam only = {enter,      report_called_back, trap, quiet,        live::made,  live::stub_made,
                              live::gone, object_name,        log,  first_logger, offer_logger};
    return only;
}

extern "C" __attribute__((visibility("default"))) const void* fake_tensorrt_seam()
{
    return &seam();
}

// --- What was called -------------------------------------------------------------------------------------------------

int64_t fake_tensorrt_call_count(void)
{
    return recorder::count();
}

int64_t fake_tensorrt_calls_of(const char* method)
{
    return method == nullptr ? 0 : recorder::count_of(method);
}

int64_t fake_tensorrt_call_method(int64_t index, char* text, int64_t size)
{
    return part_of_call(index, text, size, [](const recorder::Call& call) { return call.method; });
}

int64_t fake_tensorrt_call_arguments(int64_t index, char* text, int64_t size)
{
    return part_of_call(index, text, size, [](const recorder::Call& call) { return call.arguments; });
}

int64_t fake_tensorrt_call_result(int64_t index, char* text, int64_t size)
{
    return part_of_call(index, text, size, [](const recorder::Call& call) { return call.result; });
}

int64_t fake_tensorrt_call_text(int64_t index, char* text, int64_t size)
{
    return part_of_call(index, text, size, [](const recorder::Call& call) {
        return call.method + "(" + call.arguments + ")" + (call.result.empty() ? "" : " = " + call.result);
    });
}

void fake_tensorrt_clear_calls(void)
{
    recorder::clear();
}

// --- What should not have been done ----------------------------------------------------------------------------------

int64_t fake_tensorrt_trap_count(void)
{
    return recorder::trap_count();
}

int64_t fake_tensorrt_trap_text(int64_t index, char* text, int64_t size)
{
    const std::optional<std::string> found = recorder::trap_at(index);
    return found ? copy_out(*found, text, size) : -1;
}

void fake_tensorrt_clear_traps(void)
{
    recorder::clear_traps();
}

// --- Faults ----------------------------------------------------------------------------------------------------------

int32_t fake_tensorrt_add_fault(const char* method, int32_t skip, int32_t count, int32_t outcome, int32_t sleep_ms,
                                int32_t log_severity, const char* log_line)
{
    return method != nullptr && faults::add({method, skip, count, outcome, sleep_ms, log_severity,
                                             log_line == nullptr ? "" : log_line})
               ? 1
               : 0;
}

int64_t fake_tensorrt_fault_hits(void)
{
    return faults::hits();
}

void fake_tensorrt_clear_faults(void)
{
    faults::clear();
}

// --- Objects ---------------------------------------------------------------------------------------------------------

int64_t fake_tensorrt_live(const char* class_name)
{
    return live::count(class_name);
}

int64_t fake_tensorrt_live_name(int64_t index, char* text, int64_t size)
{
    const std::string name = live::name_at(index);
    return name.empty() ? -1 : copy_out(name, text, size);
}

const void* fake_tensorrt_live_address(int64_t index)
{
    return live::address_at(index);
}

void fake_tensorrt_quiet(int32_t change)
{
    quiet(change);
}

void* fake_tensorrt_object(const char* class_name)
{
    return class_name == nullptr ? nullptr : stub_by_name(class_name);
}

int32_t fake_tensorrt_call_back(const char* interface_name, void* object)
{
    return interface_name == nullptr || object == nullptr ? -1 : call_back_by_name(interface_name, object);
}

// --- Methods and version ---------------------------------------------------------------------------------------------

int64_t fake_tensorrt_method_count(void)
{
    return static_cast<int64_t>(method_fact_count);
}

int64_t fake_tensorrt_method_name(int64_t index, char* text, int64_t size)
{
    return index < 0 || index >= fake_tensorrt_method_count() ? -1 : copy_out(method_facts[index].name, text, size);
}

int32_t fake_tensorrt_method_since(int64_t index)
{
    return index < 0 || index >= fake_tensorrt_method_count() ? -1 : method_facts[index].since;
}

int32_t fake_tensorrt_version(void)
{
    return simulated_version().number();
}

// --- Starting over ---------------------------------------------------------------------------------------------------

void fake_tensorrt_forget_logger(void)
{
    logger = nullptr;
}

void fake_tensorrt_reset(void)
{
    recorder::clear();
    recorder::clear_traps();
    faults::clear();
    live::start_over();
    logger = nullptr;
}
