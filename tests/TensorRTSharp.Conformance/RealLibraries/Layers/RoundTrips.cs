using static TensorRTSharp.Conformance.RealLibraries.Layers.RoundTrip;

namespace TensorRTSharp.Conformance.RealLibraries.Layers;

/// <summary>What can be set of layers. At first it is as TensorRT documents it, or as the case adds it.</summary>
internal static partial class RoundTrips
{
    public static IReadOnlyList<RoundTrip> All { get; } =
        [.. Elementwise, .. Convolutions, .. Windows, .. Shapes, .. Reductions, .. Narrow, .. Transformers, .. Others];

    private static RoundTrip[] Elementwise =>
    [
        Of<ActivationLayer, ActivationType>(
            nameof(ActivationLayer.ActivationType),
            layer => layer.ActivationType,
            (layer, value) => layer.ActivationType = value,
            ActivationType.HardSigmoid,
            ActivationType.Clip),
        Of<ActivationLayer, float>( // ONNX's HardSigmoid has the same
            nameof(ActivationLayer.Alpha), layer => layer.Alpha, (layer, value) => layer.Alpha = value, 0.2f, 3),
        Of<ActivationLayer, float>(
            nameof(ActivationLayer.Beta), layer => layer.Beta, (layer, value) => layer.Beta = value, 0.5f, 3),
        Of<AssertionLayer, string>(
            nameof(AssertionLayer.Message),
            layer => layer.Message,
            (layer, value) => layer.Message = value,
            "it must be 2 by 3",
            "größer"),
        Of<CastLayer, DataType>(
            nameof(
                CastLayer.ToType), layer => layer.ToType, (layer,
                value) => layer.ToType = value, DataType.Int32, DataType.Half),
        OfWeights<ConstantLayer>(
            nameof(ConstantLayer.Weights), layer => layer.Weights, (layer, value) => layer.Weights = value, 6),
        OfSpan<ConstantLayer, long>(
            "Dimensions",
            layer => layer.GetDimensions(),
            (layer, values) => layer.SetDimensions(values),
            [2, 3],
            [3, 2]),
        Of<ElementWiseLayer, ElementWiseOperation>(
            nameof(ElementWiseLayer.Operation),
            layer => layer.Operation,
            (layer, value) => layer.Operation = value,
            ElementWiseOperation.Sub,
            ElementWiseOperation.FloorDiv),
        Of<FillLayer, FillOperation>(
            nameof(FillLayer.Operation),
            layer => layer.Operation,
            (layer, value) => layer.Operation = value,
            FillOperation.RandomUniform,
            FillOperation.RandomNormal),
        Of<FillLayer, DataType>(
            nameof(
                FillLayer.ToType), layer => layer.ToType, (layer,
                value) => layer.ToType = value, DataType.Float, DataType.Half),
        OfSpan<FillLayer, long>(
            "Dimensions", layer => layer.GetDimensions(), (layer, values) => layer.SetDimensions(values), [2, 7], [5]),
        Of<FillLayer, (double, double)>(
            "AlphaBeta",
            layer => (layer.Alpha, layer.Beta),
            (layer, value) => layer.SetAlphaBeta(value.Item1, value.Item2),
            (0, 1),
            (0.25, 0.75)),
        Of<ScaleLayer, ScaleMode>(
            nameof(
                ScaleLayer.Mode), layer => layer.Mode, (layer,
                value) => layer.Mode = value, ScaleMode.Channel, ScaleMode.Uniform),
        Of<ScaleLayer, int>(
            nameof(
                ScaleLayer.ChannelAxis), layer => layer.ChannelAxis, (layer, value) => layer.ChannelAxis = value, 1, 2),
        OfWeights<ScaleLayer>(nameof(ScaleLayer.Shift), layer => layer.Shift, (layer, value) => layer.Shift = value, 3),
        OfWeights<ScaleLayer>(nameof(ScaleLayer.Scale), layer => layer.Scale, (layer, value) => layer.Scale = value, 3),
        OfWeights<ScaleLayer>(nameof(ScaleLayer.Power), layer => layer.Power, (layer, value) => layer.Power = value, 3),
        Of<UnaryLayer, UnaryOperation>(
            nameof(UnaryLayer.Operation),
            layer => layer.Operation,
            (layer, value) => layer.Operation = value,
            UnaryOperation.Exp,
            UnaryOperation.IsInf),
    ];

    private static RoundTrip[] Convolutions =>
    [
        Of<ConvolutionLayer, long>(
            nameof(
                ConvolutionLayer.OutputMapCount), layer => layer.OutputMapCount, (layer,
                value) => layer.OutputMapCount = value, 4, 8),
        Of<ConvolutionLayer, long>(
            nameof(
                ConvolutionLayer.GroupCount), layer => layer.GroupCount, (layer,
                value) => layer.GroupCount = value, 1, 2),
        OfWeights<ConvolutionLayer>(
            nameof(
                ConvolutionLayer.KernelWeights), layer => layer.KernelWeights, (layer,
                value) => layer.KernelWeights = value, 108),
        OfWeights<ConvolutionLayer>(
            nameof(
                ConvolutionLayer.BiasWeights), layer => layer.BiasWeights, (layer,
                value) => layer.BiasWeights = value, 4),
        Of<ConvolutionLayer, PaddingMode>(
            nameof(ConvolutionLayer.PaddingMode),
            layer => layer.PaddingMode,
            (layer, value) => layer.PaddingMode = value,
            PaddingMode.ExplicitRoundDown,
            PaddingMode.SameLower),
        OfSpan<ConvolutionLayer, long>(
            "PrePadding",
            layer => layer.GetPrePadding(),
            (layer, values) => layer.SetPrePadding(values),
            [0, 0],
            [1, 2]),
        OfSpan<ConvolutionLayer, long>(
            "PostPadding",
            layer => layer.GetPostPadding(),
            (layer, values) => layer.SetPostPadding(values),
            [0, 0],
            [1, 2]),
        OfSpan<ConvolutionLayer, long>(
            "KernelSize",
            layer => layer.GetKernelSize(),
            (layer, values) => layer.SetKernelSize(values),
            [3, 3],
            [1, 9]),
        OfSpan<ConvolutionLayer, long>(
            "Stride", layer => layer.GetStride(), (layer, values) => layer.SetStride(values), [1, 1], [2, 3]),
        OfSpan<ConvolutionLayer, long>(
            "Padding", layer => layer.GetPadding(), (layer, values) => layer.SetPadding(values), [0, 0], [1, 2]),
        OfSpan<ConvolutionLayer, long>(
            "Dilation", layer => layer.GetDilation(), (layer, values) => layer.SetDilation(values), [1, 1], [2, 3]),
        Of<DeconvolutionLayer, long>(
            nameof(DeconvolutionLayer.OutputMapCount),
            layer => layer.OutputMapCount,
            (layer, value) => layer.OutputMapCount = value,
            4,
            8),
        Of<DeconvolutionLayer, long>(
            nameof(
                DeconvolutionLayer.GroupCount), layer => layer.GroupCount, (layer,
                value) => layer.GroupCount = value, 1, 2),
        OfWeights<DeconvolutionLayer>(
            nameof(
                DeconvolutionLayer.KernelWeights), layer => layer.KernelWeights, (layer,
                value) => layer.KernelWeights = value, 108),
        OfWeights<DeconvolutionLayer>(
            nameof(
                DeconvolutionLayer.BiasWeights), layer => layer.BiasWeights, (layer,
                value) => layer.BiasWeights = value, 4),
        Of<DeconvolutionLayer, PaddingMode>(
            nameof(DeconvolutionLayer.PaddingMode),
            layer => layer.PaddingMode,
            (layer, value) => layer.PaddingMode = value,
            PaddingMode.ExplicitRoundDown,
            PaddingMode.SameUpper),
        OfSpan<DeconvolutionLayer, long>(
            "PrePadding",
            layer => layer.GetPrePadding(),
            (layer, values) => layer.SetPrePadding(values),
            [0, 0],
            [1, 2]),
        OfSpan<DeconvolutionLayer, long>(
            "PostPadding",
            layer => layer.GetPostPadding(),
            (layer, values) => layer.SetPostPadding(values),
            [0, 0],
            [1, 2]),
        OfSpan<DeconvolutionLayer, long>(
            "KernelSize",
            layer => layer.GetKernelSize(),
            (layer, values) => layer.SetKernelSize(values),
            [3, 3],
            [1, 9]),
        OfSpan<DeconvolutionLayer, long>(
            "Stride", layer => layer.GetStride(), (layer, values) => layer.SetStride(values), [1, 1], [2, 3]),
        OfSpan<DeconvolutionLayer, long>(
            "Padding", layer => layer.GetPadding(), (layer, values) => layer.SetPadding(values), [0, 0], [1, 2]),
        OfSpan<DeconvolutionLayer, long>(
            "Dilation", layer => layer.GetDilation(), (layer, values) => layer.SetDilation(values), [1, 1], [2, 3]),
    ];

    private static RoundTrip[] Windows =>
    [
        Of<GridSampleLayer, InterpolationMode>(
            nameof(GridSampleLayer.InterpolationMode),
            layer => layer.InterpolationMode,
            (layer, value) => layer.InterpolationMode = value,
            InterpolationMode.Linear,
            InterpolationMode.Cubic),
        Of<GridSampleLayer, bool>(
            nameof(
                GridSampleLayer.AlignCorners), layer => layer.AlignCorners, (layer,
                value) => layer.AlignCorners = value, false, true),
        Of<GridSampleLayer, SampleMode>(
            nameof(GridSampleLayer.SampleMode),
            layer => layer.SampleMode,
            (layer, value) => layer.SampleMode = value,
            SampleMode.Fill,
            SampleMode.Reflect),
        Of<LrnLayer, long>(
            nameof(LrnLayer.WindowSize), layer => layer.WindowSize, (layer, value) => layer.WindowSize = value, 5, 7),
        Of<LrnLayer, float>(
            nameof(LrnLayer.Alpha), layer => layer.Alpha, (layer, value) => layer.Alpha = value, 1e-4f, 0.5f),
        Of<LrnLayer, float>(
            nameof(LrnLayer.Beta), layer => layer.Beta, (layer, value) => layer.Beta = value, 0.75f, 0.5f),
        Of<LrnLayer, float>(nameof(LrnLayer.K), layer => layer.K, (layer, value) => layer.K = value, 2, 0.5f),
        OfSpan<PaddingLayer, long>(
            "PrePadding",
            layer => layer.GetPrePadding(),
            (layer, values) => layer.SetPrePadding(values),
            [1, 2],
            [0, -1]),
        OfSpan<PaddingLayer, long>(
            "PostPadding",
            layer => layer.GetPostPadding(),
            (layer, values) => layer.SetPostPadding(values),
            [3, -1],
            [0, 4]),
        Of<PoolingLayer, PoolingType>(
            nameof(PoolingLayer.PoolingType),
            layer => layer.PoolingType,
            (layer, value) => layer.PoolingType = value,
            PoolingType.Average,
            PoolingType.MaxAverageBlend),
        Of<PoolingLayer, float>(
            nameof(
                PoolingLayer.BlendFactor), layer => layer.BlendFactor, (layer,
                value) => layer.BlendFactor = value, 0, 0.5f),
        Of<PoolingLayer, bool>(
            nameof(PoolingLayer.AverageCountExcludesPadding),
            layer => layer.AverageCountExcludesPadding,
            (layer, value) => layer.AverageCountExcludesPadding = value,
            true,
            false),
        Of<PoolingLayer, PaddingMode>(
            nameof(PoolingLayer.PaddingMode),
            layer => layer.PaddingMode,
            (layer, value) => layer.PaddingMode = value,
            PaddingMode.ExplicitRoundDown,
            PaddingMode.ExplicitRoundUp),
        OfSpan<PoolingLayer, long>(
            "PrePadding",
            layer => layer.GetPrePadding(),
            (layer, values) => layer.SetPrePadding(values),
            [0, 0],
            [1, 2]),
        OfSpan<PoolingLayer, long>(
            "PostPadding",
            layer => layer.GetPostPadding(),
            (layer, values) => layer.SetPostPadding(values),
            [0, 0],
            [1, 2]),
        OfSpan<PoolingLayer, long>(
            "WindowSize",
            layer => layer.GetWindowSize(),
            (layer, values) => layer.SetWindowSize(values),
            [2, 3],
            [4, 5]),
        OfSpan<PoolingLayer, long>(
            "Stride", layer => layer.GetStride(), (layer, values) => layer.SetStride(values), [1, 1], [2, 3]),
        OfSpan<PoolingLayer, long>(
            "Padding", layer => layer.GetPadding(), (layer, values) => layer.SetPadding(values), [0, 0], [1, 2]),
        Of<ResizeLayer, InterpolationMode>(
            nameof(ResizeLayer.ResizeMode),
            layer => layer.ResizeMode,
            (layer, value) => layer.ResizeMode = value,
            InterpolationMode.Nearest,
            InterpolationMode.Cubic),
        Of<ResizeLayer, ResizeCoordinateTransformation>(
            nameof(ResizeLayer.CoordinateTransformation),
            layer => layer.CoordinateTransformation,
            (layer, value) => layer.CoordinateTransformation = value,
            ResizeCoordinateTransformation.Asymmetric,
            ResizeCoordinateTransformation.HalfPixel),
        Of<ResizeLayer, ResizeSelector>(
            nameof(ResizeLayer.SelectorForSinglePixel),
            layer => layer.SelectorForSinglePixel,
            (layer, value) => layer.SelectorForSinglePixel = value,
            ResizeSelector.Formula,
            ResizeSelector.Upper),
        Of<ResizeLayer, ResizeRoundMode>(
            nameof(ResizeLayer.NearestRounding),
            layer => layer.NearestRounding,
            (layer, value) => layer.NearestRounding = value,
            ResizeRoundMode.Floor,
            ResizeRoundMode.HalfDown),
        Of<ResizeLayer, float>(
            nameof(ResizeLayer.CubicCoefficient),
            layer => layer.CubicCoefficient,
            (layer, value) => layer.CubicCoefficient = value,
            -0.75f,
            -0.5f),
        Of<ResizeLayer, bool>(
            nameof(ResizeLayer.ExcludeOutside),
            layer => layer.ExcludeOutside,
            (layer, value) => layer.ExcludeOutside = value,
            false,
            true),
        OfSpan<ResizeLayer, float>(
            "Scales",
            layer => layer.GetScales(),
            (layer, values) => layer.SetScales(values),
            [1, 1, 2, 2.5f],
            [1, 2, 0.5f, 3]),
        OfSpan<ResizeLayer, long>(
            "OutputDimensions",
            layer => layer.GetOutputDimensions(),
            (layer, values) => layer.SetOutputDimensions(values),
            null,
            [1, 3, 5, 6]),
    ];
}
