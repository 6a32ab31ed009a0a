using static TensorRTSharp.Conformance.RealLibraries.Layers.LayerCase;

namespace TensorRTSharp.Conformance.RealLibraries.Layers;

internal static partial class LayerCases
{
    private static LayerCase[] Shapes =>
    [
        Of(
            "AddConcatenation", LayerType.Concatenation, 2, ["Float[2, 10, 4, 5]"],
            on => on.Network.AddConcatenation(on.Input(2, 3, 4, 5), on.Input(2, 7, 4, 5))),
        Of("AddShuffle", LayerType.Shuffle, 1, ["Float[2, 3, 4]"], on => on.Network.AddShuffle(on.Input(2, 3, 4))),
        Of(
            "AddSlice", LayerType.Slice, 1, ["Float[2, 3]"],
            on => on.Network.AddSlice(on.Input(6, 8), [1, 0], [2, 3], [2, 1])),
        Of("AddShape", LayerType.Shape, 1, ["Int64[3]"], on => on.Network.AddShape(on.Input(2, -1, 4))),
        Of(
            "AddSqueeze", LayerType.Squeeze, 2, ["Float[2, 4, 1]"],
            on => on.Network.AddSqueeze(on.Input(2, 1, 4, 1), on.Vector(1))),
        Of(
            "AddSqueeze of all",
            LayerType.Squeeze,
            1,
            ["Float[2, 4]"],
            on => on.Network.AddSqueeze(on.Input(2, 1, 4, 1))),
        Of(
            "AddUnsqueeze", LayerType.Unsqueeze, 2, ["Float[1, 2, 4, 1]"],
            on => on.Network.AddUnsqueeze(on.Input(2, 4), on.Vector(0, 3))),
        Of(
            "AddGather", LayerType.Gather, 2, ["Float[5, 3, 2]"],
            on => on.Network.AddGather(on.Input(5, 6), on.Input(DataType.Int32, 3, 2), 1)),
        Of(
            "AddGather ND", LayerType.Gather, 2, ["Float[3, 7]"],
            on => on.Network.AddGather(on.Input(5, 6, 7), on.Input(DataType.Int64, 3, 2), GatherMode.ND)),
        Of(
            "AddScatter", LayerType.Scatter, 3, ["Float[5, 6]"],
            on => on.Network.AddScatter(
                on.Input(5, 6), on.Input(DataType.Int32, 2, 6), on.Input(2, 6), ScatterMode.Element)),
        Of(
            "AddOneHot", LayerType.OneHot, 3, ["Float[2, 3, 10]"],
            on => on.Network.AddOneHot(
                on.Input(DataType.Int32, 2, 3),
                on.Network.AddConstant(RtxNetwork.Numbers(2), 2).GetOutput(),
                on.Scalar(10))),
        Of("AddNonZero", LayerType.NonZero, 1, ["Int32[2, -1]"], on => on.Network.AddNonZero(on.Input(4, 3))),
        Of(
            "AddNonZero with Int64", LayerType.NonZero, 1, ["Int64[2, -1]"],
            on => on.Network.AddNonZero(on.Input(4, 3), DataType.Int64)),
        Of(
            "AddReverseSequence", LayerType.ReverseSequence, 2, ["Float[4, 3, 2]"],
            on => on.Network.AddReverseSequence(on.Input(4, 3, 2), on.Input(DataType.Int32, 3))),
    ];

    private static LayerCase[] Reductions =>
    [
        Of(
            "AddReduce", LayerType.Reduce, 1, ["Float[2]"],
            on => on.Network.AddReduce(on.Input(2, 3, 4), ReduceOperation.Max, [1, 2])),
        Of(
            "AddReduce that keeps the dimensions", LayerType.Reduce, 1, ["Float[1, 3, 1]"],
            on => on.Network.AddReduce(on.Input(2, 3, 4), ReduceOperation.Avg, [2, 0], keepDimensions: true)),
        Of(
            "AddTopK", LayerType.TopK, 1, ["Float[2, 3]", "Int32[2, 3]"],
            on => on.Network.AddTopK(on.Input(2, 9), TopKOperation.Max, 3, [1])),
        Of(
            "AddTopK with Int64", LayerType.TopK, 1, ["Float[2, 3]", "Int64[2, 3]"],
            on => on.Network.AddTopK(on.Input(2, 9), TopKOperation.Min, 3, [1], DataType.Int64)),
        Of(
            "AddSoftMax",
            LayerType.SoftMax,
            1,
            ["Float[2, 3, 4, 5]"],
            on => on.Network.AddSoftMax(on.Input(2, 3, 4, 5))),
        Of(
            "AddRaggedSoftMax", LayerType.RaggedSoftMax, 2, ["Float[2, 3, 4]"],
            on => on.Network.AddRaggedSoftMax(on.Input(2, 3, 4), on.Input(DataType.Int32, 2, 3, 1))),
        Of(
            "AddMatrixMultiply", LayerType.MatrixMultiply, 2, ["Float[2, 5]"],
            on => on.Network.AddMatrixMultiply(
                on.Input(2, 3), MatrixOperation.None, on.Input(5, 3), MatrixOperation.Transpose)),
        Of(
            "AddEinsum", LayerType.Einsum, 2, ["Float[2, 5]"],
            on => on.Network.AddEinsum("ij,jk->ik", on.Input(2, 3), on.Input(3, 5))),
        Of(
            "AddNormalization", LayerType.Normalization, 3, ["Float[2, 4, 5, 6]"],
            on => on.Network.AddNormalization(on.Input(2, 4, 5, 6), on.Input(1, 4, 1, 1), on.Input(1, 4, 1, 1), 2, 3)),
        Of(
            "AddCumulative", LayerType.Cumulative, 2, ["Float[2, 3]"],
            on => on.Network.AddCumulative(on.Input(2, 3), on.Scalar(1))),
        Of(
            "AddNms", LayerType.Nms, 3, ["Int32[-1, 3]", "Int32[]"],
            on => on.Network.AddNms(on.Input(2, 10, 4), on.Input(2, 10, 3), on.Scalar(5))),
        Of(
            "AddNms with Int64", LayerType.Nms, 3, ["Int64[-1, 3]", "Int32[]"],
            on => on.Network.AddNms(on.Input(2, 10, 4), on.Input(2, 10, 3), on.Scalar(5), DataType.Int64)),
    ];
}
