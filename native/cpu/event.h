// Events: markers in streams. Each record makes a new completion; whoever waits holds the one of that moment.
#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>

namespace trts::cpu
{

class Stream;

/// Becomes done once.
class Completion final
{
  public:
    void finish();
    void wait();
    bool is_done() const;

  private:
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    bool done_ = false;
};

class Event final
{
  public:
    void record(Stream* stream);
    void synchronize();
    bool query() const;

    /// Null where the event was never recorded, which counts as completed.
    std::shared_ptr<Completion> last_record() const;

  private:
    mutable std::mutex mutex_;
    std::shared_ptr<Completion> last_;
};

} // namespace trts::cpu
