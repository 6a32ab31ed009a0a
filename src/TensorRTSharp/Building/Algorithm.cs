using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <summary>
/// nvinfer1::IAlgorithm: a way to compute a layer. Lives as long as the call of <see cref="IAlgorithmSelector"/> that it was
/// given to; any thread until then. To recognise it in another build, keep <see cref="Variant"/> and
/// <see cref="GetIOInfo"/>, which are values.
/// </summary>
/// <exception cref="ObjectDisposedException">From every member but <see cref="Index"/>, once that call has returned.</exception>
public sealed class Algorithm
{
    private readonly BorrowedRef _native;

    internal Algorithm(BorrowedRef native, int index)
    {
        _native = native;
        Index = index;
    }

    /// <summary>Its place in the list that it was given in.</summary>
    public int Index { get; }

    /// <summary>nvinfer1::IAlgorithm::getAlgorithmVariant: names it, together with what its tensors look like.</summary>
    public AlgorithmVariant Variant
    {
        get
        {
            BorrowedRef variant = new(Native.Owner, NativeMethods.AlgorithmGetAlgorithmVariant(Native));
            return new AlgorithmVariant(
                NativeMethods.AlgorithmVariantGetImplementation(variant), NativeMethods.AlgorithmVariantGetTactic(variant));
        }
    }

    /// <summary>nvinfer1::IAlgorithm::getTimingMSec: how long it takes, to 100 ns.</summary>
    public TimeSpan Time => TimeSpan.FromMilliseconds((double)NativeMethods.AlgorithmGetTimingMSec(Native));

    /// <summary>nvinfer1::IAlgorithm::getWorkspaceSize: how much temporary memory of the GPU it takes.</summary>
    public ByteSize WorkspaceSize => ByteSize.Bytes(NativeMethods.AlgorithmGetWorkspaceSize(Native));

    internal BorrowedRef Native => CallLifetime.Require(_native, nameof(Algorithm));

    /// <summary>nvinfer1::IAlgorithm::getAlgorithmIOInfoByIndex: what it wants a tensor to look like.</summary>
    /// <param name="index">The inputs are numbered first, then the outputs.</param>
    /// <returns>Type and format.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The layer has no such tensor.</exception>
    public AlgorithmIOInfo GetIOInfo(int index)
    {
        BorrowedRef native = Native;
        BorrowedRef info;
        try
        {
            info = new BorrowedRef(native.Owner, NativeMethods.AlgorithmGetAlgorithmIOInfoByIndex(native, index));
        }
        catch (TensorRTException missing) when (missing.Status == TensorRTStatus.NotFound)
        {
            throw new ArgumentOutOfRangeException(
                $"The layer has no tensor {index}: inputs are numbered first, then outputs, from 0.", missing);
        }

        return new AlgorithmIOInfo(
            NativeMethods.AlgorithmIoInfoGetDataType(info),
            NativeMethods.AlgorithmIoInfoGetStrides(info).AsSpan().ToArray(),
            NativeMethods.AlgorithmIoInfoGetVectorizedDim(info),
            NativeMethods.AlgorithmIoInfoGetComponentsPerElement(info));
    }
}

/// <summary>
/// nvinfer1::IAlgorithmVariant: which code an algorithm is. A value: may be kept, and compared with that of another build.
/// </summary>
/// <param name="Implementation">nvinfer1::IAlgorithmVariant::getImplementation.</param>
/// <param name="Tactic">nvinfer1::IAlgorithmVariant::getTactic: one implementation can have several.</param>
public readonly record struct AlgorithmVariant(long Implementation, long Tactic);
