// Inference in streams: order, snapshots, failures, cancellation, and lifetimes of what is in flight.
#include <atomic>
#include <chrono>
#include <future>
#include <thread>

#include "backend_fixture.h"
#include "cpu/stream.h"
#include "test_models.h"

using namespace cpu_test;

namespace
{

/// A stream whose work waits until it is let go.
class HeldStream
{
  public:
    HeldStream() : stream(create_stream())
    {
        queue().push([this] { released_.get_future().wait(); });
    }
    ~HeldStream() { release(); }

    trts::cpu::StreamQueue& queue() const { return trts::cpu::Stream::from_native(raw(stream)).queue(); }
    void release()
    {
        if (!is_released_)
        {
            is_released_ = true;
            released_.set_value();
        }
    }
    void finish()
    {
        release();
        (void)table().stream_synchronize(stream);
    }

    Native stream;

  private:
    std::promise<void> released_;
    bool is_released_ = false;
};

std::string relu_plan()
{
    return build_plan(relu_model(), {relu_profile});
}

void prepare(const Running& running, std::vector<float>& x, std::vector<float>& y)
{
    running.shape("x", {static_cast<std::int64_t>(x.size()) / 4, 4});
    running.bind("x", x);
    running.bind("y", y);
}

} // namespace

TEST(an_idle_stream_runs_at_once)
{
    const Running running(relu_plan());
    const Native stream = create_stream();
    std::vector<float> x = {-1, 1, -2, 2};
    std::vector<float> y(4);
    prepare(running, x, y);
    running.enqueue(raw(stream));
    CHECK(y == std::vector<float>({0, 1, 0, 2})); // before any synchronisation
    (void)table().stream_synchronize(stream);
}

TEST(a_busy_stream_runs_later_and_in_order)
{
    const Running running(relu_plan());
    HeldStream held;
    std::vector<float> x = {-1, 1, -2, 2};
    std::vector<float> y(4, -9);
    std::vector<float> z(4, -9);
    prepare(running, x, y);
    running.enqueue(raw(held.stream));
    running.bind("x", y); // reads what the first inference writes
    running.bind("y", z);
    running.enqueue(raw(held.stream));
    CHECK(y == std::vector<float>(4, -9));
    held.finish();
    CHECK(y == std::vector<float>({0, 1, 0, 2}));
    CHECK(z == y);
}

TEST(an_enqueue_is_a_snapshot)
{
    const Running running(relu_plan());
    HeldStream held;
    std::vector<float> x = {-1, 1, -2, 2};
    std::vector<float> y(8, -9);
    prepare(running, x, y);
    running.enqueue(raw(held.stream));
    running.shape("x", {2, 4}); // what changes now means the next enqueue
    (void)table().context_set_tensor_address(running.context, "y", nullptr);
    held.finish();
    CHECK(y == std::vector<float>({0, 1, 0, 2, -9, -9, -9, -9}));
}

TEST(contexts_buffers_and_engines_may_go_while_their_work_is_queued)
{
    HeldStream held;
    const Native result = create_buffer(16);
    {
        Running running(relu_plan());
        Native input = create_buffer(16);
        const std::vector<float> x = {-1, 1, -2, 2};
        (void)table().buffer_copy_from_host(input, 0, x.data(), 16, nullptr);
        running.shape("x", {1, 4});
        (void)table().context_set_tensor_address(running.context, "x", address(input));
        (void)table().context_set_tensor_address(running.context, "y", address(result));
        running.enqueue(raw(held.stream));
        running.runtime.reset(); // parents first
        running.engine.reset();
        running.context.reset();
    }
    held.finish();
    std::vector<float> y(4);
    (void)table().buffer_copy_to_host(result, 0, y.data(), 16, nullptr);
    CHECK(y == std::vector<float>({0, 1, 0, 2}));
}

TEST(a_context_outlives_engine_and_runtime)
{
    Running running(relu_plan());
    running.runtime.reset();
    running.engine.reset();
    std::vector<float> x = {-1, 1, -2, 2};
    std::vector<float> y(4);
    prepare(running, x, y);
    running.enqueue();
    CHECK(y == std::vector<float>({0, 1, 0, 2}));
}

TEST(a_failure_in_a_stream_is_given_by_synchronize)
{
    const std::string model = onnx_test::model(GraphText()
                                                   .input(value("x", {4}))
                                                   .input(value("at", {1}, ElementType::Int64))
                                                   .output(value("y", {1}))
                                                   .node({"Gather", {"x", "at"}, {"y"}, "pick", ""}));
    Lines lines;
    trts::Logger* logger = lines.logger();
    {
        const Running running(build_plan(model), logger);
        HeldStream held;
        std::vector<float> x(4);
        std::vector<std::int64_t> at = {9};
        std::vector<float> y(1);
        running.bind("x", x);
        running.bind("at", at);
        running.bind("y", y);
        running.enqueue(raw(held.stream));
        held.release();
        const Failure failure = failure_of([&] { (void)table().stream_synchronize(held.stream); });
        CHECK_EQUAL(failure.status, TRTS_EXECUTION_FAILED);
        CHECK(failure.says("pick"));
        CHECK_EQUAL(failure_of([&] { (void)table().stream_synchronize(held.stream); }).status, TRTS_OK);
    }
    CHECK(lines.contain("pick"));
    trts::Logger::release(logger);
}

TEST(a_running_inference_can_be_cancelled)
{
    const Running running(build_plan(loop_model()));
    std::vector<std::int64_t> count = {std::int64_t{1} << 40}; // days
    std::vector<float> x = {1};
    std::vector<float> y(1);
    running.bind("count", count);
    running.bind("x", x);
    running.bind("y", y);
    std::atomic<bool> is_over{false};
    std::thread canceller([&] {
        while (!is_over)
        {
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
            (void)table().context_cancel(running.context);
        }
    });
    const Failure failure = failure_of([&] { running.enqueue(); });
    is_over = true;
    canceller.join();
    CHECK_EQUAL(failure.status, TRTS_CANCELLED);

    count[0] = 3; // the context stays usable
    running.enqueue();
    CHECK_EQUAL(y[0], 4.0F);
}

TEST(queued_inferences_can_be_cancelled)
{
    const Running running(relu_plan());
    HeldStream held;
    std::vector<float> x = {-1, 1, -2, 2};
    std::vector<float> y(4, -9);
    prepare(running, x, y);
    running.enqueue(raw(held.stream));
    (void)table().context_cancel(running.context);
    held.release();
    CHECK_EQUAL(failure_of([&] { (void)table().stream_synchronize(held.stream); }).status, TRTS_CANCELLED);
    CHECK(y == std::vector<float>(4, -9));
    running.enqueue(raw(held.stream));
    held.finish();
    CHECK_EQUAL(y[3], 2.0F);
}

TEST(cancelling_while_nothing_runs_has_no_effect)
{
    const Running running(relu_plan());
    std::vector<float> x(4, 1);
    std::vector<float> y(4);
    prepare(running, x, y);
    (void)table().context_cancel(running.context);
    running.enqueue();
    CHECK_EQUAL(y[0], 1.0F);
}

TEST(one_context_on_two_threads_is_refused)
{
    // The first inference stops inside its output allocator until the second was tried.
    struct Pause
    {
        std::promise<void> reached;
        std::promise<void> go_on;
        std::vector<float> memory = std::vector<float>(4);
    } pause;
    trts_output_allocator_callbacks callbacks{};
    callbacks.reallocate_output_async = [](const char*, void*, std::int64_t, std::int64_t, void*,
                                           void* user_data) -> void* {
        auto& self = *static_cast<Pause*>(user_data);
        self.reached.set_value();
        self.go_on.get_future().wait();
        return self.memory.data();
    };
    callbacks.notify_shape = [](const char*, const trts_dims*, void*) {};
    callbacks.user_data = &pause;
    void* native = nullptr;
    (void)table().output_allocator_create(&table(), &callbacks, &native);
    const Native allocator(native, table().output_allocator_destroy);

    const Running running(relu_plan());
    std::vector<float> x(4, 1);
    running.shape("x", {1, 4});
    running.bind("x", x);
    (void)table().context_set_output_allocator(running.context, "y", allocator);
    std::thread first([&] { running.enqueue(); });
    pause.reached.get_future().wait();
    const Native stream = create_stream();
    const Failure failure = failure_of([&] { running.enqueue(raw(stream)); });
    pause.go_on.set_value();
    first.join();
    CHECK_EQUAL(failure.status, TRTS_INVALID_STATE);
    CHECK(failure.says("the context already runs an inference"));
    CHECK(pause.memory == x);
}

TEST(many_contexts_of_one_engine_run_at_once)
{
    const Native runtime = create_runtime();
    const Native engine = load(runtime, relu_plan());
    std::atomic<int> wrong{0};
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t)
    {
        threads.emplace_back([&, t] {
            const Native context = create_context(engine);
            const Native stream = create_stream();
            for (int i = 0; i < 200; ++i)
            {
                const auto batch = static_cast<std::size_t>(1 + (i + t) % 8);
                std::vector<float> x(batch * 4, static_cast<float>(t + 1));
                std::vector<float> y(batch * 4);
                const trts_dims shape = dims({static_cast<std::int64_t>(batch), 4});
                (void)table().context_set_input_shape(context, "x", &shape);
                (void)table().context_set_tensor_address(context, "x", x.data());
                (void)table().context_set_tensor_address(context, "y", y.data());
                (void)table().context_enqueue_v3(context, raw(stream));
                (void)table().stream_synchronize(stream);
                wrong += x == y ? 0 : 1;
            }
        });
    }
    for (std::thread& thread : threads)
    {
        thread.join();
    }
    CHECK_EQUAL(wrong.load(), 0);
}

TEST(a_wrong_stream_handle_is_refused)
{
    const Running running(relu_plan());
    std::vector<float> x(4);
    std::vector<float> y(4);
    prepare(running, x, y);
    CHECK_EQUAL(failure_of([&] { running.enqueue(x.data()); }).status, TRTS_INVALID_ARGUMENT);
}
