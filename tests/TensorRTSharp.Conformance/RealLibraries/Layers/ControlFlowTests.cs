using NUnit.Framework;
using TensorRTSharp.Testing;

namespace TensorRTSharp.Conformance.RealLibraries.Layers;

/// <summary>Loops, conditionals and attention of the real TensorRT-RTX.</summary>
[Level("1")]
internal sealed class ControlFlowTests
{
    [Test]
    public void A_loop_that_sums_rows_is_built_into_an_engine()
    {
        using RtxNetwork on = new();
        Tensor rows = on.Input(4, 3);
        Tensor zeros = on.Network.AddConstant(Weights.From(0f, 0f, 0f), 3).GetOutput();

        Loop loop = on.Network.AddLoop();
        loop.Name = "sum of rows";
        TripLimitLayer limit = loop.AddTripLimit(on.Scalar(4), TripLimit.Count);
        IteratorLayer row = loop.AddIterator(rows);
        RecurrenceLayer sum = loop.AddRecurrence(zeros);
        Tensor next = on.Network.AddElementWise(sum.GetOutput(), row.GetOutput(), ElementWiseOperation.Sum).GetOutput();
        sum.SetInput(1, next);
        LoopOutputLayer output = loop.AddLoopOutput(sum.GetOutput(), LoopOutput.LastValue);
        on.Network.MarkOutput(output.GetOutput());

        Assert.Multiple(() =>
        {
            Assert.That(limit.TripLimit, Is.EqualTo(TripLimit.Count));
            Assert.That(output.LoopOutput, Is.EqualTo(LoopOutput.LastValue));
            Assert.That(sum.Inputs.Select(RtxNetwork.Describe), Is.EqualTo(new[] { "Float[3]", "Float[3]" }));
            Assert.That(RtxNetwork.Describe(output.Outputs[0]), Is.EqualTo("Float[3]"));
        });
        using SerializedEngine plan = on.Build();
        Assert.That(plan.ByteLength, Is.Positive);
    }

    [Test]
    public void A_loop_runs_while_a_condition_holds()
    {
        using RtxNetwork on = new();
        Loop loop = on.Network.AddLoop();
        RecurrenceLayer value = loop.AddRecurrence(on.Scalar(1f));
        Tensor now = value.GetOutput();
        value.SetInput(1, on.Network.AddElementWise(now, on.Scalar(2f), ElementWiseOperation.Prod).GetOutput());
        Tensor isSmall = on.Network.AddElementWise(now, on.Scalar(100f), ElementWiseOperation.Less).GetOutput();
        Assert.That(loop.AddTripLimit(isSmall, TripLimit.While).TripLimit, Is.EqualTo(TripLimit.While));
        on.Network.MarkOutput(loop.AddLoopOutput(now, LoopOutput.LastValue).GetOutput());
        using SerializedEngine plan = on.Build();
        Assert.That(plan.ByteLength, Is.Positive);
    }

    [Test]
    public void A_loop_output_of_every_iteration_has_one_more_dimension()
    {
        using RtxNetwork on = new();
        Tensor trips = on.Scalar(4);
        Loop loop = on.Network.AddLoop();
        _ = loop.AddTripLimit(trips, TripLimit.Count);
        Tensor slice = loop.AddIterator(on.Input(4, 3)).GetOutput();
        LoopOutputLayer output = loop.AddLoopOutput(slice, LoopOutput.Reverse, axis: 1);
        output.SetInput(1, trips);
        Assert.Multiple(() =>
        {
            Assert.That(output.LoopOutput, Is.EqualTo(LoopOutput.Reverse));
            Assert.That(RtxNetwork.Describe(output.Outputs[0]), Is.EqualTo("Float[3, 4]"));
        });
    }

    [Test]
    [LibraryRefuses]
    public void A_loop_without_a_limit_is_not_built()
    {
        using RtxNetwork on = new();
        RecurrenceLayer value = on.Network.AddLoop().AddRecurrence(on.Input(2));
        value.SetInput(1, on.Unary(value.GetOutput()));
        on.Network.MarkOutput(value.Loop.AddLoopOutput(value.GetOutput(), LoopOutput.LastValue).GetOutput());
        Assert.That(() => on.Build(), Throws.TypeOf<EngineBuildException>());
    }

    [Test]
    public void Layers_of_a_loop_know_it()
    {
        using RtxNetwork on = new();
        Loop loop = on.Network.AddLoop();
        Loop other = on.Network.AddLoop();
        LoopBoundaryLayer[] layers =
        [
            loop.AddTripLimit(on.Scalar(4), TripLimit.Count),
            loop.AddIterator(on.Input(4, 3)),
            loop.AddRecurrence(on.Input(3)),
        ];
        Assert.Multiple(() =>
        {
            Assert.That(layers.Select(layer => layer.Loop), Is.All.EqualTo(loop).And.None.EqualTo(other));
            Assert.That(layers.Select(layer => layer.Loop.GetHashCode()), Is.All.EqualTo(loop.GetHashCode()));
            Assert.That(loop.Equals((object)layers[0].Loop) && !loop.Equals(null) && !loop.Equals((object)layers[0]));
        });
    }

    [Test]
    public void A_conditional_is_built_into_an_engine()
    {
        using RtxNetwork on = new();
        IfConditional conditional = on.Network.AddIfConditional();
        ConditionLayer condition = conditional.SetCondition(on.Input(DataType.Bool));
        IfConditionalInputLayer input = conditional.AddInput(on.Input(2, 3));
        Tensor taken = input.GetOutput();
        IfConditionalOutputLayer output = conditional.AddOutput(on.Unary(taken), on.Unary(taken, UnaryOperation.Neg));
        on.Network.MarkOutput(output.GetOutput());
        IfConditionalBoundaryLayer[] layers = [condition, input, output];
        Assert.Multiple(() =>
        {
            Assert.That(layers.Select(layer => layer.Conditional), Is.All.EqualTo(conditional));
            Assert.That(
                layers.Select(layer => layer.Conditional.GetHashCode()), Is.All.EqualTo(conditional.GetHashCode()));
            Assert.That(conditional, Is.Not.EqualTo(on.Network.AddIfConditional()));
            Assert.That(conditional.Equals((object)output.Conditional) && !conditional.Equals(null));
        });
    }

    [Test]
    public void A_conditional_without_an_input_layer_is_built_into_an_engine()
    {
        using RtxNetwork on = new();
        Tensor outside = on.Input(2, 3);
        IfConditional conditional = on.Network.AddIfConditional();
        _ = conditional.SetCondition(on.Input(DataType.Bool));
        on.Network.MarkOutput(
            conditional.AddOutput(on.Unary(outside), on.Unary(outside, UnaryOperation.Neg)).GetOutput());
        using SerializedEngine plan = on.Build();
        Assert.That(plan.ByteLength, Is.Positive);
    }

    [Test]
    public void An_attention_shows_its_tensors()
    {
        using RtxNetwork on = new();
        Attention attention = LayerCases.AddAttention(on);
        Assert.Multiple(() =>
        {
            Assert.That(
                attention.Inputs.Select(RtxNetwork.Describe),
                Is.EqualTo(new[] { "Half[1, 2, 8, 16]", "Half[1, 2, 9, 16]", "Half[1, 2, 9, 16]" }));
            Assert.That(attention.Outputs.Select(RtxNetwork.Describe), Is.EqualTo(new[] { "Half[1, 2, 8, 16]" }));
            Assert.That(attention.Inputs[0], Is.EqualTo(on.Network.Inputs[0]));
        });
        attention.SetInput(0, on.Input(DataType.Half, 1, 2, 5, 16));
        Assert.That(RtxNetwork.Describe(attention.Outputs[0]), Is.EqualTo("Half[1, 2, 5, 16]"));
    }

    [Test]
    public void Layers_of_an_attention_know_it()
    {
        using RtxNetwork on = new();
        Attention attention = LayerCases.AddAttention(on);
        AttentionBoundaryLayer[] layers = [.. on.Network.Layers.Cast<AttentionBoundaryLayer>()];
        Assert.Multiple(() =>
        {
            Assert.That(layers, Has.Length.EqualTo(2));
            Assert.That(layers.Select(layer => layer.Attention), Is.All.EqualTo(attention));
            Assert.That(layers.Select(layer => layer.Attention.GetHashCode()), Is.All.EqualTo(attention.GetHashCode()));
            Assert.That(attention, Is.Not.EqualTo(LayerCases.AddAttention(on)));
            Assert.That(attention.Equals((object)layers[0].Attention) && !attention.Equals(null));
        });
    }

    [Test]
    public void Lengths_of_an_attention_are_taken_away_again()
    {
        using RtxNetwork on = new();
        Attention attention = LayerCases.AddAttention(on);
        attention.QueryLengths = on.Input(DataType.Int32, 2);
        attention.QueryLengths = null;
        Assert.That(attention.QueryLengths, Is.Null);
    }

    [Test]
    [LibraryRefuses] // TensorRT-RTX logs an error where the type is read before it is set
    public void Scores_are_not_quantized_unless_they_are_told_to_be()
    {
        using RtxNetwork on = new();
        Assert.That(LayerCases.AddAttention(on).NormalizationQuantizeToType, Is.EqualTo(DataType.Float));
    }

    [Test]
    public void Loops_conditionals_and_attention_cannot_be_used_after_their_network_is_disposed()
    {
        RtxNetwork on = new();
        Loop loop = on.Network.AddLoop();
        IfConditional conditional = on.Network.AddIfConditional();
        Attention attention = LayerCases.AddAttention(on);
        on.Dispose();
        Assert.Multiple(() =>
        {
            Assert.That(() => loop.Name, Throws.TypeOf<ObjectDisposedException>().With.Message.Contains(nameof(Loop)));
            Assert.That(
                () => conditional.Name,
                Throws.TypeOf<ObjectDisposedException>().With.Message.Contains(nameof(IfConditional)));
            Assert.That(
                () => attention.Name,
                Throws.TypeOf<ObjectDisposedException>().With.Message.Contains(nameof(Attention)));
        });
    }
}
