using NUnit.Framework;
using TensorRTSharp.Tests.Support;

namespace TensorRTSharp.Tests.Building;

internal sealed class NetworkTests
{
    [Test]
    public void A_parsed_network_shows_its_graph()
    {
        using Builder builder = CpuBackend.Require().CreateBuilder();
        using Network network = Parsed(builder);
        Tensor input = network.Inputs.Single();
        Tensor output = network.Outputs.Single();
        Assert.That((input.Name, output.Name), Is.EqualTo(("x", "y")));
        Assert.That(input.GetDimensions(), Is.EqualTo(new long[] { -1, 3 }));
        Assert.That(input.DataType, Is.EqualTo(DataType.Float));
        Assert.That(input.IsNetworkInput && !input.IsNetworkOutput && output.IsNetworkOutput && input.IsRankKnown);
        Assert.That(network.Layers.Select(layer => layer.Name), Is.EqualTo(new[] { "Mul_0", "Add_1" }));
        Assert.That(network.Layers[1].Type, Is.EqualTo(LayerType.ElementWise));
        Assert.That(network.Layers[0].Outputs[0], Is.EqualTo(network.Layers[1].Inputs[0]));
        Assert.That(network.Layers[0].Inputs[0]!.GetHashCode(), Is.EqualTo(input.GetHashCode()));
        Assert.That(network.Layers[0], Is.Not.EqualTo(network.Layers[1]));
    }

    [Test]
    public void Indices_outside_a_list_are_refused()
    {
        using Builder builder = CpuBackend.Require().CreateBuilder();
        using Network network = Parsed(builder);
        Assert.That(() => network.Inputs[1], Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => network.Layers[-1], Throws.TypeOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void Any_tensor_can_become_an_output()
    {
        using Builder builder = CpuBackend.Require().CreateBuilder();
        using Network network = Parsed(builder);
        Tensor inner = network.Layers[0].GetOutput();
        network.MarkOutput(inner);
        Assert.That(network.Outputs.Select(output => output.Name), Is.EqualTo(new[] { "y", "doubled" }));
        network.UnmarkOutput(inner);
        Assert.That(network.Outputs, Has.Count.EqualTo(1));
    }

    [Test]
    public void A_tensor_of_another_network_is_refused()
    {
        using Builder builder = CpuBackend.Require().CreateBuilder();
        using Network network = Parsed(builder);
        using Network other = Parsed(builder);
        Assert.That(
            () => network.MarkOutput(other.Inputs[0]),
            Throws.ArgumentException.With.Message.Contains("another network"));
    }

    [Test]
    public void Views_cannot_be_used_after_their_network_is_disposed()
    {
        using Builder builder = CpuBackend.Require().CreateBuilder();
        Network network = Parsed(builder);
        Tensor tensor = network.Inputs[0];
        Layer layer = network.Layers[0];
        network.Dispose();
        Assert.That(() => tensor.Name, Throws.TypeOf<ObjectDisposedException>().With.Message.Contains(nameof(Tensor)));
        Assert.That(
            () => layer.Inputs.Count, Throws.TypeOf<ObjectDisposedException>().With.Message.Contains(nameof(Layer)));
        Assert.That(
            () => network.Inputs.Count,
            Throws.TypeOf<ObjectDisposedException>().With.Message.Contains(nameof(Network)));
    }

    [Test]
    public void Names_can_be_changed()
    {
        using Builder builder = CpuBackend.Require().CreateBuilder();
        using Network network = Parsed(builder);
        network.Name = "größer";
        Assert.That(network.Name, Is.EqualTo("größer"));
        Assert.That(() => network.Name = null!, Throws.ArgumentNullException);
    }

    private static Network Parsed(Builder builder)
    {
        Network network = builder.CreateNetwork();
        using OnnxParser parser = network.CreateOnnxParser();
        parser.Parse(Models.Affine());
        return network;
    }
}
