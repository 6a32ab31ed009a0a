// What is current for a thread stays so.
#include "fixture.h"
#include "road.h"

using namespace cuda_test;

TEST(a_thread_without_a_context_has_none_afterwards)
{
    const FakeDriver driver;
    walk_the_road(library());
    CHECK_EQUAL(driver->get_context_depth(), 0);
}

TEST(another_devices_context_stays_current)
{
    const FakeDriver driver;
    require(trts_device_make_current(library(), 1));
    walk_the_road(library());
    CHECK_EQUAL(current_device(), 1);
    CHECK_EQUAL(driver->get_context_depth(), 1);
}

TEST(the_own_context_is_not_pushed_again)
{
    const FakeDriver driver;
    require(trts_device_make_current(library(), 0));
    const Stream stream = make_stream(0);
    const std::int64_t before = driver->get_call_count("cuCtxPushCurrent");
    require(trts_stream_synchronize(stream.get()));
    CHECK(is_idle(stream));
    CHECK_EQUAL(driver->get_call_count("cuCtxPushCurrent"), before);
}

TEST(failed_calls_leave_the_context_as_it_was)
{
    const FakeDriver driver;
    const Stream stream = make_stream(0);
    require(trts_device_make_current(library(), 1));
    REQUIRE(driver->fail("cuStreamSynchronize", 0, 1, 999) == 1);
    CHECK_EQUAL(outcome(trts_stream_synchronize(stream.get())).status, TRTS_DEVICE_ERROR);
    CHECK_EQUAL(current_device(), 1);
    CHECK_EQUAL(driver->get_context_depth(), 1);
}
