// The bytes of buffers, models and plans that the library holds, counted: a leak of those need not show in a handle.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>

namespace trts
{

/// Counts as long as it lives.
class LiveBytes final
{
public:
    explicit LiveBytes(std::int64_t count) noexcept : count_(count) { sum_.fetch_add(count, std::memory_order_relaxed); }
    ~LiveBytes() { sum_.fetch_sub(count_, std::memory_order_relaxed); }
    LiveBytes(const LiveBytes&) = delete;
    LiveBytes& operator=(const LiveBytes&) = delete;

    static std::int64_t sum() noexcept { return sum_.load(std::memory_order_relaxed); }

private:
    std::int64_t count_;
    static inline std::atomic<std::int64_t> sum_{0};
};

/// A model or a plan, counted until nobody holds it any more.
inline std::shared_ptr<const std::string> share_counted(std::string bytes)
{
    struct Counted
    {
        explicit Counted(std::string&& moved)
            : bytes(std::move(moved)), count(static_cast<std::int64_t>(bytes.size()))
        {
        }
        std::string bytes;
        LiveBytes count;
    };
    auto counted = std::make_shared<const Counted>(std::move(bytes));
    return {counted, &counted->bytes};
}

} // namespace trts
