// Runs a context's invocations, one at a time, and can end them early. Shared with work that is queued, so that a
// context may be destroyed before it has run.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <vector>

#include "cpu/invocation.h"
#include "cpu/plugins/attached_plugins.h"

namespace trts::cpu
{

class Runner final
{
  public:
    explicit Runner(const EngineState& engine);

    /// A number for an enqueue that is about to run or to be queued: cancel() means all that were given out before.
    std::uint64_t issue_ticket();

    /// Throws Error: TRTS_INVALID_STATE while another run of this context goes on, TRTS_CANCELLED,
    /// TRTS_EXECUTION_FAILED.
    void run(Invocation& invocation, std::uint64_t ticket, void* stream);

    /// Ends what runs and what is queued. Any thread.
    void cancel() noexcept;

  private:
    class Turn;

    void call(Invocation& invocation, std::uint64_t ticket, void* stream);
    void deliver(Invocation::Output& output, OrtOwned<OrtValue> value, void* stream) const;

    const Ort& ort_;
    OrtOwned<OrtRunOptions> options_;
    std::unique_ptr<AttachedPlugins> plugins_; // null: the engine has none

    std::mutex mutex_; // the four below
    std::uint64_t issued_ = 0;
    std::uint64_t cancelled_up_to_ = 0;
    bool is_running_ = false;
    bool is_terminated_ = false; // options_ say so

    // Of the run that goes on; kept to allocate nothing in a steady state.
    std::vector<OrtValue*> outputs_;
    std::vector<std::shared_ptr<Memory>> held_;
};

} // namespace trts::cpu
