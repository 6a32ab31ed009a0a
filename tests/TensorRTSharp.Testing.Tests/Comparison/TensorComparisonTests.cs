using NUnit.Framework;

namespace TensorRTSharp.Testing.Tests;

[Level("0")]
public sealed class TensorComparisonTests
{
    private const double Inf = double.PositiveInfinity;

    [TestCase(1.0, 1.0, 0.0, 0.0, true)]
    [TestCase(1.0, 1.5, 0.5, 0.0, true)]
    [TestCase(1.0, 1.75, 0.5, 0.0, false)]
    [TestCase(102.0, 100.0, 1.0, 0.01, true)]
    [TestCase(102.5, 100.0, 1.0, 0.01, false)]
    [TestCase(-102.0, -100.0, 1.0, 0.01, true)]
    [TestCase(0.0, -0.0, 0.0, 0.0, true)]
    [TestCase(double.NaN, double.NaN, 0.0, 0.0, true)]
    [TestCase(double.NaN, 1.0, Inf, 1.0, false)]
    [TestCase(1.0, double.NaN, Inf, 1.0, false)]
    [TestCase(Inf, Inf, 0.0, 0.0, true)]
    [TestCase(-Inf, Inf, 1.0, 1.0, false)]
    [TestCase(1.0, Inf, 1.0, 1.0, false)]
    [TestCase(Inf, 1.0, 1.0, 1.0, false)]
    public void An_element_passes_within_absolute_plus_relative(
        double actual, double expected, double absolute, double relative, bool accepted) =>
        Assert.That(new Tolerance(absolute, relative).Accepts(actual, expected), Is.EqualTo(accepted));

    [Test]
    public void The_result_names_count_and_worst_element()
    {
        var result = TensorComparison.Compare([1, 2.5, 3, 7], [1, 2, 3, 4], new Tolerance(0.1, 0));

        Assert.That(result.IsMatch, Is.False);
        Assert.That(result, Is.EqualTo(new ComparisonResult(4, 2, 3, 7, 4, 3)));
        Assert.That(
            result.ToString(), Is.EqualTo("2 of 4 elements differ; worst at 3: actual 7, expected 4, difference 3"));
    }

    [Test]
    public void Worst_is_the_farthest_beyond_its_bound_and_not_the_largest_difference()
    {
        var result = TensorComparison.Compare([1010, 2], [1000, 1], new Tolerance(0, 0.0099));

        Assert.That(result.WorstIndex, Is.EqualTo(1));
        Assert.That(result.MaxAbsoluteDifference, Is.EqualTo(10));
    }

    [Test]
    public void A_lone_NaN_is_worse_than_any_number()
    {
        var result = TensorComparison.Compare([1e30, double.NaN], [0, 1], Tolerance.Exact);

        Assert.That(result.WorstIndex, Is.EqualTo(1));
        Assert.That(result.Mismatches, Is.EqualTo(2));
        Assert.That(result.MaxAbsoluteDifference, Is.EqualTo(Inf));
    }

    [Test]
    public void Nothing_matches_nothing() =>
        Assert.That(TensorComparison.Compare([], [], Tolerance.Exact).IsMatch, Is.True);

    [Test]
    public void Assertions_fail_on_shape_type_and_values()
    {
        var expected = TypedArray.From([1f, 2f], 2);

        Assert.That(() => Check(TypedArray.From([1f, 2.1f], 2)), Throws.InstanceOf<AssertionException>());
        Assert.That(() => Check(TypedArray.From([1f, 2f], 1, 2)), Throws.InstanceOf<AssertionException>());
        Assert.That(() => Check(TypedArray.From([1.0, 2.0], 2)), Throws.InstanceOf<AssertionException>());
        Assert.That(() => Check(TypedArray.From([1f, 2.0001f], 2)), Throws.Nothing);

        void Check(TypedArray actual) => ToleranceAssert.AreClose(actual, expected, new Tolerance(0.001, 0), "y");
    }
}
