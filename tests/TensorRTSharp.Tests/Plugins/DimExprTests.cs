using NUnit.Framework;

namespace TensorRTSharp.Tests.Plugins;

/// <summary>Dimensions that are numbers; those that are not stand in the conformance tests.</summary>
internal sealed class DimExprTests
{
    [Test]
    public void Numbers_are_computed_with_as_TensorRT_does()
    {
        DimExpr seven = 7;
        using IDisposable all = Assert.EnterMultipleScope();
        Assert.That((seven + 3).Value, Is.EqualTo(10));
        Assert.That((seven - 10).Value, Is.EqualTo(-3));
        Assert.That((seven * 2).Value, Is.EqualTo(14));
        Assert.That((seven / 2).Value, Is.EqualTo(3));
        Assert.That(((seven - 14) / 2).Value, Is.EqualTo(-4), "rounded down");
        Assert.That(DimExpr.CeilingDivide(seven, 2).Value, Is.EqualTo(4));
        Assert.That(DimExpr.CeilingDivide(seven - 14, 2).Value, Is.EqualTo(-3), "rounded up");
        Assert.That(DimExpr.Max(seven, 9).Value, Is.EqualTo(9));
        Assert.That(DimExpr.Min(seven, 9).Value, Is.EqualTo(7));
        Assert.That(DimExpr.IsEqual(seven, 7).Value, Is.EqualTo(1));
        Assert.That(DimExpr.IsLess(seven, 7).Value, Is.Zero);
        Assert.That(seven.IsConstant, Is.True);
        Assert.That(seven.ToString(), Is.EqualTo("7"));
    }

    [Test]
    public void What_has_no_result_throws()
    {
        DimExpr large = long.MaxValue;
        Assert.That(() => large + 1, Throws.InstanceOf<OverflowException>());
        Assert.That(() => large / 0, Throws.InstanceOf<DivideByZeroException>());
    }
}
