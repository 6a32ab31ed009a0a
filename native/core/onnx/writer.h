// Writes protobuf messages, and models in the form that backends are given.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/onnx/limits.h"
#include "core/onnx/model.h"
#include "core/onnx/reader.h"

namespace trts::onnx
{

/// One protobuf message, written field after field:
///     MessageWriter().bytes(1, "x").varint(2, 7).take()
class MessageWriter
{
  public:
    MessageWriter& varint(std::int32_t field, std::uint64_t value);
    MessageWriter& integer(std::int32_t field, std::int64_t value); // protobuf's int32, int64 and enums
    MessageWriter& number(std::int32_t field, float value);
    MessageWriter& number(std::int32_t field, double value);
    MessageWriter& bytes(std::int32_t field, std::string_view value); // strings as well
    MessageWriter& message(std::int32_t field, const MessageWriter& value);
    MessageWriter& header(std::int32_t field,
                          std::uint64_t size);       // of a payload of `size` bytes that follows elsewhere
    MessageWriter& encoded(std::string_view fields); // encoded already, for instance a `raw` range

    const Bytes& get() const noexcept { return bytes_; }
    Bytes take() noexcept { return std::move(bytes_); }

  private:
    Bytes bytes_;
};

struct CanonicalizeOptions
{
    /// Where external data lives, as for check().
    std::filesystem::path model_folder;

    std::int64_t max_bytes = max_protobuf_bytes;
};

/// The model as one self-contained piece:
///   - external data is moved into the model (raw_data);
///   - every dimension of a real graph input has a value or a symbol: unknown ones are named `trts_<input>_<axis>`;
///   - graph inputs that initializers stand for are left out (a model of IR 3 becomes one of IR 4, which allows that);
///   - all else, known or not, stays as it is, byte for byte.
/// The model must have passed check(). Throws Error(TRTS_NOT_SUPPORTED) when the result would reach `max_bytes`,
/// Error(TRTS_IO_ERROR) when a data file cannot be read any more.
Bytes canonicalize(const Model& model, const CanonicalizeOptions& options = {});

/// Declares tensors of the main graph as further graph outputs, by appending to the bytes; their types are left to be
/// inferred. A name must not be a graph output already.
Bytes append_outputs(Bytes model, const std::vector<std::string>& tensor_names);

} // namespace trts::onnx
