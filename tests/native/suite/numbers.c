#include "numbers.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "suite.h"

static double half_at(const void* data, int64_t index)
{
    const uint16_t bits = ((const uint16_t*)data)[index];
    const int exponent = bits >> 10 & 31;
    const int mantissa = bits & 1023;
    const double magnitude = exponent == 0    ? ldexp(mantissa, -24)
                             : exponent == 31 ? (mantissa == 0 ? (double)INFINITY : (double)NAN)
                                              : ldexp(1024 + mantissa, exponent - 25);
    return (bits & 0x8000) != 0 ? -magnitude : magnitude;
}

double number_at(const NpyArray* array, const void* data, int64_t index)
{
    if (array->kind == 'f' && array->item_size == 2)
    {
        return half_at(data, index);
    }
    if (array->kind == 'f' && array->item_size == 4)
    {
        return (double)((const float*)data)[index];
    }
    if (array->kind == 'i' && array->item_size == 8)
    {
        return (double)((const int64_t*)data)[index];
    }
    suite_fail(__FILE__, __LINE__, "no such type is read here", (const char[]){array->kind, '\0'});
    suite_stop();
}

void check_numbers_close(const NpyArray* expected, const void* actual, double absolute, double relative)
{
    for (int64_t i = 0; i < expected->count; ++i)
    {
        const double wanted = number_at(expected, expected->data, i);
        const double found = number_at(expected, actual, i);
        if (!(fabs(found - wanted) <= absolute + relative * fabs(wanted))) /* so that no number fails */
        {
            char detail[128];
            snprintf(detail, sizeof detail, "element %" PRId64 " is %g, expected %g", i, found, wanted);
            suite_fail(__FILE__, __LINE__, "values differ", detail);
            return;
        }
    }
}
