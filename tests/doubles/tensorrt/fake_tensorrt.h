/*
 * The control surface of the fake TensorRT: what a test asks and tells it. Plain C, exported by libnvinfer.so.* and
 * libtensorrt_rtx.so.1 of the doubles (not by the parsers, which report to the library beside them). Thread-safe.
 * tests/doubles/README.md explains; nothing here is part of TensorRT.
 *
 * Text is copied out: a function that takes (char* text, int64_t size) writes at most size bytes with the closing zero,
 * and returns the whole length without it, or -1 where there is no such thing. text may be null where size is 0.
 *
 * Methods go by their public name, "IBuilderConfig::setMemoryPoolLimit". A name that any family overloads is followed
 * by the parameters' types, as in build/api/since.json: "IBuilder::buildSerializedNetwork(INetworkDefinition&,
 * IBuilderConfig&)". A slot that no public method stands for goes by its table, "VCudaEngine::getPImpl"; a factory by
 * its symbol.
 */
#ifndef FAKE_TENSORRT_H
#define FAKE_TENSORRT_H

#include <stdint.h>

#if defined(__cplusplus)
#define FAKE_TENSORRT_API extern "C" __attribute__((visibility("default")))
#else
#define FAKE_TENSORRT_API __attribute__((visibility("default")))
#endif

/* In every library of the doubles, to tell it from NVIDIA's. Its value is the version of this surface. */
#define FAKE_TENSORRT_MARKER "trts_test_fake_tensorrt"

/* --- What was called --- */

/* Calls since the last clear, in order: those into TensorRT, and those of fake_tensorrt_call_back back to the
   application. What the doubles call themselves is no call. The oldest are kept where there are more than 200,000. */
FAKE_TENSORRT_API int64_t fake_tensorrt_call_count(void);
/* How often a method was called; with or without the parameters' types. Counts beyond the 200,000. */
FAKE_TENSORRT_API int64_t fake_tensorrt_calls_of(const char* method);
FAKE_TENSORRT_API int64_t fake_tensorrt_call_method(int64_t index, char* text, int64_t size);
/* Comma and blank between arguments: 7, true, 1.5, "text", null, [1, 2], IHostMemory#3, 0x7f..., out. */
FAKE_TENSORRT_API int64_t fake_tensorrt_call_arguments(int64_t index, char* text, int64_t size);
/* Of fake_tensorrt_call_back: what the application answered and wrote: true, [1, 2] length=3. Empty otherwise. */
FAKE_TENSORRT_API int64_t fake_tensorrt_call_result(int64_t index, char* text, int64_t size);
/* "method(arguments)", and " = result" where there is one. */
FAKE_TENSORRT_API int64_t fake_tensorrt_call_text(int64_t index, char* text, int64_t size);
FAKE_TENSORRT_API void fake_tensorrt_clear_calls(void);
/* While the sum of the changes is above 0, calls of this thread are neither recorded nor checked nor struck by faults:
   for whoever measures. */
FAKE_TENSORRT_API void fake_tensorrt_quiet(int32_t change);

/* --- What should not have been done --- */

/* A slot called that the simulated version does not have yet, an object destroyed before what came from it, a context
   destroyed while its work is queued. */
FAKE_TENSORRT_API int64_t fake_tensorrt_trap_count(void);
FAKE_TENSORRT_API int64_t fake_tensorrt_trap_text(int64_t index, char* text, int64_t size);
FAKE_TENSORRT_API void fake_tensorrt_clear_traps(void);

/* --- Faults --- */

enum
{
    FAKE_TENSORRT_GOES_ON = 0,      /* the call is slow or logs, and then does what it does */
    FAKE_TENSORRT_FAILS = 1,        /* null, false, -1, Dims of -1 dimensions */
    FAKE_TENSORRT_SMALL_NUMBER = 2, /* 0x238 in place of a pointer: TensorRT 10.6's runtime factory without a GPU */
    FAKE_TENSORRT_THROWS = 3,       /* std::runtime_error; only for what the headers do not declare noexcept */
    FAKE_TENSORRT_ENDS_PROCESS = 4  /* std::terminate: TensorRT 10.6's builder factory without a GPU */
};

/*
 * The next calls of a method, after `skip` of them, go wrong `count` times (-1: always). First the call sleeps sleep_ms
 * milliseconds, then logs log_line (null: nothing) with log_severity (ILogger::Severity: 0 internal error ... 4
 * verbose). A name without parameters' types stands for all overloads. Faults of one method are used up in the order
 * they were added.
 *
 * Returns 1, or 0 where there is no such method or it cannot throw: then nothing is added.
 */
FAKE_TENSORRT_API int32_t fake_tensorrt_add_fault(const char* method, int32_t skip, int32_t count, int32_t outcome,
                                                  int32_t sleep_ms, int32_t log_severity, const char* log_line);
/* How often faults have struck since the last clear. */
FAKE_TENSORRT_API int64_t fake_tensorrt_fault_hits(void);
FAKE_TENSORRT_API void fake_tensorrt_clear_faults(void);

/* --- Objects --- */

/* How many objects of a public class ("IHostMemory") are alive; null: of all. Stub objects are not counted. */
FAKE_TENSORRT_API int64_t fake_tensorrt_live(const char* class_name);
/* The index-th living object's name, such as "IHostMemory#3". */
FAKE_TENSORRT_API int64_t fake_tensorrt_live_name(int64_t index, char* text, int64_t size);
/* Its address; null where there are fewer. */
FAKE_TENSORRT_API const void* fake_tensorrt_live_address(int64_t index);
/*
 * The stub object of a public class ("IConvolutionLayer"), for whoever wants to call every method; null where there is
 * no such class. It answers a sample for each type (7, 1.5f, "sample", Dims{2, {3, 4}}, another stub...), and a getter
 * what its setter was given last. Immortal: do not destroy it.
 */
FAKE_TENSORRT_API void* fake_tensorrt_object(const char* class_name);
/*
 * Calls every public virtual function of an interface that the application implements ("IProgressMonitor",
 * "IPluginV3OneBuildV2") once, on `object` (a pointer to that interface), with arguments that differ from each other.
 * Arguments and results are among the calls. Returns how many functions were called; -1 where there is no such
 * interface.
 */
FAKE_TENSORRT_API int32_t fake_tensorrt_call_back(const char* interface_name, void* object);

/* --- Methods and version --- */

/* Every function of this family that can be called, by public name, and since when: major * 100 + minor. */
FAKE_TENSORRT_API int64_t fake_tensorrt_method_count(void);
FAKE_TENSORRT_API int64_t fake_tensorrt_method_name(int64_t index, char* text, int64_t size);
FAKE_TENSORRT_API int32_t fake_tensorrt_method_since(int64_t index);
/* The simulated version, as getInferLibVersion gives it: that of the facts, or of a file version.txt ("10.3.0") beside
   the library when it was opened. */
FAKE_TENSORRT_API int32_t fake_tensorrt_version(void);

/* --- Starting over --- */

/* The library keeps the first logger that it was given, for ever, as TensorRT does; then the next one is the first. */
FAKE_TENSORRT_API void fake_tensorrt_forget_logger(void);
/* No calls, traps, faults or logger; objects are numbered from 1 again where none of their class is alive. */
FAKE_TENSORRT_API void fake_tensorrt_reset(void);

#endif
