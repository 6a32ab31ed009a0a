/* Where the tests' files are. What these functions give is freed after the test. */
#ifndef TRTSHARP_SUITE_FILES_H
#define TRTSHARP_SUITE_FILES_H

#include <stddef.h>

#include "trtsharp/base.h"

/** A variable of the environment; ends the test as skipped where it is not set. */
const char* required_variable(const char* name);

/** A file of the repository's test assets, of the shared models, of NVIDIA's libraries. Skips where there is none. */
const char* asset_path(const char* name);
const char* shared_model_path(const char* name);
const char* sdk_path(const char* name);

/** Once, by main: what the suite's own libraries lie beside. */
void set_program(const char* path);
/** A file of libraries/ beside the program. */
const char* library_path(const char* name);

/** Beginning of every name that is no ASCII: Cyrillic, CJK, and a letter with an accent. */
#define NON_ASCII "\xD0\xA6\xD0\xB8\xD1\x84\xD1\x80\xD1\x8B-\xE6\x95\xB0\xE5\xAD\x97-\xC3\xA9"

/** A new folder whose name is no ASCII, removed after the test. */
const char* scratch_folder(void);
/** A path in it for a file to be written; the file is removed after the test. */
const char* scratch_file(const char* folder, const char* name);
/** The folders of a path below it that end with a separator, "a/b/"; removed after the test. */
void make_folders(const char* folder, const char* below);
/**
 * A copy of a library of the suite's in a scratch folder, for being opened. On Windows it cannot be removed while the
 * process lives: there its folder stays.
 */
const char* library_copy(const char* folder, const char* name, const char* library);
/** A new folder for library_copy, whose name is no ASCII. */
const char* library_folder(void);
/** A copy of a file, in a scratch folder under a name that is no ASCII. */
const char* non_ascii_copy(const char* path);

typedef struct FileBytes
{
    const unsigned char* data;
    int64_t size;
} FileBytes;

/** Ends the test as failed where the file cannot be read or written. */
FileBytes read_bytes(const char* path);
void write_bytes(const char* path, const void* data, int64_t size);

/** An array of a .npy file, in C order. */
typedef struct NpyArray
{
    char kind; /* 'f', 'i' or 'u' */
    int64_t item_size;
    trts_dims shape;
    int64_t count;
    const void* data;
} NpyArray;

NpyArray read_npy(const char* path);

#endif
