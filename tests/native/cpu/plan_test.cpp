// Plan files: what is written is read back; anything else is refused for the right reason and never does harm.
#include "cpu/plan.h"

#include <cstring>
#include <random>

#include "backend_fixture.h"
#include "cpu/checksum.h"
#include "cpu/little_endian.h"

using namespace trts::cpu;
using cpu_test::Failure;
using cpu_test::failure_of;

namespace
{

PlanHeader sample_header()
{
    PlanHeader header;
    header.network_name = "net";
    header.runtime_version = "1.31.1";
    header.optimization_level = 2;
    header.builder_flags = 64;
    header.layer_count = 7;
    header.profiling_verbosity = 2;
    header.tensors = {
        {"x", true, DataType::Half, Shape{-1, 3}, {"N", ""}},
        {"scalar", true, DataType::Int64, Shape{}, {}},
        {"y", false, DataType::Int4, Shape{-1, -1}, {"N", ""}},
        {"anything", false, DataType::Bool, std::nullopt, {}},
    };
    header.profiles = {{{{1, 3}, {2, 3}, {4, 3}}, {{}, {}, {}}}, {{{5, 3}, {5, 3}, {5, 3}}, {{}, {}, {}}}};
    return header;
}

std::string sample_plan()
{
    return *write_plan(sample_header(), "the model's bytes");
}

Failure read_failure(std::string bytes)
{
    return failure_of([&] { (void)read_plan(std::make_shared<const std::string>(std::move(bytes))); });
}

void put(std::string& bytes, std::size_t offset, std::uint64_t value, std::size_t size)
{
    std::string encoded;
    append_little_endian(encoded, value);
    bytes.replace(offset, size, encoded.substr(0, size));
}

/// As an attacker would: the damage under a checksum that is right.
void mend_checksum(std::string& bytes)
{
    put(bytes, 24, xxh64(std::string_view(bytes).substr(32), xxh64(std::string_view(bytes).substr(0, 24))), 8);
}

bool ends_well(const Failure& failure)
{
    return failure.status == TRTS_OK || failure.status == TRTS_LOAD_FAILED;
}

} // namespace

TEST(xxh64_gives_the_published_values)
{
    CHECK_EQUAL(xxh64(""), 0xEF46DB3751D8E999ULL);
    CHECK_EQUAL(xxh64("a"), 0xD24EC4F1A98C6E5BULL);
    CHECK_EQUAL(xxh64("abc"), 0x44BC2CF5AD770999ULL);
    CHECK_EQUAL(xxh64("xxhash"), 0x32DD38952C4BC720ULL);
    CHECK_EQUAL(xxh64("xxhash", 20141025), 0xB559B98D844E0635ULL);
    CHECK_EQUAL(xxh64("Nobody inspects the spammish repetition"), 0xFBCEA83C8A378BF1ULL);
}

TEST(a_plan_is_read_as_it_was_written)
{
    const auto bytes = std::make_shared<const std::string>(sample_plan());
    const Plan plan = read_plan(bytes);
    const PlanHeader expected = sample_header();
    CHECK(plan.model == "the model's bytes");
    CHECK(plan.bytes == bytes);
    CHECK_EQUAL(plan.header.network_name, expected.network_name);
    CHECK_EQUAL(plan.header.runtime_version, expected.runtime_version);
    CHECK_EQUAL(plan.header.optimization_level, expected.optimization_level);
    CHECK_EQUAL(plan.header.builder_flags, expected.builder_flags);
    CHECK_EQUAL(plan.header.layer_count, expected.layer_count);
    CHECK_EQUAL(plan.header.profiling_verbosity, expected.profiling_verbosity);
    REQUIRE(plan.header.tensors.size() == expected.tensors.size());
    for (std::size_t i = 0; i < expected.tensors.size(); ++i)
    {
        CHECK_EQUAL(plan.header.tensors[i].name, expected.tensors[i].name);
        CHECK_EQUAL(plan.header.tensors[i].is_input, expected.tensors[i].is_input);
        CHECK_EQUAL(plan.header.tensors[i].type, expected.tensors[i].type);
        CHECK(plan.header.tensors[i].shape == expected.tensors[i].shape);
        CHECK(plan.header.tensors[i].symbols == expected.tensors[i].symbols);
    }
    REQUIRE(plan.header.profiles.size() == 2);
    CHECK(plan.header.profiles[0][0].min == Shape({1, 3}));
    CHECK(plan.header.profiles[0][0].opt == Shape({2, 3}));
    CHECK(plan.header.profiles[0][0].max == Shape({4, 3}));
    CHECK(plan.header.profiles[1][0].max == Shape({5, 3}));
}

TEST(a_plan_begins_with_its_mark_and_version)
{
    const std::string plan = sample_plan();
    CHECK(plan.compare(0, 8, "TRTSCPU\0", 8) == 0);
    CHECK_EQUAL(read_little_endian<std::uint32_t>(plan.data() + 8), plan_format_version);
    CHECK_EQUAL(read_little_endian<std::uint64_t>(plan.data() + 16), plan.size());
}

TEST(what_is_no_plan_is_refused_by_name)
{
    const auto check = [](const std::string& bytes, const char* reason) {
        const Failure failure = read_failure(bytes);
        CHECK_EQUAL(failure.status, TRTS_LOAD_FAILED);
        CHECK(failure.says(reason));
    };
    check("", "there are no bytes");
    check("ftrt" + std::string(100, 'x'), "built by TensorRT.");
    check("vtrt" + std::string(100, 'x'), "built by TensorRT-RTX");
    check(cpu_test::relu_model(), "looks like an ONNX model");
    check("TRTSC", "cut off after 5 bytes");
    check(sample_plan().substr(0, 31), "cut off after 31 bytes");
    check(std::string(100, 'x'), "does not begin with the mark");
}

TEST(a_newer_plan_is_refused_with_both_versions)
{
    std::string plan = sample_plan();
    put(plan, 8, plan_format_version + 1, 4);
    const Failure failure = read_failure(plan);
    CHECK_EQUAL(failure.status, TRTS_LOAD_FAILED);
    CHECK(failure.says("is of format 2, and this library reads 1"));
}

TEST(every_truncation_is_refused)
{
    const std::string plan = sample_plan();
    for (std::size_t size = 0; size < plan.size(); ++size)
    {
        CHECK_EQUAL(read_failure(plan.substr(0, size)).status, TRTS_LOAD_FAILED);
    }
    CHECK(read_failure(plan.substr(0, plan.size() - 1)).says("it is cut off: it has "));
    CHECK(read_failure(plan + "x").says("something follows its end"));
}

TEST(every_changed_byte_is_noticed)
{
    const std::string plan = sample_plan();
    for (std::size_t i = 0; i < plan.size(); ++i)
    {
        for (const int change : {0x01, 0x80, 0xFF})
        {
            std::string damaged = plan;
            damaged[i] = static_cast<char>(damaged[i] ^ change);
            CHECK_EQUAL(read_failure(damaged).status, TRTS_LOAD_FAILED);
        }
    }
    std::string damaged = plan;
    damaged.back() = '?';
    CHECK(read_failure(damaged).says("its checksum does not match"));
}

TEST(a_header_that_lies_about_its_size_is_refused)
{
    std::string plan = sample_plan();
    put(plan, 12, 0xFFFFFFFF, 4);
    mend_checksum(plan);
    CHECK(read_failure(plan).says("would reach beyond its end"));
}

TEST(a_header_that_contradicts_itself_is_refused)
{
    const auto check = [](const char* reason, void (*change)(PlanHeader&)) {
        PlanHeader header = sample_header();
        change(header);
        const Failure failure = read_failure(*write_plan(header, "model"));
        CHECK_EQUAL(failure.status, TRTS_LOAD_FAILED);
        CHECK(failure.says(reason));
    };
    check("no usable name", [](PlanHeader& header) { header.tensors[0].name.clear(); });
    check("no usable name", [](PlanHeader& header) { header.tensors[2].name = std::string("a\0b", 3); });
    check("not unique", [](PlanHeader& header) { header.tensors[2].name = "x"; });
    check("not unique, or there are none", [](PlanHeader& header) {
        header.tensors.clear();
        header.profiles = {{}};
    });
    check("input without a shape", [](PlanHeader& header) { header.tensors[0].shape.reset(); });
    check("one symbol for each dimension", [](PlanHeader& header) { header.tensors[0].symbols.pop_back(); });
    check("dynamic dimension without a symbol", [](PlanHeader& header) { header.tensors[0].symbols[0].clear(); });
    check("has the dimension -2", [](PlanHeader& header) { (*header.tensors[2].shape)[0] = -2; });
    check("no optimization profile", [](PlanHeader& header) { header.profiles.clear(); });
    check("does not cover every input", [](PlanHeader& header) { header.profiles[1].pop_back(); });
    check("does not fit input 'x'", [](PlanHeader& header) { header.profiles[0][0].min = {3, 3}; });
    check("does not fit input 'x'", [](PlanHeader& header) { header.profiles[0][0].max = {4, 4}; });
    check("does not fit input 'x'", [](PlanHeader& header) { header.profiles[0][0].opt = {2}; });
    check("wrong size", [](PlanHeader& header) { header.tensors[0].shape = Shape(9, 1); });
    check("outside 0 to 5", [](PlanHeader& header) { header.optimization_level = 6; });
}

TEST(no_header_does_harm_even_under_a_right_checksum)
{
    const std::string plan = sample_plan();
    const std::size_t header_end = 32 + read_little_endian<std::uint32_t>(plan.data() + 12);
    std::mt19937 random(20240607);
    const auto below = [&](std::size_t limit) {
        return std::uniform_int_distribution<std::size_t>(0, limit - 1)(random);
    };
    for (int round = 0; round < 20000; ++round)
    {
        std::string mutant = plan;
        for (std::size_t changes = 1 + below(4); changes > 0; --changes)
        {
            const std::size_t at = 32 + below(header_end - 32);
            switch (below(4))
            {
            case 0:
                mutant[at] = static_cast<char>(below(256));
                break;
            case 1:
                put(mutant, std::min(at, header_end - 4), below(2) == 0 ? 0xFFFFFFFF : below(300), 4);
                break;
            case 2:
                put(mutant, std::min(at, header_end - 2), below(12), 2);
                break;
            default:
                std::memmove(mutant.data() + at, mutant.data() + 32, std::min<std::size_t>(8, header_end - at));
                break;
            }
        }
        mend_checksum(mutant);
        CHECK(ends_well(read_failure(std::move(mutant))));
    }
}

TEST(random_bytes_do_no_harm)
{
    std::mt19937 random(7);
    for (int round = 0; round < 2000; ++round)
    {
        std::string bytes(random() % 200, '\0');
        for (char& byte : bytes)
        {
            byte = static_cast<char>(random());
        }
        if (round % 2 == 0 && bytes.size() >= 32)
        {
            bytes.replace(0, 8, std::string("TRTSCPU\0", 8));
            put(bytes, 8, plan_format_version, 4);
            put(bytes, 12, random() % 200, 4);
            put(bytes, 16, bytes.size(), 8);
            mend_checksum(bytes);
        }
        CHECK_EQUAL(read_failure(std::move(bytes)).status, TRTS_LOAD_FAILED);
    }
}

TEST(a_plans_model_is_checked_as_the_parser_checks)
{
    const auto pool = [](std::int64_t stride) {
        const auto strides =
            onnx_test::MessageWriter().bytes(1, "strides").integer(8, stride).integer(8, 1).integer(20, 7);
        const auto kernel =
            onnx_test::MessageWriter().bytes(1, "kernel_shape").integer(8, 1).integer(8, 1).integer(20, 7);
        return onnx_test::model(
            onnx_test::GraphText()
                .input(onnx_test::value("x", {1, 1, 4, 4}))
                .output(onnx_test::MessageWriter().bytes(1, "y"))
                .node(onnx_test::node({"MaxPool", {"x"}, {"y"}, "pool", ""}).message(5, strides).message(5, kernel)));
    };
    const std::string plan = cpu_test::build_plan(pool(1));
    const PlanHeader header = read_plan(std::make_shared<const std::string>(plan)).header;
    const cpu_test::Native runtime = cpu_test::create_runtime();
    CHECK_EQUAL(failure_of([&] { cpu_test::load(runtime, *write_plan(header, pool(1))); }).status, TRTS_OK);

    const Failure failure =
        failure_of([&] { cpu_test::load(runtime, *write_plan(header, pool(std::int64_t{1} << 40U))); });
    CHECK_EQUAL(failure.status, TRTS_LOAD_FAILED);
    CHECK(failure.says("holds 1099511627776"));
}
