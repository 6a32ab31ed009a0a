/*
 * File:    trtsharp/library.h
 * Purpose: opening a backend, and creating the objects that everything else comes from.
 */
#ifndef TRTSHARP_LIBRARY_H
#define TRTSHARP_LIBRARY_H

#include "trtsharp/handles.g.h"
#include "trtsharp/logger.h"
#include "trtsharp/status.h"

TRTS_EXTERN_C_BEGIN

/** The implementations behind this ABI. */
typedef enum trts_backend
{
    TRTS_BACKEND_CPU = 1,
    TRTS_BACKEND_TRT10 = 10,
    TRTS_BACKEND_TRT11 = 11,
    TRTS_BACKEND_RTX1 = 101
} trts_backend;

/**
 * Opens a backend's foreign library: ONNX Runtime for the CPU backend, TensorRT or TensorRT-RTX for the others.
 * Libraries are never unloaded: opening the same file again gives the same object.
 *
 * @param backend one of trts_backend
 * @param path    the library's file, for TensorRT also its folder, or NULL for the search order of the loader
 *                (core/loading/nvinfer_loader.cpp, onnxruntime_loader.cpp); trts_discovery_find_libraries shows what it finds
 * @return TRTS_LIBRARY_NOT_FOUND with every path tried; TRTS_VERSION_MISMATCH where the file is of another version
 */
TRTS_API trts_library_open(int32_t backend, const char* path, trts_library** library);

TRTS_API trts_library_get_backend(const trts_library* library, int32_t* backend);
/** The backend's short name: "cpu", "trt10", "trt11", "rtx1"; static storage. */
TRTS_API trts_library_get_name(const trts_library* library, const char** name);
/** The foreign library's own version. */
TRTS_API trts_library_get_version(const trts_library* library, int32_t* major, int32_t* minor, int32_t* patch);
/** The file that was opened, as UTF-8. */
TRTS_API trts_library_get_path(const trts_library* library, const char** path);

/**
 * Adds a folder to search for foreign libraries, after the override variable and before the system's own places. Of
 * TensorRT the newest of all places is opened, of ONNX Runtime the first.
 */
TRTS_API trts_library_add_search_directory(const char* directory);

/**
 * nvinfer1::createInferBuilder.
 *
 * @param logger copied; NULL drops all lines
 * @param[out] builder owned; the application destroys it after its networks, configs and profiles
 */
TRTS_API trts_builder_create(trts_library* library, const trts_logger_callbacks* logger, trts_builder** builder);

/** nvinfer1::createInferRuntime. Owned; destroyed after its engines. */
TRTS_API trts_runtime_create(trts_library* library, const trts_logger_callbacks* logger, trts_runtime** runtime);

/** nvonnxparser::createParser, with the logger of the network's builder. Owned; destroyed before its network. */
TRTS_API trts_onnx_parser_create(trts_network* network, trts_onnx_parser** parser);

/** nvinfer1::createInferRefitter, with the logger of the engine's runtime. Owned; destroyed before its engine. */
TRTS_API trts_refitter_create(trts_engine* engine, trts_refitter** refitter);

/** nvonnxparser::createParserRefitter, with the logger of the refitter. Owned; destroyed before its refitter. */
TRTS_API trts_onnx_parser_refitter_create(trts_refitter* refitter, trts_onnx_parser_refitter** parser_refitter);

/** getPluginRegistry: the library's one registry of plugin creators. Borrowed; it is there as long as the process. */
TRTS_API trts_library_get_plugin_registry(trts_library* library, trts_plugin_registry* registry);

TRTS_EXTERN_C_END

#endif
