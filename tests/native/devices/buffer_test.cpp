// Device memory and pinned memory.
#include <cstring>
#include <numeric>
#include <vector>

#include "devices/objects.h"

using namespace device_test;

namespace
{

std::vector<unsigned char> counting(std::size_t size, unsigned char first = 0)
{
    std::vector<unsigned char> bytes(size);
    std::iota(bytes.begin(), bytes.end(), first);
    return bytes;
}

std::vector<unsigned char> contents(const Buffer& buffer)
{
    std::int64_t size = 0;
    require(trts_buffer_get_size(buffer.get(), &size));
    std::vector<unsigned char> bytes(static_cast<std::size_t>(size));
    require(trts_buffer_copy_to_host(buffer.get(), 0, bytes.data(), size));
    return bytes;
}

Buffer filled(const std::vector<unsigned char>& bytes, std::int32_t device = 0)
{
    Buffer buffer = make_buffer(static_cast<std::int64_t>(bytes.size()), device);
    require(trts_buffer_copy_from_host(buffer.get(), 0, bytes.data(), static_cast<std::int64_t>(bytes.size())));
    return buffer;
}

} // namespace

TEST(what_is_copied_in_comes_out)
{
    const Buffer buffer = filled(counting(200));
    CHECK(contents(buffer) == counting(200));
    void* address = nullptr;
    require(trts_buffer_get_address(buffer.get(), &address));
    CHECK(address != nullptr && reinterpret_cast<std::uintptr_t>(address) % 64 == 0);
}

TEST(parts_are_copied_to_and_from_where_they_belong)
{
    const Buffer buffer = filled(std::vector<unsigned char>(8, 9));
    const unsigned char bytes[] = {1, 2, 3};
    require(trts_buffer_copy_from_host(buffer.get(), 2, bytes, 3));
    CHECK(contents(buffer) == std::vector<unsigned char>({9, 9, 1, 2, 3, 9, 9, 9}));
    unsigned char part[3] = {};
    require(trts_buffer_copy_to_host(buffer.get(), 3, part, 3));
    CHECK(part[0] == 2 && part[1] == 3 && part[2] == 9);
}

TEST(a_copy_to_the_device_is_done_in_the_stream)
{
    const HostBuffer source = make_host_buffer(4);
    auto* bytes = address_of<unsigned char>(source);
    std::memset(bytes, 1, 4);
    const Buffer buffer = filled({0, 0, 0, 0});
    const Stream stream = make_stream();
    const Gate gate;
    gate.close(stream);
    require(trts_buffer_copy_from_host_async(buffer.get(), 0, bytes, 4, stream.get()));
    CHECK(!is_idle(stream));
    CHECK(contents(buffer) == std::vector<unsigned char>(4, 0)); // a synchronous copy does not wait for the stream
    std::memset(bytes, 2, 4);                                    // pinned memory is read when its turn comes
    gate.open();
    require(trts_stream_synchronize(stream.get()));
    CHECK(contents(buffer) == std::vector<unsigned char>(4, 2));
}

TEST(a_copy_to_the_host_is_done_in_the_stream)
{
    const HostBuffer target = make_host_buffer(4);
    auto* bytes = address_of<unsigned char>(target);
    std::memset(bytes, 0, 4);
    const Buffer buffer = filled({1, 2, 3, 4});
    const Stream stream = make_stream();
    const Gate gate;
    gate.close(stream);
    require(trts_buffer_copy_to_host_async(buffer.get(), 1, bytes, 3, stream.get()));
    CHECK(bytes[0] == 0);
    gate.open();
    require(trts_stream_synchronize(stream.get()));
    CHECK(bytes[0] == 2 && bytes[1] == 3 && bytes[2] == 4 && bytes[3] == 0);
}

TEST(buffers_are_copied_and_set_in_the_streams_order)
{
    const Buffer first = filled(counting(16));
    const Buffer second = filled(std::vector<unsigned char>(16, 0));
    const Stream stream = make_stream();
    const Gate gate;
    gate.close(stream);
    require(trts_buffer_memset_async(first.get(), 0, 255, 4, stream.get()));
    require(trts_buffer_copy_from_buffer_async(second.get(), 8, first.get(), 2, 6, stream.get()));
    require(trts_buffer_memset_async(second.get(), 15, 7, 1, stream.get()));
    CHECK(contents(second) == std::vector<unsigned char>(16, 0));
    gate.open();
    require(trts_stream_synchronize(stream.get()));
    CHECK(contents(second) == std::vector<unsigned char>({0, 0, 0, 0, 0, 0, 0, 0, 255, 255, 4, 5, 6, 7, 0, 7}));
}

TEST(buffers_are_copied_and_set_at_once_without_a_stream)
{
    const Buffer first = filled(counting(8));
    const Buffer second = make_buffer(8);
    require(trts_buffer_memset(second.get(), 0, 3, 8));
    require(trts_buffer_copy_from_buffer(second.get(), 4, first.get(), 0, 4));
    CHECK(contents(second) == std::vector<unsigned char>({3, 3, 3, 3, 0, 1, 2, 3}));
    require(trts_buffer_copy_from_buffer(second.get(), 0, second.get(), 4, 4)); // within one buffer
    CHECK(contents(second) == std::vector<unsigned char>({0, 1, 2, 3, 0, 1, 2, 3}));
}

TEST(ranges_must_lie_inside_and_apart)
{
    const Buffer buffer = filled(counting(8));
    const Buffer other = make_buffer(4);
    const Stream stream = make_stream();
    unsigned char bytes[16] = {};
    const auto is_refused = [](trts_status status, const char* what) {
        const Outcome refused = outcome(status);
        return refused.status == TRTS_INVALID_ARGUMENT && refused.says(what);
    };
    constexpr std::int64_t most = INT64_MAX;
    const char* outside = "lie outside the buffer of 8 bytes";
    CHECK(is_refused(trts_buffer_copy_from_host(buffer.get(), 1, bytes, 8), outside));
    CHECK(is_refused(trts_buffer_copy_from_host_async(buffer.get(), 9, bytes, 0, stream.get()), outside));
    CHECK(is_refused(trts_buffer_copy_to_host(buffer.get(), -1, bytes, 1), outside));
    CHECK(is_refused(trts_buffer_copy_to_host_async(buffer.get(), most, bytes, most, stream.get()), outside));
    CHECK(is_refused(trts_buffer_memset(buffer.get(), 0, 0, 9), outside));
    CHECK(is_refused(trts_buffer_memset_async(buffer.get(), 0, 0, -1, stream.get()), outside));
    CHECK(is_refused(trts_buffer_copy_from_buffer(buffer.get(), 5, other.get(), 0, 4), outside));
    CHECK(
        is_refused(trts_buffer_copy_from_buffer(buffer.get(), 0, other.get(), 1, 4), "outside the buffer of 4 bytes"));
    CHECK(is_refused(trts_buffer_copy_from_buffer(buffer.get(), 0, buffer.get(), 3, 4), "overlap"));
    CHECK(is_refused(trts_buffer_copy_from_buffer(buffer.get(), 3, buffer.get(), 0, 4), "overlap"));
    CHECK(is_refused(trts_buffer_memset(buffer.get(), 0, 256, 1), "is 256"));
    CHECK(is_refused(trts_buffer_memset(buffer.get(), 0, -1, 1), "is -1"));
    CHECK(is_refused(trts_buffer_copy_from_host(buffer.get(), 0, nullptr, 1), "null"));
    CHECK(is_refused(trts_buffer_copy_to_host_async(buffer.get(), 0, nullptr, 1, stream.get()), "null"));
    CHECK(is_refused(trts_buffer_copy_from_host_async(buffer.get(), 0, bytes, 1, nullptr), "stream is null"));
    CHECK(is_refused(trts_buffer_copy_from_buffer(buffer.get(), 0, nullptr, 0, 1), "source is null"));
    CHECK(contents(buffer) == counting(8));
}

TEST(nothing_can_be_copied_from_and_to_nothing)
{
    const Buffer empty = make_buffer(0);
    const Buffer also_empty = make_buffer(0);
    const Stream stream = make_stream();
    std::int64_t size = -1;
    void* first = nullptr;
    void* second = nullptr;
    require(trts_buffer_get_size(empty.get(), &size));
    CHECK_EQUAL(size, 0);
    require(trts_buffer_copy_from_host(empty.get(), 0, nullptr, 0));
    require(trts_buffer_copy_to_host_async(empty.get(), 0, nullptr, 0, stream.get()));
    require(trts_buffer_copy_from_buffer(empty.get(), 0, also_empty.get(), 0, 0));
    require(trts_buffer_memset_async(empty.get(), 0, 1, 0, stream.get()));
    require(trts_stream_synchronize(stream.get()));
    require(trts_buffer_get_address(empty.get(), &first));
    require(trts_buffer_get_address(also_empty.get(), &second));
    CHECK(first != nullptr && first != second);
}

TEST(a_negative_size_is_refused)
{
    trts_buffer* buffer = nullptr;
    trts_host_buffer* host_buffer = nullptr;
    CHECK(outcome(trts_buffer_create_on_device(library(), 0, -1, &buffer)).says("a buffer of -1 bytes"));
    CHECK(outcome(trts_host_buffer_create(library(), 0, -1, &host_buffer)).says("a buffer of -1 bytes"));
    CHECK(buffer == nullptr && host_buffer == nullptr);
}

TEST(what_is_destroyed_is_freed)
{
    const std::string before = live_objects();
    {
        const Buffer buffer = make_buffer(1000);
        const HostBuffer host_buffer = make_host_buffer(1000);
        const Stream stream = make_stream();
        const Event event = make_event();
        CHECK(live_objects() != before);
    }
    CHECK_EQUAL(live_objects(), before);
}

TEST(host_memory_is_not_on_a_device_and_is_written_to)
{
    unsigned char memory[4] = {};
    std::int32_t is_on_device = 1;
    require(trts_memory_is_on_device(library(), memory, &is_on_device));
    CHECK_EQUAL(is_on_device, 0);
    require(trts_memory_copy_from_host(library(), memory, "abc", 3));
    CHECK_EQUAL(memory[2], 'c');
    CHECK_EQUAL(outcome(trts_memory_copy_from_host(library(), nullptr, "abc", 3)).status, TRTS_INVALID_ARGUMENT);
    CHECK_EQUAL(outcome(trts_memory_copy_from_host(library(), memory, nullptr, 3)).status, TRTS_INVALID_ARGUMENT);
    CHECK_EQUAL(outcome(trts_memory_copy_from_host(library(), memory, "abc", -1)).status, TRTS_INVALID_ARGUMENT);
    require(trts_memory_copy_from_host(library(), nullptr, nullptr, 0));
}

TEST(host_memory_is_read_by_its_address)
{
    const unsigned char memory[4] = {1, 2, 3, 4};
    unsigned char read[4] = {};
    require(trts_memory_copy_to_host(library(), read, memory + 1, 3, nullptr));
    CHECK_EQUAL(static_cast<int>(read[2]), 4);
    CHECK_EQUAL(static_cast<int>(read[3]), 0);
    CHECK_EQUAL(outcome(trts_memory_copy_to_host(library(), nullptr, memory, 3, nullptr)).status, TRTS_INVALID_ARGUMENT);
    CHECK_EQUAL(outcome(trts_memory_copy_to_host(library(), read, nullptr, 3, nullptr)).status, TRTS_INVALID_ARGUMENT);
    CHECK_EQUAL(outcome(trts_memory_copy_to_host(library(), read, memory, -1, nullptr)).status, TRTS_INVALID_ARGUMENT);
    require(trts_memory_copy_to_host(library(), nullptr, nullptr, 0, nullptr));
}
