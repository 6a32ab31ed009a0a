// The control surface from many threads at once: for the thread sanitizer, and counts that add up.
#include <thread>

#include "doubles/control.h"
#include "fake_tensorrt.h"

using namespace doubles_test;

TEST(calls_faults_and_objects_are_counted_from_many_threads)
{
    const Opened library(folder_of("rtx1", Variant::ours) / "libtensorrt_rtx.so.1");
    const Control control(library);
    control.reset();
    auto* version = library.function<std::int32_t()>("getInferLibVersion");
    REQUIRE(control.add_fault("getInferLibVersion", 0, 500, FAKE_TENSORRT_FAILS));
    std::vector<std::thread> threads;
    std::vector<int> failures(4);
    for (std::size_t i = 0; i < failures.size(); ++i)
    {
        threads.emplace_back([&, i] {
            for (int round = 0; round < 500; ++round)
            {
                failures[i] += version() < 0 ? 1 : 0;
                static_cast<void>(control.object("IBuilder"));
                static_cast<void>(control.last_call());
                static_cast<void>(control.live());
            }
        });
    }
    for (std::thread& thread : threads)
    {
        thread.join();
    }
    CHECK_EQUAL(control.calls_of("getInferLibVersion"), std::int64_t{2000});
    CHECK_EQUAL(failures[0] + failures[1] + failures[2] + failures[3], 500);
    CHECK_EQUAL(control.fault_hits(), std::int64_t{500});
    control.reset();
}
