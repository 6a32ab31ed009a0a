using static TensorRTSharp.Conformance.RealLibraries.Layers.RoundTrip;

namespace TensorRTSharp.Conformance.RealLibraries.Layers;

internal static partial class RoundTrips
{
    private static RoundTrip[] Shapes =>
    [
        // Of four dimensions the third from the end.
        Of<ConcatenationLayer, int>(
            nameof(ConcatenationLayer.Axis), layer => layer.Axis, (layer, value) => layer.Axis = value, 1, 2),
        Of<GatherLayer, int>(
            nameof(
                GatherLayer.GatherAxis), layer => layer.GatherAxis, (layer, value) => layer.GatherAxis = value, 1, 0),
        Of<GatherLayer, int>(
            nameof(GatherLayer.ElementWiseDimensionCount),
            layer => layer.ElementWiseDimensionCount,
            (layer, value) => layer.ElementWiseDimensionCount = value,
            0,
            1),
        Of<GatherLayer, GatherMode>(
            nameof(
                GatherLayer.Mode), layer => layer.Mode, (layer,
                value) => layer.Mode = value, GatherMode.Default, GatherMode.Element),
        Of<IteratorLayer, int>(
            nameof(IteratorLayer.Axis), layer => layer.Axis, (layer, value) => layer.Axis = value, 0, 1),
        Of<IteratorLayer, bool>(
            nameof(
                IteratorLayer.Reverse), layer => layer.Reverse, (layer, value) => layer.Reverse = value, false, true),
        Of<LoopOutputLayer, int>(
            nameof(LoopOutputLayer.Axis), layer => layer.Axis, (layer, value) => layer.Axis = value, 0, 1),
        Of<NonZeroLayer, DataType>(
            nameof(NonZeroLayer.IndicesType),
            layer => layer.IndicesType,
            (layer, value) => layer.IndicesType = value,
            DataType.Int32,
            DataType.Int64),
        Of<OneHotLayer, int>(
            nameof(OneHotLayer.Axis), layer => layer.Axis, (layer, value) => layer.Axis = value, -1, 0),
        Of<ReverseSequenceLayer, int>(
            nameof(
                ReverseSequenceLayer.BatchAxis), layer => layer.BatchAxis, (layer,
                value) => layer.BatchAxis = value, 1, 2),
        Of<ReverseSequenceLayer, int>(
            nameof(ReverseSequenceLayer.SequenceAxis),
            layer => layer.SequenceAxis,
            (layer, value) => layer.SequenceAxis = value,
            0,
            2),
        Of<ScatterLayer, ScatterMode>(
            nameof(
                ScatterLayer.Mode), layer => layer.Mode, (layer,
                value) => layer.Mode = value, ScatterMode.Element, ScatterMode.ND),
        Of<ScatterLayer, int>(
            nameof(ScatterLayer.Axis), layer => layer.Axis, (layer, value) => layer.Axis = value, 0, 1),
        Of<ShuffleLayer, bool>(
            nameof(ShuffleLayer.ZeroIsPlaceholder),
            layer => layer.ZeroIsPlaceholder,
            (layer, value) => layer.ZeroIsPlaceholder = value,
            true,
            false),
        OfSpan<ShuffleLayer, int>(
            "FirstTranspose",
            layer => layer.GetFirstTranspose(),
            (layer, values) => layer.SetFirstTranspose(values),
            [0, 1, 2],
            [1, 2, 0]),
        OfSpan<ShuffleLayer, int>(
            "SecondTranspose",
            layer => layer.GetSecondTranspose(),
            (layer, values) => layer.SetSecondTranspose(values),
            [0, 1, 2],
            [2, 0, 1]),
        OfSpan<ShuffleLayer, long>(
            "ReshapeDimensions",
            layer => layer.GetReshapeDimensions(),
            (layer, values) => layer.SetReshapeDimensions(values),
            null,
            [0, -1]),
        Of<SliceLayer, SampleMode>(
            nameof(
                SliceLayer.Mode), layer => layer.Mode, (layer,
                value) => layer.Mode = value, SampleMode.StrictBounds, SampleMode.Wrap),
        OfSpan<SliceLayer, long>(
            "Start", layer => layer.GetStart(), (layer, values) => layer.SetStart(values), [1, 0], [2, 1]),
        OfSpan<SliceLayer, long>(
            "Size", layer => layer.GetSize(), (layer, values) => layer.SetSize(values), [2, 3], [1, 2]),
        OfSpan<SliceLayer, long>(
            "Stride", layer => layer.GetStride(), (layer, values) => layer.SetStride(values), [2, 1], [1, -1]),
        OfSpan<SliceLayer, long>(
            "Axes", layer => layer.GetAxes(), (layer, values) => layer.SetAxes(values), null, [1, 0]),
    ];

    private static RoundTrip[] Reductions =>
    [
        Of<CumulativeLayer, bool>(
            nameof(
                CumulativeLayer.Exclusive), layer => layer.Exclusive, (layer,
                value) => layer.Exclusive = value, false, true),
        Of<CumulativeLayer, bool>(
            nameof(
                CumulativeLayer.Reverse), layer => layer.Reverse, (layer, value) => layer.Reverse = value, false, true),
        Of<EinsumLayer, string>(
            nameof(EinsumLayer.Equation),
            layer => layer.Equation,
            (layer, value) => layer.Equation = value,
            "ij,jk->ik",
            "ij,jk->ki"),
        On(
            LayerCases.Add<MatrixMultiplyLayer>,
            "Operation",
            layer => (layer.GetOperation(0), layer.GetOperation(1)),
            (layer, value) =>
            {
                layer.SetOperation(0, value.Item1);
                layer.SetOperation(1, value.Item2);
            },
            _ => (MatrixOperation.None, MatrixOperation.Transpose),
            _ => (MatrixOperation.Vector, MatrixOperation.None)),
        Of<NmsLayer, BoundingBoxFormat>(
            nameof(NmsLayer.BoundingBoxFormat),
            layer => layer.BoundingBoxFormat,
            (layer, value) => layer.BoundingBoxFormat = value,
            BoundingBoxFormat.CornerPairs,
            BoundingBoxFormat.CenterSizes),
        Of<NmsLayer, int>(
            nameof(
                NmsLayer.TopKBoxLimit), layer => layer.TopKBoxLimit, (layer,
                value) => layer.TopKBoxLimit = value, 5000, 100),
        Of<NmsLayer, DataType>(
            nameof(NmsLayer.IndicesType),
            layer => layer.IndicesType,
            (layer, value) => layer.IndicesType = value,
            DataType.Int32,
            DataType.Int64),
        Of<NormalizationLayer, float>(
            nameof(
                NormalizationLayer.Epsilon), layer => layer.Epsilon, (layer,
                value) => layer.Epsilon = value, 1e-5f, 1e-3f),
        Of<NormalizationLayer, long>(
            nameof(
                NormalizationLayer.GroupCount), layer => layer.GroupCount, (layer,
                value) => layer.GroupCount = value, 1, 2),
        OfSpan<NormalizationLayer, int>(
            "Axes", layer => layer.GetAxes(), (layer, values) => layer.SetAxes(values), [2, 3], [1, 2, 3]),
        Of<ReduceLayer, ReduceOperation>(
            nameof(ReduceLayer.Operation),
            layer => layer.Operation,
            (layer, value) => layer.Operation = value,
            ReduceOperation.Max,
            ReduceOperation.Prod),
        Of<ReduceLayer, bool>(
            nameof(ReduceLayer.KeepDimensions),
            layer => layer.KeepDimensions,
            (layer, value) => layer.KeepDimensions = value,
            false,
            true),
        OfSpan<ReduceLayer, int>(
            "ReduceAxes", layer => layer.GetReduceAxes(), (layer, values) => layer.SetReduceAxes(values), [1, 2], [0]),
        // Of four dimensions the third from the end.
        OfSpan<SoftMaxLayer, int>("Axes", layer => layer.GetAxes(), (layer, values) => layer.SetAxes(values), [1], [3]),
        Of<TopKLayer, TopKOperation>(
            nameof(TopKLayer.Operation),
            layer => layer.Operation,
            (layer, value) => layer.Operation = value,
            TopKOperation.Max,
            TopKOperation.Min),
        Of<TopKLayer, int>(nameof(TopKLayer.K), layer => layer.K, (layer, value) => layer.K = value, 3, 5),
        Of<TopKLayer, DataType>(
            nameof(TopKLayer.IndicesType),
            layer => layer.IndicesType,
            (layer, value) => layer.IndicesType = value,
            DataType.Int32,
            DataType.Int64),
        OfSpan<TopKLayer, int>(
            "ReduceAxes", layer => layer.GetReduceAxes(), (layer, values) => layer.SetReduceAxes(values), [1], [0]),
    ];
}
