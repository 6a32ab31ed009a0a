using static TensorRTSharp.Conformance.RealLibraries.Layers.LayerCase;

namespace TensorRTSharp.Conformance.RealLibraries.Layers;

internal static partial class LayerCases
{
    private static LayerCase[] ControlFlow =>
    [
        Of(
            "AddLoop recurrence", LayerType.Recurrence, 1, ["Float[2, 3]"],
            on => on.Network.AddLoop().AddRecurrence(on.Input(2, 3))),
        Of(
            "AddLoop trip limit", LayerType.TripLimit, 1, [],
            on => on.Network.AddLoop().AddTripLimit(on.Scalar(4), TripLimit.Count)),
        Of(
            "AddLoop iterator",
            LayerType.Iterator,
            1,
            ["Float[3]"],
            on => on.Network.AddLoop().AddIterator(on.Input(2, 3))),
        Of(
            "AddLoop iterator of another axis", LayerType.Iterator, 1, ["Float[2]"],
            on => on.Network.AddLoop().AddIterator(on.Input(2, 3), 1, reverse: true)),
        Of("AddLoop output", LayerType.LoopOutput, 2, ["Float[4, 3]"], CollectedSlices),
        Of(
            "AddIfConditional condition", LayerType.Condition, 1, [],
            on => on.Network.AddIfConditional().SetCondition(on.Input(DataType.Bool))),
        Of(
            "AddIfConditional input", LayerType.ConditionalInput, 1, ["Float[2, 3]"],
            on => on.Network.AddIfConditional().AddInput(on.Input(2, 3))),
        Of("AddIfConditional output", LayerType.ConditionalOutput, 2, ["Float[2, 3]"], ChosenBranch),
    ];

    private static LoopOutputLayer CollectedSlices(RtxNetwork on)
    {
        Tensor trips = on.Scalar(4);
        Loop loop = on.Network.AddLoop();
        _ = loop.AddTripLimit(trips, TripLimit.Count);
        Tensor slice = loop.AddIterator(on.Input(4, 3)).GetOutput();
        LoopOutputLayer output = loop.AddLoopOutput(on.Unary(slice), LoopOutput.Concatenate);
        output.SetInput(1, trips);
        return output;
    }

    private static IfConditionalOutputLayer ChosenBranch(RtxNetwork on)
    {
        IfConditional conditional = on.Network.AddIfConditional();
        _ = conditional.SetCondition(on.Input(DataType.Bool));
        Tensor input = conditional.AddInput(on.Input(2, 3)).GetOutput();
        return conditional.AddOutput(on.Unary(input), on.Unary(input, UnaryOperation.Neg));
    }
}
