// The application's IStreamWriter.
#pragma once

#include <string_view>

#include "cpu/callback_gate.h"
#include "cpu/shared_native.h"
#include "trtsharp/callbacks.g.h"

namespace trts::cpu
{

class StreamWriter final : public SharedNative<StreamWriter>
{
  public:
    explicit StreamWriter(const trts_stream_writer_callbacks& callbacks) noexcept : gate_(callbacks) {}

    /// Piece by piece. Throws Error(TRTS_CALLBACK_FAILED) at the first that the application does not take whole.
    void write(std::string_view bytes);
    void close() noexcept { gate_.close(); }

  private:
    CallbackGate<trts_stream_writer_callbacks> gate_;
};

} // namespace trts::cpu
