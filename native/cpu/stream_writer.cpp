#include "cpu/stream_writer.h"

#include <cstdint>
#include <string>

#include "core/error.h"
#include "cpu/library.h"

namespace trts::cpu
{
namespace
{

constexpr std::size_t longest_write = std::size_t{8} << 20;

trts_status create(const trts_api_table*, const trts_stream_writer_callbacks* callbacks, void** out)
{
    *out = StreamWriter::create(*callbacks);
    return TRTS_OK;
}

void destroy(void* self)
{
    auto* writer = static_cast<StreamWriter*>(self);
    writer->close();
    StreamWriter::release(writer);
}

} // namespace

void StreamWriter::write(std::string_view bytes)
{
    for (std::size_t written = 0; written < bytes.size();)
    {
        const std::string_view piece = bytes.substr(written, longest_write);
        const auto size = static_cast<std::int64_t>(piece.size());
        std::int64_t taken = -1;
        const bool was_called = gate_.call([&](const trts_stream_writer_callbacks& callbacks) {
            taken = callbacks.write(piece.data(), size, callbacks.user_data);
        });
        if (!was_called)
        {
            throw Error(TRTS_INVALID_STATE, "the stream writer was destroyed before the plan was written");
        }
        if (taken != size)
        {
            throw Error(TRTS_CALLBACK_FAILED, "the stream writer failed after " + std::to_string(written) +
                                                  " bytes: it was given " + std::to_string(size) + " and answered " +
                                                  std::to_string(taken));
        }
        written += piece.size();
    }
}

void fill_stream_writer_entries(trts_api_table& table)
{
    table.stream_writer_create = create;
    table.stream_writer_destroy = destroy;
}

} // namespace trts::cpu
