// Runs numbered tasks in child processes, so that a crash, a hang or a greedy task costs one task and is told by
// number.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace mutants
{

/// What a task gives: two small numbers, counted in a table.
struct Result
{
    std::uint8_t row = 0;
    std::uint8_t column = 0;
    bool is_wrong = false; // a failure that the task found itself; it has written to stderr what it is
};

/// Lives in a child process.
class Worker
{
  public:
    virtual ~Worker() = default;

    /// `input` is the file to write the task's input to before anything is done with it; kept when the task fails.
    virtual Result run(std::uint32_t index, const std::filesystem::path& input) = 0;

    /// The task takes too long. Called from another thread, again and again until it ends.
    virtual void cancel() = 0;
};

struct Settings
{
    std::vector<std::uint32_t> tasks;
    std::uint32_t workers = 2;
    std::chrono::milliseconds cancel_after{5000};
    std::chrono::milliseconds kill_after{15000};
    std::int64_t memory = std::int64_t{2} << 30; // of a child, beyond what it has when it begins
    std::filesystem::path folder;                // for the inputs of failed tasks
};

struct Failure
{
    std::uint32_t index = 0;
    std::string what;
    std::string output;          // what the child printed
    std::filesystem::path input; // kept; empty where the task wrote none
};

struct Report
{
    static constexpr std::size_t most_rows = 32;
    static constexpr std::size_t most_columns = 16;

    std::array<std::array<std::uint32_t, most_columns>, most_rows> counts{};
    std::vector<std::uint32_t> cancelled; // tasks that ended after their cancellation
    std::vector<Failure> failures;
    std::uint32_t done = 0;
    std::string reason_to_skip; // a worker could not be made
};

/// Call while the process has one thread: children are forked. `make_worker` is called in each child.
Report supervise(const Settings& settings, const std::function<std::unique_ptr<Worker>()>& make_worker);

} // namespace mutants
