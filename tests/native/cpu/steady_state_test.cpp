// An enqueue that repeats the one before costs no allocation of ours: only ONNX Runtime's own.
#include "allocations.h"
#include "backend_fixture.h"
#include "test_models.h"

TEST(a_repeated_enqueue_allocates_nothing_of_ours)
{
    using namespace cpu_test;
    const Running running(build_plan(relu_model(), {relu_profile}));
    const Native stream = create_stream();
    const Native buffer = create_buffer(16);
    std::vector<float> x(4, 1);
    const trts_dims shape = dims({1, 4});
    const auto enqueue = [&] {
        (void)table().context_set_input_shape(running.context, "x", &shape);
        running.bind("x", x);
        (void)table().context_set_tensor_address(running.context, "y", address(buffer));
        running.enqueue(raw(stream));
        (void)table().stream_synchronize(stream);
    };
    enqueue();
    CHECK_EQUAL(harness::allocations_of([] { const std::vector<int> probe(3); }), 1); // the counter itself works
    CHECK_EQUAL(harness::allocations_of(enqueue), 0);
}
