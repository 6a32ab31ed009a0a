using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <summary>
/// nvinfer1::IActivationLayer: a function of each element. One thread at a time, as its network. Borrowed from it.
/// </summary>
public sealed class ActivationLayer : Layer
{
    internal ActivationLayer(Network network, BorrowedRef native)
        : base(network, native)
    {
    }

    /// <summary>nvinfer1::IActivationLayer::setActivationType, getActivationType: the function.</summary>
    public ActivationType ActivationType
    {
        get => NativeMethods.ActivationLayerGetActivationType(Native);
        set => NativeMethods.ActivationLayerSetActivationType(Native, value);
    }

    /// <summary>
    /// nvinfer1::IActivationLayer::setAlpha, getAlpha: a finite parameter of LeakyReLU, Elu, Selu, Softplus, Clip (the
    /// lower bound), HardSigmoid, ScaledTanh and ThresholdedReLU; the others ignore it.
    /// </summary>
    public float Alpha
    {
        get => NativeMethods.ActivationLayerGetAlpha(Native);
        set => NativeMethods.ActivationLayerSetAlpha(Native, value);
    }

    /// <summary>
    /// nvinfer1::IActivationLayer::setBeta, getBeta: a finite parameter of Selu, Softplus, Clip (the upper bound),
    /// HardSigmoid and ScaledTanh; the others ignore it.
    /// </summary>
    public float Beta
    {
        get => NativeMethods.ActivationLayerGetBeta(Native);
        set => NativeMethods.ActivationLayerSetBeta(Native, value);
    }
}
