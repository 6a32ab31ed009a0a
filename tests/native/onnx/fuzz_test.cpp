// Damaged models: whatever the bytes, reading, checking and writing end quickly, with a model or an error.
#include <algorithm>
#include <chrono>
#include <cstdint>

#include "core/error.h"
#include "core/onnx/wire.h"
#include "harness.h"
#include "model_builder.h"
#include "mutants/byte_edits.h"
#include "shared_models.h"

using namespace onnx_test;
using harness::Random;

namespace
{

/// Keeps the framing whole: walks down to a random field, changes it there, and writes the lengths above it anew.
Bytes change_field(std::string_view message, Random& random, int levels)
{
    std::vector<trts::onnx::Field> fields;
    for (trts::onnx::FieldReader reader(message); reader.next();)
    {
        fields.push_back(reader.field());
    }
    const std::size_t chosen = random.below(fields.size());
    MessageWriter out;
    for (std::size_t i = 0; i < fields.size(); ++i)
    {
        const trts::onnx::Field& field = fields[i];
        if (i != chosen)
        {
            out.encoded(field.encoded);
        }
        else if (field.type == trts::onnx::WireType::LengthDelimited && levels > 0 && random.below(4) != 0)
        {
            try
            {
                out.bytes(field.number, change_field(field.bytes, random, levels - 1));
            }
            catch (const trts::Error&)
            {
                Bytes text(field.bytes); // no message: a string, or weights
                mutants::change_bytes(text, random);
                out.bytes(field.number, text);
            }
        }
        else
        {
            switch (random.below(4))
            {
            case 0:
                break; // left out
            case 1:
                out.encoded(field.encoded).encoded(field.encoded);
                break;
            case 2:
                out.varint(static_cast<std::int32_t>(random.below(30)) + 1, random.next() >> random.below(64));
                break;
            default:
                out.bytes(static_cast<std::int32_t>(random.below(30)) + 1, field.bytes);
                break;
            }
        }
    }
    return out.take();
}

Bytes mutant_of(const Bytes& base, Random& random)
{
    using Mutation = void (*)(Bytes&, Random&);
    constexpr Mutation mutations[] = {mutants::change_bytes, mutants::truncate, mutants::repeat_part,
                                      mutants::drop_part, mutants::plant_number};
    if (random.below(2) == 0)
    {
        return change_field(base, random, 12);
    }
    Bytes mutant = base;
    for (std::size_t i = random.below(3) + 1; i > 0; --i)
    {
        mutations[random.below(std::size(mutations))](mutant, random);
    }
    return mutant;
}

struct Tally
{
    int unreadable = 0;
    int refused = 0;
    int accepted = 0;
};

void run_one(const Bytes& mutant, const std::filesystem::path& folder, Tally& tally)
{
    try
    {
        const trts::onnx::Model model = read(mutant);
        if (!trts::onnx::check(model, support(), folder).empty())
        {
            ++tally.refused;
            return;
        }
        const Bytes written = trts::onnx::canonicalize(model, {folder});
        ++tally.accepted;
        CHECK(trts::onnx::check(read(written), support()).empty());
    }
    catch (const trts::Error& error)
    {
        CHECK_EQUAL(error.status(), static_cast<trts_status>(TRTS_PARSE_FAILED));
        ++tally.unreadable;
    }
}

Tally run_mutants(const std::vector<Bytes>& bases, const std::filesystem::path& folder, int count, std::uint64_t seed)
{
    using Clock = std::chrono::steady_clock;
    Random random(seed);
    Tally tally;
    Clock::duration slowest{};
    for (int i = 0; i < count; ++i)
    {
        const Bytes& base = bases[random.below(bases.size())];
        const Bytes mutant = mutant_of(base, random);
        const auto start = Clock::now();
        run_one(mutant, folder, tally);
        slowest = std::max(slowest, Clock::now() - start);
    }
    CHECK(slowest < std::chrono::seconds(10)); // a hang, not a target: one takes less than a millisecond
    return tally;
}

std::vector<Bytes> small_models()
{
    const auto branch = GraphText().node({"Relu", {"x"}, {"b"}, "", ""}).output(value("b", {}));
    const auto choice = node({"If", {"c"}, {"y2"}, "choose", ""})
                            .message(5, graph_attribute("then_branch", branch.message()))
                            .message(5, graph_attribute("else_branch", branch.message()));
    GraphText with_branches = relu_graph();
    with_branches.input(value("c", {}, ElementType::Bool)).node(choice).output(value("y2", {Dim()}));

    GraphText with_data = relu_graph();
    with_data.initializer(tensor("packed", {3}, ElementType::Int64).bytes(7, "\1\2\3"))
        .initializer(raw_tensor("raw", {2}, "12345678"))
        .initializer(tensor("strings", {2}, ElementType::String).bytes(6, "a").bytes(6, "b"))
        .initializer(external_tensor("outside", {4}, "w.bin", "0", "16"))
        .field(15, MessageWriter().message(1, raw_tensor("sparse", {1}, "1234")).integer(3, 8))
        .input(value("raw", {2}))
        .field(14, MessageWriter().bytes(1, "quantized"));

    GraphText with_function = relu_graph();
    with_function.node({"Twice", {"y"}, {"z"}, "twice", "com.example"});
    const auto function = MessageWriter()
                              .bytes(1, "Twice")
                              .bytes(4, "a")
                              .bytes(5, "b")
                              .bytes(10, "com.example")
                              .message(9, opset_import("", 17))
                              .message(7, node({"Add", {"a", "a"}, {"b"}, "", ""}));
    const Bytes tail = MessageWriter().message(8, opset_import("com.example", 1)).message(25, function).take();

    return {model(relu_graph()), model(with_branches), model(with_data), model(with_function) + tail};
}

} // namespace

TEST(mutants_of_small_models_end_in_a_model_or_an_error)
{
    const Tally tally = run_mutants(small_models(), {}, 20000, 1);
    CHECK(tally.unreadable > 1000 && tally.refused > 1000 && tally.accepted > 1000); // every road is walked
}

TEST(random_bytes_end_in_an_error)
{
    Random random(2);
    Tally tally;
    for (int i = 0; i < 5000; ++i)
    {
        Bytes bytes(random.below(200), '\0');
        std::generate(bytes.begin(), bytes.end(), [&] { return static_cast<char>(random.below(256)); });
        run_one(bytes, {}, tally);
    }
    CHECK_EQUAL(tally.accepted, 0);
}

TEST(mutants_of_shared_models_end_in_a_model_or_an_error)
{
    const std::filesystem::path models = shared_models();
    std::vector<Bytes> bases;
    for (const std::filesystem::path& file : model_files(models))
    {
        const std::string name = file.filename().u8string();
        const bool is_readable = name[0] != '0' || name >= "08"; // the first bad models are no protobuf messages
        if (is_readable && std::filesystem::file_size(file) < 200'000)
        {
            bases.push_back(file_bytes(file));
        }
    }
    const Tally tally = run_mutants(bases, models / "digits-cnn-external", 3000, 3);
    CHECK(tally.unreadable > 100 && tally.refused > 100 && tally.accepted > 100);
}
