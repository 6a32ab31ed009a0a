#include "files.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "platform.h"
#include "suite.h"

static char* joined(const char* folder, const char* name)
{
    const size_t size = strlen(folder) + strlen(name) + 2;
    char* path = suite_allocate(size);
    snprintf(path, size, "%s/%s", folder, name);
    return path;
}

static const char* program = "";

void set_program(const char* path)
{
    program = path;
}

/* How much of a path is its folder, with the separator. */
static size_t folder_length(const char* path)
{
    size_t length = strlen(path);
    while (length > 0 && path[length - 1] != '/' && path[length - 1] != '\\')
    {
        --length;
    }
    return length;
}

const char* library_path(const char* name)
{
    const size_t length = folder_length(program);
    const size_t size = length + strlen(name) + sizeof "libraries/";
    char* path = suite_allocate(size);
    snprintf(path, size, "%.*slibraries/%s", (int)length, program, name);
    REQUIRE(platform_file_exists(path));
    return path;
}

const char* required_variable(const char* name)
{
    char* value = platform_environment(name);
    if (value == NULL)
    {
        suite_skip(name, "is not set");
    }
    suite_defer(free, value);
    return value;
}

static const char* path_in(const char* variable, const char* name)
{
    const char* path = joined(required_variable(variable), name);
    if (!platform_file_exists(path))
    {
        suite_fail(__FILE__, __LINE__, variable, path);
        suite_stop();
    }
    return path;
}

const char* asset_path(const char* name)
{
    return path_in("TRTSHARP_TEST_ASSETS", name);
}

const char* shared_model_path(const char* name)
{
    return path_in("TRTSHARP_TEST_SHARED", joined("models", name));
}

const char* sdk_path(const char* name)
{
    return path_in("TRTSHARP_TEST_SDK", name);
}

static void remove_file(void* path)
{
    (void)platform_remove_file(path); /* a test that failed may not have written it */
}

static void remove_folder(void* path)
{
    if (!platform_remove_folder(path))
    {
        suite_fail(__FILE__, __LINE__, "the temporary folder is not empty", path);
    }
}

static const char* new_folder(bool is_removed)
{
    static int made;
    char* temporary = platform_temporary_folder();
    REQUIRE(temporary != NULL);
    suite_defer(free, temporary);
    char* folder = NULL;
    for (int attempt = 0; folder == NULL && attempt < 1000; ++attempt)
    {
        char name[128];
        snprintf(name, sizeof name, "%s-%lu-%d", NON_ASCII, platform_process_id(), ++made);
        char* path = joined(temporary, name);
        folder = platform_make_folder(path) ? path : NULL; /* a process before this one may have had its number */
    }
    REQUIRE(folder != NULL);
    if (is_removed)
    {
        suite_defer(remove_folder, folder);
    }
    return folder;
}

const char* scratch_folder(void)
{
    return new_folder(true);
}

const char* library_folder(void)
{
    return new_folder(!platform_is_windows);
}

void make_folders(const char* folder, const char* below)
{
    for (const char* end = strchr(below, '/'); end != NULL; end = strchr(end + 1, '/'))
    {
        char* path = joined(folder, below);
        path[strlen(path) - strlen(end)] = '\0';
        REQUIRE(platform_make_folder(path));
        if (!platform_is_windows)
        {
            suite_defer(remove_folder, path);
        }
    }
}

const char* library_copy(const char* folder, const char* name, const char* library)
{
    const char* copy = platform_is_windows ? joined(folder, name) : scratch_file(folder, name);
    const FileBytes bytes = read_bytes(library_path(library));
    write_bytes(copy, bytes.data, bytes.size);
    return copy;
}

const char* scratch_file(const char* folder, const char* name)
{
    char* path = joined(folder, name);
    suite_defer(remove_file, path);
    return path;
}

const char* non_ascii_copy(const char* path)
{
    const char* copy = scratch_file(scratch_folder(), NON_ASCII ".onnx");
    const FileBytes bytes = read_bytes(path);
    write_bytes(copy, bytes.data, bytes.size);
    return copy;
}

FileBytes read_bytes(const char* path)
{
    size_t size = 0;
    unsigned char* data = platform_read_file(path, &size);
    if (data == NULL)
    {
        suite_fail(__FILE__, __LINE__, "cannot be read", path);
        suite_stop();
    }
    suite_defer(free, data);
    return (FileBytes){data, (int64_t)size};
}

void write_bytes(const char* path, const void* data, int64_t size)
{
    if (!platform_write_file(path, data, (size_t)size))
    {
        suite_fail(__FILE__, __LINE__, "cannot be written", path);
        suite_stop();
    }
}

/* What follows "'key': " in the header. */
static const char* header_value(const char* header, const char* key)
{
    const char* found = strstr(header, key);
    REQUIRE(found != NULL);
    return found + strlen(key);
}

static void read_shape(const char* text, NpyArray* array)
{
    array->count = 1;
    for (++text; *text != ')' && *text != '\0';)
    {
        char* end = NULL;
        const int64_t dimension = strtoll(text, &end, 10);
        REQUIRE(end != text && array->shape.nb_dims < 8);
        array->shape.d[array->shape.nb_dims++] = dimension;
        array->count *= dimension;
        text = end + strspn(end, ", ");
    }
}

NpyArray read_npy(const char* path)
{
    enum
    {
        prefix_size = 10 /* magic, version 1.0, the header's size in two bytes */
    };
    const FileBytes file = read_bytes(path);
    REQUIRE(file.size > prefix_size && memcmp(file.data, "\x93NUMPY\x01", 7) == 0);
    const int64_t header_size = file.data[8] + 256 * file.data[9];
    REQUIRE(file.size >= prefix_size + header_size);
    char* header = suite_allocate((size_t)header_size + 1);
    memcpy(header, file.data + prefix_size, (size_t)header_size);
    header[header_size] = '\0';
    REQUIRE(strstr(header, "'fortran_order': False") != NULL);

    NpyArray array = {0};
    const char* type = header_value(header, "'descr': '");
    array.kind = type[1];
    array.item_size = type[2] - '0';
    read_shape(header_value(header, "'shape': "), &array);
    array.data = file.data + prefix_size + header_size;
    REQUIRE(file.size == prefix_size + header_size + array.count * array.item_size);
    return array;
}
