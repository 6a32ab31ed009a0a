// Events: markers in streams. Each record makes a new completion; whoever waits holds the one of that moment.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>

namespace trts::cpu
{

class Stream;

/// Becomes done once.
class Completion final
{
  public:
    using Clock = std::chrono::steady_clock;

    void finish();
    void wait();
    bool is_done() const;
    /// When it was done.
    Clock::time_point time() const;

  private:
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    bool done_ = false;
    Clock::time_point time_;
};

class Event final
{
  public:
    /// @param flags trts_event_flag
    explicit Event(std::int32_t flags = 0) noexcept;

    void record(Stream* stream);
    void synchronize();
    bool query() const;
    float get_elapsed_time(Event* end) const;

    /// Null where the event was never recorded, which counts as completed.
    std::shared_ptr<Completion> last_record() const;

  private:
    /// The time of the last record; throws where there is none.
    Completion::Clock::time_point time() const;

    bool is_timed_;
    mutable std::mutex mutex_;
    std::shared_ptr<Completion> last_;
};

} // namespace trts::cpu
