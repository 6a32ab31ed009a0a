using TensorRTSharp.Testing;

namespace TensorRTSharp.Tests.Support;

/// <summary>Models that are small enough to know their answers by heart.</summary>
internal static class Models
{
    /// <summary>y[N,3] = 2 x[N,3] + 1, with N dynamic.</summary>
    internal static byte[] Affine() => new OnnxModelBuilder()
        .Graph(g => g
            .Input("x", ElementType.Float32, "N", 3)
            .Initializer("two", TypedArray.From([2f]))
            .Initializer("one", TypedArray.From([1f]))
            .Node("Mul", ["x", "two"], ["doubled"])
            .Node("Add", ["doubled", "one"], ["y"])
            .Output("y", ElementType.Float32, "N", 3))
        .ToArray();

    /// <summary>indices[1,M] of the elements of x[N] that are not zero: M depends on the data.</summary>
    internal static byte[] NonZero() => new OnnxModelBuilder()
        .Graph(g => g
            .Input("x", ElementType.Float32, "N")
            .Node("NonZero", ["x"], ["indices"])
            .Output("indices", ElementType.Int64, 1, "M"))
        .ToArray();

    /// <summary>A chain of matrix products that takes long enough to be cancelled.</summary>
    internal static byte[] Slow(int size = 1024, int count = 200)
    {
        string Name(int index) => index == 0 ? "x" : index == count ? "y" : $"h{index}";
        return new OnnxModelBuilder()
            .Graph(g =>
            {
                g.Input("x", ElementType.Float32, size, size);
                for (int index = 0; index < count; index++)
                {
                    g.Node("MatMul", [Name(index), "x"], [Name(index + 1)]);
                }

                g.Output("y", ElementType.Float32, size, size);
            })
            .ToArray();
    }

    /// <summary>A model with an operator that nobody has.</summary>
    internal static byte[] UnknownOperator() => new OnnxModelBuilder()
        .Graph(g => g
            .Input("x", ElementType.Float32, 3)
            .Node("NoSuchOperator", ["x"], ["y"])
            .Output("y", ElementType.Float32, 3))
        .ToArray();
}
