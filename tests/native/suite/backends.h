/* The opened libraries; each function ends the test as skipped where its library is not there. */
#ifndef TRTSHARP_SUITE_BACKENDS_H
#define TRTSHARP_SUITE_BACKENDS_H

#include "trtsharp/library.h"

/** The CPU backend, on the ONNX Runtime that TRTSHARP_ONNXRUNTIME names. */
trts_library* cpu_library(void);

/** TensorRT-RTX of the folder that TRTSHARP_TEST_SDK names. */
trts_library* rtx_library(void);
const char* rtx_library_file(void);

#endif
