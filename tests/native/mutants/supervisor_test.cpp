// The supervisor finds what it is there for.
#include "mutants/supervisor.h"

#include <algorithm>
#include <atomic>
#include <csignal>
#include <cstdio>
#include <thread>

#include "harness.h"
#include "onnx/temporary_folder.h"

using namespace mutants;

namespace
{

constexpr std::uint32_t crashes = 3;
constexpr std::uint32_t hangs = 4;
constexpr std::uint32_t obeys = 5; // runs until it is cancelled
constexpr std::uint32_t devours = 6;
constexpr std::uint32_t prints = 7;
constexpr std::uint32_t errs = 8;
constexpr std::uint32_t count = 10;

class Culprit final : public Worker
{
  public:
    Result run(std::uint32_t index, const std::filesystem::path& input) override
    {
        std::ofstream(input) << "input of " << index;
        is_cancelled_ = false;
        switch (index)
        {
        case crashes:
            (void)std::raise(SIGSEGV);
            break;
        case hangs:
            wait_until([] { return false; });
            break;
        case obeys:
            wait_until([this] { return is_cancelled_.load(); });
            break;
        case devours:
            devour();
            break;
        case prints:
            std::fputs("what nobody should see", stderr);
            break;
        default:
            break;
        }
        return {1, static_cast<std::uint8_t>(index % 2), index == errs};
    }

    void cancel() override { is_cancelled_ = true; }

  private:
    template <typename Condition>
    static void wait_until(const Condition& condition)
    {
        while (!condition())
        {
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
    }

    /// A little at a time, as a loop that gathers results does.
    static void devour()
    {
        constexpr std::size_t piece = std::size_t{1} << 20U;
        std::vector<std::vector<char>> pieces;
        try
        {
            for (;;)
            {
                pieces.emplace_back(piece, 'x');
            }
        }
        catch (const std::bad_alloc&)
        {
            std::fputs("refused", stderr);
        }
    }

    std::atomic<bool> is_cancelled_{false};
};

const Failure* failure_of(const Report& report, std::uint32_t index)
{
    const auto found = std::find_if(report.failures.begin(), report.failures.end(),
                                    [&](const Failure& failure) { return failure.index == index; });
    return found == report.failures.end() ? nullptr : &*found;
}

bool says(const Report& report, std::uint32_t index, const std::string& what, const std::string& output = "")
{
    const Failure* failure = failure_of(report, index);
    return failure != nullptr && failure->what.find(what) != std::string::npos &&
           failure->output.find(output) != std::string::npos && !failure->input.empty();
}

} // namespace

TEST(crashes_hangs_greed_and_noise_are_told_by_number)
{
    const onnx_test::TemporaryFolder folder;
    Settings settings;
    for (std::uint32_t i = 0; i < count; ++i)
    {
        settings.tasks.push_back(i);
    }
    settings.cancel_after = std::chrono::milliseconds(300);
    settings.kill_after = std::chrono::milliseconds(1500);
    settings.memory = std::int64_t{256} << 20U;
    settings.folder = folder.path();
    const Report report = supervise(settings, [] { return std::make_unique<Culprit>(); });

    CHECK_EQUAL(report.done, count);
    CHECK_EQUAL(report.failures.size(), std::size_t{5});
    CHECK(failure_of(report, crashes) != nullptr);
    CHECK(says(report, hangs, "hang"));
    CHECK(says(report, prints, "it printed", "what nobody should see"));
    CHECK(says(report, errs, "wrong"));
    CHECK(failure_of(report, devours) != nullptr); // refused its memory and prints so, or is killed for it
    const auto& cancelled = report.cancelled;      // and the greedy one, where it takes its time
    CHECK(std::find(cancelled.begin(), cancelled.end(), obeys) != cancelled.end());
    CHECK_EQUAL(report.counts[1][0] + report.counts[1][1], count - 3 + (says(report, devours, "printed") ? 1 : 0));
}

TEST(the_input_of_a_failed_task_is_kept)
{
    const onnx_test::TemporaryFolder folder;
    Settings settings;
    settings.tasks = {crashes};
    settings.folder = folder.path();
    const Report report = supervise(settings, [] { return std::make_unique<Culprit>(); });
    REQUIRE(report.failures.size() == 1);
    std::ifstream kept(report.failures[0].input);
    std::string text;
    std::getline(kept, text);
    CHECK_EQUAL(text, std::string("input of 3"));
}

TEST(a_worker_that_cannot_be_made_skips_everything)
{
    const onnx_test::TemporaryFolder folder;
    Settings settings;
    settings.tasks = {0, 1, 2};
    settings.folder = folder.path();
    const Report report =
        supervise(settings, []() -> std::unique_ptr<Worker> { throw harness::Skipped{"nothing to work with"}; });
    CHECK_EQUAL(report.reason_to_skip, std::string("nothing to work with"));
    CHECK(report.failures.empty());
}
