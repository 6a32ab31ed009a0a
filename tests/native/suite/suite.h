/*
 * A small test harness.
 *
 *     static void a_sentence_about_what_holds(void)
 *     {
 *         if (!there) { suite_skip("a file", "is not there"); }
 *         REQUIRE(value != NULL); // ends the test when false
 *         CHECK(*value == 3);     // goes on
 *     }
 *
 * What a test makes, it hands to suite_defer: it is destroyed after the test, however that ends, in reverse order.
 * A test that leaves handles of the library alive fails.
 */
#ifndef TRTSHARP_SUITE_H
#define TRTSHARP_SUITE_H

#include <stdbool.h>
#include <stdint.h>

#include "trtsharp/status.h"

/* --- Running --- */
typedef void (*SuiteBody)(void);

/** Tests from here on belong to this part; its name stands before theirs. */
void suite_begin_part(const char* part);
void suite_run(const char* name, SuiteBody body);
#define RUN(body) suite_run(#body, body)

/** Prints `N passed, N failed, N skipped`; 1 where anything failed or nothing ran. */
int suite_finish(void);

/* --- Inside a test --- */
/** Ends the test: `what` (a variable, a file) `is_missing` (and how). */
_Noreturn void suite_skip(const char* what, const char* is_missing);
_Noreturn void suite_stop(void);
void suite_defer(void (*release)(void*), void* object);
/** Zeroed memory, freed after the test. */
void* suite_allocate(size_t size);
void suite_fail(const char* file, int line, const char* what, const char* detail);
bool suite_has_failed(void);

/* --- Checks: each tells whether it held --- */
bool suite_check(const char* file, int line, const char* expression, bool held);
bool suite_check_number(const char* file, int line, const char* expression, int64_t actual, int64_t expected);
bool suite_check_text(const char* file, int line, const char* expression, const char* actual, const char* expected);
bool suite_check_contains(const char* file, int line, const char* expression, const char* text, const char* part);
bool suite_check_ok(const char* file, int line, const char* call, trts_status status);
/** The status is the expected one, and the error's text contains `part` (which may be NULL) and is not empty. */
bool suite_check_fails(const char* file, int line, const char* call, trts_status status, trts_status expected,
                       const char* part);

/** The text of this thread's last error. */
const char* suite_last_error(void);

#define SUITE_OR_STOP(check) ((check) ? (void)0 : suite_stop())
#define CHECK(condition) ((void)suite_check(__FILE__, __LINE__, #condition, condition))
#define REQUIRE(condition) SUITE_OR_STOP(suite_check(__FILE__, __LINE__, #condition, condition))
#define CHECK_NUMBER(actual, expected) ((void)suite_check_number(__FILE__, __LINE__, #actual, actual, expected))
#define CHECK_TEXT(actual, expected) ((void)suite_check_text(__FILE__, __LINE__, #actual, actual, expected))
#define CHECK_CONTAINS(text, part) ((void)suite_check_contains(__FILE__, __LINE__, #text, text, part))
#define OK(call) SUITE_OR_STOP(suite_check_ok(__FILE__, __LINE__, #call, call))
#define FAILS(call, expected, part) ((void)suite_check_fails(__FILE__, __LINE__, #call, call, expected, part))

#endif
