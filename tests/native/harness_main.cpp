#include "harness.h"

#include <cstdio>
#include <cstring>
#include <exception>

namespace
{

int failures_of_test = 0;
const char* name_of_test = "";

bool is_chosen(const harness::Test& test, int count, char** filters)
{
    for (int i = 1; i < count; ++i)
    {
        if (std::strstr(test.name, filters[i]) != nullptr)
        {
            return true;
        }
    }
    return count <= 1;
}

} // namespace

void harness::report_failure(const char* file, int line, const std::string& what)
{
    ++failures_of_test;
    std::printf("FAILED %s\n    %s:%d: %s\n", name_of_test, file, line, what.c_str());
    std::fflush(stdout);
}

int main(int argc, char** argv)
{
    int passed = 0;
    int failed = 0;
    int skipped = 0;
    for (const harness::Test& test : harness::tests())
    {
        if (!is_chosen(test, argc, argv))
        {
            continue;
        }
        failures_of_test = 0;
        name_of_test = test.name;
        bool was_skipped = false;
        try
        {
            test.body();
        }
        catch (const harness::Stopped&)
        {
        }
        catch (const harness::Skipped& reason)
        {
            was_skipped = failures_of_test == 0;
            std::printf("skipped %s: %s\n", test.name, reason.reason.c_str());
        }
        catch (const std::exception& exception)
        {
            harness::report_failure(test.file, 0, std::string("exception: ") + exception.what());
        }
        catch (...)
        {
            harness::report_failure(test.file, 0, "an exception of an unknown type");
        }
        passed += failures_of_test == 0 && !was_skipped ? 1 : 0;
        failed += failures_of_test > 0 ? 1 : 0;
        skipped += was_skipped ? 1 : 0;
    }
    std::printf("%d passed, %d failed, %d skipped\n", passed, failed, skipped);
    return failed == 0 ? 0 : 1;
}
