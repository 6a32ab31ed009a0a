/* The control surface is plain C, and stands alone. */
#include "fake_tensorrt.h"
#include "fake_tensorrt.h"

typedef int fake_tensorrt_header_compiled;
