// Events of CUDA alone.
#include "fixture.h"

using namespace cuda_test;

TEST(an_event_belongs_to_one_device)
{
    const FakeDriver driver;
    const Event event = make_event(1);
    const Event other = make_event(0);
    const Stream stream = make_stream(0);
    const Outcome refused = outcome(trts_event_record(event.get(), stream.get()));
    CHECK_EQUAL(refused.status, TRTS_INVALID_ARGUMENT);
    CHECK(refused.says("the event belongs to device 1, but the stream to device 0"));
    float milliseconds = 0;
    CHECK_EQUAL(outcome(trts_event_get_elapsed_time(event.get(), other.get(), &milliseconds)).status,
                TRTS_INVALID_ARGUMENT);
}
