using NUnit.Framework;
using TensorRTSharp.Testing;

namespace TensorRTSharp.Conformance.RealLibraries.Layers;

/// <summary>Layers whose settings are tensors, and what their settings do to the shape of what comes out.</summary>
[Level("1")]
internal sealed class DynamicLayerTests
{
    [Test]
    public void A_shuffle_transposes_reshapes_and_transposes()
    {
        using RtxNetwork on = new();
        ShuffleLayer layer = on.Network.AddShuffle(on.Input(2, 3, 4));
        layer.SetFirstTranspose(2, 0, 1); // [4, 2, 3]
        layer.SetReshapeDimensions(0, -1); // [4, 6]
        layer.SetSecondTranspose(1, 0);
        Assert.Multiple(() =>
        {
            Assert.That(RtxNetwork.Describe(layer.Outputs[0]), Is.EqualTo("Float[6, 4]"));
            Assert.That(layer.GetSecondTranspose(), Is.EqualTo(new[] { 1, 0 }));
        });
    }

    [Test]
    public void A_shape_can_have_more_dimensions_than_the_input()
    {
        using RtxNetwork on = new();
        ShuffleLayer layer = on.Network.AddShuffle(on.Input(2, 12));
        layer.SetReshapeDimensions(2, 3, 4);
        layer.SetSecondTranspose(1, 2, 0);
        Assert.That(RtxNetwork.Describe(layer.Outputs[0]), Is.EqualTo("Float[3, 4, 2]"));
    }

    [Test]
    public void A_shuffle_takes_its_shape_from_a_tensor()
    {
        using RtxNetwork on = new();
        ShuffleLayer layer = on.Network.AddShuffle(on.Input(2, 3, 4));
        layer.SetInput(1, on.Vector(4, 6));
        Assert.Multiple(() =>
        {
            Assert.That(layer.GetReshapeDimensions(), Is.Null);
            Assert.That(RtxNetwork.Describe(layer.Outputs[0]), Is.EqualTo("Float[4, 6]"));
        });
    }

    [Test]
    public void A_slice_takes_its_settings_from_tensors()
    {
        using RtxNetwork on = new();
        SliceLayer layer = on.Network.AddSlice(on.Input(6, 8), [0, 0], [1, 1], [1, 1]);
        layer.SetInput(1, on.Vector(1, 2));
        layer.SetInput(2, on.Vector(3, 4));
        layer.SetInput(3, on.Vector(1, 1));
        Assert.Multiple(() =>
        {
            Assert.That(layer.GetStart(), Is.Null);
            Assert.That(layer.GetSize(), Is.Null);
            Assert.That(layer.GetStride(), Is.Null);
            Assert.That(RtxNetwork.Describe(layer.Outputs[0]), Is.EqualTo("Float[3, 4]"));
        });
        layer.SetSize(2, 5);
        Assert.That(layer.GetSize(), Is.EqualTo(new long[] { 2, 5 }), "which takes the place of the tensor");
        Assert.That(layer.Inputs[2], Is.Null);
    }

    [Test]
    public void A_slice_has_axes()
    {
        using RtxNetwork on = new();
        SliceLayer layer = on.Network.AddSlice(on.Input(6, 8), [2], [3], [1]);
        layer.SetAxes(1);
        Assert.That(RtxNetwork.Describe(layer.Outputs[0]), Is.EqualTo("Float[6, 3]"));
        layer.SetInput(5, on.Vector(0));
        Assert.That(layer.GetAxes(), Is.Null);
        Assert.That(
            layer.Inputs.Select(RtxNetwork.Describe),
            Is.EqualTo(new[] { "Float[6, 8]", "none", "none", "none", "none", "Int32[1]" }));
        Assert.That(RtxNetwork.Describe(layer.Outputs[0]), Is.EqualTo("Float[3, 8]"));
    }

    [Test]
    public void A_resize_takes_its_size_from_a_tensor()
    {
        using RtxNetwork on = new();
        ResizeLayer layer = on.Network.AddResize(on.Input(1, 3, 8, 8));
        Assert.That(layer.GetScales(), Is.Null);
        layer.SetInput(1, on.Vector(1, 3, 5, 6));
        Assert.Multiple(() =>
        {
            Assert.That(layer.GetScales(), Is.Null);
            Assert.That(RtxNetwork.Describe(layer.Outputs[0]), Is.EqualTo("Float[1, 3, 5, 6]"));
        });
    }

    [Test]
    public void The_number_of_a_top_k_comes_from_a_tensor()
    {
        using RtxNetwork on = new();
        TopKLayer layer = LayerCases.Add<TopKLayer>(on);
        layer.SetInput(1, on.Scalar(4));
        Assert.Multiple(() =>
        {
            Assert.That(layer.K, Is.EqualTo(-1));
            Assert.That(RtxNetwork.Describe(layer.Outputs[0]), Is.EqualTo("Float[2, 4]"));
        });
        layer.K = 2;
        Assert.That(RtxNetwork.Describe(layer.Outputs[0]), Is.EqualTo("Float[2, 2]"));
    }

    [Test]
    public void Alpha_and_beta_are_numbers_integers_or_tensors()
    {
        using RtxNetwork on = new();
        FillLayer layer = on.Network.AddFill([5], FillOperation.Linspace, DataType.Int64);
        Assert.That(layer.IsAlphaBetaInt64, Is.False);
        layer.SetAlphaBeta(long.MaxValue, -3);
        Assert.Multiple(() =>
        {
            Assert.That(layer.IsAlphaBetaInt64, Is.True);
            Assert.That((layer.AlphaInt64, layer.BetaInt64), Is.EqualTo((long.MaxValue, -3L)));
            Assert.That((layer.Alpha, layer.Beta), Is.EqualTo(((double)long.MaxValue, -3d)));
        });
        layer.SetAlphaBeta(0.5, 0.25);
        Assert.Multiple(() =>
        {
            Assert.That(layer.IsAlphaBetaInt64, Is.False);
            Assert.That((layer.Alpha, layer.Beta), Is.EqualTo((0.5, 0.25)));
        });
        layer.SetInput(1, on.Scalar(3));
        layer.SetInput(2, on.Vector(1));
        Assert.That((layer.Alpha, layer.Beta), Is.EqualTo((-1d, -1d)));
    }

    [Test]
    public void A_fill_takes_its_shape_from_a_tensor()
    {
        using RtxNetwork on = new();
        FillLayer layer = on.Network.AddFill([5], FillOperation.RandomNormal);
        layer.SetInput(0, on.Vector(2, 3));
        Assert.Multiple(() =>
        {
            Assert.That(layer.GetDimensions(), Is.Null);
            Assert.That(RtxNetwork.Describe(layer.Outputs[0]), Is.EqualTo("Float[2, 3]"));
        });
    }

    [Test]
    public void Optional_inputs_of_nms_may_be_left_out()
    {
        using RtxNetwork on = new();
        NmsLayer layer = LayerCases.Add<NmsLayer>(on);
        layer.SetInput(4, on.Scalar(0.1f));
        Assert.That(layer.Inputs.Select(RtxNetwork.Describe).Skip(3), Is.EqualTo(new[] { "none", "Float[]" }));
    }

    // (8 + 1 + 1 - 3) / 2 + 1 = 4, rounded down; (8 - 1) / 2 + 1 and ceil(8 / 2) = 4
    [TestCase(PaddingMode.ExplicitRoundDown, 4)]
    [TestCase(PaddingMode.ExplicitRoundUp, 5)]
    [TestCase(PaddingMode.SameUpper, 4)]
    public void Padding_and_stride_give_the_size_of_a_convolution(PaddingMode mode, long size)
    {
        using RtxNetwork on = new();
        ConvolutionLayer layer = LayerCases.Add<ConvolutionLayer>(on);
        layer.SetStride(2, 2);
        layer.SetPadding(1, 1);
        layer.PaddingMode = mode;
        Assert.That(layer.GetOutput().GetDimensions(), Is.EqualTo(new[] { 1, 4, size, size }));
    }

    [Test]
    public void Symmetric_padding_is_that_before_and_after()
    {
        using RtxNetwork on = new();
        ConvolutionLayer layer = LayerCases.Add<ConvolutionLayer>(on);
        layer.SetPadding(1, 2);
        Assert.Multiple(() =>
        {
            Assert.That(layer.GetPrePadding(), Is.EqualTo(new long[] { 1, 2 }));
            Assert.That(layer.GetPostPadding(), Is.EqualTo(new long[] { 1, 2 }));
        });
    }

    [Test]
    public void The_quantization_of_experts_is_set_at_once()
    {
        using RtxNetwork on = new();
        MoELayer layer = LayerCases.Add<MoELayer>(on);
        layer.SetQuantizationStatic(on.Scalar(0.5f), DataType.FP8);
        Assert.That(layer.QuantizationToType, Is.EqualTo(DataType.FP8));
        layer.SetSwigluParams(7, 1.7f, 1);
        Assert.That(
            (layer.SwigluParamLimit, layer.SwigluParamAlpha, layer.SwigluParamBeta), Is.EqualTo((7f, 1.7f, 1f)));
        layer.SetGatedBiases(
            on.Input(DataType.Half, 8, 64), on.Input(DataType.Half, 8, 64), on.Input(DataType.Half, 8, 32));
        Assert.That(RtxNetwork.Describe(layer.Outputs[0]), Is.EqualTo("Half[1, 4, 32]"));
    }

    [Test]
    public void Inputs_of_a_mixture_of_experts_are_replaced()
    {
        using RtxNetwork on = new();
        MoELayer layer = LayerCases.Add<MoELayer>(on);
        Tensor other = on.Input(DataType.Half, 1, 4, 32);
        layer.SetInput(0, other);
        Assert.That(layer.Inputs[0], Is.EqualTo(other));
    }

    [Test]
    public void A_normalization_is_of_the_second_kind_where_there_is_one()
    {
        using RtxNetwork on = new();
        Assert.That(LayerCases.Add<NormalizationLayer>(on).IsV2, Is.True);
    }

    [Test]
    public void What_a_layer_is_added_with_it_has()
    {
        using RtxNetwork on = new();
        Network network = on.Network;
        CumulativeLayer sums = network.AddCumulative(on.Input(2, 3), on.Scalar(1), exclusive: true);
        CumulativeLayer back = network.AddCumulative(on.Input(2, 3), on.Scalar(1), reverse: true);
        RotaryEmbeddingLayer rotary = network.AddRotaryEmbedding(
            on.Input(
                1, 2, 8, 16), on.Input(1, 8, 4), on.Input(1, 8, 4), interleaved: true, rotaryEmbeddingDimension: 8);
        Attention attention = network.AddAttention(
            on.Input(1, 2, 8, 16),
            on.Input(1, 2, 9, 16),
            on.Input(1, 2, 9, 16),
            AttentionNormalizationOp.None,
            CausalMaskKind.UpperLeft);
        IteratorLayer iterator = network.AddLoop().AddIterator(on.Input(2, 3), axis: 1, reverse: true);
        LoopOutputLayer output = iterator.Loop.AddLoopOutput(iterator.GetOutput(), LoopOutput.Concatenate, axis: 1);
        OneHotLayer oneHot = network.AddOneHot(on.Input(DataType.Int32, 3), on.Input(2), on.Scalar(10), axis: 0);
        Assert.Multiple(() =>
        {
            Assert.That((sums.Exclusive, sums.Reverse), Is.EqualTo((true, false)));
            Assert.That((back.Exclusive, back.Reverse), Is.EqualTo((false, true)));
            Assert.That((rotary.Interleaved, rotary.RotaryEmbeddingDimension), Is.EqualTo((true, 8)));
            Assert.That(attention.NormalizationOperation, Is.EqualTo(AttentionNormalizationOp.None));
            Assert.That(attention.CausalKind, Is.EqualTo(CausalMaskKind.UpperLeft));
            Assert.That((iterator.Axis, iterator.Reverse), Is.EqualTo((1, true)));
            Assert.That((output.LoopOutput, output.Axis), Is.EqualTo((LoopOutput.Concatenate, 1)));
            Assert.That(oneHot.Axis, Is.Zero);
        });
    }

    [Test]
    public void Output_types_are_told_and_checked()
    {
        using RtxNetwork on = new();
        TopKLayer layer = LayerCases.Add<TopKLayer>(on);
        Assert.That((layer.GetOutputType(0), layer.GetOutputType(1)), Is.EqualTo((DataType.Float, DataType.Int32)));
    }
}
