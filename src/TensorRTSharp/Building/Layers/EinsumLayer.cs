using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <summary>
/// nvinfer1::IEinsumLayer: products of the inputs' elements, summed, by Einstein's convention. One thread at a time, as
/// its network. Borrowed from it.
/// </summary>
public sealed class EinsumLayer : Layer
{
    internal EinsumLayer(Network network, BorrowedRef native)
        : base(network, native)
    {
    }

    /// <summary>
    /// nvinfer1::IEinsumLayer::setEquation, getEquation: the subscripts of each input, separated by commas, and of the
    /// output: "ij,jk->ik".
    /// </summary>
    public string Equation
    {
        get => NativeMethods.EinsumLayerGetEquation(Native) ?? "";
        set => NativeMethods.EinsumLayerSetEquation(Native, value ?? throw new ArgumentNullException(nameof(value)));
    }
}
