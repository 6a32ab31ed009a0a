// A small test harness.
//
//     TEST(a_sentence_about_what_holds)
//     {
//         if (!there) { SKIP("what is missing"); }
//         REQUIRE(value.has_value()); // ends the test when false
//         CHECK(*value == 3);         // goes on
//     }
//
// main() (harness_main.cpp) runs every test that is linked in, or those whose names contain one of its arguments.
#pragma once

#include <sstream>
#include <string>
#include <type_traits>
#include <vector>

namespace harness
{

struct Test
{
    const char* file;
    const char* name;
    void (*body)();
};

struct Skipped
{
    std::string reason;
};

/// Ends a test whose failure is reported already.
struct Stopped
{
};

inline std::vector<Test>& tests()
{
    static std::vector<Test> all;
    return all;
}

/// Adds a test before main() runs.
struct Registration
{
    Registration(const char* file, const char* name, void (*body)()) { tests().push_back({file, name, body}); }
};

void report_failure(const char* file, int line, const std::string& what);

template <typename T>
std::string printed(const T& value)
{
    if constexpr (std::is_enum_v<T>)
    {
        return std::to_string(static_cast<long long>(value));
    }
    else
    {
        std::ostringstream out;
        out << std::boolalpha << value;
        return out.str();
    }
}

template <typename A, typename B>
void check_equal(const char* file, int line, const char* expression, const A& actual, const B& expected)
{
    if (!(actual == expected))
    {
        report_failure(file, line,
                       std::string(expression) + ": expected " + printed(expected) + ", found " + printed(actual));
    }
}

} // namespace harness

#define TEST(name)                                                                                                     \
    static void test_##name();                                                                                         \
    static const ::harness::Registration registration_##name(__FILE__, #name, &test_##name);                           \
    static void test_##name()

#define CHECK(...)                                                                                                     \
    do                                                                                                                 \
    {                                                                                                                  \
        if (!(__VA_ARGS__))                                                                                            \
        {                                                                                                              \
            ::harness::report_failure(__FILE__, __LINE__, #__VA_ARGS__);                                               \
        }                                                                                                              \
    } while (false)

#define CHECK_EQUAL(actual, expected) ::harness::check_equal(__FILE__, __LINE__, #actual, actual, expected)

#define REQUIRE(...)                                                                                                   \
    do                                                                                                                 \
    {                                                                                                                  \
        if (!(__VA_ARGS__))                                                                                            \
        {                                                                                                              \
            ::harness::report_failure(__FILE__, __LINE__, #__VA_ARGS__);                                               \
            throw ::harness::Stopped{};                                                                                \
        }                                                                                                              \
    } while (false)

#define CHECK_THROWS(exception, ...)                                                                                   \
    do                                                                                                                 \
    {                                                                                                                  \
        bool thrown = false;                                                                                           \
        try                                                                                                            \
        {                                                                                                              \
            static_cast<void>(__VA_ARGS__);                                                                            \
        }                                                                                                              \
        catch (const exception&)                                                                                       \
        {                                                                                                              \
            thrown = true;                                                                                             \
        }                                                                                                              \
        if (!thrown)                                                                                                   \
        {                                                                                                              \
            ::harness::report_failure(__FILE__, __LINE__, #__VA_ARGS__ " does not throw " #exception);                 \
        }                                                                                                              \
    } while (false)

#define SKIP(reason)                                                                                                   \
    throw ::harness::Skipped                                                                                           \
    {                                                                                                                  \
        reason                                                                                                         \
    }
