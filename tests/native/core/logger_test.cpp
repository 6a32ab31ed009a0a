#include "core/logging/logger.h"

#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include "harness.h"

using namespace trts;

namespace
{

struct Sink
{
    std::vector<std::string> lines;

    trts_logger_callbacks callbacks()
    {
        return {[](std::int32_t severity, const char* message, void* user_data) {
                    static_cast<Sink*>(user_data)->lines.push_back(std::to_string(severity) + " " + message);
                },
                this};
    }
};

} // namespace

TEST(logger_gives_every_line_to_the_sink)
{
    Sink sink;
    const trts_logger_callbacks callbacks = sink.callbacks();
    Logger* logger = Logger::acquire(&callbacks, nullptr);
    logger->log(2, "a warning");
    logger->log(4, nullptr);
    Logger::release(logger);
    logger->log(0, "too late");
    REQUIRE(sink.lines.size() == 2);
    CHECK_EQUAL(sink.lines[0], std::string("2 a warning"));
    CHECK_EQUAL(sink.lines[1], std::string("4 "));
}

TEST(logger_errors_of_a_call_become_its_text)
{
    Logger* logger = Logger::acquire(nullptr, nullptr);
    {
        const CallLog outer;
        logger->log(1, "outer");
        {
            const CallLog inner;
            logger->log(0, "first");
            logger->log(2, "only a warning");
            logger->log(1, "second");
            CHECK_EQUAL(inner.text(), std::string("first\nsecond"));
        }
        CHECK_EQUAL(outer.text(), std::string("outer"));
        CHECK(CallLog::current() == &outer);
    }
    CHECK(CallLog::current() == nullptr);
    CHECK(logger->take_stray_errors().empty());
    Logger::release(logger);
}

TEST(logger_errors_of_worker_threads_belong_to_the_logger)
{
    Logger* logger = Logger::acquire(nullptr, nullptr);
    {
        const CallLog call;
        std::thread([&] { logger->log(1, "from a worker"); }).join();
        CHECK(call.text().empty());
    }
    CHECK_EQUAL(logger->take_stray_errors(), std::string("from a worker"));
    CHECK(logger->take_stray_errors().empty());
    Logger::release(logger);
}

TEST(logger_never_changes_the_library_it_serves)
{
    int one = 0;
    int other = 0;
    Logger* first = Logger::acquire(nullptr, &one);
    Logger::release(first);
    Logger* second = Logger::acquire(nullptr, &other);
    CHECK(second != first);
    Logger* third = Logger::acquire(nullptr, &one);
    CHECK(third == first);
    Logger::release(second);
    Logger::release(third);
}

TEST(logger_release_waits_for_a_line_that_is_being_written)
{
    struct State
    {
        std::atomic<bool> inside{false};
        std::atomic<bool> may_leave{false};
        std::atomic<bool> left{false};
    } state;
    const trts_logger_callbacks callbacks = {[](std::int32_t, const char*, void* user_data) {
                                                 auto* now = static_cast<State*>(user_data);
                                                 now->inside = true;
                                                 while (!now->may_leave)
                                                 {
                                                     std::this_thread::yield();
                                                 }
                                                 now->left = true;
                                             },
                                             &state};
    Logger* logger = Logger::acquire(&callbacks, nullptr);
    std::thread writer([&] { logger->log(3, "slow"); });
    while (!state.inside)
    {
        std::this_thread::yield();
    }
    std::thread opener([&] { state.may_leave = true; });
    Logger::release(logger);
    CHECK(state.left);
    writer.join();
    opener.join();
}

TEST(logger_target_takes_the_lines_of_its_thread_from_loggers_of_the_same_library)
{
    int library = 0;
    int other_library = 0;
    Sink first_sink;
    Sink second_sink;
    const trts_logger_callbacks first_callbacks = first_sink.callbacks();
    const trts_logger_callbacks second_callbacks = second_sink.callbacks();
    Logger* first = Logger::acquire(&first_callbacks, &library);
    Logger* second = Logger::acquire(&second_callbacks, &library);
    Logger* stranger = Logger::acquire(&first_callbacks, &other_library);
    {
        const LogTarget target(second);
        first->log(3, "of the second");
        stranger->log(3, "of the stranger");
        std::thread([&] { first->log(3, "of another thread"); }).join();
    }
    first->log(3, "of the first");
    first->log(2, "WARNING The logger passed into createInferRuntime differs from one already registered");
    CHECK(second_sink.lines == std::vector<std::string>{"3 of the second"});
    CHECK((first_sink.lines == std::vector<std::string>{"3 of the stranger", "3 of another thread", "3 of the first"}));
    Logger::release(first);
    Logger::release(second);
    Logger::release(stranger);
}
