// The log of a builder or a runtime, shared with everything made from it.
#pragma once

#include <atomic>
#include <cstdint>
#include <string>

#include "core/logging/logger.h"

namespace trts::cpu
{

class Log final
{
  public:
    explicit Log(Logger* logger) noexcept : logger_(logger) {}

    /// From now on lines are dropped: the owner of the logger is gone, while engines and contexts may live on.
    void detach() noexcept { logger_.store(nullptr, std::memory_order_release); }

    void error(const std::string& text) const noexcept { write(1, text.c_str()); }
    void warning(const std::string& text) const noexcept { write(2, text.c_str()); }
    void info(const std::string& text) const noexcept { write(3, text.c_str()); }
    void verbose(const std::string& text) const noexcept { write(4, text.c_str()); }

  private:
    void write(std::int32_t severity, const char* text) const noexcept
    {
        if (Logger* logger = logger_.load(std::memory_order_acquire))
        {
            logger->log(severity, text);
        }
    }

    std::atomic<Logger*> logger_;
};

/// Runs `body`; what it throws is logged as an error on its way out.
template <typename Body>
auto logged(const Log& log, Body&& body)
{
    try
    {
        return body();
    }
    catch (const std::exception& error)
    {
        log.error(error.what());
        throw;
    }
}

} // namespace trts::cpu
