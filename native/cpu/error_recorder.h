// The application's IErrorRecorder, and what is done with one that an object got.
#pragma once

#include <atomic>
#include <cstdint>

#include "cpu/callback_gate.h"
#include "cpu/shared_native.h"
#include "trtsharp/callbacks.g.h"
#include "trtsharp/status.h"
#include "trtsharp/structs.g.h"

namespace trts::cpu
{

/// Any thread. The objects that have it share it: once the application has destroyed its own part, nothing is called.
class ErrorRecorder final : public SharedNative<ErrorRecorder>
{
  public:
    explicit ErrorRecorder(const trts_error_recorder_callbacks& callbacks) noexcept : gate_(callbacks) {}

    void close() noexcept { gate_.close(); }

    /// Reports a failed call with the ErrorCode that is nearest to its status.
    void report(trts_status status, const char* description) noexcept;

    /// Of objects that get it and let go of it.
    void add_reference() noexcept;
    void remove_reference() noexcept;

    // IErrorRecorder, for whoever holds a trts_error_recorder_ref. They throw where the recorder was destroyed.
    trts_interface_info get_interface_info() const;
    std::int32_t get_nb_errors();
    std::int32_t get_error_code(std::int32_t error_index);
    const char* get_error_desc(std::int32_t error_index);
    std::int32_t has_overflowed();
    void clear();
    bool report_error(std::int32_t code, const char* description);
    std::int32_t inc_ref_count();
    std::int32_t dec_ref_count();

  private:
    template <typename Body>
    void require_call(Body&& body);

    CallbackGate<trts_error_recorder_callbacks> gate_;
    std::atomic<std::int32_t> references_{0}; // where the application does not count them itself
};

} // namespace trts::cpu
