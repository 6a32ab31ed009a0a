using NUnit.Framework;
using TensorRTSharp.Testing;

namespace TensorRTSharp.Conformance.RealLibraries.Layers;

/// <summary>Every method that adds a layer, on the real TensorRT-RTX.</summary>
[Level("1")]
internal sealed class LayerTests
{
    private static readonly string[] Built =
    [
        "AddConvolution", "AddPooling", "AddReduce", "AddMatrixMultiply", "AddTopK", "AddSlice", "AddLoop output",
        "AddIfConditional output",
    ];

    private static IEnumerable<Type> Classes =>
        typeof(Layer).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Layer)));

    [TestCaseSource(typeof(LayerCases), nameof(LayerCases.All))]
    public void A_layer_is_added(LayerCase expected)
    {
        using RtxNetwork on = new();
        Layer layer = expected.Add(on);
        Assert.Multiple(() =>
        {
            Assert.That(layer.Type, Is.EqualTo(expected.Type));
            Assert.That(layer.Inputs, Has.Count.EqualTo(expected.Inputs));
            Assert.That(layer.Outputs.Select(RtxNetwork.Describe), Is.EqualTo(expected.Outputs));
        });
    }

    [TestCaseSource(typeof(LayerCases), nameof(LayerCases.All))]
    public void Inputs_are_in_the_order_of_the_arguments(LayerCase expected)
    {
        using RtxNetwork on = new();
        Layer layer = expected.Add(on);
        IEnumerable<Tensor> constants =
            on.Network.Layers.OfType<ConstantLayer>().Select(constant => constant.GetOutput());
        List<Tensor> created = [.. on.Network.Inputs, .. constants];
        IEnumerable<int> order = layer.Inputs.Select(input => created.IndexOf(input!)).Where(index => index >= 0);
        Assert.That(order, Is.Ordered);
    }

    [TestCaseSource(typeof(LayerCases), nameof(LayerCases.All))]
    public void A_layer_of_a_network_has_its_class(LayerCase expected)
    {
        using RtxNetwork on = new();
        Layer layer = expected.Add(on);
        Assert.That(layer, Is.InstanceOf(expected.Class));
        Layer again = on.Network.Layers.Single(other => other.Equals(layer));
        Assert.That(again, Is.InstanceOf(expected.Class).And.Not.SameAs(layer));
        Assert.That(again.GetHashCode(), Is.EqualTo(layer.GetHashCode()));
    }

    [Test]
    public void Every_method_that_adds_a_layer_has_a_case()
    {
        IEnumerable<string> covered = LayerCases.All.Select(layer => layer.Method).Distinct();
        IEnumerable<string> methods = typeof(Network).GetMethods().Select(method => method.Name).Distinct()
            .Except([nameof(Network.AddInput), nameof(Network.AddPlugin)]) // TensorRT-RTX takes no plugins
            .Where(static name => name.StartsWith("Add", StringComparison.Ordinal));
        Assert.That(covered, Is.EquivalentTo(methods));
    }

    [Test]
    public void Every_class_of_layers_has_a_case()
    {
        Type[] plugins = [typeof(PluginV2Layer), typeof(PluginV3Layer)]; // TensorRT-RTX takes none
        Assert.That(
            LayerCases.All.Select(layer => layer.Class).Distinct(),
            Is.EquivalentTo(Classes.Where(type => !type.IsAbstract).Except(plugins)));
    }

    [Test]
    public void Every_type_of_layers_has_a_case()
    {
        LayerType[] plugins = [LayerType.Plugin, LayerType.PluginV2, LayerType.PluginV3];
        Assert.That(
            LayerCases.All.Select(layer => layer.Type).Distinct(),
            Is.EquivalentTo(Enum.GetValues<LayerType>().Except(plugins)));
    }

    [Test]
    public void Every_class_is_sealed_and_named_after_TensorRTs()
    {
        foreach (Type type in Classes)
        {
            Assert.That(type.IsSealed || type.IsAbstract, type.Name);
            Assert.That(type.IsPublic && type.Name.EndsWith("Layer", StringComparison.Ordinal), type.Name);
            Assert.That(type.GetConstructors(), Is.Empty, $"{type.Name} is made by a network only");
        }
    }

    [Test]
    public void What_is_built_of_layers_is_built_into_an_engine()
    {
        using RtxNetwork on = new();
        foreach (LayerCase layer in LayerCases.All.Where(layer => Built.Contains(layer.Name)))
        {
            on.Network.MarkOutput(layer.Add(on).GetOutput());
        }

        using SerializedEngine plan = on.Build();
        Assert.That(plan.ByteLength, Is.Positive);
    }
}
