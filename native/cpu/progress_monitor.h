// The application's progress monitor, and the phases that a build reports to it.
#pragma once

#include <cstdint>

#include "cpu/shared_native.h"
#include "trtsharp/callbacks.g.h"

namespace trts::cpu
{

class ProgressMonitor final : public SharedNative<ProgressMonitor>
{
  public:
    explicit ProgressMonitor(const trts_progress_monitor_callbacks& callbacks) noexcept : callbacks_(callbacks) {}

    /// The application's object is gone; a config may still point here.
    void detach() noexcept { callbacks_ = {}; }
    bool is_attached() const noexcept { return callbacks_.phase_start != nullptr; }
    const trts_progress_monitor_callbacks& callbacks() const noexcept { return callbacks_; }

  private:
    trts_progress_monitor_callbacks callbacks_;
};

/// One phase of a build: started here, finished when it goes out of scope, by an error as well.
class Phase final
{
  public:
    /// A null monitor reports to nobody. `name` and `parent` are string literals.
    Phase(const ProgressMonitor* monitor, const char* name, const char* parent, std::int32_t step_count);
    ~Phase();
    Phase(const Phase&) = delete;
    Phase& operator=(const Phase&) = delete;

    /// The next step is done. Throws Error(TRTS_CANCELLED) when the application does not want to go on.
    void step();

  private:
    const ProgressMonitor* monitor_;
    const char* name_;
    std::int32_t next_step_ = 0;
};

} // namespace trts::cpu
