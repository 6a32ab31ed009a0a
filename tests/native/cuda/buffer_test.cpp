// Memory of CUDA alone.
#include <cstdint>

#include "cuda/driver_api.h"
#include "fixture.h"

using namespace cuda_test;

namespace
{

/// 1 to 8, in device memory.
Buffer one_to_eight(std::int32_t device)
{
    const unsigned char bytes[] = {1, 2, 3, 4, 5, 6, 7, 8};
    Buffer buffer = make_buffer(8, device);
    require(trts_buffer_copy_from_host(buffer.get(), 0, bytes, 8));
    return buffer;
}

/// The bytes as digits.
std::string digits(const Buffer& buffer)
{
    unsigned char bytes[8] = {};
    require(trts_buffer_copy_to_host(buffer.get(), 0, bytes, 8));
    std::string text;
    for (const unsigned char byte : bytes)
    {
        text += std::to_string(byte);
    }
    return text;
}

} // namespace

TEST(copies_from_one_device_to_another)
{
    const FakeDriver driver;
    const Buffer source = one_to_eight(0);
    const Buffer target = make_buffer(8, 1);
    require(trts_buffer_copy_from_buffer(target.get(), 0, source.get(), 4, 4));
    const Stream stream = make_stream(1);
    require(trts_buffer_copy_from_buffer_async(target.get(), 4, source.get(), 0, 4, stream.get()));
    require(trts_stream_synchronize(stream.get()));
    CHECK_EQUAL(digits(target), "56781234");
    CHECK_EQUAL(driver->get_call_count("cuMemcpyPeerAsync"), 2);
    CHECK_EQUAL(driver->get_call_count("cuMemcpyDtoDAsync"), 0);
    require(trts_buffer_copy_from_buffer(target.get(), 0, target.get(), 4, 4));
    CHECK_EQUAL(digits(target), "12341234");
    CHECK_EQUAL(driver->get_call_count("cuMemcpyDtoDAsync"), 1);
}

TEST(a_stream_of_another_device_is_refused)
{
    const FakeDriver driver;
    const Buffer buffer = make_buffer(4, 0);
    const Stream stream = make_stream(1);
    unsigned char bytes[4] = {};
    const Outcome refused = outcome(trts_buffer_copy_from_host_async(buffer.get(), 0, bytes, 4, stream.get()));
    CHECK_EQUAL(refused.status, TRTS_INVALID_ARGUMENT);
    CHECK(refused.says("the buffer belongs to device 0, but the stream to device 1"));
    CHECK_EQUAL(outcome(trts_buffer_copy_to_host_async(buffer.get(), 0, bytes, 4, stream.get())).status,
                TRTS_INVALID_ARGUMENT);
    CHECK_EQUAL(outcome(trts_buffer_memset_async(buffer.get(), 0, 0, 4, stream.get())).status, TRTS_INVALID_ARGUMENT);
    const Buffer other = make_buffer(4, 1);
    CHECK_EQUAL(outcome(trts_buffer_copy_from_buffer_async(buffer.get(), 0, other.get(), 0, 4, stream.get())).status,
                TRTS_INVALID_ARGUMENT);
}

TEST(too_much_device_memory_is_refused_with_what_there_is)
{
    const FakeDriver driver;
    driver->set_memory(1, std::int64_t{3} << 30);
    trts_buffer* buffer = nullptr;
    const Outcome refused = outcome(trts_buffer_create_on_device(library(), 1, std::int64_t{12} << 30, &buffer));
    CHECK_EQUAL(refused.status, TRTS_OUT_OF_MEMORY);
    CHECK_EQUAL(refused.native_code, 2);
    CHECK_EQUAL(refused.message,
                "cuMemAlloc: CUDA_ERROR_OUT_OF_MEMORY (2): out of memory; 12 GiB were asked for, 3 GiB of "
                "device 1 are free");
    CHECK(buffer == nullptr);
    const Outcome most = outcome(trts_buffer_create_on_device(library(), 1, INT64_MAX, &buffer));
    CHECK_EQUAL(most.status, TRTS_OUT_OF_MEMORY);
    const Buffer fits = make_buffer(1 << 20, 1);
}

TEST(too_much_pinned_memory_is_refused)
{
    const FakeDriver driver;
    driver->set_host_memory(1536);
    const HostBuffer half = make_host_buffer(1000);
    trts_host_buffer* buffer = nullptr;
    const Outcome refused = outcome(trts_host_buffer_create(library(), 0, 1536, &buffer));
    CHECK_EQUAL(refused.status, TRTS_OUT_OF_MEMORY);
    CHECK(refused.says("cuMemHostAlloc: CUDA_ERROR_OUT_OF_MEMORY (2): out of memory; 1.5 KiB of pinned host memory"));
    CHECK(buffer == nullptr);
}

TEST(pinned_memory_is_pinned_for_all_devices)
{
    const HostBuffer buffer = make_host_buffer(1000);
    std::int64_t size = 0;
    require(trts_host_buffer_get_size(buffer.get(), &size));
    CHECK_EQUAL(size, 1000);
    auto* address = address_of<unsigned char>(buffer);
    CHECK(reinterpret_cast<std::uintptr_t>(address) % 64 == 0);
    const auto get_flags = reinterpret_cast<decltype(&cuMemHostGetFlags)>(driver_symbol("cuMemHostGetFlags"));
    unsigned flags = 0;
    require(trts_device_make_current(library(), 0));
    CHECK_EQUAL(get_flags(&flags, address), 0);
    CHECK_EQUAL(flags & 1U, 1U); // portable
}

TEST(an_address_in_device_memory_is_known_and_written_to)
{
    const FakeDriver driver;
    const Buffer buffer = make_buffer(8, 1);
    void* address = nullptr;
    require(trts_buffer_get_address(buffer.get(), &address));
    std::int32_t is_on_device = 0;
    require(trts_memory_is_on_device(library(), address, &is_on_device));
    CHECK_EQUAL(is_on_device, 1);
    const unsigned char bytes[] = {1, 2, 3, 4, 5, 6, 7, 8};
    require(trts_memory_copy_from_host(library(), static_cast<char*>(address) + 2, bytes, 6));
    unsigned char read[8] = {};
    require(trts_buffer_copy_to_host(buffer.get(), 2, read, 6));
    CHECK_EQUAL(static_cast<int>(read[5]), 6);
}

TEST(an_address_in_device_memory_is_read_once_its_stream_is_done)
{
    const FakeDriver driver;
    const Buffer buffer = make_buffer(8);
    const Stream stream = make_stream();
    void* native_stream = nullptr;
    require(trts_stream_get_native(stream.get(), &native_stream));
    void* address = nullptr;
    require(trts_buffer_get_address(buffer.get(), &address));
    require(trts_buffer_memset_async(buffer.get(), 0, 7, 8, stream.get()));
    unsigned char read[8] = {};
    require(trts_memory_copy_to_host(library(), read, static_cast<char*>(address) + 2, 6, native_stream));
    CHECK_EQUAL(static_cast<int>(read[5]), 7);
    CHECK_EQUAL(static_cast<int>(read[6]), 0);
}

TEST(a_copy_from_an_address_that_fails_says_why)
{
    const FakeDriver driver;
    const Buffer buffer = make_buffer(8);
    void* address = nullptr;
    require(trts_buffer_get_address(buffer.get(), &address));
    char read[8] = {};
    for (const char* function : {"cuMemcpyDtoHAsync", "cuStreamSynchronize"})
    {
        driver->fail(function, 0, 1, 1);
        const Outcome failed = outcome(trts_memory_copy_to_host(library(), read, address, 8, nullptr));
        CHECK_EQUAL(failed.status, TRTS_DEVICE_ERROR);
        CHECK(failed.says(function));
    }
}

TEST(a_copy_to_an_address_that_fails_says_why)
{
    const FakeDriver driver;
    const Buffer buffer = make_buffer(8);
    void* address = nullptr;
    require(trts_buffer_get_address(buffer.get(), &address));
    driver->fail("cuMemcpyHtoDAsync", 0, 1, 1);
    const Outcome failed = outcome(trts_memory_copy_from_host(library(), address, "12345678", 8));
    CHECK_EQUAL(failed.status, TRTS_DEVICE_ERROR);
    CHECK(failed.says("cuMemcpyHtoDAsync"));
}
