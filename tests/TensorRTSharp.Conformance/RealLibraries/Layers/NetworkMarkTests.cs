using NUnit.Framework;
using TensorRTSharp.Testing;

namespace TensorRTSharp.Conformance.RealLibraries.Layers;

/// <summary>What the real TensorRT-RTX is told of tensors, weights and networks beside their layers.</summary>
[Level("1")]
internal sealed class NetworkMarkTests
{
    [Test]
    public void A_network_tells_its_flags_and_its_builder()
    {
        using RtxNetwork on = new();
        Assert.Multiple(() =>
        {
            Assert.That(on.Network.IsStronglyTyped, Is.True, "TensorRT-RTX has no others");
            Assert.That(on.Network.GetFlags(), Is.EqualTo(new[] { NetworkDefinitionCreationFlag.StronglyTyped }));
            Assert.That(on.Network.GetFlag(NetworkDefinitionCreationFlag.StronglyTyped), Is.True);
            Assert.That(on.Network.Builder, Is.SameAs(on.Builder));
        });
    }

    [Test]
    public void Outputs_are_marked_and_unmarked()
    {
        using RtxNetwork on = new();
        Tensor tensor = on.Unary(on.Input(2, 3));
        on.Network.MarkOutput(tensor);
        Assert.That(on.Network.Outputs, Is.EqualTo(new[] { tensor }));
        Assert.That(tensor.IsNetworkOutput, Is.True);
        on.Network.UnmarkOutput(tensor);
        Assert.That(on.Network.Outputs, Is.Empty);
    }

    [Test]
    public void Outputs_for_shapes_are_marked_and_unmarked()
    {
        using RtxNetwork on = new();
        Tensor shape = on.Network.AddShape(on.Input(2, -1)).GetOutput();
        on.Network.MarkOutputForShapes(shape);
        Assert.Multiple(() =>
        {
            Assert.That(on.Network.Outputs, Is.EqualTo(new[] { shape }));
            Assert.That(shape.IsShapeTensor, Is.True);
        });
        on.Network.UnmarkOutputForShapes(shape);
        Assert.That(on.Network.Outputs, Is.Empty);
    }

    [Test]
    public void Tensors_are_marked_for_debugging()
    {
        using RtxNetwork on = new();
        Tensor tensor = on.Unary(on.Input(2, 3));
        Assert.That(on.Network.IsDebugTensor(tensor), Is.False);
        on.Network.MarkDebug(tensor);
        Assert.That(on.Network.IsDebugTensor(tensor), Is.True);
        on.Network.UnmarkDebug(tensor);
        Assert.That(on.Network.IsDebugTensor(tensor), Is.False);
        on.Network.MarkUnfusedTensorsAsDebugTensors();
        Assert.That(on.Network.IsDebugTensor(tensor), Is.False, "marks of this kind do not show");
        on.Network.UnmarkUnfusedTensorsAsDebugTensors();
    }

    [Test]
    public void Weights_are_named_and_marked_for_refitting()
    {
        using RtxNetwork on = new();
        using Weights weights = RtxNetwork.Numbers(6);
        _ = on.Network.AddConstant(weights, 2, 3);
        on.Network.SetWeightsName(weights, "größe");
        Assert.That(on.Network.AreWeightsMarkedRefittable("größe"), Is.False);
        on.Network.MarkWeightsRefittable("größe");
        Assert.That(on.Network.AreWeightsMarkedRefittable("größe"), Is.True);
        on.Network.UnmarkWeightsRefittable("größe");
        Assert.That(on.Network.AreWeightsMarkedRefittable("größe"), Is.False);
        Assert.That(on.Network.AreWeightsMarkedRefittable("missing"), Is.False);
    }

    [Test]
    public void The_formats_of_an_input_are_chosen()
    {
        using RtxNetwork on = new();
        Tensor tensor = on.Input(1, 4, 8, 8);
        Assert.That(tensor.GetAllowedFormats(), Is.EquivalentTo(Enum.GetValues<TensorFormat>()));
        tensor.SetAllowedFormats(TensorFormat.Hwc8, TensorFormat.Linear);
        Assert.That(tensor.GetAllowedFormats(), Is.EqualTo(new[] { TensorFormat.Linear, TensorFormat.Hwc8 }));
    }

    [Test]
    public void A_tensor_is_removed()
    {
        using RtxNetwork on = new();
        Tensor tensor = on.Network.AddInput("x", DataType.Float, 2);
        on.Network.RemoveTensor(tensor);
        Tensor[] others = [.. Enumerable.Range(0, 20).Select(index => on.Input(DataType.Half, index + 1))];
        Assert.Multiple(() =>
        {
            Assert.That(on.Network.Inputs, Is.EqualTo(others));
            Assert.That(others, Has.None.EqualTo(tensor), "even where one lies at the same address");
            Assert.That(() => tensor.DataType, Throws.InvalidOperationException.With.Message.Contains("was removed"));
        });
    }

    [Test]
    public void Weights_may_be_disposed_once_they_are_given_to_a_layer()
    {
        using RtxNetwork on = new();
        ConvolutionLayer layer;
        using (Weights kernel = RtxNetwork.Numbers(108))
        using (Weights bias = RtxNetwork.Numbers(4))
        {
            layer = on.Network.AddConvolution(on.Input(1, 3, 8, 8), 4, [3, 3], kernel, bias);
        }

        GC.Collect();
        GC.WaitForPendingFinalizers();
        using Weights read = layer.BiasWeights;
        Assert.That(read.ToArray<float>(), Is.EqualTo(new float[] { 1, 2, 3, 4 }));
        on.Network.MarkOutput(layer.GetOutput());
        using SerializedEngine plan = on.Build();
        Assert.That(plan.ByteLength, Is.Positive);
    }
}
