/* What differs between systems; every text is UTF-8. platform_posix.c or platform_windows.c stands behind it. */
#ifndef TRTSHARP_SUITE_PLATFORM_H
#define TRTSHARP_SUITE_PLATFORM_H

#include <stdbool.h>
#include <stddef.h>

extern const bool platform_is_windows;

/** malloc'ed; NULL where the variable is not set or empty. */
char* platform_environment(const char* name);
/** NULL removes the variable. */
bool platform_set_environment(const char* name, const char* value);

/** malloc'ed; NULL where the file cannot be read. */
unsigned char* platform_read_file(const char* path, size_t* size);
bool platform_write_file(const char* path, const void* bytes, size_t size);
/** At the end of a file, which is made where there is none. */
bool platform_append_file(const char* path, const void* bytes, size_t size);
bool platform_file_exists(const char* path);
bool platform_remove_file(const char* path);

/** malloc'ed; the folder in which relative paths begin. */
char* platform_current_folder(void);
bool platform_set_current_folder(const char* path);
/** Whether this process has a library of that file name. */
bool platform_is_loaded(const char* file_name);

/** The system's folder for temporary files, malloc'ed, without a separator at its end. */
char* platform_temporary_folder(void);
unsigned long platform_process_id(void);
/** Since some moment in the past, for differences. */
double platform_seconds(void);
bool platform_make_folder(const char* path);
/** Where it is empty. */
bool platform_remove_folder(const char* path);

#endif
