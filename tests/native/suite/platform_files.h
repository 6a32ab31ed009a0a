/* What platform_files.c needs of the system's half. */
#ifndef TRTSHARP_SUITE_PLATFORM_FILES_H
#define TRTSHARP_SUITE_PLATFORM_FILES_H

#include <stdio.h>

/** fopen with a UTF-8 path. */
FILE* platform_open(const char* path, const char* mode);

#endif
