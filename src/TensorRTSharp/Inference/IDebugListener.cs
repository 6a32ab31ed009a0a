namespace TensorRTSharp;

/// <summary>
/// nvinfer1::IDebugListener: is shown inner tensors of a run as they are computed. Called while a run is enqueued, by one
/// thread at a time for each context.
/// </summary>
public interface IDebugListener
{
    /// <summary>
    /// nvinfer1::IDebugListener::processDebugTensor. What this throws fails the run, and is the inner exception of its failure.
    /// </summary>
    /// <param name="tensor">The tensor; valid during the call.</param>
    /// <returns>False for a failure, which TensorRT may answer by failing the run.</returns>
    bool ProcessDebugTensor(in DebugTensor tensor);
}
