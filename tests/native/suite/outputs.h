/* Memory of outputs whose sizes are not known before, by way of an output allocator. */
#ifndef TRTSHARP_SUITE_OUTPUTS_H
#define TRTSHARP_SUITE_OUTPUTS_H

#include "building.h"

/** Memory of an output that grows on demand, and the last shape it was told. */
typedef struct Growing
{
    void* memory;
    int64_t size;
    trts_dims shape;
} Growing;

/** Both are destroyed after the test. */
Growing* make_growing(void);
trts_output_allocator* make_growing_allocator(trts_library* library, Growing* output);

#endif
