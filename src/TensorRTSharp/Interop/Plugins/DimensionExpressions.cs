namespace TensorRTSharp.Interop;

/// <summary>
/// An IExprBuilder for the time of one call of getOutputShapes. Its expressions have no owner: TensorRT keeps them that
/// long.
/// </summary>
internal sealed unsafe class DimensionExpressions(NativeView builder)
{
    internal NativeView Constant(long value) => NativeMethods.ExprBuilderConstant(Ref(builder), value);

    internal NativeView Operate(DimensionOperation operation, NativeView first, NativeView second) =>
        NativeMethods.ExprBuilderOperation(Ref(builder), operation, Ref(first), Ref(second));

    internal NativeView DeclareSizeTensor(int output, NativeView expected, NativeView largest) =>
        NativeMethods.ExprBuilderDeclareSizeTensor(Ref(builder), output, Ref(expected), Ref(largest));

    internal static bool IsConstant(NativeView expression) => NativeMethods.DimensionExprIsConstant(Ref(expression));

    internal static long ValueOf(NativeView expression) => NativeMethods.DimensionExprGetConstantValue(Ref(expression));

    internal DimExpr[][] Read(NativeDimsExprs* tensors, int count)
    {
        var read = new DimExpr[count][];
        for (int tensor = 0; tensor < count; tensor++)
        {
            read[tensor] = new DimExpr[tensors[tensor].NbDims];
            for (int axis = 0; axis < read[tensor].Length; axis++)
            {
                read[tensor][axis] = new DimExpr(this, new NativeView(builder.Table, (nint)tensors[tensor].D[axis]));
            }
        }

        return read;
    }

    internal void Write(ReadOnlySpan<DimExpr> dimensions, NativeDimsExprs* to)
    {
        to->NbDims = dimensions.Length;
        for (int axis = 0; axis < dimensions.Length; axis++)
        {
            to->D[axis] = (ulong)dimensions[axis].In(this).Native;
        }
    }

    private static BorrowedRef Ref(NativeView view) => new(null!, view);
}
