/* What every backend's builder does alike. */
#ifndef TRTSHARP_SUITE_EXPECTATIONS_H
#define TRTSHARP_SUITE_EXPECTATIONS_H

#include "building.h"

/** A config keeps each kind of setting; `flag` is one that the backend has, and is off at first. */
void check_settings(const Building* building, int32_t flag);

/** A monitor ends the build of digits-cnn at its first step, by this failure. Gives what the monitor saw. */
Progress* check_stopped_build(trts_library* library, const Building* building, trts_status failure, const char* text);

#endif
