#include "core/byte_text.h"

#include "harness.h"

TEST(bytes_are_told_in_the_largest_unit_that_fits)
{
    CHECK_EQUAL(trts::byte_text(0), "0 bytes");
    CHECK_EQUAL(trts::byte_text(1), "1 byte");
    CHECK_EQUAL(trts::byte_text(1023), "1023 bytes");
    CHECK_EQUAL(trts::byte_text(1024), "1 KiB");
    CHECK_EQUAL(trts::byte_text(1536), "1.5 KiB");
    CHECK_EQUAL(trts::byte_text((std::int64_t{1} << 20) - 1), "1023.9 KiB");
    CHECK_EQUAL(trts::byte_text(std::int64_t{3} << 20), "3 MiB");
    CHECK_EQUAL(trts::byte_text(std::int64_t{12} << 30), "12 GiB");
    CHECK_EQUAL(trts::byte_text(INT64_MAX), "8589934591.9 GiB");
}
