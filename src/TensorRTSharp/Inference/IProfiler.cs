namespace TensorRTSharp;

/// <summary>
/// nvinfer1::IProfiler: is told how long each layer took. Called on the thread that enqueues a run, or that asks for the
/// report, by one thread at a time for each context. <see cref="LayerTimes"/> is one that is ready to use.
/// </summary>
public interface IProfiler
{
    /// <summary>
    /// nvinfer1::IProfiler::reportLayerTime. What this throws fails the run or the report, and is the inner exception of its
    /// failure.
    /// </summary>
    /// <param name="layer">The layer's name in the engine; layers that were fused have one together.</param>
    /// <param name="time">How long it took in this run, to 100 ns.</param>
    void ReportLayerTime(string layer, TimeSpan time);
}
