// Error recorders: which failures they are told, who gets them from whom, and how long they live.
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "network_fixture.h"
#include "test_models.h"
#include "trtsharp/enums.g.h"

using namespace cpu_test;

namespace
{

/// An application's recorder, which keeps what it is told.
struct Recorder
{
    std::mutex mutex;
    std::vector<std::pair<std::int32_t, std::string>> errors;
    int references = 0;
    int released = 0;
    bool is_fatal = false; // what it answers
    std::function<void()> when_told;

    static Recorder& of(void* user_data) { return *static_cast<Recorder*>(user_data); }

    static std::int32_t count_errors(void* user_data) { return static_cast<std::int32_t>(of(user_data).errors.size()); }
    static std::int32_t code(std::int32_t index, void* user_data)
    {
        return of(user_data).errors[static_cast<std::size_t>(index)].first;
    }
    static const char* description(std::int32_t index, void* user_data)
    {
        return of(user_data).errors[static_cast<std::size_t>(index)].second.c_str();
    }
    static std::int32_t overflowed(void*) { return 7; } // any truth
    static void clear(void* user_data) { of(user_data).errors.clear(); }
    static std::int32_t report(std::int32_t code, const char* text, void* user_data)
    {
        Recorder& self = of(user_data);
        {
            const std::lock_guard lock(self.mutex);
            self.errors.emplace_back(code, text);
        }
        if (self.when_told)
        {
            self.when_told();
        }
        return self.is_fatal ? 1 : 0;
    }
    static std::int32_t increase(void* user_data) { return ++of(user_data).references; }
    static std::int32_t decrease(void* user_data) { return --of(user_data).references; }
    static void release(void* user_data) { ++of(user_data).released; }

    trts_error_recorder_callbacks callbacks()
    {
        return {count_errors, code, description, overflowed, clear, report, increase, decrease, release, this};
    }

    static Native make(const trts_error_recorder_callbacks& callbacks)
    {
        void* native = nullptr;
        (void)table().error_recorder_create(&table(), &callbacks, &native);
        return {native, table().error_recorder_destroy};
    }

    /// What the last failure was told as.
    void check_told(std::int32_t code, const std::string& text)
    {
        REQUIRE(!errors.empty());
        CHECK_EQUAL(errors.back().first, code);
        CHECK_EQUAL(errors.back().second, text);
    }
};

using Getter = trts_status (*)(void*, void**);

void* recorder_of(Getter getter, void* self)
{
    void* native = &native; // anything but null
    (void)getter(self, &native);
    return native;
}

} // namespace

TEST(a_failed_call_is_told_to_the_objects_recorder)
{
    const trts_api_table& t = table();
    Recorder mine;
    const Native recorder = Recorder::make(mine.callbacks());
    const Adding made;
    CHECK(recorder_of(t.network_get_error_recorder, made.network) == nullptr);
    (void)t.network_set_error_recorder(made.network, recorder);
    CHECK(recorder_of(t.network_get_error_recorder, made.network) == recorder);
    void* x = made.input("x", TRTS_DATA_TYPE_FLOAT, {2});
    CHECK(mine.errors.empty());

    const auto told = [&](std::int32_t code, auto&& body) {
        const std::size_t before = mine.errors.size();
        const Failure failure = failure_of(body);
        CHECK(failure.status != TRTS_OK);
        CHECK_EQUAL(mine.errors.size(), before + 1);
        mine.check_told(code, failure.message); // the error's own text
    };
    told(TRTS_ERROR_CODE_INVALID_ARGUMENT, [&] { (void)made.input("x", TRTS_DATA_TYPE_FLOAT, {2}); });
    told(TRTS_ERROR_CODE_UNSUPPORTED_STATE, [&] { (void)made.input("y", TRTS_DATA_TYPE_FP4, {2}); });
    // Layers and tensors have the recorder of their network.
    void* layer = made.identity(x);
    told(TRTS_ERROR_CODE_INVALID_ARGUMENT, [&] { (void)t.layer_set_input(layer, 5, x); });
    told(TRTS_ERROR_CODE_INVALID_ARGUMENT, [&] { (void)t.tensor_set_name(x, ""); });
    void* constant = made.constant({2}, std::vector<float>{1, 2});
    told(TRTS_ERROR_CODE_INVALID_ARGUMENT, [&] { (void)t.concatenation_layer_set_axis(constant, 0); });
    const trts_dims three = dims({3});
    (void)t.constant_layer_set_dimensions(constant, &three);
    told(TRTS_ERROR_CODE_INVALID_STATE, [&] { (void)dimensions_of(output_of(constant)); });

    (void)t.network_set_error_recorder(made.network, nullptr);
    CHECK(recorder_of(t.network_get_error_recorder, made.network) == nullptr);
    const std::size_t before = mine.errors.size();
    CHECK_EQUAL(failure_of([&] { (void)made.input("x", TRTS_DATA_TYPE_FLOAT, {2}); }).status, TRTS_INVALID_ARGUMENT);
    CHECK_EQUAL(mine.errors.size(), before);
}

TEST(what_is_made_from_an_object_gets_its_recorder)
{
    const trts_api_table& t = table();
    Recorder mine;
    const Native recorder = Recorder::make(mine.callbacks());
    {
        void* native = nullptr;
        (void)t.builder_create(library(), nullptr, &native);
        const Native builder(native, t.builder_destroy);
        (void)t.builder_set_error_recorder(builder, recorder);
        CHECK(recorder_of(t.builder_get_error_recorder, builder) == recorder);
        (void)t.builder_set_error_recorder(builder, recorder); // again: no difference
        CHECK_EQUAL(mine.references, 1);
        (void)t.builder_create_network_v2(builder, 0, &native);
        Native network(native, t.network_destroy);
        CHECK(recorder_of(t.network_get_error_recorder, network) == recorder);
        (void)t.builder_create_builder_config(builder, &native);
        const Native config(native, t.builder_config_destroy);
        CHECK_EQUAL(mine.references, 3); // as many as TensorRT-RTX 1.7 counts
        CHECK_EQUAL(failure_of([&] { (void)t.builder_config_set_flag(config, 99); }).status, TRTS_INVALID_ARGUMENT);
        mine.check_told(TRTS_ERROR_CODE_INVALID_ARGUMENT, mine.errors.back().second);
        const Failure failure =
            failure_of([&] { (void)t.builder_build_serialized_network(builder, network, config, &native); });
        CHECK_EQUAL(failure.status, TRTS_BUILD_FAILED);
        mine.check_told(TRTS_ERROR_CODE_INVALID_CONFIG, failure.message);
        network.reset();
        CHECK_EQUAL(mine.references, 2);
    }
    CHECK_EQUAL(mine.references, 0);

    {
        const Native runtime = create_runtime();
        (void)t.runtime_set_error_recorder(runtime, recorder);
        CHECK(recorder_of(t.runtime_get_error_recorder, runtime) == recorder);
        const Failure failure = failure_of([&] { (void)load(runtime, "no plan"); });
        CHECK_EQUAL(failure.status, TRTS_LOAD_FAILED);
        mine.check_told(TRTS_ERROR_CODE_UNSPECIFIED_ERROR, failure.message);

        const Native engine = load(runtime, build_plan(fixed_model()));
        CHECK(recorder_of(t.engine_get_error_recorder, engine) == recorder);
        const Native context = create_context(engine);
        CHECK(recorder_of(t.context_get_error_recorder, context) == recorder);
        void* native = nullptr;
        (void)t.engine_create_engine_inspector(engine, &native);
        const Native inspector(native, t.engine_inspector_destroy);
        CHECK(recorder_of(t.engine_inspector_get_error_recorder, inspector) == recorder);
        CHECK_EQUAL(mine.references, 4);

        const char* text = nullptr;
        CHECK_EQUAL(failure_of([&] { (void)t.engine_inspector_get_layer_information(inspector, 9, 0, &text); }).status,
                    TRTS_INVALID_ARGUMENT);
        mine.check_told(TRTS_ERROR_CODE_INVALID_ARGUMENT, "the engine has no layer 9; it has 1");
        trts_dims shape{};
        CHECK_EQUAL(failure_of([&] { (void)t.engine_get_tensor_shape(engine, "z", &shape); }).status,
                    TRTS_INVALID_ARGUMENT);
        CHECK_EQUAL(mine.errors.back().first, TRTS_ERROR_CODE_INVALID_ARGUMENT);
        CHECK_EQUAL(failure_of([&] { (void)t.context_enqueue_v3(context, nullptr); }).status, TRTS_INVALID_STATE);
        CHECK_EQUAL(mine.errors.back().first, TRTS_ERROR_CODE_INVALID_STATE);
        // Each has its own from then on.
        (void)t.engine_set_error_recorder(engine, nullptr);
        CHECK_EQUAL(mine.references, 3);
        CHECK(recorder_of(t.context_get_error_recorder, context) == recorder);
    }
    CHECK_EQUAL(mine.references, 0);
    CHECK_EQUAL(mine.released, 0);
}

TEST(another_recorder_takes_the_place_of_the_first)
{
    Recorder first;
    Recorder second;
    const Native one = Recorder::make(first.callbacks());
    const Native two = Recorder::make(second.callbacks());
    const Native runtime = create_runtime();
    (void)table().runtime_set_error_recorder(runtime, one);
    (void)table().runtime_set_error_recorder(runtime, two);
    CHECK_EQUAL(first.references, 0);
    CHECK_EQUAL(second.references, 1);
    CHECK(recorder_of(table().runtime_get_error_recorder, runtime) == two);
    CHECK_EQUAL(failure_of([&] { (void)load(runtime, ""); }).status, TRTS_LOAD_FAILED);
    CHECK(first.errors.empty());
    CHECK_EQUAL(second.errors.size(), 1U);
}

TEST(a_recorder_is_asked_through_what_a_getter_gives)
{
    const trts_api_table& t = table();
    Recorder mine;
    Native recorder = Recorder::make(mine.callbacks());
    const Native runtime = create_runtime();
    (void)t.runtime_set_error_recorder(runtime, recorder);
    void* ref = recorder_of(t.runtime_get_error_recorder, runtime);
    trts_interface_info info{};
    (void)t.error_recorder_ref_get_interface_info(ref, &info);
    CHECK_EQUAL(std::string(info.kind), "IErrorRecorder");
    std::int32_t is_fatal = -1;
    (void)t.error_recorder_ref_report_error(ref, TRTS_ERROR_CODE_FAILED_COMPUTATION, "from outside", &is_fatal);
    CHECK_EQUAL(is_fatal, 0);
    CHECK_EQUAL(count(t.error_recorder_ref_get_nb_errors, ref), 1);
    std::int32_t code = 0;
    (void)t.error_recorder_ref_get_error_code(ref, 0, &code);
    CHECK_EQUAL(code, TRTS_ERROR_CODE_FAILED_COMPUTATION);
    const char* text = nullptr;
    (void)t.error_recorder_ref_get_error_desc(ref, 0, &text);
    CHECK_EQUAL(std::string(text), "from outside");
    CHECK_EQUAL(count(t.error_recorder_ref_has_overflowed, ref), 1);
    CHECK_EQUAL(count(t.error_recorder_ref_inc_ref_count, ref), 2);
    CHECK_EQUAL(count(t.error_recorder_ref_dec_ref_count, ref), 1);
    mine.is_fatal = true;
    (void)t.error_recorder_ref_report_error(ref, TRTS_ERROR_CODE_FAILED_COMPUTATION, "the end", &is_fatal);
    CHECK_EQUAL(is_fatal, 1);
    (void)t.error_recorder_ref_clear(ref);
    CHECK_EQUAL(count(t.error_recorder_ref_get_nb_errors, ref), 0);

    recorder.reset();
    CHECK_EQUAL(mine.released, 1);
    const Failure failure = failure_of([&] { (void)count(t.error_recorder_ref_get_nb_errors, ref); });
    CHECK_EQUAL(failure.status, TRTS_INVALID_STATE);
    CHECK(failure.says("the error recorder was destroyed"));
}

TEST(references_are_counted_where_the_application_does_not_count)
{
    Recorder mine;
    trts_error_recorder_callbacks callbacks = mine.callbacks();
    callbacks.inc_ref_count = nullptr;
    callbacks.dec_ref_count = nullptr;
    callbacks.released = nullptr;
    const Native recorder = Recorder::make(callbacks);
    const Native runtime = create_runtime();
    (void)table().runtime_set_error_recorder(runtime, recorder);
    CHECK_EQUAL(count(table().error_recorder_ref_inc_ref_count, recorder), 2);
    CHECK_EQUAL(count(table().error_recorder_ref_dec_ref_count, recorder), 1);
    CHECK_EQUAL(mine.references, 0);
}

TEST(a_recorder_that_was_destroyed_is_not_called)
{
    Recorder mine;
    Native recorder = Recorder::make(mine.callbacks());
    Native runtime = create_runtime();
    (void)table().runtime_set_error_recorder(runtime, recorder);
    recorder.reset();
    CHECK_EQUAL(mine.released, 1);
    CHECK_EQUAL(failure_of([&] { (void)load(runtime, ""); }).status, TRTS_LOAD_FAILED);
    runtime.reset();
    CHECK(mine.errors.empty());
    CHECK_EQUAL(mine.references, 1); // nobody counts any more
    CHECK_EQUAL(mine.released, 1);
}

TEST(a_recorder_may_do_anything_when_it_is_told)
{
    Recorder mine;
    Native recorder = Recorder::make(mine.callbacks());
    const Native runtime = create_runtime();
    (void)table().runtime_set_error_recorder(runtime, recorder);
    bool has_failed_inside = false;
    mine.when_told = [&] {
        if (std::exchange(has_failed_inside, true))
        {
            return;
        }
        CHECK_EQUAL(failure_of([&] { (void)load(runtime, ""); }).status, TRTS_LOAD_FAILED); // is told as well
        (void)table().runtime_set_error_recorder(runtime, nullptr);
        recorder.reset(); // its own end
        CHECK_EQUAL(mine.released, 1);
    };
    const Failure failure = failure_of([&] { (void)load(runtime, "something else"); });
    CHECK_EQUAL(failure.status, TRTS_LOAD_FAILED);
    CHECK(failure.says("does not begin with the mark"));
    CHECK_EQUAL(mine.errors.size(), 2U);
    CHECK_EQUAL(mine.references, 0);
}

TEST(destroying_a_recorder_waits_for_what_it_is_being_told_elsewhere)
{
    Recorder mine;
    Native recorder = Recorder::make(mine.callbacks());
    const Native runtime = create_runtime();
    (void)table().runtime_set_error_recorder(runtime, recorder);
    std::mutex mutex;
    std::condition_variable changed;
    bool is_inside = false;
    bool may_leave = false;
    bool has_left = false;
    mine.when_told = [&] {
        std::unique_lock lock(mutex);
        is_inside = true;
        changed.notify_all();
        changed.wait(lock, [&] { return may_leave; });
        has_left = true;
    };
    std::thread other([&] { (void)failure_of([&] { (void)load(runtime, ""); }); });
    std::thread opener;
    {
        std::unique_lock lock(mutex);
        changed.wait(lock, [&] { return is_inside; });
        opener = std::thread([&] {
            std::this_thread::sleep_for(std::chrono::milliseconds(50));
            const std::lock_guard opening(mutex);
            may_leave = true;
            changed.notify_all();
        });
    }
    recorder.reset();
    {
        const std::lock_guard lock(mutex);
        CHECK(has_left);
    }
    CHECK_EQUAL(mine.released, 1);
    other.join();
    opener.join();
}

TEST(threads_that_fail_at_once_are_all_told)
{
    Recorder mine;
    const Native recorder = Recorder::make(mine.callbacks());
    const Native runtime = create_runtime();
    (void)table().runtime_set_error_recorder(runtime, recorder);
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i)
    {
        threads.emplace_back([&] {
            for (int turn = 0; turn < 50; ++turn)
            {
                (void)failure_of([&] { (void)load(runtime, ""); });
            }
        });
    }
    for (std::thread& thread : threads)
    {
        thread.join();
    }
    CHECK_EQUAL(mine.errors.size(), 200U);
}

TEST(a_failure_of_queued_work_is_told_too)
{
    Recorder mine;
    const Native recorder = Recorder::make(mine.callbacks());
    const Running running(build_plan(loop_model()));
    (void)table().context_set_error_recorder(running.context, recorder);
    std::vector<std::int64_t> count = {INT64_MAX};
    std::vector<float> x = {0};
    std::vector<float> y = {0};
    running.bind("count", count);
    running.bind("x", x);
    running.bind("y", y);
    const Native stream = create_stream();
    const Running second(build_plan(loop_model())); // keeps the first stream busy
    std::vector<float> z = {0};
    second.bind("count", count);
    second.bind("x", x);
    second.bind("y", z);
    std::thread first([&] { (void)failure_of([&] { second.enqueue(raw(stream)); }); });
    while (true)
    {
        std::int32_t idle = 1;
        (void)table().stream_query(stream, &idle);
        if (idle == 0)
        {
            break;
        }
        std::this_thread::yield();
    }
    running.enqueue(raw(stream)); // waits for its turn
    (void)table().context_cancel(running.context);
    (void)table().context_cancel(second.context);
    first.join();
    CHECK_EQUAL(failure_of([&] { (void)table().stream_synchronize(stream); }).status, TRTS_CANCELLED);
    CHECK_EQUAL(mine.errors.size(), 1U);
    mine.check_told(TRTS_ERROR_CODE_FAILED_EXECUTION, "the inference was cancelled");
}
