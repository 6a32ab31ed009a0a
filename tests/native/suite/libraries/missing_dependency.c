/* What another library needs; it is built into a folder in which nobody looks. */
#if defined(_WIN32)
#define EXPORT __declspec(dllexport)
#else
#define EXPORT __attribute__((visibility("default")))
#endif

EXPORT int missing_dependency(void);

int missing_dependency(void)
{
    return 0;
}
