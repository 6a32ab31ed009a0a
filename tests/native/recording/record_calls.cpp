// Which methods of NVIDIA's library were called: each once, as "FAMILY METHOD", in the file that TRTSHARP_RECORD_CALLS names.
//
// A line is written at a method's first call, not at exit: a test process that is killed has told all that it did. Several
// processes append to one file; whoever reads it takes a line that stands there twice for one.
#define TRTS_RECORD_CALLS 1
#include "core/tensorrt_support.h"

#include <cstdio>
#include <cstdlib>
#include <mutex>
#include <set>
#include <string>

void trts_support_record_call(const char* family, const char* method, trts_status status) noexcept
{
    static std::mutex& mutex = *new std::mutex();
    static std::set<std::string>& known = *new std::set<std::string>();
    if (status == TRTS_NOT_SUPPORTED) // an enumerator that the family lacks: NVIDIA's code was not reached
    {
        return;
    }
    try
    {
        const char* path = std::getenv("TRTSHARP_RECORD_CALLS");
        const std::string line = std::string(family) + " " + method + "\n";
        const std::lock_guard lock(mutex);
        if (path == nullptr || !known.insert(line).second)
        {
            return;
        }
        if (std::FILE* file = std::fopen(path, "a"))
        {
            std::fputs(line.c_str(), file);
            std::fclose(file);
        }
    }
    catch (...)
    {
        std::abort(); // a test build: better no run than a wrong count
    }
}
