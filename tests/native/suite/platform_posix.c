#define _POSIX_C_SOURCE 200809L

#include "platform.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "platform_files.h"

const bool platform_is_windows = false;

FILE* platform_open(const char* path, const char* mode)
{
    return fopen(path, mode);
}

char* platform_environment(const char* name)
{
    const char* value = getenv(name);
    return value == NULL || *value == '\0' ? NULL : strdup(value);
}

bool platform_set_environment(const char* name, const char* value)
{
    return (value == NULL ? unsetenv(name) : setenv(name, value, 1)) == 0;
}

bool platform_remove_file(const char* path)
{
    return unlink(path) == 0;
}

char* platform_current_folder(void)
{
    char path[4096];
    return getcwd(path, sizeof path) == NULL ? NULL : strdup(path);
}

bool platform_set_current_folder(const char* path)
{
    return chdir(path) == 0;
}

bool platform_is_loaded(const char* file_name)
{
    size_t size = 0;
    char* maps = (char*)platform_read_file("/proc/self/maps", &size);
    const size_t length = strlen(file_name);
    bool found = false;
    for (size_t at = 0; maps != NULL && at + length < size && !found; ++at)
    {
        found = maps[at] == '/' && memcmp(maps + at + 1, file_name, length) == 0;
    }
    free(maps);
    return found;
}

char* platform_temporary_folder(void)
{
    char* folder = platform_environment("TMPDIR");
    return folder == NULL ? strdup("/tmp") : folder;
}

unsigned long platform_process_id(void)
{
    return (unsigned long)getpid();
}

double platform_seconds(void)
{
    struct timespec now = {0};
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

bool platform_make_folder(const char* path)
{
    return mkdir(path, 0700) == 0;
}

bool platform_remove_folder(const char* path)
{
    return rmdir(path) == 0;
}
