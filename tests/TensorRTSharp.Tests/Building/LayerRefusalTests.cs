using NUnit.Framework;
using TensorRTSharp.Tests.Support;

namespace TensorRTSharp.Tests.Building;

/// <summary>The CPU backend takes few layers from an application: it says so, by name, of each of the others.</summary>
internal sealed class LayerRefusalTests
{
    private static readonly string[] Taken =
    [
        nameof(Network.AddInput), nameof(Network.AddConstant), nameof(Network.AddIdentity),
        nameof(Network.AddElementWise), nameof(Network.AddConcatenation), nameof(Network.AddPlugin),
    ];

    private static IEnumerable<(string Method, string Native, Action<Network, Tensor> Add)> Refused =>
    [
        (nameof(Network.AddActivation), "addActivation", (network, x) => network.AddActivation(x, ActivationType.ReLU)),
        (nameof(Network.AddAssertion), "addAssertion", (network, x) => network.AddAssertion(x, "message")),
        (nameof(Network.AddAttention), "addAttentionV2", (network, x) => network.AddAttention(x, x, x)),
        (nameof(Network.AddCast), "addCast", (network, x) => network.AddCast(x, DataType.Half)),
        (nameof(Network.AddConvolution), "addConvolutionNd", AddConvolution),
        (nameof(Network.AddCumulative), "addCumulative", (network, x) => network.AddCumulative(x, x)),
        (nameof(Network.AddDeconvolution), "addDeconvolutionNd", AddDeconvolution),
        (nameof(Network.AddDequantize), "addDequantize", (network, x) => network.AddDequantize(x, x)),
        (nameof(Network.AddDistCollective), "addDistCollective",
            (network, x) => network.AddDistCollective(x, CollectiveOperation.AllGather)),
        (nameof(Network.AddDynamicQuantize), "addDynamicQuantizeV2",
            (network, x) => network.AddDynamicQuantize(x, [1, 16], DataType.FP4, DataType.FP8)),
        (nameof(Network.AddEinsum), "addEinsum", (network, x) => network.AddEinsum("ij->ji", x)),
        (nameof(Network.AddFill), "addFill", (network, _) => network.AddFill([2], FillOperation.Linspace)),
        (nameof(Network.AddGather), "addGather", (network, x) => network.AddGather(x, x, 0)),
        (nameof(Network.AddGather), "addGatherV2", (network, x) => network.AddGather(x, x, GatherMode.Element)),
        (nameof(Network.AddGridSample), "addGridSample", (network, x) => network.AddGridSample(x, x)),
        (nameof(Network.AddIfConditional), "addIfConditional", (network, _) => network.AddIfConditional()),
        (nameof(Network.AddKVCacheUpdate), "addKVCacheUpdate", (network, x) => network.AddKVCacheUpdate(x, x, x)),
        (nameof(Network.AddLoop), "addLoop", (network, _) => network.AddLoop()),
        (nameof(Network.AddLrn), "addLRN", (network, x) => network.AddLrn(x, 5, 1, 1, 1)),
        (nameof(Network.AddMatrixMultiply), "addMatrixMultiply",
            (network, x) => network.AddMatrixMultiply(x, MatrixOperation.None, x, MatrixOperation.None)),
        (nameof(Network.AddMoE), "addMoE", (network, x) => network.AddMoE(x, x, x)),
        (nameof(Network.AddNms), "addNMS(ITensor&, ITensor&, ITensor&)", (network, x) => network.AddNms(x, x, x)),
        (nameof(Network.AddNms), "addNMS(ITensor&, ITensor&, ITensor&, DataType)",
            (network, x) => network.AddNms(x, x, x, DataType.Int64)),
        (nameof(Network.AddNonZero), "addNonZero(ITensor&)", (network, x) => network.AddNonZero(x)),
        (nameof(Network.AddNonZero), "addNonZero(ITensor&, DataType)",
            (network, x) => network.AddNonZero(x, DataType.Int64)),
        (nameof(Network.AddNormalization), "addNormalizationV2", (network, x) => network.AddNormalization(x, x, x, 1)),
        (nameof(Network.AddOneHot), "addOneHot", (network, x) => network.AddOneHot(x, x, x)),
        (nameof(Network.AddPadding), "addPaddingNd", (network, x) => network.AddPadding(x, [1, 1], [1, 1])),
        (nameof(Network.AddParametricReLU), "addParametricReLU", (network, x) => network.AddParametricReLU(x, x)),
        (nameof(Network.AddPooling), "addPoolingNd", (network, x) => network.AddPooling(x, PoolingType.Max, 2, 2)),
        (nameof(Network.AddQuantize), "addQuantize", (network, x) => network.AddQuantize(x, x)),
        (nameof(Network.AddRaggedSoftMax), "addRaggedSoftMax", (network, x) => network.AddRaggedSoftMax(x, x)),
        (nameof(Network.AddReduce), "addReduce", (network, x) => network.AddReduce(x, ReduceOperation.Sum, [0])),
        (nameof(Network.AddResize), "addResize", (network, x) => network.AddResize(x)),
        (nameof(Network.AddReverseSequence), "addReverseSequence", (network, x) => network.AddReverseSequence(x, x)),
        (nameof(Network.AddRotaryEmbedding), "addRotaryEmbedding", (network, x) => network.AddRotaryEmbedding(x, x, x)),
        (nameof(Network.AddScale), "addScale", (network, x) => network.AddScale(x, ScaleMode.Uniform)),
        (nameof(Network.AddScale), "addScaleNd",
            (network, x) => network.AddScale(x, ScaleMode.Uniform, channelAxis: 1)),
        (nameof(Network.AddScatter), "addScatter", (network, x) => network.AddScatter(x, x, x, ScatterMode.Element)),
        (nameof(Network.AddSelect), "addSelect", (network, x) => network.AddSelect(x, x, x)),
        (nameof(Network.AddShape), "addShape", (network, x) => network.AddShape(x)),
        (nameof(Network.AddShuffle), "addShuffle", (network, x) => network.AddShuffle(x)),
        (nameof(Network.AddSlice), "addSlice", (network, x) => network.AddSlice(x, [0], [1], [1])),
        (nameof(Network.AddSoftMax), "addSoftMax", (network, x) => network.AddSoftMax(x)),
        (nameof(Network.AddSqueeze), "addSqueeze(ITensor&, ITensor&)", (network, x) => network.AddSqueeze(x, x)),
        (nameof(Network.AddSqueeze), "addSqueeze(ITensor&, ITensor*)", (network, x) => network.AddSqueeze(x)),
        (nameof(Network.AddTopK), "addTopK(ITensor&, TopKOperation, int32_t, uint32_t)",
            (network, x) => network.AddTopK(x, TopKOperation.Max, 1, [0])),
        (nameof(Network.AddTopK), "addTopK(ITensor&, TopKOperation, int32_t, uint32_t, DataType)",
            (network, x) => network.AddTopK(x, TopKOperation.Max, 1, [0], DataType.Int64)),
        (nameof(Network.AddUnary), "addUnary", (network, x) => network.AddUnary(x, UnaryOperation.Exp)),
        (nameof(Network.AddUnsqueeze), "addUnsqueeze", (network, x) => network.AddUnsqueeze(x, x)),
    ];

    private static IEnumerable<TestCaseData> Cases =>
        Refused.Select(refused => new TestCaseData(refused.Native, refused.Add).SetArgDisplayNames(refused.Native));

    [TestCaseSource(nameof(Cases))]
    public void A_layer_that_the_CPU_backend_does_not_take_is_named(string native, object add)
    {
        using Builder builder = CpuBackend.Require().CreateBuilder();
        using Network network = builder.CreateNetwork();
        using OnnxParser parser = network.CreateOnnxParser();
        parser.Parse(Models.Affine());
        Assert.That(
            () => ((Action<Network, Tensor>)add)(network, network.Inputs[0]),
            Throws.TypeOf<TensorRTNotSupportedException>()
                .With.Message.Contains($"INetworkDefinition::{native}").And.Message.Contains("backend cpu"));
    }

    [Test]
    public void Every_method_that_adds_something_is_taken_or_refused()
    {
        IEnumerable<string> methods = typeof(Network).GetMethods().Select(method => method.Name)
            .Where(name => name.StartsWith("Add", StringComparison.Ordinal)).Distinct();
        Assert.That(Refused.Select(refused => refused.Method).Concat(Taken).Distinct(), Is.EquivalentTo(methods));
    }

    private static void AddConvolution(Network network, Tensor input)
    {
        using Weights kernel = Weights.From(1f);
        network.AddConvolution(input, 1, [1, 1], kernel);
    }

    private static void AddDeconvolution(Network network, Tensor input)
    {
        using Weights kernel = Weights.From(1f);
        network.AddDeconvolution(input, 1, [1, 1], kernel);
    }
}
