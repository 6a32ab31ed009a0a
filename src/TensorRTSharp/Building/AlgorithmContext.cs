using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <summary>
/// nvinfer1::IAlgorithmContext: a layer for which TensorRT chooses an algorithm; it may stand for several layers of the
/// network. Lives as long as the call of <see cref="IAlgorithmSelector"/> that it was given to; any thread until then.
/// </summary>
/// <exception cref="ObjectDisposedException">From every member, once that call has returned.</exception>
public sealed class AlgorithmContext
{
    private readonly BorrowedRef _native;

    internal AlgorithmContext(BorrowedRef native) => _native = native;

    /// <summary>nvinfer1::IAlgorithmContext::getName: names the layer, uniquely in a build.</summary>
    public string Name => NativeMethods.AlgorithmContextGetName(Native) ?? "";

    /// <summary>nvinfer1::IAlgorithmContext::getNbInputs.</summary>
    public int InputCount => NativeMethods.AlgorithmContextGetNbInputs(Native);

    /// <summary>nvinfer1::IAlgorithmContext::getNbOutputs.</summary>
    public int OutputCount => NativeMethods.AlgorithmContextGetNbOutputs(Native);

    private BorrowedRef Native => CallLifetime.Require(_native, nameof(AlgorithmContext));

    /// <summary>nvinfer1::IAlgorithmContext::getDimensions: the shape of a tensor of the layer.</summary>
    /// <param name="index">The inputs are numbered first, then the outputs.</param>
    /// <param name="select">Which end of the profile's range.</param>
    /// <returns>The shape.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The layer has no such tensor.</exception>
    public long[] GetDimensions(int index, OptProfileSelector select = OptProfileSelector.Opt)
    {
        RequireTensor(index);
        return NativeMethods.AlgorithmContextGetDimensions(Native, index, select).AsSpan().ToArray();
    }

    private void RequireTensor(int index)
    {
        int count = InputCount + OutputCount;
        if ((uint)index >= (uint)count)
        {
            throw new ArgumentOutOfRangeException(
                nameof(index), index, $"The layer '{Name}' has {count} inputs and outputs, numbered from 0.");
        }
    }
}
