#include "fixture.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "core/loading/dynamic_library.h"
#include "core/loading/environment.h"

namespace cuda_test
{
namespace
{

constexpr const char* driver_variable = "TRTSHARP_CUDA_DRIVER";
constexpr const char* process_variable = "TRTSHARP_TEST_OWN_PROCESS";

/// Files lie where the build puts them, seen from the program.
std::string beside_program(const std::string& file)
{
    return (std::filesystem::read_symlink("/proc/self/exe").parent_path() / file).string();
}

/// Before main, when nothing has opened a driver yet.
[[maybe_unused]] const bool is_named = [] { return setenv(driver_variable, fake_driver_file().c_str(), 0) == 0; }();

template <typename Function>
void find(Function& function, const char* name)
{
    function = reinterpret_cast<Function>(driver_symbol(name));
}

bool is_fake()
{
    return driver_symbol("trts_test_fake_cuda_driver") != nullptr;
}

/// Runs this program with one argument; its exit status as waitpid gives it, and what it printed.
int run_this_program(std::string argument, std::string& printed)
{
    const std::filesystem::path output =
        std::filesystem::temp_directory_path() / ("trtsharp-" + std::to_string(getpid()) + "-" + argument + ".log");
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 1, output.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    posix_spawn_file_actions_adddup2(&actions, 1, 2);
    std::string program = "/proc/self/exe";
    char* arguments[] = {program.data(), argument.data(), nullptr};
    pid_t child = 0;
    int status = -1;
    if (posix_spawn(&child, program.c_str(), &actions, nullptr, arguments, environ) == 0)
    {
        (void)waitpid(child, &status, 0);
    }
    posix_spawn_file_actions_destroy(&actions);
    std::ifstream file(output, std::ios::binary);
    printed.assign(std::istreambuf_iterator<char>(file), {});
    std::filesystem::remove(output);
    return status;
}

} // namespace

std::string fake_driver_file()
{
    return beside_program(TRTS_TEST_FAKE_DRIVER);
}

std::string stand_in_file(const char* name)
{
    return beside_program("libstand_in_" + std::string(name) + ".so");
}

void* driver_symbol(const char* name)
{
    std::string error;
    const auto driver = trts::DynamicLibrary::open(trts::environment_variable(driver_variable), error);
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

trts_library* library_of(std::int32_t backend)
{
    const char* name = backend == TRTS_BACKEND_TRT10 ? "trt10" : backend == TRTS_BACKEND_TRT11 ? "trt11" : "rtx1";
    trts_library* opened = nullptr;
    require(trts_library_open(backend, stand_in_file(name).c_str(), &opened));
    return opened;
}

bool in_own_process(const char* test, const std::string& argument)
{
    const std::string own = std::string(test) + " " + argument;
    const std::string here = trts::environment_variable(process_variable);
    if (!here.empty())
    {
        return here == own;
    }
    setenv(process_variable, own.c_str(), 1);
    std::string printed;
    const int status = run_this_program(test, printed);
    unsetenv(process_variable);
    if (printed.find("\n0 passed, 0 failed, 1 skipped\n") != std::string::npos)
    {
        SKIP(printed.substr(0, printed.find('\n')));
    }
    if (status != 0 || printed != "1 passed, 0 failed, 0 skipped\n")
    {
        harness::report_failure(__FILE__, __LINE__,
                                "in a process of its own " + argument + " (wait status " + std::to_string(status) +
                                    "): " + printed);
    }
    return false;
}

} // namespace cuda_test

trts_library* device_test::library()
{
    return cuda_test::library_of(TRTS_BACKEND_TRT10);
}

std::string device_test::live_objects()
{
    std::string text = live_handles_and_bytes();
    if (cuda_test::is_fake())
    {
        decltype(&fake_cuda_get_live_count) get_live_count = nullptr;
        cuda_test::find(get_live_count, "fake_cuda_get_live_count");
        for (const char* kind : {"stream", "event", "allocation", "host allocation"})
        {
            text += ", " + std::string(kind) + "s: " + std::to_string(get_live_count(kind));
        }
    }
    return text;
}
