#include "loading/child.h"

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>

#include "harness.h"
#include "trtsharp/discovery.h"
#include "trtsharp/library.h"

namespace loading_test
{

Ended in_child(const std::function<std::string()>& body)
{
    Ended ended;
    int ends[2];
    REQUIRE(pipe(ends) == 0);
    (void)std::fflush(stdout);
    const pid_t child = fork();
    REQUIRE(child >= 0);
    if (child == 0)
    {
        (void)close(ends[0]);
        const rlimit no_core_files{0, 0};
        (void)setrlimit(RLIMIT_CORE, &no_core_files);
        const std::string text = body();
        for (std::size_t written = 0; written < text.size();)
        {
            const ssize_t more = write(ends[1], text.data() + written, text.size() - written);
            written += more > 0 ? static_cast<std::size_t>(more) : text.size();
        }
        _exit(0); // the parent's objects are the parent's to destroy
    }
    (void)close(ends[1]);
    char buffer[4096];
    for (ssize_t size = read(ends[0], buffer, sizeof buffer); size > 0; size = read(ends[0], buffer, sizeof buffer))
    {
        ended.text.append(buffer, static_cast<std::size_t>(size));
    }
    (void)close(ends[0]);
    REQUIRE(waitpid(child, &ended.status, 0) == child);
    return ended;
}

std::string text_of_child(const std::function<std::string()>& body)
{
    const Ended ended = in_child(body);
    CHECK_EQUAL(ended.status, 0);
    return ended.text;
}

std::string error_text(trts_status status)
{
    const char* name = "";
    const char* text = "";
    std::int32_t code = 0;
    const bool is_told =
        trts_error_get_last(&text, &code) == TRTS_OK && trts_status_get_name(status, &name) == TRTS_OK;
    return is_told ? std::string(name) + ": " + text : "no text";
}

std::string discovered(std::int32_t backend)
{
    std::int32_t count = 0;
    const char* failure = "";
    if (const trts_status status = trts_discovery_find_libraries(backend, &count, &failure); status != TRTS_OK)
    {
        return error_text(status);
    }
    std::string all;
    for (std::int32_t i = 0; i < count; ++i)
    {
        trts_discovered_library library{};
        if (const trts_status status = trts_discovery_get_library(i, &library); status != TRTS_OK)
        {
            return error_text(status);
        }
        all += std::to_string(library.is_supported) + " ";
        for (int number = 0; number < 4 && library.version[number] >= 0; ++number)
        {
            all += (number == 0 ? "" : ".") + std::to_string(library.version[number]);
        }
        all += std::string(" ") + library.path + " (" + library.origin + ") [" + library.reason + "] parser=" +
               library.parser_path + " plugin=" + library.plugin_path + "\n";
    }
    return all + failure;
}

std::string opened(std::int32_t backend, const char* path)
{
    trts_library* library = nullptr;
    if (const trts_status status = trts_library_open(backend, path, &library); status != TRTS_OK)
    {
        return error_text(status);
    }
    const char* file = "";
    std::int32_t version[3] = {};
    const bool is_told = trts_library_get_path(library, &file) == TRTS_OK &&
                         trts_library_get_version(library, &version[0], &version[1], &version[2]) == TRTS_OK;
    return !is_told ? "?"
                    : std::string(file) + " " + std::to_string(version[0]) + "." + std::to_string(version[1]) + "." +
                          std::to_string(version[2]);
}

} // namespace loading_test
