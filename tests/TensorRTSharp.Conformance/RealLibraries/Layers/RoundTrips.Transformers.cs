using static TensorRTSharp.Conformance.RealLibraries.Layers.RoundTrip;

namespace TensorRTSharp.Conformance.RealLibraries.Layers;

internal static partial class RoundTrips
{
    private static RoundTrip[] Narrow =>
    [
        Of<QuantizeLayer, int>(
            nameof(QuantizeLayer.Axis), layer => layer.Axis, (layer, value) => layer.Axis = value, -1, 1),
        Of<QuantizeLayer, DataType>(
            nameof(
                QuantizeLayer.ToType), layer => layer.ToType, (layer,
                value) => layer.ToType = value, DataType.Int8, DataType.FP8),
        OfSpan<QuantizeLayer, long>(
            "BlockShape", layer => layer.GetBlockShape(), (layer, values) => layer.SetBlockShape(values), [], [1, 3]),
        Of<DequantizeLayer, int>(
            nameof(DequantizeLayer.Axis), layer => layer.Axis, (layer, value) => layer.Axis = value, -1, 1),
        Of<DequantizeLayer, DataType>(
            nameof(
                DequantizeLayer.ToType), layer => layer.ToType, (layer,
                value) => layer.ToType = value, DataType.Float, DataType.Half),
        OfSpan<DequantizeLayer, long>(
            "BlockShape", layer => layer.GetBlockShape(), (layer, values) => layer.SetBlockShape(values), [], [1, 3]),
        Of<DynamicQuantizeLayer, DataType>(
            nameof(
                DynamicQuantizeLayer.ToType), layer => layer.ToType, (layer,
                value) => layer.ToType = value, DataType.FP8, DataType.FP4),
        Of<DynamicQuantizeLayer, DataType>(
            nameof(DynamicQuantizeLayer.ScaleType),
            layer => layer.ScaleType,
            (layer, value) => layer.ScaleType = value,
            DataType.E8M0,
            DataType.FP8),
        // Not set: the layer is added with a block's shape.
        Of<DynamicQuantizeLayer, int>(
            nameof(DynamicQuantizeLayer.Axis), layer => layer.Axis, (layer, value) => layer.Axis = value, -1, 1),
        Of<DynamicQuantizeLayer, int>(
            nameof(
                DynamicQuantizeLayer.BlockSize), layer => layer.BlockSize, (layer,
                value) => layer.BlockSize = value, -1, 16),
        OfSpan<DynamicQuantizeLayer, long>(
            "BlockShape",
            layer => layer.GetBlockShape(),
            (layer, values) => layer.SetBlockShape(values),
            [1, 32],
            [1, 16]),
    ];

    private static RoundTrip[] Transformers =>
    [
        Of<KVCacheUpdateLayer, AttentionIOForm>(
            nameof(KVCacheUpdateLayer.UpdateForm),
            layer => layer.UpdateForm,
            (layer, value) => layer.UpdateForm = value,
            AttentionIOForm.PaddedBhnd,
            AttentionIOForm.PackedNhd),
        On(
            LayerCases.Add<KVCacheUpdateLayer>,
            nameof(KVCacheUpdateLayer.UpdateLengths),
            layer => layer.UpdateLengths,
            (layer, value) => layer.UpdateLengths = value,
            _ => null,
            on => on.Input(DataType.Int32, 2)),
        Of<MoELayer, MoEActType>(
            nameof(MoELayer.ActivationType),
            layer => layer.ActivationType,
            (layer, value) => layer.ActivationType = value,
            MoEActType.SiLU,
            MoEActType.None),
        Of<MoELayer, DataType>(
            nameof(MoELayer.QuantizationToType),
            layer => layer.QuantizationToType,
            (layer, value) => layer.QuantizationToType = value,
            DataType.Float,
            DataType.FP8),
        Of<MoELayer, DataType>(
            nameof(MoELayer.DynQOutputScaleType),
            layer => layer.DynQOutputScaleType,
            (layer, value) => layer.DynQOutputScaleType = value,
            DataType.FP8,
            DataType.E8M0),
        OfSpan<MoELayer, long>(
            "QuantizationBlockShape",
            layer => layer.GetQuantizationBlockShape(),
            (layer, values) => layer.SetQuantizationBlockShape(values),
            [],
            [1, 1, 1, 16]),
        Of<MoELayer, float>(
            nameof(MoELayer.SwigluParamLimit),
            layer => layer.SwigluParamLimit,
            (layer, value) => layer.SwigluParamLimit = value,
            float.PositiveInfinity,
            7),
        Of<MoELayer, float>(
            nameof(MoELayer.SwigluParamAlpha),
            layer => layer.SwigluParamAlpha,
            (layer, value) => layer.SwigluParamAlpha = value,
            1,
            1.7f),
        Of<MoELayer, float>(
            nameof(MoELayer.SwigluParamBeta),
            layer => layer.SwigluParamBeta,
            (layer, value) => layer.SwigluParamBeta = value,
            0,
            1),
        Of<RotaryEmbeddingLayer, bool>(
            nameof(RotaryEmbeddingLayer.Interleaved),
            layer => layer.Interleaved,
            (layer, value) => layer.Interleaved = value,
            false,
            true),
        Of<RotaryEmbeddingLayer, int>(
            nameof(RotaryEmbeddingLayer.RotaryEmbeddingDimension),
            layer => layer.RotaryEmbeddingDimension,
            (layer, value) => layer.RotaryEmbeddingDimension = value,
            0,
            8),
        OfAttention(
            a => a.Name,
            (a, value) => a.Name = value,
            nameof(Attention.Name),
            _ => "(Unnamed Layer* 0) [Attention]",
            _ => "heads"),
        OfAttention(
            a => a.Metadata, (a, value) => a.Metadata = value, nameof(Attention.Metadata), _ => "", _ => "layer 7"),
        OfAttention(
            a => a.NormalizationOperation,
            (a, value) => a.NormalizationOperation = value,
            nameof(Attention.NormalizationOperation),
            _ => AttentionNormalizationOp.SoftMax,
            _ => AttentionNormalizationOp.None),
        OfAttention(
            a => a.Mask,
            (a, value) => a.Mask = value!,
            nameof(Attention.Mask),
            _ => null,
            on => on.Input(DataType.Bool, 1, 2, 8, 9)),
        OfAttention(
            a => a.CausalKind,
            (a, value) => a.CausalKind = value,
            nameof(Attention.CausalKind),
            _ => CausalMaskKind.None,
            _ => CausalMaskKind.LowerRight),
        OfAttention(
            a => a.Decomposable,
            (a, value) => a.Decomposable = value,
            nameof(Attention.Decomposable),
            _ => false,
            _ => true),
        OfAttention(
            a => a.NormalizationQuantizeScale,
            (a, value) => a.NormalizationQuantizeScale = value!,
            nameof(Attention.NormalizationQuantizeScale),
            _ => null,
            on => on.Scalar(0.5f)),
        On(
            QuantizedAttention,
            nameof(Attention.NormalizationQuantizeToType),
            a => a.NormalizationQuantizeToType,
            (a, value) => a.NormalizationQuantizeToType = value,
            _ => DataType.Int8,
            _ => DataType.FP8),
        OfAttention(a => a.RankCount, (a, value) => a.RankCount = value, nameof(Attention.RankCount), _ => 1, _ => 2),
        OfAttention(
            a => a.QueryForm,
            (a, value) => a.QueryForm = value,
            nameof(Attention.QueryForm),
            _ => AttentionIOForm.PaddedBhnd,
            _ => AttentionIOForm.PackedNhd),
        OfAttention(
            a => a.KeyValueForm,
            (a, value) => a.KeyValueForm = value,
            nameof(Attention.KeyValueForm),
            _ => AttentionIOForm.PaddedBhnd,
            _ => AttentionIOForm.PackedNhd),
        OfAttention(
            a => a.QueryLengths,
            (a, value) => a.QueryLengths = value,
            nameof(Attention.QueryLengths),
            _ => null,
            on => on.Input(DataType.Int32, 2)),
        OfAttention(
            a => a.KeyValueLengths,
            (a, value) => a.KeyValueLengths = value,
            nameof(Attention.KeyValueLengths),
            _ => null,
            on => on.Input(DataType.Int32, 1)),
    ];

    private static RoundTrip[] Others =>
    [
        On(
            LayerCases.Add<IdentityLayer>,
            nameof(Layer.Name),
            layer => layer.Name,
            (layer, value) => layer.Name = value,
            _ => "(Unnamed Layer* 0) [Identity]",
            _ => "Ähnlich"),
        On(
            LayerCases.Add<IdentityLayer>,
            nameof(Layer.Metadata),
            layer => layer.Metadata,
            (layer, value) => layer.Metadata = value,
            _ => "",
            _ => "from Python's line 7"),
        On(
            LayerCases.Add<DistCollectiveLayer>,
            nameof(Layer.RankCount),
            layer => layer.RankCount,
            (layer, value) => layer.RankCount = value,
            _ => 1,
            _ => 4),
        On(
            on => on.Network.AddLoop(),
            nameof(Loop.Name),
            loop => loop.Name,
            (loop, value) => loop.Name = value,
            _ => "(Unnamed Loop* 0)",
            _ => "words"),
        On(
            on => on.Network.AddIfConditional(),
            nameof(IfConditional.Name),
            conditional => conditional.Name,
            (conditional, value) => conditional.Name = value,
            _ => "(Unnamed IfConditional* 0)",
            _ => "is it one?"),
    ];

    private static Attention QuantizedAttention(RtxNetwork on)
    {
        Attention attention = LayerCases.AddAttention(on);
        attention.NormalizationQuantizeToType = DataType.Int8;
        return attention;
    }

    private static RoundTrip OfAttention<TValue>(
        Func<Attention, TValue> get,
        Action<Attention, TValue> set,
        string member,
        Func<RtxNetwork, TValue> initial,
        Func<RtxNetwork, TValue> other) =>
        On(LayerCases.AddAttention, member, get, set, initial, other);
}
