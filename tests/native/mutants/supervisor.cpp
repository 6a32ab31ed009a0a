#include "mutants/supervisor.h"

#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstring>
#include <fstream>
#include <iterator>
#include <optional>

#include "mutants/child.h"
#include "mutants/memory_limit.h"

namespace mutants
{
namespace
{

using Clock = std::chrono::steady_clock;

std::string read_text(const std::filesystem::path& file)
{
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// One of several that divide the tasks among them: a child, and after its death the next one.
class Lane
{
  public:
    Lane(std::string name, std::vector<std::uint32_t> tasks, const Settings& settings,
         const std::function<std::unique_ptr<Worker>()>& make_worker, Report& report)
        : name_(std::move(name)), tasks_(std::move(tasks)), settings_(settings), make_worker_(make_worker),
          report_(report), files_{settings.folder / (name_ + ".input"), settings.folder / (name_ + ".output")}
    {
        start();
    }

    bool is_done() const { return child_.process < 0; }
    int events() const { return child_.events; }

    /// Something is to be read, or the child has ended.
    void take_events()
    {
        Event event;
        const ssize_t size = read(child_.events, &event, sizeof event);
        if (size == static_cast<ssize_t>(sizeof event))
        {
            take(event);
        }
        else if (size == 0)
        {
            finish();
        }
    }

    /// Ends a child whose task takes too long or too much.
    void check_limits()
    {
        if (!running_ || !killed_for_.empty())
        {
            return;
        }
        const std::int64_t grown = resident_bytes(std::to_string(child_.process)) - base_memory_;
        if (Clock::now() - begun_ > settings_.kill_after)
        {
            killed_for_ = "hang: it did not end after its cancellation";
        }
        else if (grown > 2 * settings_.memory) // where the child's own limit does not hold
        {
            killed_for_ = "memory: it took " + std::to_string(grown >> 20U) + " MiB";
        }
        if (!killed_for_.empty())
        {
            (void)kill(child_.process, SIGKILL);
        }
    }

  private:
    void start()
    {
        if (next_ == tasks_.size())
        {
            child_ = {};
            return;
        }
        running_.reset();
        killed_for_.clear();
        std::filesystem::remove(files_.input);
        const auto first = tasks_.begin() + static_cast<std::ptrdiff_t>(next_);
        child_ = start_child({first, tasks_.end()}, files_, settings_, make_worker_);
        base_memory_ = resident_bytes(std::to_string(child_.process));
    }

    void take(const Event& event)
    {
        switch (event.kind)
        {
        case Event::Ready:
            base_memory_ = resident_bytes(std::to_string(child_.process));
            return;
        case Event::Begun:
            running_ = event.index;
            begun_ = Clock::now();
            return;
        case Event::Printed:
        case Event::Ended:
            break;
        }
        running_.reset();
        ++next_;
        ++report_.done;
        ++report_.counts[event.row % Report::most_rows][event.column % Report::most_columns];
        if (event.was_cancelled != 0)
        {
            report_.cancelled.push_back(event.index);
        }
        if (event.is_wrong != 0)
        {
            add_failure(event.index, "a wrong answer");
        }
        else if (event.kind == Event::Printed)
        {
            add_failure(event.index, "it printed");
        }
    }

    void add_failure(std::uint32_t index, const std::string& what)
    {
        Failure failure{index, what, read_text(files_.output), {}};
        failure.output.erase(0, std::min(printed_, failure.output.size()));
        printed_ += failure.output.size();
        const std::filesystem::path kept = settings_.folder / (std::to_string(index) + ".mutant");
        std::error_code error;
        std::filesystem::copy_file(files_.input, kept, std::filesystem::copy_options::overwrite_existing, error);
        failure.input = error ? std::filesystem::path() : kept;
        report_.failures.push_back(std::move(failure));
    }

    void finish()
    {
        int status = 0;
        (void)waitpid(child_.process, &status, 0);
        (void)close(child_.events);
        if (WIFEXITED(status) && WEXITSTATUS(status) == exit_skipped)
        {
            report_.reason_to_skip = read_text(files_.output);
            next_ = tasks_.size();
        }
        else if (running_)
        {
            add_failure(*running_, killed_for_.empty() ? describe(status) : killed_for_);
            ++next_;
            ++report_.done;
        }
        else if (status != 0)
        {
            add_failure(next_ < tasks_.size() ? tasks_[next_] : tasks_.back(),
                        "outside of any task: " + describe(status));
            next_ = tasks_.size();
        }
        printed_ = 0;
        start();
    }

    static std::string describe(int status)
    {
        if (WIFSIGNALED(status))
        {
            return std::string("crash: ") + strsignal(WTERMSIG(status));
        }
        return "the process ended with " + std::to_string(WEXITSTATUS(status));
    }

    std::string name_;
    std::vector<std::uint32_t> tasks_;
    const Settings& settings_;
    const std::function<std::unique_ptr<Worker>()>& make_worker_;
    Report& report_;
    ChildFiles files_;
    Child child_;
    std::size_t next_ = 0; // of tasks_
    std::size_t printed_ = 0;
    std::optional<std::uint32_t> running_;
    Clock::time_point begun_;
    std::int64_t base_memory_ = 0;
    std::string killed_for_;
};

} // namespace

Report supervise(const Settings& settings, const std::function<std::unique_ptr<Worker>()>& make_worker)
{
    constexpr int tick_milliseconds = 20;
    Report report;
    std::vector<std::unique_ptr<Lane>> lanes;
    for (std::uint32_t lane = 0; lane < settings.workers; ++lane)
    {
        std::vector<std::uint32_t> tasks;
        for (std::size_t i = lane; i < settings.tasks.size(); i += settings.workers)
        {
            tasks.push_back(settings.tasks[i]);
        }
        lanes.push_back(
            std::make_unique<Lane>("worker-" + std::to_string(lane), std::move(tasks), settings, make_worker, report));
    }
    for (;;)
    {
        std::vector<pollfd> waiting;
        std::vector<Lane*> waited_for;
        for (const std::unique_ptr<Lane>& lane : lanes)
        {
            if (!lane->is_done())
            {
                waiting.push_back({lane->events(), POLLIN, 0});
                waited_for.push_back(lane.get());
            }
        }
        if (waiting.empty())
        {
            return report;
        }
        (void)poll(waiting.data(), waiting.size(), tick_milliseconds);
        for (std::size_t i = 0; i < waiting.size(); ++i)
        {
            if (waiting[i].revents != 0)
            {
                waited_for[i]->take_events();
            }
            waited_for[i]->check_limits();
        }
    }
}

} // namespace mutants
