/*
 * File:    trtsharp/discovery.h
 * Purpose: which backends' libraries and which devices a machine has, and of what cannot be used, why.
 *
 * What a discovery found belongs to the calling thread: it lasts until that thread's next discovery.
 */
#ifndef TRTSHARP_DISCOVERY_H
#define TRTSHARP_DISCOVERY_H

#include "trtsharp/status.h"

TRTS_EXTERN_C_BEGIN

/** One library's file. The texts are UTF-8 and never NULL. */
typedef struct trts_discovered_library
{
    const char* path;
    /** Where it was found, in words: "the application's folders", "TRTSHARP_TENSORRT". */
    const char* origin;
    /** Why it is passed over; of one that is not, what to know about it. Empty where there is nothing to say. */
    const char* reason;
    /** The ONNX parser and the plugin library that go with it; empty where there are none. */
    const char* parser_path;
    const char* plugin_path;
    /** Major, minor, patch, build; -1 for what is not known. */
    int32_t version[4];
    /** 1 where the backend can use it, as far as is known of one that was not opened. */
    int32_t is_supported;
} trts_discovered_library;

/**
 * Looks for a backend's libraries as trts_library_open does without a path, and opens the one that this would open;
 * others only where nothing else tells their version. No factory of TensorRT's is called.
 *
 * @param[out] count   how many files were found; the first is the one to be opened, where any is
 * @param[out] failure what trts_library_open says where nothing can be opened, otherwise empty
 */
TRTS_API trts_discovery_find_libraries(int32_t backend, int32_t* count, const char** failure);

/** One of those that this thread's last trts_discovery_find_libraries found. */
TRTS_API trts_discovery_get_library(int32_t index, trts_discovered_library* library);

/**
 * CUDA's driver and how many devices it has. Succeeds without one.
 *
 * @param[out] version the newest CUDA that the driver serves, 12040 for 12.4; 0 where there is no driver or no device
 * @param[out] failure why there is no device; empty where there are some
 */
TRTS_API trts_discovery_find_devices(int32_t* version, int32_t* count, const char** failure);

/** One of those that this thread's last trts_discovery_find_devices found, by the driver's number. The name is static storage; 9 and 0 for sm_90. */
TRTS_API trts_discovery_get_device(int32_t index, const char** name, int32_t* major, int32_t* minor);

TRTS_EXTERN_C_END

#endif
