/* The files that models.json says must be refused, on any backend. */
#ifndef TRTSHARP_SUITE_BAD_MODELS_H
#define TRTSHARP_SUITE_BAD_MODELS_H

#include <stdbool.h>

#include "trtsharp/library.h"

/** A test for each: by its path and by its bytes. Without `of_backend_too` those alone that the library itself refuses. */
void run_for_each_bad_model(trts_library* (*library)(void), bool of_backend_too);

#endif
