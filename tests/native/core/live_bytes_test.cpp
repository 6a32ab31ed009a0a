#include "core/live_bytes.h"

#include "harness.h"
#include "trtsharp/diagnostics.h"

namespace
{

std::int64_t live_bytes()
{
    std::int64_t count = -1;
    REQUIRE(trts_diagnostics_get_live_byte_count(&count) == TRTS_OK);
    return count;
}

} // namespace

TEST(shared_bytes_are_counted_until_the_last_holder_is_gone)
{
    const std::int64_t before = live_bytes();
    std::shared_ptr<const std::string> first = trts::share_counted(std::string(1000, 'x'));
    std::shared_ptr<const std::string> second = first;
    CHECK_EQUAL(live_bytes(), before + 1000);
    first.reset();
    CHECK_EQUAL(live_bytes(), before + 1000);
    CHECK_EQUAL(second->size(), std::size_t{1000});
    second.reset();
    CHECK_EQUAL(live_bytes(), before);
}

TEST(the_live_byte_count_needs_somewhere_to_go)
{
    CHECK_EQUAL(trts_diagnostics_get_live_byte_count(nullptr), static_cast<trts_status>(TRTS_INVALID_ARGUMENT));
}
