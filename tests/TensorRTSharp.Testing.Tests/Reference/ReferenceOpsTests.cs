using NUnit.Framework;

namespace TensorRTSharp.Testing.Tests;

/// <summary>Values worked out by hand.</summary>
[Level("0")]
public sealed class ReferenceOpsTests
{
    private static readonly ReferenceTensor Square3 = new([1, 1, 3, 3], [1, 2, 3, 4, 5, 6, 7, 8, 9]);

    [Test]
    public void Conv_slides_its_kernel()
    {
        var w = new ReferenceTensor([1, 1, 2, 2], [1, 0, 0, -1]);

        AssertTensor(ReferenceOps.Conv(Square3, w, null, new([2, 2])), [1, 1, 2, 2], -4, -4, -4, -4);
        AssertTensor(
            ReferenceOps.Conv(Square3, w, new([1], [10]), new([2, 2], strides: [2, 2], pads: [1, 1, 0, 0])),
            [1, 1, 2, 2], 9, 7, 3, 6);
        AssertTensor(
            ReferenceOps.Conv(Square3, w, null, new([2, 2], dilations: [2, 2])), [1, 1, 1, 1], -8);
    }

    [Test]
    public void Conv_groups_see_only_their_channels()
    {
        var x = new ReferenceTensor([1, 2, 3], [1, 2, 3, 10, 20, 30]);
        var w = new ReferenceTensor([2, 1, 2], [1, 1, 1, -1]);

        AssertTensor(ReferenceOps.Conv(x, w, null, new([2]), groups: 2), [1, 2, 2], 3, 5, -10, -10);
    }

    [Test]
    public void Pooling_handles_padding()
    {
        var window = new SlidingWindow([2, 2], strides: [2, 2], pads: [1, 1, 0, 0]);

        AssertTensor(ReferenceOps.MaxPool(Square3, window), [1, 1, 2, 2], 1, 3, 7, 9);
        AssertTensor(ReferenceOps.AveragePool(Square3, window), [1, 1, 2, 2], 1, 2.5, 5.5, 7);
        AssertTensor(
            ReferenceOps.AveragePool(Square3, window, countIncludePad: true), [1, 1, 2, 2], 0.25, 1.25, 2.75, 7);
        AssertTensor(ReferenceOps.GlobalAveragePool(Square3), [1, 1, 1, 1], 5);
        AssertTensor(
            ReferenceOps.MaxPool(new([1, 1, 2], [-3, -2]), new([2], pads: [1, 1])), [1, 1, 3], -3, -2, -2);
    }

    [Test]
    public void MatMul_multiplies_matrices_vectors_and_batches()
    {
        var a = new ReferenceTensor([2, 2], [1, 2, 3, 4]);
        var row = new ReferenceTensor([2], [1, -1]);

        AssertTensor(ReferenceOps.MatMul(a, new([2, 2], [5, 6, 7, 8])), [2, 2], 19, 22, 43, 50);
        AssertTensor(ReferenceOps.MatMul(row, a), [2], -2, -2);
        AssertTensor(ReferenceOps.MatMul(a, row), [2], -1, -1);
        AssertTensor(ReferenceOps.MatMul(row, row), [], 2);
        AssertTensor(
            ReferenceOps.MatMul(new([2, 1, 1, 2], [1, 0, 0, 1]), new([1, 2, 2, 1], [1, 2, 3, 4])),
            [2, 2, 1, 1], 1, 3, 2, 4);
        Assert.That(() => ReferenceOps.MatMul(a, new([3], [1, 2, 3])), Throws.ArgumentException);
        Assert.That(() => ReferenceOps.MatMul(new([2, 1], [1, 2]), a), Throws.ArgumentException);
    }

    [Test]
    public void Gemm_scales_transposes_and_adds()
    {
        var a = new ReferenceTensor([2, 1], [1, 2]);
        var b = new ReferenceTensor([3, 2], [1, 2, 3, 4, 5, 6]);

        AssertTensor(
            ReferenceOps.Gemm(a, b, new([3], [1, 10, 100]), alpha: 2, beta: 0.5, transposeA: true, transposeB: true),
            [1, 3], 10.5, 27, 84);
    }

    [Test]
    public void Softmax_sums_to_one_and_survives_large_values()
    {
        AssertTensor(ReferenceOps.Softmax(new([2], [1000, 1000])), [2], 0.5, 0.5);

        // exp(0), exp(ln 3) of each column
        AssertTensor(
            ReferenceOps.Softmax(new([2, 2], [0, 5, Math.Log(3), 5]), axis: 0), [2, 2], 0.25, 0.5, 0.75, 0.5);
    }

    [Test]
    public void Reductions_follow_axes_and_keepdims()
    {
        var x = new ReferenceTensor([2, 3], [1, 2, 3, 4, 5, 6]);

        AssertTensor(ReferenceOps.ReduceSum(x, [1], keepDimensions: false), [2], 6, 15);
        AssertTensor(ReferenceOps.ReduceMean(x, [0], keepDimensions: true), [1, 3], 2.5, 3.5, 4.5);
        AssertTensor(ReferenceOps.ReduceMax(x, [-1], keepDimensions: true), [2, 1], 3, 6);
        AssertTensor(ReferenceOps.ReduceMin(x, [0, 1], keepDimensions: false), [], 1);
        AssertTensor(ReferenceOps.ReduceProd(x, null, keepDimensions: true), [1, 1], 720);
    }

    [Test]
    public void Gather_picks_along_its_axis()
    {
        var x = new ReferenceTensor([2, 3], [1, 2, 3, 4, 5, 6]);

        AssertTensor(ReferenceOps.Gather(x, [1], []), [3], 4, 5, 6);
        AssertTensor(ReferenceOps.Gather(x, [-1, 0], [2, 1], axis: 1), [2, 2, 1], 3, 1, 6, 4);
    }

    [Test]
    public void Elementwise_operators_broadcast()
    {
        var column = new ReferenceTensor([2, 1], [1, 2]);
        var row = new ReferenceTensor([3], [1, 2, 4]);

        AssertTensor(ReferenceOps.Add(column, row), [2, 3], 2, 3, 5, 3, 4, 6);
        AssertTensor(ReferenceOps.Sub(column, row), [2, 3], 0, -1, -3, 1, 0, -2);
        AssertTensor(ReferenceOps.Mul(column, row), [2, 3], 1, 2, 4, 2, 4, 8);
        AssertTensor(ReferenceOps.Div(column, row), [2, 3], 1, 0.5, 0.25, 2, 1, 0.5);
        AssertTensor(ReferenceOps.Pow(column, row), [2, 3], 1, 1, 1, 2, 4, 16);
        AssertTensor(ReferenceOps.Add(new([], [1]), new([], [2])), [], 3);
        Assert.That(() => ReferenceOps.Add(row, new([2], [1, 2])), Throws.ArgumentException);
    }

    [Test]
    public void Activations_are_those_of_the_textbook()
    {
        var x = new ReferenceTensor([3], [-Math.Log(3), 0, Math.Log(3)]);

        AssertTensor(ReferenceOps.Relu(x), [3], 0, 0, Math.Log(3));
        AssertTensor(ReferenceOps.Sigmoid(x), [3], 0.25, 0.5, 0.75);
        AssertTensor(ReferenceOps.Tanh(x), [3], -0.8, 0, 0.8);
    }

    [Test]
    public void Transpose_and_Concat_move_elements()
    {
        var x = new ReferenceTensor([1, 2, 3], [1, 2, 3, 4, 5, 6]);

        AssertTensor(ReferenceOps.Transpose(x, 2, 0, 1), [3, 1, 2], 1, 4, 2, 5, 3, 6);
        AssertTensor(
            ReferenceOps.Concat(-1, new([2, 1], [1, 2]), new([2, 2], [3, 4, 5, 6])), [2, 3], 1, 3, 4, 2, 5, 6);
    }

    [Test]
    public void Normalizations_centre_and_scale()
    {
        AssertTensor(
            ReferenceOps.BatchNormalization(new([1, 2, 2], [1, 3, 10, 30]), [1, 2], [0, 5], [2, 20], [1, 4], 0),
            [1, 2, 2], -1, 1, -5, 15);
        AssertTensor(
            ReferenceOps.LayerNormalization(
                new([2, 2], [1, 3, 10, 30]), new([2], [1, 2]), new([2], [0, 5]), epsilon: 0),
            [2, 2], -1, 7, -1, 7);
        AssertTensor(
            ReferenceOps.LayerNormalization(new([2, 2], [1, 1, 3, 3]), new([2, 2], [1, 2, 3, 4]), null, 0, epsilon: 0),
            [2, 2], -1, -2, 3, 4);
    }

    private static void AssertTensor(ReferenceTensor actual, long[] shape, params double[] expected)
    {
        Assert.That(actual.Shape, Is.EqualTo(shape));
        ToleranceAssert.AreClose(actual.Data, expected, new Tolerance(1e-12, 0), "reference");
    }
}
