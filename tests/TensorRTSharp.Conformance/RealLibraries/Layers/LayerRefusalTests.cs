using NUnit.Framework;
using TensorRTSharp.Testing;
using static TensorRTSharp.Conformance.RealLibraries.Layers.Refusal;

namespace TensorRTSharp.Conformance.RealLibraries.Layers;

/// <summary>What the real TensorRT-RTX refuses, and what is refused before it could crash.</summary>
[Level("1")]
internal sealed class LayerRefusalTests
{
    private static IEnumerable<Refusal> OfTensorRT10Only =>
    [
        NotSupported("Layer.Precision", "ILayer::precisionIsSet", on => _ = LayerCases.Add<UnaryLayer>(on).Precision),
        NotSupported(
            "Layer.Precision set",
            "ILayer::setPrecision",
            on => LayerCases.Add<UnaryLayer>(on).Precision = DataType.Half),
        NotSupported(
            "Layer.Precision reset", "ILayer::resetPrecision", on => LayerCases.Add<UnaryLayer>(on).Precision = null),
        NotSupported(
            "Layer.SetOutputType",
            "ILayer::setOutputType",
            on => LayerCases.Add<UnaryLayer>(on).SetOutputType(0, DataType.Half)),
        NotSupported(
            "Layer.SetOutputType reset",
            "ILayer::resetOutputType",
            on => LayerCases.Add<UnaryLayer>(on).SetOutputType(0, null)),
        NotSupported(
            "Layer.IsOutputTypeSet",
            "ILayer::outputTypeIsSet",
            on => LayerCases.Add<UnaryLayer>(on).IsOutputTypeSet(0)),
        NotSupported(
            "NormalizationLayer.ComputePrecision",
            "INormalizationLayer::getComputePrecision",
            on => _ = LayerCases.Add<NormalizationLayer>(on).ComputePrecision),
        NotSupported(
            "NormalizationLayer.ComputePrecision set",
            "INormalizationLayer::setComputePrecision",
            on => LayerCases.Add<NormalizationLayer>(on).ComputePrecision = DataType.Half),
        NotSupported("Tensor.DataType set", "ITensor::setType", on => on.Input(2).DataType = DataType.Half),
        NotSupported("Tensor.Location", "ITensor::getLocation", on => _ = on.Input(2).Location),
        NotSupported("Tensor.Location set", "ITensor::setLocation", on => on.Input(2).Location = TensorLocation.Host),
        NotSupported("Tensor.DynamicRange", "ITensor::dynamicRangeIsSet", on => _ = on.Input(2).DynamicRange),
        NotSupported("Tensor.DynamicRange set", "ITensor::setDynamicRange", on => on.Input(2).DynamicRange = (-1, 1)),
        NotSupported("Tensor.DynamicRange reset", "ITensor::resetDynamicRange", on => on.Input(2).DynamicRange = null),
    ];

    private static IEnumerable<Refusal> ByTensorRT =>
    [
        // What TensorRT says in its log alone.
        OfSetting<ConvolutionLayer>("a stride of 0", "IConvolutionLayer::setStrideNd", layer => layer.SetStride(0, 0)),
        OfSetting<ConvolutionLayer>(
            "a stride in 4 dimensions", "IConvolutionLayer::setStrideNd", layer => layer.SetStride(1, 1, 1, 1)),
        OfSetting<ConvolutionLayer>("no groups", "IConvolutionLayer::setNbGroups", layer => layer.GroupCount = 0),
        OfSetting<ConvolutionLayer>(
            "no kernel", "IConvolutionLayer::setKernelWeights", layer => layer.KernelWeights = Weights.Empty()),
        OfSetting<ConvolutionLayer>(
            "no bias", "IConvolutionLayer::setBiasWeights", layer => layer.BiasWeights = Weights.Empty()),
        OfSetting<ScaleLayer>("no shift", "IScaleLayer::setShift", layer => layer.Shift = Weights.Empty()),
        OfSetting<LrnLayer>("an even window", "ILRNLayer::setWindowSize", layer => layer.WindowSize = 4),
        OfSetting<ActivationLayer>(
            "an infinite alpha", "IActivationLayer::setAlpha", layer => layer.Alpha = float.PositiveInfinity),
        OfSetting<PoolingLayer>("a blend factor of 2", "IPoolingLayer::setBlendFactor", layer => layer.BlendFactor = 2),
        OfSetting<PaddingLayer>(
            "padding of 3 dimensions", "IPaddingLayer::setPrePaddingNd", layer => layer.SetPrePadding(1, 1, 1)),
        OfSetting<TopKLayer>("too many of them", "ITopKLayer::setK", layer => layer.K = 3841),
        new(
            "scales of a size that a tensor has", typeof(ArgumentException), "IResizeLayer::setScales failed: ",
            on =>
            {
                ResizeLayer layer = LayerCases.Add<ResizeLayer>(on);
                layer.SetInput(1, on.Vector(1, 3, 5, 6));
                layer.SetScales(1, 1, 1, 1);
            }),
        OfSetting<ConcatenationLayer>("a negative axis", "IConcatenationLayer::setAxis", layer => layer.Axis = -1),
        OfSetting<SoftMaxLayer>("two axes of softmax", "ISoftMaxLayer::setAxes", layer => layer.SetAxes(0, 1)),
        OfSetting<QuantizeLayer>(
            "quantizing to Float", "IQuantizeLayer::setToType", layer => layer.ToType = DataType.Float),
        OfSetting<DynamicQuantizeLayer>(
            "a block of 7", "IDynamicQuantizeLayer::setBlockSize", layer => layer.BlockSize = 7),
        OfSetting<UnaryLayer>("an input too many", "ILayer::setInput", layer => layer.SetInput(1, layer.Inputs[0]!)),
        OfSetting<UnaryLayer>(
            "an input before the first", "ILayer::setInput", layer => layer.SetInput(-1, layer.Inputs[0]!)),
        OfSetting<UnaryLayer>(
            "a name of 5000 characters", "ILayer::setName", layer => layer.Name = new string('x', 5000)),

        // What it has a method for, and nothing behind it yet.
        new(
            "dynamic quantization of experts", typeof(ArgumentException), "not supported yet",
            on => LayerCases.Add<MoELayer>(on)
                .SetQuantizationDynamicDblQ(on.Scalar(0.5f), DataType.FP4, [1, 1, 1, 16], DataType.FP8)),

        // What it says by false.
        new(
            "an attention of no device", typeof(ArgumentException), "IAttention::setNbRanks failed: ",
            on => LayerCases.AddAttention(on).RankCount = 0),
        new(
            "an attention of less than none", typeof(ArgumentException), "IAttention::setNbRanks failed: ",
            on => LayerCases.AddAttention(on).RankCount = -1),
        OfSetting<EinsumLayer>("a bad equation", "IEinsumLayer::setEquation", layer => layer.Equation = "->->"),
        OfSetting<GridSampleLayer>(
            "a grid that wraps", "IGridSampleLayer::setSampleMode", layer => layer.SampleMode = SampleMode.Wrap),
        OfSetting<NonZeroLayer>(
            "indices of Float", "INonZeroLayer::setIndicesType", layer => layer.IndicesType = DataType.Float),
        OfSetting<RotaryEmbeddingLayer>(
            "an odd dimension",
            "IRotaryEmbeddingLayer::setRotaryEmbeddingDim",
            layer => layer.RotaryEmbeddingDimension = 3),
        OfSetting<UnaryLayer>("a unary layer of two devices", "ILayer::setNbRanks", layer => layer.RankCount = 2),

        // What it says by null.
        OfLayer(
            "a kernel of one dimension", "INetworkDefinition::addConvolutionNd",
            on => on.Network.AddConvolution(on.Input(1, 3, 8, 8), 4, [3], RtxNetwork.Numbers(36))),
        OfLayer("no inputs", "INetworkDefinition::addConcatenation", on => on.Network.AddConcatenation()),
        OfLayer(
            "an LRN window of 100", "INetworkDefinition::addLRN",
            on => on.Network.AddLrn(on.Input(1, 3, 8, 8), 100, 1, 1, 1)),
        OfLayer(
            "the top 4000", "INetworkDefinition::addTopK(ITensor&, TopKOperation, int32_t, uint32_t)",
            on => on.Network.AddTopK(on.Input(2, 9), TopKOperation.Max, 4000, [1])),

        // What it says when the engine is built.
        new(
            "weights that are too few", typeof(EngineBuildException), "buildSerializedNetwork",
            on =>
            {
                on.Network.MarkOutput(on.Network.AddConstant(RtxNetwork.Numbers(5), 2, 3).GetOutput());
                on.Build().Dispose();
            }),
    ];

    private static IEnumerable<Refusal> OfMarks =>
    [
        new(
            "an output that is one already", typeof(ArgumentException), "already set as network-level output",
            on =>
            {
                Tensor tensor = on.Unary(on.Input(2));
                on.Network.MarkOutput(tensor);
                on.Network.MarkOutput(tensor);
            }),
        new(
            "an input as output", typeof(ArgumentException), "both input and output",
            on => on.Network.MarkOutput(on.Input(2))),
        new(
            "an output that is none", typeof(ArgumentException), "INetworkDefinition::unmarkOutput failed: ",
            on => on.Network.UnmarkOutput(on.Unary(on.Input(2)))),
        new(
            "an output for shapes that is one already",
            typeof(ArgumentException),
            "already set as a network-level shape output",
            on =>
            {
                Tensor shape = on.Network.AddShape(on.Input(2, -1)).GetOutput();
                on.Network.MarkOutputForShapes(shape);
                on.Network.MarkOutputForShapes(shape);
            }),
        new(
            "an output for shapes that is none", typeof(ArgumentException), "unmarkOutputForShapes failed: ",
            on => on.Network.UnmarkOutputForShapes(on.Network.AddShape(on.Input(2, -1)).GetOutput())),
        new(
            "marking weights that there are not", typeof(ArgumentException), "no weights named missing",
            on => on.Network.MarkWeightsRefittable("missing")),
        new(
            "unmarking weights that there are not", typeof(ArgumentException), "unmarkWeightsRefittable failed: ",
            on => on.Network.UnmarkWeightsRefittable("missing")),
        new(
            "naming weights that no layer has", typeof(ArgumentException), "not used in the network",
            on =>
            {
                using Weights weights = Weights.From(1f);
                on.Network.SetWeightsName(weights, "others");
            }),
        new(
            "removing a tensor that a layer uses", typeof(ArgumentException), "cannot be removed",
            on =>
            {
                Tensor tensor = on.Input(2);
                _ = on.Unary(tensor);
                on.Network.RemoveTensor(tensor);
            }),
        new(
            "the name of a tensor that was removed", typeof(ArgumentException), "existing name",
            on =>
            {
                on.Network.RemoveTensor(on.Network.AddInput("x", DataType.Float, 2));
                on.Network.AddInput("x", DataType.Float, 2);
            }),
        new(
            "a name for a dimension that there is not", typeof(ArgumentException), "ITensor::setDimensionName failed: ",
            on => on.Input(2).SetDimensionName(1, "n")),
    ];

    private static IEnumerable<Refusal> BeforeItCrashes =>
    [
        // TensorRT-RTX 1.7.1 reads what is not there.
        new(
            "gathering ND by a scalar", typeof(ArgumentException), "are a scalar",
            on => on.Network.AddGather(on.Input(2, 3), on.Scalar(1), GatherMode.ND)),
        new(
            "making a gather ND whose indices are a scalar", typeof(ArgumentException), "are a scalar",
            on => on.Network.AddGather(on.Input(2, 3), on.Scalar(1), 0).Mode = GatherMode.ND),
        new(
            "giving a gather ND a scalar", typeof(ArgumentException), "are a scalar",
            on => on.Network.AddGather(on.Input(5, 6, 7), on.Input(DataType.Int32, 3, 2), GatherMode.ND)
                .SetInput(1, on.Scalar(1))),
        new(
            "a second transpose beyond the input's rank", typeof(ArgumentException), "set the shape",
            on => LayerCases.Add<ShuffleLayer>(on).SetSecondTranspose(1, 2, 3, 0)),
        new(
            "an input of too low a rank for the second transpose", typeof(ArgumentException), "set the shape",
            on =>
            {
                ShuffleLayer layer = LayerCases.Add<ShuffleLayer>(on);
                layer.SetSecondTranspose(2, 0, 1);
                layer.SetInput(0, on.Input(6, 4));
            }),

        // It divides by it.
        new(
            "a block without elements", typeof(ArgumentOutOfRangeException), "sizes from 1",
            on => on.Network.AddDynamicQuantize(on.Input(2, 64), [1, 0], DataType.FP8, DataType.E8M0)),
        new(
            "making a block one without elements", typeof(ArgumentOutOfRangeException), "sizes from 1",
            on => LayerCases.Add<DynamicQuantizeLayer>(on).SetBlockShape(1, 0)),

        // It has freed it.
        new(
            "a tensor that was removed", typeof(InvalidOperationException), "was removed",
            on =>
            {
                Tensor tensor = on.Input(2, 3);
                on.Network.RemoveTensor(tensor);
                _ = tensor.Name;
            }),
        new(
            "a layer of a tensor that was removed", typeof(InvalidOperationException), "was removed",
            on =>
            {
                Tensor tensor = on.Input(2, 3);
                on.Network.RemoveTensor(tensor);
                on.Network.AddIdentity(tensor);
            }),
    ];

    private static IEnumerable<Refusal> OfArguments =>
    [
        new(
            "an unknown function", typeof(TensorRTNotSupportedException), "no ActivationType number 99",
            on => on.Network.AddActivation(on.Input(2), (ActivationType)99)),
        new(
            "an unknown type", typeof(TensorRTNotSupportedException), "no DataType number 99",
            on => on.Network.AddCast(on.Input(2), (DataType)99)),
        new(
            "a negative axis",
            typeof(ArgumentOutOfRangeException),
            "axes from 0 to 7",
            on => on.Network.AddReduce(on.Input(2), ReduceOperation.Sum, [-1])),
        new(
            "axis 8",
            typeof(ArgumentOutOfRangeException),
            "axes from 0 to 7",
            on => LayerCases.Add<SoftMaxLayer>(on).SetAxes(8)),
        new(
            "nine dimensions", typeof(ArgumentException), "SetStride was given 9 numbers",
            on => LayerCases.Add<SliceLayer>(on).SetStride(1, 1, 1, 1, 1, 1, 1, 1, 1)),
        new(
            "an order that names a dimension twice", typeof(ArgumentException), "SetFirstTranspose was given [0, 0, 2]",
            on => LayerCases.Add<ShuffleLayer>(on).SetFirstTranspose(0, 0, 2)),
        new(
            "an order with a gap", typeof(ArgumentException), "each number from 0",
            on => LayerCases.Add<ShuffleLayer>(on).SetFirstTranspose(0, 5)),
        new(
            "an order of nine", typeof(ArgumentException), "at most 8 dimensions",
            on => LayerCases.Add<ShuffleLayer>(on).SetFirstTranspose(0, 1, 2, 3, 4, 5, 6, 7, 8)),
        new(
            "the third of two matrices", typeof(ArgumentOutOfRangeException), "index",
            on => LayerCases.Add<MatrixMultiplyLayer>(on).GetOperation(2)),
        new(
            "an alpha that is no integer", typeof(InvalidOperationException), "no integers",
            on => _ = LayerCases.Add<FillLayer>(on).AlphaInt64),
        new(
            "a beta that is no integer", typeof(InvalidOperationException), "no integers",
            on => _ = LayerCases.Add<FillLayer>(on).BetaInt64),
        new("no tensor", typeof(ArgumentNullException), "tensor", on => on.Network.AddIdentity(null!)),
        new(
            "no tensor among some",
            typeof(ArgumentNullException),
            "tensor",
            on => on.Network.AddConcatenation(on.Input(2), null!)),
        new(
            "no input",
            typeof(ArgumentNullException),
            "tensor",
            on => LayerCases.Add<UnaryLayer>(on).SetInput(0, null!)),
        new("no weights", typeof(ArgumentNullException), "weights", on => on.Network.AddConstant(null!, 2)),
        new(
            "no name of weights", typeof(ArgumentNullException), "name",
            on => on.Network.SetWeightsName(RtxNetwork.Numbers(1), null!)),
        new("no name to mark", typeof(ArgumentNullException), "name", on => on.Network.MarkWeightsRefittable(null!)),
        new("no equation", typeof(ArgumentNullException), "equation", on => on.Network.AddEinsum(null!, on.Input(2))),
        new(
            "no message",
            typeof(ArgumentNullException),
            "message",
            on => on.Network.AddAssertion(on.Input(DataType.Bool), null!)),
        new("no mask", typeof(ArgumentNullException), "tensor", on => LayerCases.AddAttention(on).Mask = null!),
        new(
            "a tensor of another network", typeof(ArgumentException), "another network",
            on =>
            {
                using RtxNetwork other = new();
                on.Network.AddSelect(on.Input(DataType.Bool, 2), on.Input(2), other.Input(2));
            }),
        new(
            "weights that were disposed", typeof(ObjectDisposedException), "Weights",
            on =>
            {
                Weights weights = Weights.From(1f);
                weights.Dispose();
                on.Network.AddConstant(weights, 1);
            }),
    ];

    [TestCaseSource(nameof(ByTensorRT))]
    [TestCaseSource(nameof(OfMarks))]
    [LibraryRefuses]
    public void TensorRT_refuses_it(Refusal refusal)
    {
        It_is_refused(refusal);
    }

    [TestCaseSource(nameof(OfTensorRT10Only))]
    [TestCaseSource(nameof(BeforeItCrashes))]
    [TestCaseSource(nameof(OfArguments))]
    public void It_is_refused(Refusal refusal)
    {
        using RtxNetwork on = new();
        Assert.That(() => refusal.Do(on), Throws.TypeOf(refusal.Exception).With.Message.Contains(refusal.Message));
    }

    [Test]
    [LibraryRefuses]
    public void A_refused_setting_stays_as_it_was()
    {
        using RtxNetwork on = new();
        TopKLayer layer = LayerCases.Add<TopKLayer>(on);
        Assert.That(() => layer.K = 3841, Throws.ArgumentException);
        Assert.That(layer.K, Is.EqualTo(3));
    }

    [Test]
    [LibraryRefuses]
    public void What_is_refused_is_told_by_the_exception_where_errors_are_recorded_as_well()
    {
        using RtxNetwork on = new();
        ErrorRecorder recorder = new();
        on.Network.ErrorRecorder = recorder;
        TopKLayer layer = LayerCases.Add<TopKLayer>(on);
        Assert.That(() => layer.K = 3841, Throws.ArgumentException.With.Message.Contains("ITopKLayer::setK"));
        Assert.That(recorder.Count, Is.Positive);
    }
}
