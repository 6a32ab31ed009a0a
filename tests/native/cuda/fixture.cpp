#include "fixture.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <condition_variable>
#include <cstdlib>
#include <deque>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <mutex>

#include "core/loading/cuda_loader.h"
#include "core/loading/dynamic_library.h"
#include "core/loading/environment.h"
#include "trtsharp/diagnostics.h"

namespace cuda_test
{
namespace
{

constexpr const char* driver_variable = "TRTSHARP_CUDA_DRIVER";
constexpr const char* child_variable = "TRTSHARP_TEST_OWN_PROCESS";

/// Before main: nothing has opened a driver yet.
[[maybe_unused]] const bool is_named = [] { return setenv(driver_variable, TRTS_TEST_FAKE_DRIVER, 0) == 0; }();

trts::DynamicLibrary driver_library()
{
    std::string error;
    return trts::DynamicLibrary::open(trts::environment_variable(driver_variable), error);
}

template <typename Function>
void find(Function& function, const char* name)
{
    function = reinterpret_cast<Function>(driver_symbol(name));
}

std::string contents_of(const std::string& path)
{
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

} // namespace

bool is_fake()
{
    return driver_symbol("trts_test_fake_cuda_driver") != nullptr;
}

void* driver_symbol(const char* name)
{
    const trts::DynamicLibrary driver = driver_library();
    return driver.is_open() ? driver.symbol(name) : nullptr;
}

FakeDriver::FakeDriver() : functions_{}
{
    if (!is_fake())
    {
        SKIP("TRTSHARP_CUDA_DRIVER names another driver than the fake");
    }
    find(functions_.reset, "fake_cuda_reset");
    find(functions_.fail, "fake_cuda_fail");
    find(functions_.fail_for_good, "fake_cuda_fail_for_good");
    find(functions_.fail_later, "fake_cuda_fail_later");
    find(functions_.delay, "fake_cuda_delay");
    find(functions_.set_device_count, "fake_cuda_set_device_count");
    find(functions_.set_memory, "fake_cuda_set_memory");
    find(functions_.set_host_memory, "fake_cuda_set_host_memory");
    find(functions_.get_call_count, "fake_cuda_get_call_count");
    find(functions_.get_live_count, "fake_cuda_get_live_count");
    find(functions_.get_retain_count, "fake_cuda_get_retain_count");
    find(functions_.get_context_depth, "fake_cuda_get_context_depth");
    functions_.reset();
}

trts_library* library(std::int32_t backend)
{
    const char* file = backend == TRTS_BACKEND_TRT10   ? TRTS_TEST_stand_in_trt10
                       : backend == TRTS_BACKEND_TRT11 ? TRTS_TEST_stand_in_trt11
                                                       : TRTS_TEST_stand_in_rtx1;
    trts_library* opened = nullptr;
    require(trts_library_open(backend, file, &opened));
    return opened;
}

bool Outcome::says(const std::string& part) const
{
    if (message.find(part) == std::string::npos)
    {
        harness::report_failure(__FILE__, __LINE__, "the message lacks \"" + part + "\": " + message);
        return false;
    }
    return true;
}

Outcome outcome(trts_status status)
{
    Outcome result{status, "", 0};
    if (status != TRTS_OK)
    {
        const char* message = nullptr;
        CHECK(trts_error_get_last(&message, &result.native_code) == TRTS_OK);
        result.message = message;
    }
    return result;
}

void require(trts_status status)
{
    if (status != TRTS_OK)
    {
        harness::report_failure(__FILE__, __LINE__, "a call failed: " + outcome(status).message);
        throw harness::Stopped{};
    }
}

Stream make_stream(std::int32_t device)
{
    trts_stream* stream = nullptr;
    require(trts_stream_create_with_priority(library(), device, TRTS_STREAM_NON_BLOCKING, 0, &stream));
    return Stream(stream);
}

Event make_event(std::int32_t device, std::int32_t flags)
{
    trts_event* event = nullptr;
    require(trts_event_create_with_flags(library(), device, flags, &event));
    return Event(event);
}

Buffer make_buffer(std::int64_t byte_size, std::int32_t device)
{
    trts_buffer* buffer = nullptr;
    require(trts_buffer_create_on_device(library(), device, byte_size, &buffer));
    return Buffer(buffer);
}

HostBuffer make_host_buffer(std::int64_t byte_size)
{
    trts_host_buffer* buffer = nullptr;
    require(trts_host_buffer_create(library(), 0, byte_size, &buffer));
    return HostBuffer(buffer);
}

bool is_idle(const Stream& stream)
{
    std::int32_t idle = -1;
    require(trts_stream_query(stream.get(), &idle));
    return idle == 1;
}

bool is_completed(const Event& event)
{
    std::int32_t completed = -1;
    require(trts_event_query(event.get(), &completed));
    return completed == 1;
}

std::int32_t current_device()
{
    std::int32_t device = -1;
    require(trts_device_get_current(library(), &device));
    return device;
}

std::string live_objects()
{
    std::int64_t count = 0;
    require(trts_diagnostics_get_live_handle_count(&count));
    std::string text = std::to_string(count) + " handles, ";
    require(trts_diagnostics_get_live_byte_count(&count));
    text += std::to_string(count) + " bytes";
    if (is_fake())
    {
        decltype(&fake_cuda_get_live_count) get_live_count = nullptr;
        find(get_live_count, "fake_cuda_get_live_count");
        for (const char* kind : {"stream", "event", "allocation", "host allocation"})
        {
            text += ", " + std::string(kind) + "s: " + std::to_string(get_live_count(kind));
        }
    }
    return text;
}

bool in_own_process(const char* test, const std::string& argument)
{
    const std::string own = std::string(test) + " " + argument;
    const std::string here = trts::environment_variable(child_variable);
    if (!here.empty())
    {
        return here == own;
    }
    const std::string output =
        (std::filesystem::temp_directory_path() / ("trtsharp-cuda-" + std::to_string(getpid()) + "-" + test + ".log"))
            .u8string();
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 1, output.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    posix_spawn_file_actions_adddup2(&actions, 1, 2);
    std::string name = test;
    std::string program = "/proc/self/exe";
    char* arguments[] = {program.data(), name.data(), nullptr};
    setenv(child_variable, own.c_str(), 1);
    pid_t child = 0;
    const int error = posix_spawn(&child, program.c_str(), &actions, nullptr, arguments, environ);
    unsetenv(child_variable);
    posix_spawn_file_actions_destroy(&actions);
    REQUIRE(error == 0);
    int status = -1;
    REQUIRE(waitpid(child, &status, 0) == child);
    const std::string printed = contents_of(output);
    std::filesystem::remove(output);
    const bool has_passed = status == 0 && printed == "1 passed, 0 failed, 0 skipped\n";
    if (printed.find("0 passed, 0 failed, 1 skipped") != std::string::npos)
    {
        SKIP(printed.substr(0, printed.find('\n')));
    }
    if (!has_passed)
    {
        harness::report_failure(__FILE__, __LINE__,
                                "in its own process " + argument + " (wait status " + std::to_string(status) +
                                    "): " + printed);
    }
    return false;
}

struct Gate::State
{
    std::mutex mutex;
    std::condition_variable changed;
    bool is_open = false;

    static void TRTS_CALL wait(void* self)
    {
        auto& state = *static_cast<State*>(self);
        std::unique_lock lock(state.mutex);
        state.changed.wait(lock, [&state] { return state.is_open; });
    }
};

Gate::Gate()
{
    static std::deque<State>& states = *new std::deque<State>();
    state_ = &states.emplace_back();
}

void Gate::close(const Stream& stream) const
{
    require(trts_stream_launch_host_function(stream.get(), State::wait, state_));
}

void Gate::open() const
{
    const std::lock_guard lock(state_->mutex);
    state_->is_open = true;
    state_->changed.notify_all();
}

} // namespace cuda_test
