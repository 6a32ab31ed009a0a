// Expectations on a list of problems.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/onnx/checks.h"
#include "harness.h"

namespace onnx_test
{

inline std::string text_of(const std::vector<trts::onnx::Problem>& problems)
{
    std::string text = problems.empty() ? "no problem" : "";
    for (const trts::onnx::Problem& problem : problems)
    {
        text += std::string("\n        ") + name_of(problem.code) + ": " + problem.message;
    }
    return text;
}

inline bool contains(const std::vector<trts::onnx::Problem>& problems, trts::onnx::ProblemCode code,
                     std::string_view part)
{
    for (const trts::onnx::Problem& problem : problems)
    {
        if (problem.code == code && problem.message.find(part) != std::string::npos)
        {
            return true;
        }
    }
    return false;
}

/// A problem of that code, with that text in its message, among `count` problems; -1: any number of them.
inline void expect_problem(const char* file, int line, const std::vector<trts::onnx::Problem>& problems, int count,
                           trts::onnx::ProblemCode code, std::string_view part)
{
    const bool right_count = count < 0 || problems.size() == static_cast<std::size_t>(count);
    if (!right_count || !contains(problems, code, part))
    {
        harness::report_failure(file, line,
                                "expected " + std::string(count == 1 ? "just " : "") + name_of(code) + " with \"" +
                                    std::string(part) + "\", found " + text_of(problems));
    }
}

inline void expect_no_problem(const char* file, int line, const std::vector<trts::onnx::Problem>& problems)
{
    if (!problems.empty())
    {
        harness::report_failure(file, line, "expected no problem, found " + text_of(problems));
    }
}

} // namespace onnx_test

#define CHECK_PROBLEM(problems, code, part)                                                                            \
    ::onnx_test::expect_problem(__FILE__, __LINE__, problems, -1, ::trts::onnx::ProblemCode::code, part)

#define CHECK_ONE_PROBLEM(problems, code, part)                                                                        \
    ::onnx_test::expect_problem(__FILE__, __LINE__, problems, 1, ::trts::onnx::ProblemCode::code, part)

#define CHECK_NO_PROBLEM(problems) ::onnx_test::expect_no_problem(__FILE__, __LINE__, problems)
