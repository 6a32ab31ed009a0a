/* Elements of arrays as numbers, whatever their type. */
#ifndef TRTSHARP_SUITE_NUMBERS_H
#define TRTSHARP_SUITE_NUMBERS_H

#include "files.h"

/** Element `index` of `data`, whose elements are of the array's type. */
double number_at(const NpyArray* array, const void* data, int64_t index);

/** Checks that each |actual - expected| <= absolute + relative |expected|. */
void check_numbers_close(const NpyArray* expected, const void* actual, double absolute, double relative);

#endif
