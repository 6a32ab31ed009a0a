// Plans that are read from, and written to, an application's streams.
#include <cstring>

#include "backend_fixture.h"
#include "cpu/little_endian.h"
#include "test_models.h"
#include "trtsharp/callbacks.g.h"

using namespace cpu_test;

namespace
{

/// A stream over bytes, and how it was used.
struct Source
{
    std::string bytes;
    std::size_t position = 0;
    std::vector<std::int64_t> asked;
    int released = 0;
    std::int64_t fails_at = -1; // the call that answers `failure`
    std::int64_t failure = -1;
    std::function<void()> when_asked;

    static std::int64_t read(void* destination, std::int64_t size, void* user_data)
    {
        auto& self = *static_cast<Source*>(user_data);
        self.asked.push_back(size);
        if (self.when_asked)
        {
            self.when_asked();
        }
        if (static_cast<std::int64_t>(self.asked.size()) - 1 == self.fails_at)
        {
            return self.failure;
        }
        const std::size_t given = std::min(static_cast<std::size_t>(size), self.bytes.size() - self.position);
        std::memcpy(destination, self.bytes.data() + self.position, given);
        self.position += given;
        return static_cast<std::int64_t>(given);
    }
    static std::int64_t read_v2(void* destination, std::int64_t size, void* stream, void* user_data)
    {
        CHECK(stream == nullptr);
        return read(destination, size, user_data);
    }
    static std::int32_t seek(std::int64_t, std::int32_t, void*) { return 0; }
    static void release(void* user_data) { ++static_cast<Source*>(user_data)->released; }

    Native reader()
    {
        const trts_stream_reader_callbacks callbacks = {read, release, this};
        void* native = nullptr;
        (void)table().stream_reader_create(&table(), &callbacks, &native);
        return {native, table().stream_reader_destroy};
    }

    Native reader_v2()
    {
        const trts_stream_reader_v2_callbacks callbacks = {read_v2, seek, release, this};
        void* native = nullptr;
        (void)table().stream_reader_v2_create(&table(), &callbacks, &native);
        return {native, table().stream_reader_v2_destroy};
    }
};

/// One reader of either kind, and what loads an engine from it.
struct Kind
{
    Native (Source::*make)();
    trts_status (*trts_api_table::*load)(void*, void*, void**);
};

const Kind kinds[] = {{&Source::reader, &trts_api_table::runtime_deserialize_cuda_engine_from_stream},
                      {&Source::reader_v2, &trts_api_table::runtime_deserialize_cuda_engine_from_stream_v2}};

Native load_from(const Kind& kind, const Native& runtime, const Native& reader)
{
    void* native = nullptr;
    (void)(table().*kind.load)(runtime, reader, &native);
    return {native, table().engine_destroy};
}

void check_runs(const Native& engine)
{
    const Native context = create_context(engine);
    std::vector<float> x = {1, 2, 3, 4, 5, 6};
    std::vector<float> y(6);
    (void)table().context_set_tensor_address(context, "x", x.data());
    (void)table().context_set_tensor_address(context, "y", y.data());
    (void)table().context_enqueue_v3(context, nullptr);
    CHECK(y == x);
}

/// What loading fails with.
void check_refused(Source source, trts_status status, const std::string& text)
{
    const Native runtime = create_runtime();
    for (const Kind& kind : kinds)
    {
        Source copy = source;
        const Native reader = (copy.*kind.make)();
        const Failure failure = failure_of([&] { (void)load_from(kind, runtime, reader); });
        CHECK_EQUAL(failure.status, status);
        CHECK(failure.says(text));
    }
}

Source source_of(std::string bytes)
{
    Source source;
    source.bytes = std::move(bytes);
    return source;
}

/// x [1] + 5 million weights -> y: more than is read or written at once
std::string large_model()
{
    const std::vector<float> weights(5'000'000, 2.0F);
    return onnx_test::model(GraphText()
                                .input(value("x", {1}))
                                .output(value("y", {5'000'000}))
                                .initializer(floats("w", {5'000'000}, weights))
                                .node({"Add", {"x", "w"}, {"y"}, "", ""}));
}

struct Sink
{
    std::string bytes;
    std::vector<std::int64_t> given;
    int released = 0;
    std::int64_t fails_at = -1;
    std::int64_t failure = -1;
    std::function<void()> when_given;

    static std::int64_t write(const void* data, std::int64_t size, void* user_data)
    {
        auto& self = *static_cast<Sink*>(user_data);
        self.given.push_back(size);
        if (self.when_given)
        {
            self.when_given();
        }
        if (static_cast<std::int64_t>(self.given.size()) - 1 == self.fails_at)
        {
            return self.failure;
        }
        self.bytes.append(static_cast<const char*>(data), static_cast<std::size_t>(size));
        return size;
    }
    static void release(void* user_data) { ++static_cast<Sink*>(user_data)->released; }

    Native writer()
    {
        const trts_stream_writer_callbacks callbacks = {write, release, this};
        void* native = nullptr;
        (void)table().stream_writer_create(&table(), &callbacks, &native);
        return {native, table().stream_writer_destroy};
    }
};

void build_to(const Building& building, const Native& writer)
{
    (void)table().builder_build_serialized_network_to_stream(building.builder, building.network, building.config,
                                                             writer);
}

} // namespace

TEST(an_engine_is_loaded_from_a_stream)
{
    const std::string plan = build_plan(fixed_model());
    const Native runtime = create_runtime();
    for (const Kind& kind : kinds)
    {
        Source source = source_of(plan + "what follows is left to whoever reads on");
        {
            const Native reader = (source.*kind.make)();
            const Native engine = load_from(kind, runtime, reader);
            CHECK_EQUAL(source.position, plan.size());
            check_runs(engine);
        }
        CHECK_EQUAL(source.released, 1);
    }
}

TEST(a_large_plan_is_read_and_written_piece_by_piece)
{
    constexpr std::int64_t piece = 8 * 1024 * 1024;
    const Building building;
    building.parse(large_model());
    Sink sink;
    {
        const Native writer = sink.writer();
        build_to(building, writer);
        CHECK_EQUAL(sink.released, 0);
    }
    CHECK_EQUAL(sink.released, 1);
    CHECK(sink.given.size() >= 3);
    for (const std::int64_t size : sink.given)
    {
        CHECK(size > 0 && size <= piece);
    }
    CHECK(sink.bytes == bytes_of(building.build()));

    Source source = source_of(sink.bytes);
    const Native reader = source.reader_v2();
    const Native engine = load_from(kinds[1], create_runtime(), reader);
    CHECK(source.asked.size() >= 4);
    for (const std::int64_t size : source.asked)
    {
        CHECK(size > 0 && size <= piece);
    }
    const Native context = create_context(engine);
    std::vector<float> x = {3};
    std::vector<float> y(5'000'000);
    (void)table().context_set_tensor_address(context, "x", x.data());
    (void)table().context_set_tensor_address(context, "y", y.data());
    (void)table().context_enqueue_v3(context, nullptr);
    CHECK(y == std::vector<float>(5'000'000, 5.0F));
}

TEST(a_stream_that_ends_early_is_an_error)
{
    const std::string plan = build_plan(fixed_model());
    check_refused(source_of(""), TRTS_LOAD_FAILED, "there are no bytes");
    check_refused(source_of(plan.substr(0, 20)), TRTS_LOAD_FAILED, "cut off after 20 bytes");
    check_refused(source_of(plan.substr(0, 32)), TRTS_LOAD_FAILED,
                  "the stream ends after 32 bytes, but its plan takes " + std::to_string(plan.size()));
    check_refused(source_of(plan.substr(0, plan.size() - 1)), TRTS_LOAD_FAILED,
                  "the stream ends after " + std::to_string(plan.size() - 1) + " bytes");
}

TEST(a_reader_that_fails_ends_the_loading)
{
    Source source = source_of(build_plan(fixed_model()));
    source.fails_at = 0;
    check_refused(source, TRTS_CALLBACK_FAILED,
                  "the stream reader failed after 0 bytes: it was asked for 32 and answered -1");
    source.fails_at = 1;
    source.failure = INT64_MIN;
    check_refused(source, TRTS_CALLBACK_FAILED, "the stream reader failed after 32 bytes");
    source.failure = static_cast<std::int64_t>(source.bytes.size()); // more than it was asked for
    check_refused(source, TRTS_CALLBACK_FAILED, "answered " + std::to_string(source.bytes.size()));
}

TEST(what_a_stream_holds_beside_a_plan_is_named)
{
    check_refused(source_of("ftrt" + std::string(100, 'x')), TRTS_LOAD_FAILED, "it is a plan built by TensorRT");
    check_refused(source_of(fixed_model()), TRTS_LOAD_FAILED, "it looks like an ONNX model");
    std::string plan = build_plan(fixed_model());
    plan.back() = static_cast<char>(~plan.back());
    check_refused(source_of(plan), TRTS_LOAD_FAILED, "checksum");
    // A size that no plan has is not waited for.
    const std::uint64_t sizes[] = {31, 0, UINT64_MAX, std::uint64_t{1} << 40};
    for (const std::uint64_t size : sizes)
    {
        std::string encoded;
        trts::cpu::append_little_endian(encoded, size);
        plan.replace(16, 8, encoded);
        check_refused(source_of(plan), TRTS_LOAD_FAILED, "it says that it has " + std::to_string(size) + " bytes");
    }
    plan[8] = 99; // another version of the format
    check_refused(source_of(plan), TRTS_LOAD_FAILED, "the plan is of format 99");
}

TEST(a_reader_that_is_destroyed_while_it_reads_is_not_called_again)
{
    const Native runtime = create_runtime();
    const std::string plan = build_plan(fixed_model());
    for (const Kind& kind : kinds)
    {
        Source source = source_of(plan);
        Native reader = (source.*kind.make)();
        source.when_asked = [&] { reader.reset(); };
        const Failure failure = failure_of([&] {
            void* native = nullptr;
            (void)(table().*kind.load)(runtime, reader, &native);
        });
        CHECK_EQUAL(failure.status, TRTS_INVALID_STATE);
        CHECK(failure.says("the stream reader was destroyed"));
        CHECK_EQUAL(source.asked.size(), 1U);
        CHECK_EQUAL(source.released, 1);
    }
}

TEST(a_plan_is_written_to_a_stream)
{
    const Building building;
    building.parse(fixed_model());
    Sink sink;
    const Native writer = sink.writer();
    build_to(building, writer);
    CHECK(sink.bytes == bytes_of(building.build()));
    check_runs(load(create_runtime(), sink.bytes));
}

TEST(a_writer_that_fails_fails_the_build)
{
    const Building building;
    building.parse(fixed_model());
    const std::string size = std::to_string(bytes_of(building.build()).size());
    for (const std::int64_t answer : {std::int64_t{-1}, std::int64_t{0}, std::int64_t{31}, INT64_MAX})
    {
        Sink sink;
        sink.fails_at = 0;
        sink.failure = answer;
        const Native writer = sink.writer();
        const Failure failure = failure_of([&] { build_to(building, writer); });
        CHECK_EQUAL(failure.status, TRTS_CALLBACK_FAILED);
        CHECK(failure.says("the stream writer failed after 0 bytes: it was given " + size + " and answered " +
                           std::to_string(answer)));
    }
    Sink sink;
    const Native writer = sink.writer();
    const Building empty;
    CHECK_EQUAL(failure_of([&] { build_to(empty, writer); }).status, TRTS_BUILD_FAILED);
    CHECK(sink.given.empty()); // nothing is written before all of it is built
}

TEST(a_writer_that_is_destroyed_while_it_writes_is_not_called_again)
{
    const Building building;
    building.parse(large_model());
    Sink sink;
    Native writer = sink.writer();
    sink.when_given = [&] { writer.reset(); };
    const Failure failure = failure_of([&] { build_to(building, writer); });
    CHECK_EQUAL(failure.status, TRTS_INVALID_STATE);
    CHECK(failure.says("the stream writer was destroyed"));
    CHECK_EQUAL(sink.given.size(), 1U);
    CHECK_EQUAL(sink.released, 1);
}
