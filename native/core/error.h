// The one exception of our own code. It never crosses the C ABI: guard.h turns it into a status.
#pragma once

#include <cstdint>
#include <exception>
#include <string>
#include <utility>

#include "trtsharp/status.h"

namespace trts
{

class Error final : public std::exception
{
public:
    Error(trts_status status, std::string message, std::int32_t native_code = 0)
        : status_(status), native_code_(native_code), message_(std::move(message))
    {
    }

    trts_status status() const noexcept { return status_; }
    std::int32_t native_code() const noexcept { return native_code_; }
    const char* what() const noexcept override { return message_.c_str(); }

private:
    trts_status status_;
    std::int32_t native_code_;
    std::string message_;
};

} // namespace trts
