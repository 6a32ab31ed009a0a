/* Objects that an application implements, written in C, which remember what they were called with. */
#ifndef TRTSHARP_SUITE_CALLBACKS_H
#define TRTSHARP_SUITE_CALLBACKS_H

#include <stdatomic.h>

#include "building.h"

/** A stream's bytes in memory, and how many calls were made on it. */
typedef struct Bytes
{
    unsigned char* data;
    int64_t room; /* a write beyond it fails */
    int64_t size;
    int64_t position;
    int calls;
    int released;
} Bytes;

Bytes* make_bytes(int64_t room);
/** A stream writer into them; the caller destroys it, which `released` counts. */
trts_stream_writer* create_writer(trts_library* library, Bytes* bytes);
void TRTS_CALL release_bytes(void* bytes);

/** What an error recorder was told; from any thread. */
typedef struct Told
{
    atomic_int count;
    atomic_int references;
    int32_t code;    /* of the first */
    char text[1024]; /* of the first */
} Told;

Told* make_told(void);
trts_error_recorder* make_recorder(trts_library* library, Told* told);

#endif
