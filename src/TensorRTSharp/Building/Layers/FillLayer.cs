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
    /// nvinfer1::IFillLayer::getAlpha: the first value, the least one, or the mean; 0 unless set, -1 where an input has
    /// it.
    /// </summary>
    public double Alpha => NativeMethods.FillLayerGetAlpha(Native);

    /// <summary>
    /// nvinfer1::IFillLayer::getBeta: the step, the greatest value, or the standard deviation; 1 unless set, -1 where
    /// an input has it.
    /// </summary>
    public double Beta => NativeMethods.FillLayerGetBeta(Native);

    /// <summary>nvinfer1::IFillLayer::getAlphaInt64: alpha, where it was set as an integer.</summary>
    public long AlphaInt64 => NativeMethods.FillLayerGetAlphaInt64(Native);

    /// <summary>nvinfer1::IFillLayer::getBetaInt64: beta, where it was set as an integer.</summary>
    public long BetaInt64 => NativeMethods.FillLayerGetBetaInt64(Native);

    /// <summary>nvinfer1::IFillLayer::isAlphaBetaInt64: were alpha and beta set as integers?</summary>
    public bool IsAlphaBetaInt64 => NativeMethods.FillLayerIsAlphaBetaInt64(Native);

    /// <summary>nvinfer1::IFillLayer::setAlpha: the first value, the least one, or the mean.</summary>
    /// <param name="alpha">For an output of floating-point numbers.</param>
    public void SetAlpha(double alpha) => NativeMethods.FillLayerSetAlpha(Native, alpha);

    /// <summary>nvinfer1::IFillLayer::setAlphaInt64: the first value, the least one, or the mean.</summary>
    /// <param name="alpha">For an output of integers.</param>
    public void SetAlpha(long alpha) => NativeMethods.FillLayerSetAlphaInt64(Native, alpha);

    /// <summary>nvinfer1::IFillLayer::setBeta: the step, the greatest value, or the standard deviation.</summary>
    /// <param name="beta">For an output of floating-point numbers.</param>
    public void SetBeta(double beta) => NativeMethods.FillLayerSetBeta(Native, beta);

    /// <summary>nvinfer1::IFillLayer::setBetaInt64: the step, the greatest value, or the standard deviation.</summary>
    /// <param name="beta">For an output of integers.</param>
    public void SetBeta(long beta) => NativeMethods.FillLayerSetBetaInt64(Native, beta);

    /// <summary>nvinfer1::IFillLayer::getDimensions.</summary>
    /// <returns>The shape of the output; null where input 0 has it.</returns>
    public long[]? GetDimensions() => NativeMethods.FillLayerGetDimensions(Native).ToArrayOrNull();

    /// <summary>nvinfer1::IFillLayer::setDimensions: the shape of the output, in place of input 0.</summary>
    /// <param name="dimensions">The shape.</param>
    public void SetDimensions(params ReadOnlySpan<long> dimensions) =>
        NativeMethods.FillLayerSetDimensions(Native, NativeDims.Of(dimensions));
}
