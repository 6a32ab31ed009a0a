// The end of every native log line: a sink given by the application, behind an object that is never freed.
//
// TensorRT may log late and from any thread, so loggers come from a pool and go back to it with their sink detached.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <string>
#include <vector>

#include "trtsharp/logger.h"

namespace trts
{

class Logger final
{
public:
    /// A logger that writes to `sink`; a null sink (or sink callback) drops every line. `library` is whose log it takes:
    /// a logger never changes sides, because its foreign half is an object of that library's ABI.
    static Logger* acquire(const trts_logger_callbacks* sink, const void* library);

    /// Detaches the sink (no call into it is running or will begin once this returns) and pools the object.
    /// Not from inside the sink.
    static void release(Logger* logger) noexcept;

    /// Severity as nvinfer1::ILogger::Severity: 0 internal error, 1 error, 2 warning, 3 info, 4 verbose. Any thread.
    void log(std::int32_t severity, const char* message) noexcept;

    /// Errors logged by threads that were in no call of ours (a build's workers), taken and cleared.
    std::string take_stray_errors();

    /// Room for a foreign logger object (an nvinfer1::ILogger of some family) that must live as long as this one.
    /// `made` tells whether the room was asked for before, and so holds an object.
    void* adapter(std::size_t size, std::int32_t* made) noexcept;

private:
    void write(std::int32_t severity, const char* text) noexcept;

    explicit Logger(const void* library) noexcept : library_(library) {}

    const void* const library_;
    std::mutex mutex_;
    trts_logger_callbacks sink_{};
    std::vector<std::string> stray_errors_;
    std::atomic<int> in_sink_{0};
    bool adapter_made_ = false;
    alignas(16) unsigned char adapter_[32]{};
};

/// While one lives, lines logged on this thread go to `target`, whichever logger of the same library they come by:
/// TensorRT keeps the first logger that it was given and ignores those of later builders and runtimes.
class LogTarget final
{
public:
    explicit LogTarget(Logger* target) noexcept;
    ~LogTarget();
    LogTarget(const LogTarget&) = delete;
    LogTarget& operator=(const LogTarget&) = delete;

private:
    Logger* outer_;
};

/// While one lives, lines logged on this thread are dropped: for questions whose "no" TensorRT calls an error.
class LogMute final
{
public:
    LogMute() noexcept;
    ~LogMute();
    LogMute(const LogMute&) = delete;
    LogMute& operator=(const LogMute&) = delete;

private:
    bool outer_;
};

/// While one lives, error lines logged on this thread are collected: they become the text of a failed call.
class CallLog final
{
public:
    CallLog() noexcept;
    ~CallLog();
    CallLog(const CallLog&) = delete;
    CallLog& operator=(const CallLog&) = delete;

    /// The innermost of this thread, or null.
    static const CallLog* current() noexcept;

    /// Adds a line to the innermost of this thread, where there is one.
    static void add(const char* line) noexcept;

    bool has_lines() const noexcept { return !lines_.empty(); }

    /// The lines, joined by newlines; empty if there were none.
    std::string text() const;

private:
    friend class Logger;
    CallLog* outer_;
    std::vector<std::string> lines_;
};

} // namespace trts
