// The application's IStreamReader and IStreamReaderV2: plans that come piece by piece.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "cpu/callback_gate.h"
#include "cpu/shared_native.h"
#include "trtsharp/callbacks.g.h"

namespace trts::cpu
{

class ByteSource
{
  public:
    /// What the application answers: how many bytes it gave, fewer at the end, or a negative number. Throws
    /// Error(TRTS_INVALID_STATE) where its object was destroyed.
    virtual std::int64_t read(void* destination, std::int64_t size) = 0;

  protected:
    ~ByteSource() = default;
};

class StreamReader final : public SharedNative<StreamReader>, public ByteSource
{
  public:
    explicit StreamReader(const trts_stream_reader_callbacks& callbacks) noexcept : gate_(callbacks) {}

    std::int64_t read(void* destination, std::int64_t size) override;
    void close() noexcept { gate_.close(); }

  private:
    CallbackGate<trts_stream_reader_callbacks> gate_;
};

/// Read from its position on; nothing has to be skipped here, so it is never asked to seek.
class StreamReaderV2 final : public SharedNative<StreamReaderV2>, public ByteSource
{
  public:
    explicit StreamReaderV2(const trts_stream_reader_v2_callbacks& callbacks) noexcept : gate_(callbacks) {}

    std::int64_t read(void* destination, std::int64_t size) override;
    void close() noexcept { gate_.close(); }

  private:
    CallbackGate<trts_stream_reader_v2_callbacks> gate_;
};

/// The bytes of one plan, and no byte more. Throws Error(TRTS_CALLBACK_FAILED) where the reader fails, and
/// Error(TRTS_LOAD_FAILED) where the stream holds no plan, or ends before the plan does.
std::string read_plan_bytes(ByteSource& source);

} // namespace trts::cpu
