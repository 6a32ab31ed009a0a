/* A library that needs another one, which is not where it is looked for. */
#if defined(_WIN32)
#define EXPORT __declspec(dllexport)
#else
#define EXPORT __attribute__((visibility("default")))
#endif

int missing_dependency(void);
EXPORT int needs_it(void);

int needs_it(void)
{
    return missing_dependency();
}
