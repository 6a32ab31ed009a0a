#include "suite.h"

#include <inttypes.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "trtsharp/diagnostics.h"

enum
{
    max_deferred = 256,
    max_detail = 2048
};

static struct
{
    const char* part;
    const char* test;
    char skip_reason[256];
    bool failed;
    int count_passed;
    int count_failed;
    int count_skipped;
    int64_t live_handles; /* before the test */
    int deferred_count;
    struct
    {
        void (*release)(void*);
        void* object;
    } deferred[max_deferred];
    jmp_buf end_of_test;
} suite;

static void release_deferred(void)
{
    while (suite.deferred_count > 0)
    {
        --suite.deferred_count;
        suite.deferred[suite.deferred_count].release(suite.deferred[suite.deferred_count].object);
    }
}

static int64_t live_handles(void)
{
    int64_t count = -1;
    if (trts_diagnostics_get_live_handle_count(&count) != TRTS_OK)
    {
        suite_fail(__FILE__, __LINE__, "living handles are not counted", suite_last_error());
    }
    return count;
}

static void report_leaks(void)
{
    int32_t kinds = 0;
    const bool counted = trts_diagnostics_get_handle_kind_count(&kinds) == TRTS_OK;
    for (int32_t kind = 0; counted && kind < kinds; ++kind)
    {
        const char* name = "";
        int64_t count = 0;
        if (trts_diagnostics_get_live_handle_count_of(kind, &name, &count) == TRTS_OK && count != 0)
        {
            suite_fail(__FILE__, __LINE__, "handles are left over", name);
        }
    }
}

void suite_begin_part(const char* part)
{
    suite.part = part;
}

void suite_run(const char* name, SuiteBody body)
{
    suite.test = name;
    suite.failed = false;
    suite.skip_reason[0] = '\0';
    suite.live_handles = live_handles();
    if (setjmp(suite.end_of_test) == 0)
    {
        body();
    }
    release_deferred();
    if (live_handles() != suite.live_handles)
    {
        report_leaks();
    }
    if (suite.failed)
    {
        ++suite.count_failed;
        printf("FAILED  %s: %s\n", suite.part, suite.test);
    }
    else if (suite.skip_reason[0] != '\0')
    {
        ++suite.count_skipped;
        printf("skipped %s: %s (%s)\n", suite.part, suite.test, suite.skip_reason);
    }
    else
    {
        ++suite.count_passed;
        printf("passed  %s: %s\n", suite.part, suite.test);
    }
    fflush(stdout); /* what ran is known even where the next test ends the process */
}

int suite_finish(void)
{
    printf("%d passed, %d failed, %d skipped\n", suite.count_passed, suite.count_failed, suite.count_skipped);
    fflush(stdout);
    const int ran = suite.count_passed + suite.count_failed + suite.count_skipped;
    return suite.count_failed > 0 || ran == 0 ? 1 : 0;
}

void suite_skip(const char* what, const char* is_missing)
{
    snprintf(suite.skip_reason, sizeof suite.skip_reason, "%s %s", what, is_missing);
    longjmp(suite.end_of_test, 1);
}

void suite_stop(void)
{
    longjmp(suite.end_of_test, 1);
}

void suite_defer(void (*release)(void*), void* object)
{
    if (suite.deferred_count == max_deferred)
    {
        release(object);
        suite_fail(__FILE__, __LINE__, "too many objects in one test", suite.test);
        suite_stop();
    }
    suite.deferred[suite.deferred_count].release = release;
    suite.deferred[suite.deferred_count].object = object;
    ++suite.deferred_count;
}

void* suite_allocate(size_t size)
{
    void* memory = calloc(1, size == 0 ? 1 : size);
    if (memory == NULL)
    {
        suite_fail(__FILE__, __LINE__, "out of memory", suite.test);
        suite_stop();
    }
    suite_defer(free, memory);
    return memory;
}

static const char* file_name(const char* path)
{
    const char* name = path;
    for (const char* at = path; *at != '\0'; ++at)
    {
        name = *at == '/' || *at == '\\' ? at + 1 : name;
    }
    return name;
}

void suite_fail(const char* file, int line, const char* what, const char* detail)
{
    suite.failed = true;
    printf("        %s:%d: %s: %s\n", file_name(file), line, what, detail);
}

bool suite_has_failed(void)
{
    return suite.failed;
}

bool suite_check(const char* file, int line, const char* expression, bool held)
{
    if (!held)
    {
        suite_fail(file, line, expression, "is false");
    }
    return held;
}

bool suite_check_number(const char* file, int line, const char* expression, int64_t actual, int64_t expected)
{
    char detail[max_detail];
    snprintf(detail, sizeof detail, "expected %" PRId64 ", found %" PRId64, expected, actual);
    if (actual != expected)
    {
        suite_fail(file, line, expression, detail);
    }
    return actual == expected;
}

bool suite_check_text(const char* file, int line, const char* expression, const char* actual, const char* expected)
{
    char detail[max_detail];
    const bool held = actual != NULL && strcmp(actual, expected) == 0;
    snprintf(detail, sizeof detail, "expected \"%s\", found \"%s\"", expected, actual == NULL ? "(null)" : actual);
    if (!held)
    {
        suite_fail(file, line, expression, detail);
    }
    return held;
}

bool suite_check_contains(const char* file, int line, const char* expression, const char* text, const char* part)
{
    char detail[max_detail];
    const bool held = text != NULL && strstr(text, part) != NULL;
    snprintf(detail, sizeof detail, "lacks \"%s\": %s", part, text == NULL ? "(null)" : text);
    if (!held)
    {
        suite_fail(file, line, expression, detail);
    }
    return held;
}

static const char* status_name(trts_status status)
{
    const char* name = "";
    return trts_status_get_name(status, &name) == TRTS_OK ? name : "a status without a name";
}

const char* suite_last_error(void)
{
    const char* message = "";
    int32_t native_code = 0;
    return trts_error_get_last(&message, &native_code) == TRTS_OK ? message : "no message";
}

bool suite_check_ok(const char* file, int line, const char* call, trts_status status)
{
    char detail[max_detail];
    if (status == TRTS_OK)
    {
        return true;
    }
    snprintf(detail, sizeof detail, "%s: %s", status_name(status), suite_last_error());
    suite_fail(file, line, call, detail);
    return false;
}

bool suite_check_fails(const char* file, int line, const char* call, trts_status status, trts_status expected,
                       const char* part)
{
    char detail[max_detail];
    const char* text = status == TRTS_OK ? "" : suite_last_error();
    if (status != expected)
    {
        snprintf(detail, sizeof detail, "expected %s, found %s: %s", status_name(expected), status_name(status), text);
        suite_fail(file, line, call, detail);
        return false;
    }
    if (*text == '\0')
    {
        suite_fail(file, line, call, "fails without a text");
        return false;
    }
    return part == NULL || suite_check_contains(file, line, call, text, part);
}
