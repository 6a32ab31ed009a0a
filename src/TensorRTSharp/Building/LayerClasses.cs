using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <summary>Which class stands for which kind of layer.</summary>
internal static class LayerClasses
{
    internal static Layer Create(Network network, BorrowedRef native) => TypeOf(native) switch
    {
        LayerType.Activation => new ActivationLayer(network, native),
        LayerType.Assertion => new AssertionLayer(network, native),
        LayerType.AttentionInput => new AttentionInputLayer(network, native),
        LayerType.AttentionOutput => new AttentionOutputLayer(network, native),
        LayerType.Cast => new CastLayer(network, native),
        LayerType.Concatenation => new ConcatenationLayer(network, native),
        LayerType.Condition => new ConditionLayer(network, native),
        LayerType.ConditionalInput => new IfConditionalInputLayer(network, native),
        LayerType.ConditionalOutput => new IfConditionalOutputLayer(network, native),
        LayerType.Constant => new ConstantLayer(network, native),
        LayerType.Convolution => new ConvolutionLayer(network, native),
        LayerType.Cumulative => new CumulativeLayer(network, native),
        LayerType.Deconvolution => new DeconvolutionLayer(network, native),
        LayerType.Dequantize => new DequantizeLayer(network, native),
        LayerType.DistCollective => new DistCollectiveLayer(network, native),
        LayerType.DynamicQuantize => new DynamicQuantizeLayer(network, native),
        LayerType.Einsum => new EinsumLayer(network, native),
        LayerType.ElementWise => new ElementWiseLayer(network, native),
        LayerType.Fill => new FillLayer(network, native),
        LayerType.Gather => new GatherLayer(network, native),
        LayerType.GridSample => new GridSampleLayer(network, native),
        LayerType.Identity => new IdentityLayer(network, native),
        LayerType.Iterator => new IteratorLayer(network, native),
        LayerType.KVCacheUpdate => new KVCacheUpdateLayer(network, native),
        LayerType.LoopOutput => new LoopOutputLayer(network, native),
        LayerType.Lrn => new LrnLayer(network, native),
        LayerType.MatrixMultiply => new MatrixMultiplyLayer(network, native),
        LayerType.MoE => new MoELayer(network, native),
        LayerType.Nms => new NmsLayer(network, native),
        LayerType.NonZero => new NonZeroLayer(network, native),
        LayerType.Normalization => new NormalizationLayer(network, native),
        LayerType.OneHot => new OneHotLayer(network, native),
        LayerType.Padding => new PaddingLayer(network, native),
        LayerType.ParametricReLU => new ParametricReLULayer(network, native),
        LayerType.PluginV2 => new PluginV2Layer(network, native),
        LayerType.PluginV3 => new PluginV3Layer(network, native),
        LayerType.Pooling => new PoolingLayer(network, native),
        LayerType.Quantize => new QuantizeLayer(network, native),
        LayerType.RaggedSoftMax => new RaggedSoftMaxLayer(network, native),
        LayerType.Recurrence => new RecurrenceLayer(network, native),
        LayerType.Reduce => new ReduceLayer(network, native),
        LayerType.Resize => new ResizeLayer(network, native),
        LayerType.ReverseSequence => new ReverseSequenceLayer(network, native),
        LayerType.RotaryEmbedding => new RotaryEmbeddingLayer(network, native),
        LayerType.Scale => new ScaleLayer(network, native),
        LayerType.Scatter => new ScatterLayer(network, native),
        LayerType.Select => new SelectLayer(network, native),
        LayerType.Shape => new ShapeLayer(network, native),
        LayerType.Shuffle => new ShuffleLayer(network, native),
        LayerType.Slice => new SliceLayer(network, native),
        LayerType.SoftMax => new SoftMaxLayer(network, native),
        LayerType.Squeeze => new SqueezeLayer(network, native),
        LayerType.TopK => new TopKLayer(network, native),
        LayerType.TripLimit => new TripLimitLayer(network, native),
        LayerType.Unary => new UnaryLayer(network, native),
        LayerType.Unsqueeze => new UnsqueezeLayer(network, native),
        _ => new Layer(network, native), // Plugin, which no library makes any more; what is newer than this list
    };

    /// <summary>The CPU backend has operations that TensorRT has no kind for.</summary>
    private static LayerType? TypeOf(BorrowedRef native)
    {
        try
        {
            return NativeMethods.LayerGetType(native);
        }
        catch (TensorRTNotSupportedException)
        {
            return null;
        }
    }
}
