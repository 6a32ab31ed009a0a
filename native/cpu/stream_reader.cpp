#include "cpu/stream_reader.h"

#include <algorithm>
#include <optional>

#include "core/error.h"
#include "cpu/library.h"
#include "cpu/plan.h"

namespace trts::cpu
{
namespace
{

/// A stream's size is known from its own words only: memory is taken as its bytes come.
constexpr std::int64_t longest_read = std::int64_t{8} << 20;

template <typename Reader, typename Callbacks>
trts_status create(const trts_api_table*, const Callbacks* callbacks, void** out)
{
    *out = Reader::create(*callbacks);
    return TRTS_OK;
}

template <typename Reader>
void destroy(void* self)
{
    auto* reader = static_cast<Reader*>(self);
    reader->close();
    Reader::release(reader);
}

void require_open(bool was_called)
{
    if (!was_called)
    {
        throw Error(TRTS_INVALID_STATE, "the stream reader was destroyed before the plan was read");
    }
}

/// Appends `size` bytes. False: the stream ended before.
bool append(ByteSource& source, std::int64_t size, std::string& bytes)
{
    while (size > 0)
    {
        const std::size_t filled = bytes.size();
        const std::int64_t asked = std::min(size, longest_read);
        bytes.resize(filled + static_cast<std::size_t>(asked));
        const std::int64_t given = source.read(bytes.data() + filled, asked);
        if (given < 0 || given > asked)
        {
            throw Error(TRTS_CALLBACK_FAILED, "the stream reader failed after " + std::to_string(filled) +
                                                  " bytes: it was asked for " + std::to_string(asked) +
                                                  " and answered " + std::to_string(given));
        }
        if (given < asked)
        {
            bytes.resize(filled + static_cast<std::size_t>(given));
            return false;
        }
        size -= asked;
    }
    return true;
}

} // namespace

std::int64_t StreamReader::read(void* destination, std::int64_t size)
{
    std::int64_t given = -1;
    require_open(gate_.call([&](const trts_stream_reader_callbacks& callbacks) {
        given = callbacks.read(destination, size, callbacks.user_data);
    }));
    return given;
}

std::int64_t StreamReaderV2::read(void* destination, std::int64_t size)
{
    std::int64_t given = -1;
    require_open(gate_.call([&](const trts_stream_reader_v2_callbacks& callbacks) {
        given = callbacks.read(destination, size, nullptr, callbacks.user_data);
    }));
    return given;
}

std::string read_plan_bytes(ByteSource& source)
{
    std::string bytes;
    const bool has_start = append(source, plan_start_size, bytes);
    const std::optional<std::int64_t> size = has_start ? size_of_plan(bytes) : std::nullopt;
    if (!size)
    {
        (void)read_plan(std::make_shared<const std::string>(bytes)); // says what these bytes are
        throw Error(TRTS_LOAD_FAILED, "the stream holds no plan");
    }
    if (!append(source, *size - plan_start_size, bytes))
    {
        throw Error(TRTS_LOAD_FAILED, "the stream ends after " + std::to_string(bytes.size()) +
                                          " bytes, but its plan takes " + std::to_string(*size) +
                                          ": it was cut off, or the reader gave fewer bytes than it was asked for");
    }
    return bytes;
}

void fill_stream_reader_entries(trts_api_table& table)
{
    table.stream_reader_create = create<StreamReader, trts_stream_reader_callbacks>;
    table.stream_reader_destroy = destroy<StreamReader>;
    table.stream_reader_v2_create = create<StreamReaderV2, trts_stream_reader_v2_callbacks>;
    table.stream_reader_v2_destroy = destroy<StreamReaderV2>;
}

} // namespace trts::cpu
