/*
 * File:    trtsharp/onnx_files.h
 * Purpose: of which files a model consists.
 */
#ifndef TRTSHARP_ONNX_FILES_H
#define TRTSHARP_ONNX_FILES_H

#include "trtsharp/status.h"

TRTS_EXTERN_C_BEGIN

/**
 * The files beside a model that hold its external data: each once, in the order in which the model first names them, as
 * it names them (UTF-8, relative to its folder, '/' between folders). All are there and inside that folder; a model
 * that names others is refused with TRTS_PARSE_FAILED. Any thread; what is given out lasts until that thread's next
 * call.
 *
 * @param[in]  model_path the ONNX file, UTF-8
 * @param[out] files      `count` texts
 */
TRTS_API trts_onnx_files_find(const char* model_path, const char* const** files, int32_t* count);

TRTS_EXTERN_C_END

#endif
