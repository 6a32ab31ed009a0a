// One child process of the supervisor.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "mutants/supervisor.h"

namespace mutants
{

/// What a child tells, in pieces that a pipe never divides.
struct Event
{
    enum Kind : std::uint8_t
    {
        Ready,
        Begun,
        Ended,
        Printed, // Ended, and something was written to stdout or stderr meanwhile
    };

    std::uint32_t index = 0;
    Kind kind = Ready;
    std::uint8_t was_cancelled = 0;
    std::uint8_t row = 0;
    std::uint8_t column = 0;
    std::uint8_t is_wrong = 0;
};

struct ChildFiles
{
    std::filesystem::path input;  // of the task that runs
    std::filesystem::path output; // stdout and stderr
};

struct Child
{
    pid_t process = -1;
    int events = -1; // the pipe's end to read from
};

/// Exit status of a child whose worker could not be made; its output says why.
inline constexpr int exit_skipped = 77;

Child start_child(const std::vector<std::uint32_t>& tasks, const ChildFiles& files, const Settings& settings,
                  const std::function<std::unique_ptr<Worker>()>& make_worker);

} // namespace mutants
