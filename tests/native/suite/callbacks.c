#include "callbacks.h"

#include <stdio.h>
#include <string.h>

#include "suite.h"

static int64_t TRTS_CALL write_into(const void* data, int64_t nb_bytes, void* user_data)
{
    Bytes* bytes = user_data;
    ++bytes->calls;
    if (bytes->size + nb_bytes > bytes->room)
    {
        return -1;
    }
    memcpy(bytes->data + bytes->size, data, (size_t)nb_bytes);
    bytes->size += nb_bytes;
    return nb_bytes;
}

void TRTS_CALL release_bytes(void* bytes)
{
    ++((Bytes*)bytes)->released;
}

Bytes* make_bytes(int64_t room)
{
    Bytes* bytes = suite_allocate(sizeof *bytes);
    bytes->data = suite_allocate((size_t)room);
    bytes->room = room;
    return bytes;
}

trts_stream_writer* create_writer(trts_library* library, Bytes* bytes)
{
    const trts_stream_writer_callbacks callbacks = {write_into, release_bytes, bytes};
    trts_stream_writer* writer = NULL;
    OK(trts_stream_writer_create(library, &callbacks, &writer));
    return writer;
}

static int32_t TRTS_CALL told_count(void* user_data)
{
    return ((Told*)user_data)->count;
}

static int32_t TRTS_CALL told_code(int32_t error_idx, void* user_data)
{
    (void)error_idx;
    return ((Told*)user_data)->code;
}

static const char* TRTS_CALL told_text(int32_t error_idx, void* user_data)
{
    (void)error_idx;
    return ((Told*)user_data)->text;
}

static int32_t TRTS_CALL told_too_much(void* user_data)
{
    return ((Told*)user_data)->count > 1;
}

static void TRTS_CALL forget(void* user_data)
{
    ((Told*)user_data)->count = 0;
}

static int32_t TRTS_CALL tell(int32_t val, const char* desc, void* user_data)
{
    Told* told = user_data;
    if (atomic_fetch_add(&told->count, 1) == 0)
    {
        told->code = val;
        snprintf(told->text, sizeof told->text, "%s", desc);
    }
    return 0;
}

static int32_t TRTS_CALL add_reference(void* user_data)
{
    return atomic_fetch_add(&((Told*)user_data)->references, 1) + 1;
}

static int32_t TRTS_CALL remove_reference(void* user_data)
{
    return atomic_fetch_sub(&((Told*)user_data)->references, 1) - 1;
}

static void release_recorder(void* recorder)
{
    trts_error_recorder_destroy(recorder);
}

Told* make_told(void)
{
    return suite_allocate(sizeof(Told));
}

trts_error_recorder* make_recorder(trts_library* library, Told* told)
{
    const trts_error_recorder_callbacks callbacks = {told_count, told_code,     told_text,        told_too_much, forget,
                                                     tell,       add_reference, remove_reference, NULL,          told};
    trts_error_recorder* recorder = NULL;
    OK(trts_error_recorder_create(library, &callbacks, &recorder));
    suite_defer(release_recorder, recorder);
    return recorder;
}
