#include "platform.h"

#include <stdlib.h>
#include <string.h>
#include <wchar.h>
#include <windows.h>

#include "platform_files.h"

const bool platform_is_windows = true;

/* malloc'ed; NULL where the text is no UTF-8. */
static wchar_t* utf16_of(const char* text)
{
    const int length = MultiByteToWideChar(CP_UTF8, MB_ERR_INVALID_CHARS, text, -1, NULL, 0);
    wchar_t* wide = length <= 0 ? NULL : malloc((size_t)length * sizeof(wchar_t));
    if (wide != NULL)
    {
        MultiByteToWideChar(CP_UTF8, 0, text, -1, wide, length);
    }
    return wide;
}

static char* utf8_of(const wchar_t* wide)
{
    const int length = WideCharToMultiByte(CP_UTF8, 0, wide, -1, NULL, 0, NULL, NULL);
    char* text = length <= 0 ? NULL : malloc((size_t)length);
    if (text != NULL)
    {
        WideCharToMultiByte(CP_UTF8, 0, wide, -1, text, length, NULL, NULL);
    }
    return text;
}

FILE* platform_open(const char* path, const char* mode)
{
    wchar_t* wide_path = utf16_of(path);
    wchar_t* wide_mode = utf16_of(mode);
    FILE* file = wide_path == NULL || wide_mode == NULL ? NULL : _wfopen(wide_path, wide_mode);
    free(wide_path);
    free(wide_mode);
    return file;
}

char* platform_environment(const char* name)
{
    wchar_t* wide_name = utf16_of(name);
    const wchar_t* value = wide_name == NULL ? NULL : _wgetenv(wide_name);
    free(wide_name);
    return value == NULL || *value == L'\0' ? NULL : utf8_of(value);
}

bool platform_set_environment(const char* name, const char* value)
{
    wchar_t* wide_name = utf16_of(name);
    wchar_t* wide_value = utf16_of(value == NULL ? "" : value); /* an empty value removes the variable */
    const bool set = wide_name != NULL && wide_value != NULL && _wputenv_s(wide_name, wide_value) == 0;
    free(wide_name);
    free(wide_value);
    return set;
}

/* Calls a function that takes one path. */
static bool with_path(const char* path, BOOL(WINAPI* function)(const wchar_t*))
{
    wchar_t* wide = utf16_of(path);
    const bool done = wide != NULL && function(wide) != 0;
    free(wide);
    return done;
}

bool platform_remove_file(const char* path)
{
    return with_path(path, DeleteFileW);
}

char* platform_current_folder(void)
{
    wchar_t path[MAX_PATH + 1];
    return GetCurrentDirectoryW(MAX_PATH + 1, path) == 0 ? NULL : utf8_of(path);
}

bool platform_set_current_folder(const char* path)
{
    return with_path(path, SetCurrentDirectoryW);
}

bool platform_is_loaded(const char* file_name)
{
    wchar_t* wide = utf16_of(file_name);
    const bool found = wide != NULL && GetModuleHandleW(wide) != NULL;
    free(wide);
    return found;
}

char* platform_temporary_folder(void)
{
    wchar_t path[MAX_PATH + 1];
    const DWORD length = GetTempPathW(MAX_PATH + 1, path);
    if (length > 0 && path[length - 1] == L'\\')
    {
        path[length - 1] = L'\0';
    }
    return length == 0 ? NULL : utf8_of(path);
}

unsigned long platform_process_id(void)
{
    return GetCurrentProcessId();
}

double platform_seconds(void)
{
    LARGE_INTEGER ticks = {0};
    LARGE_INTEGER per_second = {0};
    QueryPerformanceCounter(&ticks);
    QueryPerformanceFrequency(&per_second);
    return (double)ticks.QuadPart / (double)per_second.QuadPart;
}

static BOOL WINAPI create_directory(const wchar_t* path)
{
    return CreateDirectoryW(path, NULL);
}

bool platform_make_folder(const char* path)
{
    return with_path(path, create_directory);
}

bool platform_remove_folder(const char* path)
{
    return with_path(path, RemoveDirectoryW);
}
