#include "core/onnx/message_rope.h"

#include <iterator>
#include <utility>

#include "core/onnx/writer.h"

namespace trts::onnx
{

void MessageRope::borrow(std::string_view bytes)
{
    if (!pieces_.empty())
    {
        // Neighbours in the model stay neighbours: most of a model is then one piece.
        auto* last = std::get_if<std::string_view>(&pieces_.back());
        if (last != nullptr && last->data() + last->size() == bytes.data())
        {
            *last = std::string_view(last->data(), last->size() + bytes.size());
            size_ += static_cast<std::int64_t>(bytes.size());
            return;
        }
    }
    pieces_.emplace_back(bytes);
    size_ += static_cast<std::int64_t>(bytes.size());
}

void MessageRope::own(std::string bytes)
{
    size_ += static_cast<std::int64_t>(bytes.size());
    pieces_.emplace_back(std::move(bytes));
}

void MessageRope::message(std::int32_t field, MessageRope&& value)
{
    header(field, value.size_);
    pieces_.insert(pieces_.end(), std::make_move_iterator(value.pieces_.begin()),
                   std::make_move_iterator(value.pieces_.end()));
    size_ += value.size_;
}

void MessageRope::file(std::int32_t field, const FileRange& range)
{
    header(field, range.length);
    pieces_.emplace_back(range);
    size_ += range.length;
}

std::string MessageRope::flatten() const
{
    std::string out;
    out.reserve(static_cast<std::size_t>(size_));
    for (const auto& piece : pieces_)
    {
        if (const auto* range = std::get_if<FileRange>(&piece))
        {
            append_file_range(*range, out);
        }
        else if (const auto* text = std::get_if<std::string>(&piece))
        {
            out += *text;
        }
        else
        {
            out += std::get<std::string_view>(piece);
        }
    }
    return out;
}

void MessageRope::header(std::int32_t field, std::int64_t payload_size)
{
    own(MessageWriter().header(field, static_cast<std::uint64_t>(payload_size)).take());
}

} // namespace trts::onnx
