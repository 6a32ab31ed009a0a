/* What the CPU backend must refuse. */
#include "areas.h"
#include "backends.h"
#include "bad_models.h"

void cpu_refusals_tests(void)
{
    run_for_each_bad_model(cpu_library, true);
}
