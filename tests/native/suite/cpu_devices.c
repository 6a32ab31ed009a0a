/* The one device of the CPU backend: its streams, events and memory. */
#include <string.h>

#include "areas.h"
#include "backends.h"
#include "building.h"
#include "suite.h"
#include "trtsharp/buffer.h"
#include "trtsharp/event.h"
#include "trtsharp/host_buffer.h"

static void destroy_buffer(void* buffer)
{
    trts_buffer_destroy(buffer);
}

static void destroy_host_buffer(void* buffer)
{
    trts_host_buffer_destroy(buffer);
}

static void destroy_event(void* event)
{
    trts_event_destroy(event);
}

static trts_buffer* make_buffer(int64_t size)
{
    trts_buffer* buffer = NULL;
    OK(trts_buffer_create_on_device(cpu_library(), 0, size, &buffer));
    suite_defer(destroy_buffer, buffer);
    return buffer;
}

static trts_event* make_event(int32_t flags)
{
    trts_event* event = NULL;
    OK(trts_event_create_with_flags(cpu_library(), 0, flags, &event));
    suite_defer(destroy_event, event);
    return event;
}

static void there_is_one_device_the_cpu(void)
{
    trts_library* library = cpu_library();
    const char* name = NULL;
    int32_t number = -3;
    int32_t other = -3;
    int64_t free_bytes = -1;
    int64_t total_bytes = -1;
    OK(trts_device_get_count(library, &number));
    CHECK_NUMBER(number, 1);
    OK(trts_device_get_current(library, &number));
    CHECK_NUMBER(number, 0);
    OK(trts_device_make_current(library, 0));
    OK(trts_device_get_name(library, TRTS_DEVICE_CURRENT, &name));
    CHECK_TEXT(name, "CPU");
    OK(trts_device_get_memory_info(library, 0, &free_bytes, &total_bytes));
    CHECK(free_bytes > 0 && free_bytes <= total_bytes);
    OK(trts_device_get_stream_priority_range(library, 0, &number, &other));
    CHECK(number == 0 && other == 0);
    OK(trts_device_synchronize(library, 0));
}

static void what_a_cpu_has_not_is_not_supported(void)
{
    trts_library* library = cpu_library();
    int32_t number = -3;
    FAILS(trts_device_get_driver_version(library, &number), TRTS_NOT_SUPPORTED, "device_get_driver_version");
    FAILS(trts_device_get_compute_capability(library, 0, &number, &number), TRTS_NOT_SUPPORTED, "backend cpu");
    FAILS(trts_device_get_name(library, 1, NULL), TRTS_INVALID_ARGUMENT, "null");
    FAILS(trts_device_make_current(library, 1), TRTS_INVALID_ARGUMENT, "the CPU backend has one, number 0");
    CHECK_NUMBER(number, -3);
}

/* Host functions of one stream write down their numbers. */
typedef struct Notes
{
    int count;
    int numbers[8];
} Notes;

typedef struct Note
{
    Notes* notes;
    int number;
} Note;

static void TRTS_CALL write_down(void* user_data)
{
    const Note* note = user_data;
    note->notes->numbers[note->notes->count++] = note->number;
}

static void host_functions_run_in_order(void)
{
    Notes notes = {0};
    Note all[8];
    trts_stream* stream = NULL;
    OK(trts_stream_create_with_priority(cpu_library(), 0, TRTS_STREAM_DEFAULT, -1, &stream));
    trts_status status = TRTS_OK;
    for (int i = 0; i < 8 && status == TRTS_OK; ++i)
    {
        all[i] = (Note){&notes, i};
        status = trts_stream_launch_host_function(stream, write_down, &all[i]);
    }
    trts_stream_destroy(stream); /* after its work */
    OK(status);
    CHECK_NUMBER(notes.count, 8);
    for (int i = 0; i < notes.count; ++i)
    {
        CHECK_NUMBER(notes.numbers[i], i);
    }
}

static void copies_follow_the_stream(void)
{
    const char text[] = "in the order of the stream";
    trts_buffer* first = make_buffer(sizeof text);
    trts_buffer* second = make_buffer(sizeof text);
    trts_host_buffer* pinned = NULL;
    OK(trts_host_buffer_create(cpu_library(), 0, sizeof text, &pinned));
    suite_defer(destroy_host_buffer, pinned);
    trts_stream* stream = make_stream(cpu_library());
    void* host = NULL;
    int64_t size = 0;
    OK(trts_host_buffer_get_address(pinned, &host));
    OK(trts_host_buffer_get_size(pinned, &size));
    CHECK_NUMBER(size, (int64_t)sizeof text);
    memset(host, 0, sizeof text);
    OK(trts_buffer_copy_from_host_async(first, 0, text, sizeof text, stream));
    OK(trts_buffer_memset_async(first, 0, 'I', 1, stream));
    OK(trts_buffer_copy_from_buffer_async(second, 0, first, 0, sizeof text, stream));
    OK(trts_buffer_copy_to_host_async(second, 0, host, sizeof text, stream));
    OK(trts_stream_synchronize(stream));
    CHECK_TEXT(host, "In the order of the stream");
    OK(trts_buffer_memset(first, 0, 'x', 3));
    OK(trts_buffer_copy_from_buffer(second, 3, first, 0, 3));
    OK(trts_buffer_copy_to_host(second, 0, host, 7));
    CHECK_TEXT(host, "In xxx order of the stream");
}

static void events_tell_the_time_between_them(void)
{
    trts_stream* stream = make_stream(cpu_library());
    trts_event* start = make_event(TRTS_EVENT_DEFAULT);
    trts_event* end = make_event(TRTS_EVENT_DEFAULT);
    trts_event* untimed = make_event(TRTS_EVENT_DISABLE_TIMING);
    float milliseconds = -1;
    FAILS(trts_event_get_elapsed_time(start, end, &milliseconds), TRTS_INVALID_STATE, "never recorded");
    OK(trts_event_record(start, stream));
    OK(trts_event_record(end, stream));
    OK(trts_event_record(untimed, stream));
    OK(trts_stream_synchronize(stream));
    FAILS(trts_event_get_elapsed_time(start, untimed, &milliseconds), TRTS_INVALID_STATE, "without timing");
    CHECK(milliseconds == -1);
    OK(trts_event_get_elapsed_time(start, end, &milliseconds));
    CHECK(milliseconds >= 0);
}

static void devices_of_objects_are_told(void)
{
    int32_t number = -3;
    OK(trts_stream_get_device(make_stream(cpu_library()), &number));
    CHECK_NUMBER(number, 0);
    number = -3;
    OK(trts_buffer_get_device(make_buffer(0), &number));
    CHECK_NUMBER(number, 0);
}

static void arguments_that_cannot_be_are_refused(void)
{
    trts_library* library = cpu_library();
    trts_buffer* buffer = make_buffer(4);
    trts_stream* stream = make_stream(library);
    trts_stream* no_stream = NULL;
    trts_event* no_event = NULL;
    trts_host_buffer* no_memory = NULL;
    char bytes[4] = {0};
    FAILS(trts_device_get_count(NULL, NULL), TRTS_INVALID_ARGUMENT, "null");
    FAILS(trts_stream_create_with_priority(library, 0, 9, 0, &no_stream), TRTS_INVALID_ARGUMENT, "9");
    FAILS(trts_event_create_with_flags(library, 0, 4, &no_event), TRTS_INVALID_ARGUMENT, "4");
    FAILS(trts_host_buffer_create(library, 0, -1, &no_memory), TRTS_INVALID_ARGUMENT, "-1");
    FAILS(trts_host_buffer_create(library, 1, 1, &no_memory), TRTS_INVALID_ARGUMENT, "no device 1");
    FAILS(trts_stream_launch_host_function(stream, NULL, NULL), TRTS_INVALID_ARGUMENT, "null");
    FAILS(trts_buffer_copy_from_host_async(buffer, 2, bytes, 3, stream), TRTS_INVALID_ARGUMENT, "outside");
    FAILS(trts_buffer_copy_to_host_async(buffer, 0, bytes, 4, NULL), TRTS_INVALID_ARGUMENT, "null");
    FAILS(trts_buffer_copy_from_buffer(buffer, 0, buffer, 1, 2), TRTS_INVALID_ARGUMENT, "overlap");
    FAILS(trts_buffer_memset(buffer, 0, 256, 1), TRTS_INVALID_ARGUMENT, "256");
    FAILS(trts_host_buffer_get_address((trts_host_buffer*)(void*)buffer, NULL), TRTS_INVALID_ARGUMENT,
          "no live host_buffer");
    trts_host_buffer_destroy(NULL);
    CHECK(no_stream == NULL && no_event == NULL && no_memory == NULL);
}

void cpu_devices_tests(void)
{
    RUN(there_is_one_device_the_cpu);
    RUN(what_a_cpu_has_not_is_not_supported);
    RUN(host_functions_run_in_order);
    RUN(copies_follow_the_stream);
    RUN(events_tell_the_time_between_them);
    RUN(devices_of_objects_are_told);
    RUN(arguments_that_cannot_be_are_refused);
}
