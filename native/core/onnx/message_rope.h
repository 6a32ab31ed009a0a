// A protobuf message in pieces, so that large weights are copied once: into the finished bytes.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/onnx/external_data.h"

namespace trts::onnx
{

class MessageRope
{
  public:
    /// Bytes that outlive the rope, for instance of the model that is being rewritten.
    void borrow(std::string_view bytes);

    /// Bytes made for the rope.
    void own(std::string bytes);

    /// A field whose payload is another message.
    void message(std::int32_t field, MessageRope&& value);

    /// A field whose payload stands in a file, read by flatten() only.
    void file(std::int32_t field, const FileRange& range);

    std::int64_t size() const noexcept { return size_; }

    std::string flatten() const;

  private:
    void header(std::int32_t field, std::int64_t payload_size);
    std::vector<std::variant<std::string_view, std::string, FileRange>> pieces_;
    std::int64_t size_ = 0;
};

} // namespace trts::onnx
