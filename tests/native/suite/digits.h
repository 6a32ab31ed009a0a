/* A trained classifier of handwritten digits, its images, and what is known about them. */
#ifndef TRTSHARP_SUITE_DIGITS_H
#define TRTSHARP_SUITE_DIGITS_H

#include "building.h"

enum
{
    digits_side = 8,
    digits_pixels = 64,
    digits_classes = 10,
    digits_max_batch = 64
};

/** The model's file among the test assets. */
const char* digits_model(void);

/** Adds the profile that the model is built with: batches of 1 to 64. */
void add_digits_profile(const Building* building);

/** Parse, profile, build: every call must succeed. */
FileBytes build_digits(trts_library* library);

/** Logits of `count` images in `images`, at one batch size; freed after the test. */
const float* classify(trts_library* library, const Running* running, const float* images, int64_t count, int64_t batch);

/** The largest of an image's logits. */
int64_t best_class(const float* logits);

#endif
