using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <summary>
/// nvinfer1::IFillLayer: a tensor of a sequence, or of random numbers. One thread at a time, as its network. Borrowed
/// from it.
/// </summary>
/// <remarks>
/// What is set here can be a tensor instead (<see cref="Layer.SetInput"/>): input 0 the shape, input 1 alpha, input 2
/// beta. Alpha and beta are both numbers, both integers, or both tensors.
/// </remarks>
public sealed class FillLayer : Layer
{
    internal FillLayer(Network network, BorrowedRef native)
        : base(network, native)
    {
    }

    /// <summary>nvinfer1::IFillLayer::setOperation, getOperation: which values.</summary>
    public FillOperation Operation
    {
        get => NativeMethods.FillLayerGetOperation(Native);
        set => NativeMethods.FillLayerSetOperation(Native, value);
    }

    /// <summary>
    /// nvinfer1::IFillLayer::setToType, getToType: the element type of the output: Float, Half, Int32 or Int64.
    /// </summary>
    public DataType ToType
    {
        get => NativeMethods.FillLayerGetToType(Native);
        set => NativeMethods.FillLayerSetToType(Native, value);
    }

    /// <summary>
    /// nvinfer1::IFillLayer::getAlpha, getAlphaInt64: the first value, the least one, or the mean; 0 unless set, -1
    /// where input 1 has it.
    /// </summary>
    public double Alpha => IsAlphaBetaInt64
        ? NativeMethods.FillLayerGetAlphaInt64(Native)
        : NativeMethods.FillLayerGetAlpha(Native);

    /// <summary>
    /// nvinfer1::IFillLayer::getBeta, getBetaInt64: the step, the greatest value, or the standard deviation; 1 unless
    /// set, -1 where input 2 has it.
    /// </summary>
    public double Beta => IsAlphaBetaInt64
        ? NativeMethods.FillLayerGetBetaInt64(Native)
        : NativeMethods.FillLayerGetBeta(Native);

    /// <summary>nvinfer1::IFillLayer::getAlphaInt64: alpha, where it was set as an integer.</summary>
    /// <exception cref="InvalidOperationException">It was not: see <see cref="IsAlphaBetaInt64"/>.</exception>
    public long AlphaInt64
    {
        get
        {
            RequireInt64();
            return NativeMethods.FillLayerGetAlphaInt64(Native);
        }
    }

    /// <summary>nvinfer1::IFillLayer::getBetaInt64: beta, where it was set as an integer.</summary>
    /// <exception cref="InvalidOperationException">It was not: see <see cref="IsAlphaBetaInt64"/>.</exception>
    public long BetaInt64
    {
        get
        {
            RequireInt64();
            return NativeMethods.FillLayerGetBetaInt64(Native);
        }
    }

    /// <summary>nvinfer1::IFillLayer::isAlphaBetaInt64: were alpha and beta set as integers?</summary>
    public bool IsAlphaBetaInt64 => NativeMethods.FillLayerIsAlphaBetaInt64(Native);

    /// <summary>
    /// nvinfer1::IFillLayer::setAlpha, setBeta: alpha and beta as floating-point numbers, in place of inputs 1 and 2.
    /// </summary>
    /// <param name="alpha">The first value, the least one, or the mean.</param>
    /// <param name="beta">The step, the greatest value, or the standard deviation.</param>
    public void SetAlphaBeta(double alpha, double beta)
    {
        NativeMethods.FillLayerSetAlpha(Native, alpha);
        NativeMethods.FillLayerSetBeta(Native, beta);
    }

    /// <summary>
    /// nvinfer1::IFillLayer::setAlphaInt64, setBetaInt64: alpha and beta as integers, in place of inputs 1 and 2.
    /// </summary>
    /// <param name="alpha">The first value, the least one, or the mean.</param>
    /// <param name="beta">The step, the greatest value, or the standard deviation.</param>
    public void SetAlphaBeta(long alpha, long beta)
    {
        NativeMethods.FillLayerSetAlphaInt64(Native, alpha);
        NativeMethods.FillLayerSetBetaInt64(Native, beta);
    }

    /// <summary>nvinfer1::IFillLayer::getDimensions.</summary>
    /// <returns>The shape of the output; null where input 0 has it.</returns>
    public long[]? GetDimensions() => NativeMethods.FillLayerGetDimensions(Native).ToArrayOrNull();

    /// <summary>nvinfer1::IFillLayer::setDimensions: the shape of the output, in place of input 0.</summary>
    /// <param name="dimensions">The shape.</param>
    public void SetDimensions(params ReadOnlySpan<long> dimensions) =>
        NativeMethods.FillLayerSetDimensions(Native, NativeDims.Of(dimensions));

    private void RequireInt64()
    {
        if (!IsAlphaBetaInt64)
        {
            throw new InvalidOperationException(
                "Alpha and beta of this layer are no integers: read Alpha and Beta, or set them as integers.");
        }
    }
}
