#include "outputs.h"

#include <stdlib.h>

#include "suite.h"

static void* TRTS_CALL reallocate(const char* tensor_name, void* current_memory, int64_t size, int64_t alignment,
                                  void* stream, void* user_data)
{
    (void)tensor_name;
    (void)current_memory;
    (void)alignment;
    (void)stream;
    Growing* output = user_data;
    if (size > output->size || output->memory == NULL)
    {
        free(output->memory);
        output->memory = malloc(size > 0 ? (size_t)size : 1);
        output->size = size;
    }
    return output->memory;
}

static void TRTS_CALL notify_shape(const char* tensor_name, const trts_dims* dims, void* user_data)
{
    (void)tensor_name;
    Growing* output = user_data;
    output->shape = *dims;
}

static void release_grown(void* output)
{
    free(((Growing*)output)->memory);
}

Growing* make_growing(void)
{
    Growing* output = suite_allocate(sizeof *output);
    suite_defer(release_grown, output);
    return output;
}

trts_output_allocator* make_growing_allocator(trts_library* library, Growing* output)
{
    const trts_output_allocator_callbacks callbacks = {NULL, reallocate, notify_shape, NULL, output};
    return make_output_allocator(library, &callbacks);
}
