using System.Runtime.InteropServices;
using NUnit.Framework;

namespace TensorRTSharp.Conformance;

/// <summary>What plugins may be and say: tactics, aliased inputs, what is not to be had.</summary>
[TestFixtureSource(typeof(BackendsUnderTest), nameof(BackendsUnderTest.WithPlugins))]
public sealed class PluginKindTests(Backend backend)
{
    private TensorRT _library = null!;

    [OneTimeSetUp]
    public void Open() => _library = BackendsUnderTest.Open(backend);

    [Test]
    public void A_type_that_a_plugin_does_not_take_is_refused_in_the_build()
    {
        Copying copy = new() { Type = DataType.Half };
        Assert.That(
            () => PluginRoad.Build(_library, DataType.Float, 2, network => network.AddPlugin(copy, network.Inputs[0])),
            Throws.TypeOf<EngineBuildException>());
    }

    [Test]
    public void A_tactic_that_the_build_chose_is_the_one_that_runs()
    {
        using PluginRegistration registration = _library.Plugins.Register<Copying>();
        Copying copy = new() { CacheId = "copying", Ways = [3, 5] };
        if (backend != Backend.Cpu)
        {
            Double.Of(backend).ClearCalls();
        }

        using SerializedEngine plan = PluginRoad.Build(_library, DataType.Float, 2, network => network.AddPlugin(copy, network.Inputs[0]));
        Copying.Ran.Clear();
        PluginRoad.Run(_library, plan, new byte[8]);
        if (backend == Backend.Cpu)
        {
            Assert.That(Copying.Ran, Is.EqualTo(new[] { -1 }), "the CPU backend does not choose");
            return;
        }

        Assert.That(Copying.Ran, Is.EqualTo(new[] { 5 }), "the fake chooses the last");
        IReadOnlyList<(string Method, string Result)> calls = Double.Of(backend).Calls;
        Assert.That(calls, Does.Contain(("IPluginV3OneBuild::getTimingCacheID", "copying")));
        Assert.That(calls, Does.Contain(("IPluginV3OneBuild::getMetadataString", "copies")));
        Assert.That(calls, Does.Contain(("IPluginV3OneBuild::getFormatCombinationLimit", "100")));
        Assert.That(calls.Select(static call => call.Method), Has.None.Contains("getAliasedInput"));
    }

    [Test]
    public void An_aliased_input_is_the_outputs_memory()
    {
        using PluginRegistration registration = _library.Plugins.Register<InPlace>();
        InPlace.WasOne = null;
        if (backend != Backend.Cpu)
        {
            Double.Of(backend).ClearCalls();
        }

        using SerializedEngine plan = PluginRoad.Build(_library, DataType.Float, 2, network => network.AddPlugin(new InPlace(), network.Inputs[0]));
        if (backend != Backend.Cpu)
        {
            Assert.That(Double.Of(backend).Calls, Does.Contain(("IPluginV3OneBuildV2::getAliasedInput", "0")));
        }

        float[] y = MemoryMarshal.Cast<byte, float>(PluginRoad.Run(_library, plan, MemoryMarshal.AsBytes<float>([1, 2]).ToArray())).ToArray();
        Assert.That(InPlace.WasOne, Is.True);
        Assert.That(y, Is.EqualTo(new float[] { 1, 2 }), "nothing was written, and the input is there");
    }

    [Test]
    public void A_shape_that_depends_on_data_is_refused_by_name_where_it_is_not_to_be_had()
    {
        // Neither the CPU backend nor the doubles have it.
        Exception? refused = Assert.Catch(
            () => PluginRoad.Build(_library, DataType.Float, 2, static network => network.AddPlugin(new Sized(), network.Inputs[0])));
        Assert.That($"{refused!.Message} {refused.InnerException?.Message}", Does.Contain("declareSizeTensor"));
    }

    [Test]
    public void Shape_inputs_are_refused_by_name_where_they_are_not_to_be_had()
    {
        using Builder builder = _library.CreateBuilder();
        using Network network = builder.CreateNetwork();
        Tensor x = network.AddInput("x", DataType.Float, 2);
        using Weights sizes = Weights.From([2f]);
        Tensor shape = network.AddConstant(sizes, 1).GetOutput();
        Assert.That(
            () => network.AddPlugin(new Copying(), [x], [shape]), Throws.InstanceOf<Exception>().With.Message.Contains("shape inputs"));
    }

    /// <summary>Its output is its input, and it does nothing.</summary>
    private sealed class InPlace : Plugin
    {
        public static bool? WasOne { get; set; }

        public override string Name => nameof(InPlace);

        public override bool HasAliasedInputs => true;

        public override int GetAliasedInput(int output) => 0;

        public override void Enqueue(PluginEnqueueContext context)
        {
            WasOne = context.GetInputAddress(0) == context.GetOutputAddress(0);
        }
    }

    /// <summary>Has as many elements as it says when it has run.</summary>
    private sealed class Sized : Plugin
    {
        public override string Name => nameof(Sized);

        public override void InferShapes(PluginShapes shapes)
        {
            ArgumentNullException.ThrowIfNull(shapes);
            DimExpr n = shapes.GetInput(0)[0];
            shapes.SetOutput(0, shapes.DeclareSizeTensor(0, n / 2, n));
        }

        public override void Enqueue(PluginEnqueueContext context) => throw new NotSupportedException();
    }
}
