using static TensorRTSharp.Conformance.RealLibraries.Layers.LayerCase;

namespace TensorRTSharp.Conformance.RealLibraries.Layers;

/// <summary>A case or more for each method that adds a layer.</summary>
internal static partial class LayerCases
{
    public static IReadOnlyList<LayerCase> All { get; } =
        [.. Elementwise, .. Windows, .. Shapes, .. Reductions, .. Quantization, .. Transformers, .. ControlFlow];

    /// <summary>Adds the first layer of a class.</summary>
    public static T Add<T>(RtxNetwork on)
        where T : Layer =>
        (T)All.First(layer => layer.Class == typeof(T)).Add(on);

    private static LayerCase[] Elementwise =>
    [
        Of(
            "AddConstant",
            LayerType.Constant,
            0,
            ["Float[2, 3]"],
            on => on.Network.AddConstant(RtxNetwork.Numbers(6), 2, 3)),
        Of("AddConstant scalar", LayerType.Constant, 0, ["Int64[]"], on => on.Network.AddConstant(Weights.From(7L))),
        Of(
            "AddIdentity",
            LayerType.Identity,
            1,
            ["Half[2, 3]"],
            on => on.Network.AddIdentity(on.Input(DataType.Half, 2, 3))),
        Of("AddCast", LayerType.Cast, 1, ["Int32[2, 3]"], on => on.Network.AddCast(on.Input(2, 3), DataType.Int32)),
        Of(
            "AddElementWise", LayerType.ElementWise, 2, ["Float[2, 3]"],
            on => on.Network.AddElementWise(on.Input(2, 1), on.Input(1, 3), ElementWiseOperation.Sub)),
        Of(
            "AddElementWise comparison", LayerType.ElementWise, 2, ["Bool[2, 3]"],
            on => on.Network.AddElementWise(on.Input(2, 3), on.Input(2, 3), ElementWiseOperation.Less)),
        Of(
            "AddUnary",
            LayerType.Unary,
            1,
            ["Float[2, 3]"],
            on => on.Network.AddUnary(on.Input(2, 3), UnaryOperation.Exp)),
        Of(
            "AddUnary IsNaN", LayerType.Unary, 1, ["Bool[2, 3]"],
            on => on.Network.AddUnary(on.Input(2, 3), UnaryOperation.IsNaN)),
        Of(
            "AddActivation", LayerType.Activation, 1, ["Float[2, 3]"],
            on => on.Network.AddActivation(on.Input(2, 3), ActivationType.HardSigmoid)),
        Of(
            "AddParametricReLU", LayerType.ParametricReLU, 2, ["Float[2, 3]"],
            on => on.Network.AddParametricReLU(on.Input(2, 3), on.Input(1, 3))),
        Of(
            "AddSelect", LayerType.Select, 3, ["Float[1, 3, 5, 9]"],
            on => on.Network.AddSelect(
                on.Input(DataType.Bool, 1, 1, 5, 9), on.Input(1, 1, 5, 9), on.Input(1, 3, 1, 9))),
        Of(
            "AddScale", LayerType.Scale, 1, ["Float[1, 3, 4, 5]"],
            on => on.Network.AddScale(
                on.Input(
                    1,
                    3,
                    4,
                    5), ScaleMode.Channel, RtxNetwork.Numbers(3), RtxNetwork.Numbers(3), RtxNetwork.Numbers(3))),
        Of(
            "AddScale along another channel", LayerType.Scale, 1, ["Float[1, 3, 4, 5]"],
            on => on.Network.AddScale(
                on.Input(1, 3, 4, 5), ScaleMode.Channel, scale: RtxNetwork.Numbers(4), channelAxis: 2)),
        Of(
            "AddFill",
            LayerType.Fill,
            0,
            ["Float[2, 7]"],
            on => on.Network.AddFill([2, 7], FillOperation.RandomUniform)),
        Of(
            "AddFill of integers", LayerType.Fill, 0, ["Int64[7]"],
            on => on.Network.AddFill([7], FillOperation.Linspace, DataType.Int64)),
        Of(
            "AddAssertion",
            LayerType.Assertion,
            1,
            [],
            on => on.Network.AddAssertion(IsTwoByThree(on), "it must be 2 by 3")),
    ];

    private static LayerCase[] Windows =>
    [
        // (8 - 3) / 1 + 1 = 6
        Of(
            "AddConvolution", LayerType.Convolution, 1, ["Float[1, 4, 6, 6]"],
            on => on.Network.AddConvolution(
                on.Input(1, 3, 8, 8), 4, [3, 3], RtxNetwork.Numbers(4 * 3 * 3 * 3), RtxNetwork.Numbers(4))),
        Of(
            "AddConvolution of a volume without a bias", LayerType.Convolution, 1, ["Float[1, 4, 6, 7, 8]"],
            on => on.Network.AddConvolution(on.Input(1, 3, 8, 8, 8), 4, [3, 2, 1], RtxNetwork.Numbers(4 * 3 * 6))),
        Of(
            "AddConvolution with a kernel that is a tensor",
            LayerType.Convolution,
            2,
            ["Float[1, 4, 6, 6]"],
            DynamicKernel),
        // (8 - 1) * 1 + 3 = 10
        Of(
            "AddDeconvolution", LayerType.Deconvolution, 1, ["Float[1, 4, 10, 10]"],
            on => on.Network.AddDeconvolution(
                on.Input(1, 3, 8, 8), 4, [3, 3], RtxNetwork.Numbers(3 * 4 * 3 * 3), RtxNetwork.Numbers(4))),
        Of(
            "AddPooling", LayerType.Pooling, 1, ["Float[1, 3, 7, 6]"],
            on => on.Network.AddPooling(on.Input(1, 3, 8, 8), PoolingType.Average, 2, 3)),
        Of(
            "AddLrn",
            LayerType.Lrn,
            1,
            ["Float[1, 3, 8, 8]"],
            on => on.Network.AddLrn(on.Input(1, 3, 8, 8), 5, 1e-4f, 0.75f, 2)),
        Of(
            "AddPadding", LayerType.Padding, 1, ["Float[1, 3, 12, 9]"],
            on => on.Network.AddPadding(on.Input(1, 3, 8, 8), [1, 2], [3, -1])),
        Of("AddResize", LayerType.Resize, 1, ["Float[1, 3, 16, 20]"], Resized),
        Of(
            "AddGridSample", LayerType.GridSample, 2, ["Float[1, 3, 4, 5]"],
            on => on.Network.AddGridSample(on.Input(1, 3, 8, 8), on.Input(1, 4, 5, 2))),
    ];

    private static LayerCase[] Quantization =>
    [
        Of(
            "AddQuantize", LayerType.Quantize, 2, ["Int8[2, 3]"],
            on => on.Network.AddQuantize(on.Input(2, 3), on.Scalar(0.5f))),
        Of(
            "AddQuantize to FP8", LayerType.Quantize, 2, ["FP8[2, 3]"],
            on => on.Network.AddQuantize(on.Input(2, 3), on.Scalar(0.5f), DataType.FP8)),
        Of(
            "AddDequantize", LayerType.Dequantize, 2, ["Float[2, 3]"],
            on => on.Network.AddDequantize(on.Input(DataType.Int8, 2, 3), on.Scalar(0.5f))),
        // One scale for 32 elements of a row.
        Of(
            "AddDynamicQuantize", LayerType.DynamicQuantize, 1, ["FP8[2, 64]", "E8M0[2, 2]"],
            on => on.Network.AddDynamicQuantize(on.Input(2, 64), [1, 32], DataType.FP8, DataType.E8M0)),
    ];

    private static LayerCase[] Transformers =>
    [
        Of(
            "AddRotaryEmbedding", LayerType.RotaryEmbedding, 3, ["Float[1, 2, 8, 16]"],
            on => on.Network.AddRotaryEmbedding(on.Input(1, 2, 8, 16), on.Input(1, 8, 8), on.Input(1, 8, 8))),
        Of(
            "AddKVCacheUpdate", LayerType.KVCacheUpdate, 3, ["Half[1, 2, 32, 16]"],
            on => on.Network.AddKVCacheUpdate(
                on.Input(DataType.Half, 1, 2, 32, 16),
                on.Input(DataType.Half, 1, 2, 1, 16),
                on.Input(DataType.Int32, 1))),
        Of("AddMoE", LayerType.MoE, 6, ["Half[1, 4, 32]"], Experts),
        Of(
            "AddDistCollective", LayerType.DistCollective, 1, ["Float[2, 3]"],
            on => on.Network.AddDistCollective(on.Input(2, 3), CollectiveOperation.AllReduce, ReduceOperation.Sum)),
        Of(
            "AddAttention input", LayerType.AttentionInput, 3, ["Half[1, 2, 8, 16]"],
            on => (AttentionInputLayer)AttentionLayer(on, LayerType.AttentionInput)),
        Of(
            "AddAttention output", LayerType.AttentionOutput, 1, ["Half[1, 2, 8, 16]"],
            on => (AttentionOutputLayer)AttentionLayer(on, LayerType.AttentionOutput)),
    ];

    private static Layer AttentionLayer(RtxNetwork on, LayerType type)
    {
        _ = AddAttention(on);
        return on.Network.Layers.Single(layer => layer.Type == type);
    }

    /// <summary>8 queries and 9 keys of 2 heads, each of the size 16.</summary>
    public static Attention AddAttention(RtxNetwork on) => on.Network.AddAttention(
        on.Input(
            DataType.Half, 1, 2, 8, 16), on.Input(DataType.Half, 1, 2, 9, 16), on.Input(DataType.Half, 1, 2, 9, 16));

    private static MoELayer Experts(RtxNetwork on)
    {
        MoELayer layer = on.Network.AddMoE(
            on.Input(DataType.Half, 1, 4, 32), on.Input(DataType.Int32, 1, 4, 2), on.Input(DataType.Half, 1, 4, 2));
        layer.SetGatedWeights(
            on.Input(DataType.Half, 8, 32, 64), on.Input(DataType.Half, 8, 32, 64), on.Input(DataType.Half, 8, 64, 32));
        return layer;
    }

    private static ConvolutionLayer DynamicKernel(RtxNetwork on)
    {
        ConvolutionLayer layer = on.Network.AddConvolution(on.Input(1, 3, 8, 8), 4, [3, 3], Weights.Empty());
        layer.SetInput(1, on.Input(4, 3, 3, 3));
        return layer;
    }

    private static ResizeLayer Resized(RtxNetwork on)
    {
        ResizeLayer layer = on.Network.AddResize(on.Input(1, 3, 8, 8));
        layer.SetScales(1, 1, 2, 2.5f);
        return layer;
    }

    private static Tensor IsTwoByThree(RtxNetwork on)
    {
        Tensor shape = on.Network.AddShape(on.Input(-1, 3)).GetOutput();
        Tensor expected = on.Network.AddConstant(Weights.From(2L, 3L), 2).GetOutput();
        return on.Network.AddElementWise(shape, expected, ElementWiseOperation.Equal).GetOutput();
    }
}
