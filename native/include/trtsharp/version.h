/*
 * File:    trtsharp/version.h
 * Purpose: the handshake between this library and a binding.
 */
#ifndef TRTSHARP_VERSION_H
#define TRTSHARP_VERSION_H

#include "trtsharp/status.h"

TRTS_EXTERN_C_BEGIN

/*
 * The ABI's version is independent of the package's. The same major and the same or a newer minor serve a binding:
 * a minor only adds; whatever changes or takes away raises the major. A binding asks before anything else and refuses
 * with both numbers in its message.
 */
#define TRTS_ABI_VERSION_MAJOR 1
#define TRTS_ABI_VERSION_MINOR 0

/** The ABI version this library was built with. Cannot fail for non-null arguments. Any thread. */
TRTS_API trts_version_get_abi(int32_t* major, int32_t* minor);

/** The package version, for instance "0.1.0"; static storage. */
TRTS_API trts_version_get_package(const char** version);

/** Does nothing. A binding measures what a call into this library costs by it. */
TRTS_API trts_version_nop(void);

TRTS_EXTERN_C_END

#endif
