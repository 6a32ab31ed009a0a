// Damaged models and plans, on the whole road: each is refused or runs. Never a crash, a hang, or memory without bound.
//
//     TRTSHARP_MUTANTS=10000      how many
//     TRTSHARP_MUTANTS_ONLY=1234  this one alone
//     TRTSHARP_MUTANTS_SEED=1     others than usual
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <numeric>

#include "harness.h"
#include "mutants/mutant.h"
#include "mutants/plan_edits.h"
#include "mutants/road.h"
#include "mutants/supervisor.h"

using namespace mutants;

namespace
{

constexpr std::uint64_t usual_count = 2000; // what a daily run has time for
constexpr std::uint64_t usual_seed = 20260101;

std::uint64_t number_of(const char* variable, std::uint64_t otherwise)
{
    const char* text = std::getenv(variable);
    return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

const std::uint64_t seed = number_of("TRTSHARP_MUTANTS_SEED", usual_seed);

std::vector<std::uint32_t> chosen_mutants()
{
    constexpr std::uint64_t all = UINT64_MAX;
    const std::uint64_t only = number_of("TRTSHARP_MUTANTS_ONLY", all);
    if (only != all)
    {
        return {static_cast<std::uint32_t>(only)};
    }
    std::vector<std::uint32_t> chosen(number_of("TRTSHARP_MUTANTS", usual_count));
    std::iota(chosen.begin(), chosen.end(), 0U);
    return chosen;
}

/// Not ours, and nothing that a caller could prevent: a loop that gathers results without end is stopped by its
/// cancellation or by the limit of memory, whichever comes first, and where an allocation of its arena's bookkeeping
/// fails, ONNX Runtime 1.31 ends the process (bfc_arena.cc: an invariant is found broken while memory is given back).
bool is_exhausted_arena(const Failure& failure)
{
    return failure.output.find("bfc_arena.cc") != std::string::npos;
}

class MutantWorker final : public Worker
{
  public:
    MutantWorker()
        : source_(
              all_bases(), [this](const Base& base) { return road_.build(base.bytes, base.path); }, seed)
    {
    }

    Result run(std::uint32_t index, const std::filesystem::path& input) override
    {
        const Mutant mutant = source_.make(index);
        std::ofstream(input, std::ios::binary)
            .write(mutant.bytes.data(), static_cast<std::streamsize>(mutant.bytes.size()));
        const Outcome outcome = road_.travel({mutant.bytes, mutant.is_plan(), mutant.base->path, index % 2 == 1});
        if (outcome == Outcome::Wrong)
        {
            std::fprintf(stderr, "%s of %s: %s\n", name_of(mutant.kind), mutant.base->name.c_str(),
                         road_.message().c_str());
        }
        return {static_cast<std::uint8_t>(mutant.kind), static_cast<std::uint8_t>(outcome), outcome == Outcome::Wrong};
    }

    void cancel() override { road_.cancel(); }

  private:
    Road road_;
    MutantSource source_;
};

/// The models themselves, undamaged.
class BaseWorker final : public Worker
{
  public:
    Result run(std::uint32_t index, const std::filesystem::path&) override
    {
        const Base& base = bases_[index];
        const Outcome outcome = road_.travel({base.bytes, false, base.path, false});
        const bool needs_plugin = base.name == "custom-clamp01";
        const bool is_wrong = outcome != (needs_plugin ? Outcome::RefusedByParser : Outcome::Ran);
        if (is_wrong)
        {
            std::fprintf(stderr, "%s: %s %s\n", base.name.c_str(), name_of(outcome), road_.message().c_str());
        }
        return {0, static_cast<std::uint8_t>(outcome), is_wrong};
    }

    void cancel() override { road_.cancel(); }

  private:
    Road road_;
    std::vector<Base> bases_ = all_bases();
};

void print_table(const Report& report)
{
    std::printf("%-12s", "mutants");
    for (std::size_t column = 0; column < outcome_count; ++column)
    {
        std::printf("%10s", name_of(static_cast<Outcome>(column)));
    }
    std::array<std::uint32_t, outcome_count> sums{};
    for (std::size_t row = 0; row < kind_count; ++row)
    {
        std::printf("\n%-12s", name_of(static_cast<Kind>(row)));
        for (std::size_t column = 0; column < outcome_count; ++column)
        {
            std::printf("%10u", report.counts[row][column]);
            sums[column] += report.counts[row][column];
        }
    }
    std::printf("\n%-12s", "all");
    for (const std::uint32_t sum : sums)
    {
        std::printf("%10u", sum);
    }
    std::printf("\nended by their cancellation: %zu\n", report.cancelled.size());
}

std::filesystem::path make_folder()
{
    std::string pattern = (std::filesystem::temp_directory_path() / "trtsharp-mutants-XXXXXX").string();
    REQUIRE(mkdtemp(pattern.data()) != nullptr);
    return pattern;
}

/// Tells every failure; keeps the folder with the inputs where there are some.
Report run(Settings settings, const std::function<std::unique_ptr<Worker>()>& make_worker)
{
#if defined(__SANITIZE_THREAD__)
    SKIP("ONNX Runtime's threads are not instrumented: the thread sanitizer sees races where there are none");
#endif
    settings.folder = make_folder();
    const Report report = supervise(settings, make_worker);
    for (const Failure& failure : report.failures)
    {
        if (is_exhausted_arena(failure))
        {
            std::printf("number %u: ended by ONNX Runtime when memory ran out\n", failure.index);
            continue;
        }
        harness::report_failure(__FILE__, __LINE__,
                                "seed " + std::to_string(seed) + ", number " + std::to_string(failure.index) + ", " +
                                    failure.input.u8string() + ": " + failure.what + "\n" + failure.output);
    }
    if (report.failures.empty())
    {
        std::filesystem::remove_all(settings.folder);
    }
    if (!report.reason_to_skip.empty())
    {
        SKIP(report.reason_to_skip);
    }
    CHECK_EQUAL(report.done, static_cast<std::uint32_t>(settings.tasks.size()));
    return report;
}

} // namespace

TEST(the_same_seed_makes_the_same_mutants)
{
    const auto build = [](const Base& base) { return put_together({"no header", base.bytes}); };
    MutantSource first(all_bases(), build, seed);
    MutantSource second(all_bases(), build, seed);
    MutantSource other(all_bases(), build, seed + 1);
    int different = 0;
    for (std::uint32_t index = 0; index < 200; ++index)
    {
        const Mutant mutant = first.make(index);
        CHECK(mutant.bytes == second.make(index).bytes);
        different += mutant.bytes == other.make(index).bytes ? 0 : 1;
    }
    CHECK(different > 150);
}

TEST(undamaged_models_run)
{
    Settings settings;
    settings.tasks.resize(all_bases().size());
    std::iota(settings.tasks.begin(), settings.tasks.end(), 0U);
    settings.cancel_after = std::chrono::seconds(60); // however slow the machine
    settings.kill_after = std::chrono::seconds(120);
    (void)run(settings, [] { return std::make_unique<BaseWorker>(); });
}

TEST(mutants_are_refused_or_run)
{
    Settings settings;
    settings.tasks = chosen_mutants();
    print_table(run(settings, [] { return std::make_unique<MutantWorker>(); }));
}
