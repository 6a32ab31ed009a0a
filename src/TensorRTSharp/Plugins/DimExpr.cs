using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <summary>
/// nvinfer1::IDimensionExpr: a dimension of a plugin's tensor, to compute with: a number, or an expression over dimensions
/// that are not known yet. Valid during the call of <see cref="Plugin.InferShapes"/> that it came from.
/// </summary>
public readonly struct DimExpr
{
    private readonly DimensionExpressions? _expressions; // null: a number
    private readonly NativeView _native;
    private readonly long _number;

    internal DimExpr(DimensionExpressions expressions, NativeView native)
    {
        _expressions = expressions;
        _native = native;
    }

    private DimExpr(long number) => _number = number;

    /// <summary>nvinfer1::IDimensionExpr::isConstant: is it a number?</summary>
    public bool IsConstant => _expressions is null || DimensionExpressions.IsConstant(_native);

    /// <summary>nvinfer1::IDimensionExpr::getConstantValue: the number.</summary>
    /// <exception cref="InvalidOperationException">It is not known.</exception>
    public long Value =>
        _expressions is null ? _number
        : IsConstant ? DimensionExpressions.ValueOf(_native)
        : throw new InvalidOperationException("The dimension is not known: it follows from the inputs' shapes.");

    /// <summary>nvinfer1::IExprBuilder::constant.</summary>
    /// <param name="value">The number.</param>
    public static implicit operator DimExpr(long value) => new(value);

    /// <summary>The sum.</summary>
    /// <param name="left">A dimension.</param>
    /// <param name="right">A dimension.</param>
    public static DimExpr operator +(DimExpr left, DimExpr right) => Operate(DimensionOperation.Sum, left, right);

    /// <summary>The difference.</summary>
    /// <param name="left">A dimension.</param>
    /// <param name="right">A dimension.</param>
    public static DimExpr operator -(DimExpr left, DimExpr right) => Operate(DimensionOperation.Sub, left, right);

    /// <summary>The product.</summary>
    /// <param name="left">A dimension.</param>
    /// <param name="right">A dimension.</param>
    public static DimExpr operator *(DimExpr left, DimExpr right) => Operate(DimensionOperation.Prod, left, right);

    /// <summary>The quotient, rounded down.</summary>
    /// <param name="left">A dimension.</param>
    /// <param name="right">A dimension.</param>
    public static DimExpr operator /(DimExpr left, DimExpr right) => Operate(DimensionOperation.FloorDiv, left, right);

    /// <summary>The larger one.</summary>
    /// <param name="left">A dimension.</param>
    /// <param name="right">A dimension.</param>
    /// <returns>The expression.</returns>
    public static DimExpr Max(DimExpr left, DimExpr right) => Operate(DimensionOperation.Max, left, right);

    /// <summary>The smaller one.</summary>
    /// <param name="left">A dimension.</param>
    /// <param name="right">A dimension.</param>
    /// <returns>The expression.</returns>
    public static DimExpr Min(DimExpr left, DimExpr right) => Operate(DimensionOperation.Min, left, right);

    /// <summary>The quotient, rounded up.</summary>
    /// <param name="left">A dimension.</param>
    /// <param name="right">A dimension.</param>
    /// <returns>The expression.</returns>
    public static DimExpr CeilingDivide(DimExpr left, DimExpr right) => Operate(DimensionOperation.CeilDiv, left, right);

    /// <summary>1 where both are equal, 0 otherwise.</summary>
    /// <param name="left">A dimension.</param>
    /// <param name="right">A dimension.</param>
    /// <returns>The expression.</returns>
    public static DimExpr IsEqual(DimExpr left, DimExpr right) => Operate(DimensionOperation.Equal, left, right);

    /// <summary>1 where the left one is smaller, 0 otherwise.</summary>
    /// <param name="left">A dimension.</param>
    /// <param name="right">A dimension.</param>
    /// <returns>The expression.</returns>
    public static DimExpr IsLess(DimExpr left, DimExpr right) => Operate(DimensionOperation.Less, left, right);

    /// <summary>The number, or "?".</summary>
    public override string ToString() => IsConstant ? Value.ToString(System.Globalization.CultureInfo.InvariantCulture) : "?";

    /// <summary>The native expression.</summary>
    internal NativeView In(DimensionExpressions expressions) =>
        _expressions is null ? expressions.Constant(_number)
        : _expressions == expressions ? _native
        : throw new InvalidOperationException("The dimension belongs to another call of InferShapes.");

    private static DimExpr Operate(DimensionOperation operation, DimExpr left, DimExpr right) =>
        (left._expressions ?? right._expressions) is { } expressions
            ? new DimExpr(expressions, expressions.Operate(operation, left.In(expressions), right.In(expressions)))
            : new DimExpr(Compute(operation, left._number, right._number));

    private static long Compute(DimensionOperation operation, long left, long right) => operation switch
    {
        DimensionOperation.Sum => checked(left + right),
        DimensionOperation.Sub => checked(left - right),
        DimensionOperation.Prod => checked(left * right),
        DimensionOperation.Max => Math.Max(left, right),
        DimensionOperation.Min => Math.Min(left, right),
        DimensionOperation.FloorDiv => FloorDivide(left, right),
        DimensionOperation.CeilDiv => checked(-FloorDivide(checked(-left), right)),
        DimensionOperation.Equal => left == right ? 1 : 0,
        _ => left < right ? 1 : 0,
    };

    private static long FloorDivide(long left, long right)
    {
        long quotient = checked(left / right);
        return left % right != 0 && left < 0 != right < 0 ? quotient - 1 : quotient;
    }
}
