using TensorRTSharp;
using TensorRTSharp.Guide;

// Runs one example of a guide in the current folder, where its models lie: guide EXAMPLE [BACKEND].
Backend backend = args.Length > 1 ? Enum.Parse<Backend>(args[1]) : Backend.Cpu;
await (args[0] switch
{
    "build-and-run" => BuildingExamples.BuildAndRunAsync(backend),
    "build-plan" => BuildingExamples.BuildPlanAsync(backend),
    "engine-cache" => BuildingExamples.EngineCacheAsync(backend),
    "progress" => BuildingExamples.ProgressAsync(backend),
    "network" => BuildingExamples.NetworkAsync(backend),
    "load" => RunningExamples.LoadAsync(backend),
    "inputs" => RunningExamples.InputsAsync(backend),
    "profiles" => RunningExamples.ProfilesAsync(backend),
    "data-dependent" => RunningExamples.DataDependentAsync(backend),
    "threads" => RunningExamples.ThreadsAsync(backend),
    "device-memory" => RunningExamples.DeviceMemoryAsync(backend),
    "classes" => ClassesExample.ClassesAsync(backend),
    "progress-monitor" => CallbackExamples.MonitorAsync(backend),
    "error-recorder" => CallbackExamples.RecorderAsync(backend),
    "output-allocator" => CallbackExamples.AllocatorAsync(backend),
    "profiler" => CallbackExamples.ProfilerAsync(backend),
    "streams" => CallbackExamples.StreamsAsync(backend),
    "exception" => CallbackExamples.ThrowingAsync(backend),
    "gpu-allocator" => TensorRTCallbackExamples.MemoryAsync(backend),
    "debug-listener" => TensorRTCallbackExamples.DebugAsync(backend),
    "algorithm-selector" => TensorRTCallbackExamples.SelectAsync(backend),
    "calibrate" => CalibrationExamples.CalibrateAsync(backend),
    "calibration-builder" => CalibrationExamples.CalibrationBuilderAsync(backend),
    "calibration-progress" => CalibrationExamples.CalibrationProgressAsync(backend),
    "calibration-cache" => CalibrationExamples.CalibrationCacheAsync(backend),
    "calibration-failure" => CalibrationExamples.CalibrationFailureAsync(backend),
    _ => throw new ArgumentException($"There is no example '{args[0]}'."),
});
