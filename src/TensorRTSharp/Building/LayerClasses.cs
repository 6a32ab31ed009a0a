using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <summary>Which class stands for which kind of layer.</summary>
internal static class LayerClasses
{
    internal static Layer Create(Network network, BorrowedRef native) => TypeOf(native) switch
    {
        LayerType.Constant => new ConstantLayer(network, native),
        LayerType.Identity => new IdentityLayer(network, native),
        LayerType.Elementwise => new ElementWiseLayer(network, native),
        LayerType.Concatenation => new ConcatenationLayer(network, native),
        _ => new Layer(network, native),
    };

    /// <summary>The CPU backend has operations that TensorRT has no kind for.</summary>
    private static LayerType? TypeOf(BorrowedRef native)
    {
        try
        {
            return NativeMethods.LayerGetType(native);
        }
        catch (TensorRTNotSupportedException)
        {
            return null;
        }
    }
}
