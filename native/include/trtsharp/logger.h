/*
 * File:    trtsharp/logger.h
 * Purpose: where log lines go.
 */
#ifndef TRTSHARP_LOGGER_H
#define TRTSHARP_LOGGER_H

#include "trtsharp/base.h"

/**
 * The application's sink, copied when a builder or a runtime is created.
 *
 * `log` is called from any thread, several at once, possibly while the owner is being destroyed; never after its
 * destroy function has returned. Severity as in nvinfer1::ILogger: 0 internal error, 1 error, 2 warning, 3 info,
 * 4 verbose. It must not throw, and the message is only valid during the call.
 */
typedef struct trts_logger_callbacks
{
    void(TRTS_CALL* log)(int32_t severity, const char* message, void* user_data);
    void* user_data;
} trts_logger_callbacks;

#endif
