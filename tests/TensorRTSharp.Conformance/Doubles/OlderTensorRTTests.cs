using NUnit.Framework;
using NUnit.Framework.Constraints;
using TensorRTSharp.Testing;

namespace TensorRTSharp.Conformance.Doubles;

/// <summary>
/// Networks of TensorRT 10: what only it has, and which of several methods of NVIDIA's stands behind one of ours.
/// </summary>
[Level("3")]
internal sealed class OlderTensorRTTests
{
    [TestCase("10.7.0", "addNormalization", "addNormalizationV2")]
    [TestCase("10.14.0", "addNormalization", "addNormalizationV2")]
    [TestCase("10.15.0", "addNormalizationV2", "addNormalization")]
    public void A_normalization_is_added_by_the_newest_method(string version, string called, string other) =>
        AssertCalled(version, called, other, (network, x) => network.AddNormalization(x, x, x, 2, 3));

    [TestCase("10.14.0", "addDynamicQuantize", "addDynamicQuantizeV2")]
    [TestCase("10.15.0", "addDynamicQuantizeV2", "addDynamicQuantize")]
    public void A_dynamic_quantization_is_added_by_the_newest_method(string version, string called, string other) =>
        AssertCalled(
            version, called, other, (network, x) => network.AddDynamicQuantize(x, [1, 16], DataType.FP4, DataType.FP8));

    [Test]
    public void A_block_in_two_dimensions_needs_TensorRT_10_15() =>
        On("10.14.0", (network, x) => Assert.That(
            () => network.AddDynamicQuantize(x, [2, 16], DataType.FP4, DataType.FP8),
            Throws.TypeOf<TensorRTNotSupportedException>()
                .With.Message.Contains("10.15").And.Message.Contains("10.14")));

    // Without the type of the indices the method is called that every version has.
    [TestCase("10.7.0")]
    [TestCase("10.16.0")]
    public void Indices_of_Int32_need_no_newer_method(string version)
    {
        VersionedTensorRT10 tensorrt = VersionedTensorRT10.Require(version);
        On(version, (network, x) =>
        {
            Assert.Multiple(() =>
            {
                Assert.That(
                    tensorrt.CallsOf(
                        "INetworkDefinition::addTopK(ITensor&, TopKOperation, int32_t, uint32_t)",
                        () => network.AddTopK(x, TopKOperation.Max, 3, [1])),
                    Is.EqualTo(1));
                Assert.That(
                    tensorrt.CallsOf("INetworkDefinition::addNonZero(ITensor&)", () => network.AddNonZero(x)),
                    Is.EqualTo(1));
                Assert.That(
                    tensorrt.CallsOf(
                        "INetworkDefinition::addNMS(ITensor&, ITensor&, ITensor&)", () => network.AddNms(x, x, x)),
                    Is.EqualTo(1));
            });
        });
    }

    [Test]
    public void Indices_of_Int64_need_TensorRT_10_14()
    {
        On("10.7.0", (network, x) => Assert.Multiple(() =>
        {
            Assert.That(
                () => network.AddTopK(x, TopKOperation.Max, 3, [1], DataType.Int64), IsTooOld("addTopK", "10.14"));
            Assert.That(() => network.AddNonZero(x, DataType.Int64), IsTooOld("addNonZero", "10.14"));
            Assert.That(() => network.AddNms(x, x, x, DataType.Int64), IsTooOld("addNMS", "10.14"));
        }));
        AssertCalled(
            "10.16.0",
            "addNonZero(ITensor&, DataType)",
            "addNonZero(ITensor&)",
            (network, x) => network.AddNonZero(x, DataType.Int64));
    }

    [Test]
    public void Newer_layers_name_the_version_that_they_need() =>
        On("10.6.0", (network, x) => Assert.Multiple(() =>
        {
            Assert.That(() => network.AddCumulative(x, x), IsTooOld("addCumulative", "10.8"));
            Assert.That(() => network.AddSqueeze(x, x), IsTooOld("addSqueeze", "10.7"));
            Assert.That(() => network.AddUnsqueeze(x, x), IsTooOld("addUnsqueeze", "10.7"));
            Assert.That(() => network.AddAttention(x, x, x), IsTooOld("addAttention", "10.14"));
            Assert.That(() => network.AddRotaryEmbedding(x, x, x), IsTooOld("addRotaryEmbedding", "10.15"));
            Assert.That(() => network.AddKVCacheUpdate(x, x, x), IsTooOld("addKVCacheUpdate", "10.15"));
            Assert.That(() => network.AddMoE(x, x, x), IsTooOld("addMoE", "10.16"));
            Assert.That(
                () => network.AddDynamicQuantize(x, [1, 16], DataType.FP4, DataType.FP8),
                IsTooOld("addDynamicQuantize", "10.8"));
        }));

    [Test]
    public void A_causal_mask_has_one_kind()
    {
        AssertCalled("10.16.0", "addAttention", "addAttentionV2", (network, x) =>
        {
            Attention attention = network.AddAttention(x, x, x, causalKind: CausalMaskKind.UpperLeft);
            attention.CausalKind = CausalMaskKind.None;
            Assert.That(attention.CausalKind, Is.EqualTo(CausalMaskKind.None));
            attention.CausalKind = CausalMaskKind.UpperLeft;
            Assert.That(attention.CausalKind, Is.EqualTo(CausalMaskKind.UpperLeft));
            Assert.That(
                () => attention.CausalKind = CausalMaskKind.LowerRight,
                Throws.TypeOf<TensorRTNotSupportedException>().With.Message.Contains("LowerRight"));
        });
        On("10.16.0", (network, x) => Assert.That(
            () => network.AddAttention(x, x, x, causalKind: CausalMaskKind.LowerRight),
            Throws.TypeOf<TensorRTNotSupportedException>().With.Message.Contains("LowerRight")));
    }

    [Test]
    public void A_layer_has_a_precision() => On("10.16.0", (network, x) =>
    {
        Layer layer = network.AddUnary(x, UnaryOperation.Exp);
        layer.Precision = DataType.Half;
        Assert.That(layer.Precision, Is.EqualTo(DataType.Half));
        layer.Precision = null;
        Assert.That(layer.Precision, Is.Null);
        layer.SetOutputType(0, DataType.Int8);
        Assert.That((layer.IsOutputTypeSet(0), layer.GetOutputType(0)), Is.EqualTo((true, DataType.Int8)));
        layer.SetOutputType(0, null);
        Assert.That(layer.IsOutputTypeSet(0), Is.False);
    });

    [Test]
    public void A_normalization_has_a_precision_of_its_own() => On("10.16.0", (network, x) =>
    {
        NormalizationLayer layer = network.AddNormalization(x, x, x, 2, 3);
        layer.ComputePrecision = DataType.Half;
        Assert.That(layer.ComputePrecision, Is.EqualTo(DataType.Half));
    });

    [Test]
    public void A_tensor_has_a_type_and_a_location() => On("10.16.0", (_, x) =>
    {
        x.DataType = DataType.Half;
        x.Location = TensorLocation.Host;
        Assert.Multiple(() =>
        {
            Assert.That(x.DataType, Is.EqualTo(DataType.Half));
            Assert.That(x.Location, Is.EqualTo(TensorLocation.Host));
        });
    });

    [Test]
    public void A_range_of_a_tensor_is_set_read_and_reset() => On("10.16.0", (_, x) =>
    {
        VersionedTensorRT10 tensorrt = VersionedTensorRT10.Require("10.16.0");
        Assert.That(tensorrt.CallsOf("ITensor::setDynamicRange", () => x.DynamicRange = (-2, 3)), Is.EqualTo(1));
        Assert.Multiple(() =>
        {
            Assert.That(tensorrt.CallsOf("ITensor::getDynamicRangeMin", () => Assert.That(x.DynamicRange, Is.Not.Null)), Is.EqualTo(1));
            Assert.That(tensorrt.CallsOf("ITensor::getDynamicRangeMax", () => Assert.That(x.DynamicRange, Is.Not.Null)), Is.EqualTo(1));
        });
        Assert.That(tensorrt.CallsOf("ITensor::resetDynamicRange", () => x.DynamicRange = null), Is.EqualTo(1));
    });

    private static ContainsConstraint IsTooOld(string method, string since) =>
        Throws.TypeOf<TensorRTNotSupportedException>()
            .With.Message.Contains($"INetworkDefinition::{method}").And.Message.Contains(since);

    private static void AssertCalled(string version, string called, string other, Action<Network, Tensor> add)
    {
        VersionedTensorRT10 tensorrt = VersionedTensorRT10.Require(version);
        On(version, (network, x) =>
        {
            long others = tensorrt.CallsOf($"INetworkDefinition::{other}", () => Assert.That(
                tensorrt.CallsOf($"INetworkDefinition::{called}", () => add(network, x)), Is.EqualTo(1)));
            Assert.That(others, Is.Zero);
        });
    }

    private static void On(string version, Action<Network, Tensor> act)
    {
        using Builder builder = VersionedTensorRT10.Require(version).Library.CreateBuilder();
        using Network network = builder.CreateNetwork();
        act(network, network.AddInput("x", DataType.Float, 2, 4, 8, 16));
    }
}
