using NUnit.Framework;

namespace TensorRTSharp.Testing;

/// <summary>Assertions over tensors: shape first, then elements within a tolerance.</summary>
public static class ToleranceAssert
{
    public static void AreClose(
        ReadOnlySpan<double> actual, ReadOnlySpan<double> expected, Tolerance tolerance, string what)
    {
        if (actual.Length != expected.Length)
        {
            Assert.Fail($"{what}: {actual.Length} elements where {expected.Length} were expected.");
        }

        var result = TensorComparison.Compare(actual, expected, tolerance);
        if (!result.IsMatch)
        {
            Assert.Fail($"{what}: {result}; tolerance {tolerance.Absolute} + {tolerance.Relative} * |expected|.");
        }
    }

    /// <summary>Type, shape and elements.</summary>
    public static void AreClose(TypedArray actual, TypedArray expected, Tolerance tolerance, string what)
    {
        Assert.That(actual.Type, Is.EqualTo(expected.Type), $"{what}: element type");
        Assert.That(actual.Shape, Is.EqualTo(expected.Shape), $"{what}: shape");
        AreClose(actual.ToDoubles(), expected.ToDoubles(), tolerance, what);
    }

    /// <summary>Shape and elements; the reference computes in double whatever the element type.</summary>
    public static void AreClose(TypedArray actual, ReferenceTensor expected, Tolerance tolerance, string what)
    {
        Assert.That(actual.Shape, Is.EqualTo(expected.Shape), $"{what}: shape");
        AreClose(actual.ToDoubles(), expected.Data, tolerance, what);
    }
}
