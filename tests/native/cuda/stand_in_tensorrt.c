/* As much of a TensorRT library as it takes to be opened: its version, and factories that make nothing. */
#include <stddef.h>
#include <stdint.h>

#if defined(_WIN32)
#define EXPORT __declspec(dllexport)
#else
#define EXPORT __attribute__((visibility("default")))
#endif

EXPORT int32_t getInferLibVersion(void);
EXPORT void* createInferBuilder_INTERNAL(void* logger, int32_t version);
EXPORT void* createInferRuntime_INTERNAL(void* logger, int32_t version);

int32_t getInferLibVersion(void)
{
    return STAND_IN_VERSION;
}

void* createInferBuilder_INTERNAL(void* logger, int32_t version)
{
    (void)logger;
    (void)version;
    return NULL;
}

void* createInferRuntime_INTERNAL(void* logger, int32_t version)
{
    (void)logger;
    (void)version;
    return NULL;
}

#ifdef STAND_IN_MARKED
/* By this the loader takes it for a fake, which may be used with the fake driver. */
EXPORT extern const int32_t trts_test_fake_tensorrt;
const int32_t trts_test_fake_tensorrt = 1;
#endif
