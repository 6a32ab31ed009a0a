#include "platform_files.h"

#include <stdlib.h>

#include "platform.h"

unsigned char* platform_read_file(const char* path, size_t* size)
{
    FILE* file = platform_open(path, "rb");
    if (file == NULL)
    {
        return NULL;
    }
    size_t room = 1u << 16;
    size_t used = 0;
    unsigned char* bytes = malloc(room);
    while (bytes != NULL)
    {
        used += fread(bytes + used, 1, room - used, file);
        if (used < room)
        {
            break;
        }
        room *= 2;
        unsigned char* larger = realloc(bytes, room);
        if (larger == NULL)
        {
            free(bytes);
        }
        bytes = larger;
    }
    if (bytes != NULL && ferror(file) != 0)
    {
        free(bytes);
        bytes = NULL;
    }
    fclose(file);
    *size = used;
    return bytes;
}

static bool write_as(const char* path, const char* mode, const void* bytes, size_t size)
{
    FILE* file = platform_open(path, mode);
    if (file == NULL)
    {
        return false;
    }
    const bool written = fwrite(bytes, 1, size, file) == size;
    return fclose(file) == 0 && written;
}

bool platform_write_file(const char* path, const void* bytes, size_t size)
{
    return write_as(path, "wb", bytes, size);
}

bool platform_append_file(const char* path, const void* bytes, size_t size)
{
    return write_as(path, "ab", bytes, size);
}

bool platform_file_exists(const char* path)
{
    FILE* file = platform_open(path, "rb");
    if (file == NULL)
    {
        return false;
    }
    fclose(file);
    return true;
}
