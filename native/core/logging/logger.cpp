#include "core/logging/logger.h"

#include <algorithm>
#include <cstring>
#include <iterator>
#include <thread>
#include <utility>

namespace trts
{
namespace
{

constexpr std::int32_t severity_error = 1;
constexpr std::int32_t severity_warning = 2;
constexpr std::size_t most_lines_kept = 64;

std::mutex& pool_mutex()
{
    static std::mutex& mutex = *new std::mutex();
    return mutex;
}

std::vector<Logger*>& pool()
{
    static std::vector<Logger*>& loggers = *new std::vector<Logger*>();
    return loggers;
}

CallLog*& current_call() noexcept
{
    thread_local CallLog* call = nullptr;
    return call;
}

bool& is_muted() noexcept
{
    thread_local bool muted = false;
    return muted;
}

Logger*& current_target() noexcept
{
    thread_local Logger* target = nullptr;
    return target;
}

std::string join(const std::vector<std::string>& lines)
{
    std::string text;
    for (const std::string& line : lines)
    {
        text += text.empty() ? "" : "\n";
        text += line;
    }
    return text;
}

void keep(std::vector<std::string>& lines, const char* message)
{
    if (lines.size() < most_lines_kept)
    {
        lines.emplace_back(message);
    }
}

} // namespace

Logger* Logger::acquire(const trts_logger_callbacks* sink, const void* library)
{
    Logger* logger = nullptr;
    {
        const std::lock_guard lock(pool_mutex());
        auto& loggers = pool();
        const auto found = std::find_if(loggers.rbegin(), loggers.rend(),
                                        [library](const Logger* pooled) { return pooled->library_ == library; });
        if (found != loggers.rend())
        {
            logger = *found;
            loggers.erase(std::next(found).base());
        }
    }
    if (logger == nullptr)
    {
        logger = new Logger(library);
    }
    const std::lock_guard lock(logger->mutex_);
    logger->sink_ = sink == nullptr ? trts_logger_callbacks{} : *sink;
    logger->stray_errors_.clear();
    return logger;
}

void Logger::release(Logger* logger) noexcept
{
    if (logger == nullptr)
    {
        return;
    }
    {
        const std::lock_guard lock(logger->mutex_);
        logger->sink_ = {};
    }
    while (logger->in_sink_.load(std::memory_order_acquire) != 0)
    {
        std::this_thread::yield(); // another thread is inside the sink, which its owner is about to free
    }
    try
    {
        const std::lock_guard lock(pool_mutex());
        pool().push_back(logger);
    }
    catch (...)
    {
        // Out of memory: the object is not used again, which is all that is lost.
    }
}

void Logger::log(std::int32_t severity, const char* message) noexcept
{
    const char* text = message == nullptr ? "" : message;
    // Every builder and runtime has a logger of its own here, on purpose: what TensorRT says to that is noise.
    if (severity == severity_warning && std::strstr(text, "The logger passed into createInfer") != nullptr)
    {
        return;
    }
    if (is_muted())
    {
        return;
    }
    Logger* target = current_target();
    (target != nullptr && target->library_ == library_ ? target : this)->write(severity, text);
}

void Logger::write(std::int32_t severity, const char* text) noexcept
{
    trts_logger_callbacks sink{};
    try
    {
        const std::lock_guard lock(mutex_);
        if (severity <= severity_error)
        {
            CallLog* call = current_call();
            keep(call != nullptr ? call->lines_ : stray_errors_, text);
        }
        sink = sink_;
        if (sink.log != nullptr)
        {
            in_sink_.fetch_add(1, std::memory_order_acquire);
        }
    }
    catch (...)
    {
        return; // a line lost for want of memory
    }
    if (sink.log != nullptr)
    {
        sink.log(severity, text, sink.user_data);
        in_sink_.fetch_sub(1, std::memory_order_release);
    }
}

std::string Logger::take_stray_errors()
{
    std::vector<std::string> lines;
    {
        const std::lock_guard lock(mutex_);
        lines.swap(stray_errors_);
    }
    return join(lines);
}

void* Logger::adapter(std::size_t size, std::int32_t* made) noexcept
{
    if (size > sizeof(adapter_))
    {
        return nullptr;
    }
    *made = adapter_made_ ? 1 : 0;
    adapter_made_ = true;
    return adapter_;
}

const CallLog* CallLog::current() noexcept
{
    return current_call();
}

void CallLog::add(const char* line) noexcept
{
    CallLog* call = current_call();
    if (call == nullptr || line == nullptr)
    {
        return;
    }
    try
    {
        keep(call->lines_, line);
    }
    catch (...)
    {
        // a line lost for want of memory
    }
}

LogMute::LogMute() noexcept : outer_(std::exchange(is_muted(), true)) {}

LogMute::~LogMute()
{
    is_muted() = outer_;
}

LogTarget::LogTarget(Logger* target) noexcept : outer_(std::exchange(current_target(), target)) {}

LogTarget::~LogTarget()
{
    current_target() = outer_;
}

CallLog::CallLog() noexcept : outer_(std::exchange(current_call(), this)) {}

CallLog::~CallLog()
{
    current_call() = outer_;
}

std::string CallLog::text() const
{
    return join(lines_);
}

} // namespace trts
