namespace TensorRTSharp.Interop;

/// <summary>Takes the times of layers to an <see cref="IProfiler"/>.</summary>
internal sealed unsafe class ReportingCallback : ProfilerCallback
{
    private readonly IProfiler _profiler;

    internal ReportingCallback(IProfiler profiler, CallbackFailure failure)
    {
        _profiler = profiler;
        ReportTo(failure);
    }

    protected override void ReportLayerTime(byte* layerName, float ms) =>
        _profiler.ReportLayerTime(Utf8.ToString((nint)layerName), TimeSpan.FromMilliseconds((double)ms));
}
