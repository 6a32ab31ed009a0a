#include "mutants/child.h"

#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <condition_variable>
#include <cstdio>
#include <mutex>
#include <thread>

#include "harness.h"
#include "mutants/memory_limit.h"

#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/lsan_interface.h>
#endif

namespace mutants
{
namespace
{

/// Cancels the worker's task when its time is over, until it ends.
class Watchdog
{
  public:
    Watchdog(Worker& worker, std::chrono::milliseconds limit)
        : worker_(worker), limit_(limit), thread_([this] { watch(); })
    {
    }
    ~Watchdog()
    {
        set(false, true);
        thread_.join();
    }

    void begin() { set(true, false); }

    /// Did the task have to be cancelled?
    bool end()
    {
        set(false, false);
        return has_cancelled_;
    }

  private:
    void set(bool is_running, bool is_over)
    {
        {
            const std::lock_guard lock(mutex_);
            is_running_ = is_running;
            is_over_ = is_over;
            has_cancelled_ = has_cancelled_ && !is_running;
            deadline_ = std::chrono::steady_clock::now() + limit_;
        }
        changed_.notify_all();
    }

    void watch()
    {
        constexpr auto again = std::chrono::milliseconds(50);
        std::unique_lock lock(mutex_);
        while (!is_over_)
        {
            if (!is_running_)
            {
                changed_.wait(lock);
            }
            else if (changed_.wait_until(lock, deadline_) == std::cv_status::timeout && is_running_)
            {
                has_cancelled_ = true;
                deadline_ = std::chrono::steady_clock::now() + again;
                worker_.cancel();
            }
        }
    }

    Worker& worker_;
    std::chrono::milliseconds limit_;
    std::mutex mutex_;
    std::condition_variable changed_;
    bool is_running_ = false;
    bool is_over_ = false;
    bool has_cancelled_ = false;
    std::chrono::steady_clock::time_point deadline_;
    std::thread thread_; // last: it uses all of the above
};

void redirect_output(const std::filesystem::path& file)
{
    const int output = open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_APPEND, 0600);
    (void)dup2(output, STDOUT_FILENO);
    (void)dup2(output, STDERR_FILENO);
    (void)close(output);
}

off_t output_size()
{
    (void)std::fflush(stdout);
    return lseek(STDERR_FILENO, 0, SEEK_END);
}

bool tell(int pipe, const Event& event)
{
    return write(pipe, &event, sizeof event) == static_cast<ssize_t>(sizeof event);
}

int run_tasks(const std::vector<std::uint32_t>& tasks, const ChildFiles& files, const Settings& settings,
              const std::function<std::unique_ptr<Worker>()>& make_worker, int pipe)
{
    std::unique_ptr<Worker> worker;
    try
    {
        worker = make_worker();
    }
    catch (const harness::Skipped& skipped)
    {
        std::fputs(skipped.reason.c_str(), stderr);
        return exit_skipped;
    }
    const rlimit no_core_files{0, 0};
    (void)setrlimit(RLIMIT_CORE, &no_core_files);
    limit_memory(settings.memory);
    Watchdog watchdog(*worker, settings.cancel_after);
    (void)tell(pipe, {});
    for (const std::uint32_t index : tasks)
    {
        const off_t before = output_size();
        (void)tell(pipe, {index, Event::Begun, 0, 0, 0, 0});
        watchdog.begin();
        const Result result = worker->run(index, files.input);
        const bool was_cancelled = watchdog.end();
        const auto kind = output_size() == before ? Event::Ended : Event::Printed;
        const auto flag = [](bool value) { return static_cast<std::uint8_t>(value ? 1 : 0); };
        if (!tell(pipe, {index, kind, flag(was_cancelled), result.row, result.column, flag(result.is_wrong)}))
        {
            break; // the supervisor is gone
        }
    }
    return 0;
}

} // namespace

Child start_child(const std::vector<std::uint32_t>& tasks, const ChildFiles& files, const Settings& settings,
                  const std::function<std::unique_ptr<Worker>()>& make_worker)
{
    int ends[2];
    if (pipe(ends) != 0)
    {
        return {};
    }
    (void)std::fflush(stdout);
    const pid_t process = fork();
    if (process != 0)
    {
        (void)close(ends[1]);
        return {process, ends[0]};
    }
    (void)close(ends[0]);
    redirect_output(files.output);
    int status = 1;
    try
    {
        status = run_tasks(tasks, files, settings, make_worker, ends[1]);
    }
    catch (const std::exception& exception)
    {
        std::fprintf(stderr, "exception: %s\n", exception.what());
    }
#if defined(__SANITIZE_ADDRESS__)
    if (status == 0 && __lsan_do_recoverable_leak_check() != 0)
    {
        status = 1;
    }
#endif
    (void)std::fflush(stdout);
    _exit(status); // the parent's objects are the parent's to destroy
}

} // namespace mutants
