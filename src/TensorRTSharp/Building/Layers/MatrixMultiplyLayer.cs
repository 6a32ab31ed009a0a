using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <summary>
/// nvinfer1::IMatrixMultiplyLayer: the product of two matrices, or of stacks of them. One thread at a time, as its
/// network. Borrowed from it.
/// </summary>
public sealed class MatrixMultiplyLayer : Layer
{
    internal MatrixMultiplyLayer(Network network, BorrowedRef native)
        : base(network, native)
    {
    }

    /// <summary>nvinfer1::IMatrixMultiplyLayer::getOperation: how an input is taken.</summary>
    /// <param name="index">The input: 0 or 1.</param>
    /// <returns>As it is, transposed, or as vectors.</returns>
    public MatrixOperation GetOperation(int index)
    {
        CheckInput(index);
        return NativeMethods.MatrixMultiplyLayerGetOperation(Native, index);
    }

    /// <summary>nvinfer1::IMatrixMultiplyLayer::setOperation: how an input is taken.</summary>
    /// <param name="index">The input: 0 or 1.</param>
    /// <param name="operation">As it is, transposed, or as vectors.</param>
    public void SetOperation(int index, MatrixOperation operation)
    {
        CheckInput(index);
        NativeMethods.MatrixMultiplyLayerSetOperation(Native, index, operation);
    }

    private static void CheckInput(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(index, 1);
    }
}
