using NUnit.Framework;
using TensorRTSharp.Testing;

namespace TensorRTSharp.Conformance;

/// <summary>A plugin in C#, by both roads into a network, through a plan, to numbers.</summary>
[TestFixtureSource(typeof(BackendsUnderTest), nameof(BackendsUnderTest.WithPlugins))]
public sealed class PluginTests(Backend backend)
{
    private TensorRT _library = null!;

    private static IEnumerable<string> Roads => PluginModel.Roads;

    [OneTimeSetUp]
    public void Open() => _library = BackendsUnderTest.Open(backend);

    [TestCaseSource(nameof(Roads))]
    public void A_plan_with_a_plugin_goes_through_a_file_and_computes_what_the_plugin_says(string road)
    {
        using PluginRegistration registration = _library.Plugins.Register<Clamp01>();
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid()}.plan");
        try
        {
            using (SerializedEngine plan = PluginModel.Build(_library, road, new Clamp01 { Slope = PluginModel.Slope }))
            {
                plan.Save(path);
            }

            using Runtime runtime = _library.CreateRuntime();
            using Engine engine = runtime.LoadEngine(path);
            using InferenceContext context = engine.CreateContext();
            Assert.That(PluginModel.Run(_library, context, PluginModel.Rows), Is.EqualTo(PluginModel.Expected(PluginModel.Rows)));
            float[] more = [.. PluginModel.Rows, .. PluginModel.Rows];
            Assert.That(PluginModel.Run(_library, context, more), Is.EqualTo(PluginModel.Expected(more)), "other shapes");
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Test]
    public void The_model_with_a_plugin_gives_what_was_recorded_for_it()
    {
        using PluginRegistration registration = _library.Plugins.Register<Clamp01>();
        ModelCatalog catalog = TestModels.Catalog;
        TestModel model = catalog.Models.Single(m => m.Id == "custom-clamp01");
        using var compiled = CompiledModel.FromCatalog(_library, catalog, model);

        foreach (ModelCase modelCase in model.Cases)
        {
            var outputs = compiled.Run(catalog.ReadInputs(modelCase));
            TestModels.AssertOutputs(outputs, modelCase, model.Tolerance.Fp32!.Elementwise!.Value, model.Id);
        }
    }

    [Test]
    public void The_model_with_a_plugin_equals_its_twin_of_standard_operators()
    {
        using PluginRegistration registration = _library.Plugins.Register<Clamp01>();
        ModelCatalog catalog = TestModels.Catalog;
        TestModel model = catalog.Models.Single(static m => m.Id == "custom-clamp01");
        TestModel standard = catalog.Models.Single(static m => m.Id == "custom-clamp01-standard");
        Assert.That(standard.Inputs.Single().Name, Is.EqualTo(model.Inputs.Single().Name));
        using var compiled = CompiledModel.FromCatalog(_library, catalog, model);
        using var twin = CompiledModel.FromCatalog(TensorRT.Open(Backend.Cpu), catalog, standard);
        Random random = new(1);
        List<float> all = [];
        for (int rows = 1; rows <= 16; rows++)
        {
            float[] x = [.. Enumerable.Range(0, rows * 4).Select(_ => (float)((random.NextDouble() * 8) - 4))];
            Dictionary<string, TypedArray> inputs = new() { ["x"] = TypedArray.From(x, rows, 4) };

            float[] y = compiled.Run(inputs)["y"].AsSpan<float>().ToArray();

            Assert.That(y, Is.EqualTo(twin.Run(inputs)["y"].AsSpan<float>().ToArray()), $"{rows} rows"); // to the bit
            all.AddRange(y);
        }

        // Both bounds, and what lies between: 2 * 0 + 1, 2 * 1 + 1.
        Assert.That(all, Has.Some.EqualTo(1f).And.Some.EqualTo(3f).And.Some.InRange(1.001f, 2.999f));
    }

    [TestCaseSource(nameof(Roads))]
    public void Everything_that_a_plugin_answers_is_asked(string road)
    {
        PluginWatch watch = new();
        using PluginRegistration registration = _library.Plugins.Register(() => new WatchedClamp01(watch));
        using (SerializedEngine plan = PluginModel.Build(_library, road, new WatchedClamp01(watch) { Slope = PluginModel.Slope }))
        {
            Assert.That(
                PluginModel.Run(_library, plan, PluginModel.Rows), Is.EqualTo(PluginModel.Expected(PluginModel.Rows)));
        }

        string[] tensorRTAlone = [nameof(Plugin.Tactics), nameof(Plugin.SetTactic)];
        string[] all =
        [
            nameof(Plugin.DescribeFields), nameof(Plugin.OutputCount), nameof(Plugin.GetOutputType), nameof(Plugin.InferShapes),
            nameof(Plugin.SupportsFormat), nameof(Plugin.Configure), nameof(Plugin.GetWorkspaceSize), "Clone",
            nameof(Plugin.Attach), nameof(Plugin.OnShapeChange), nameof(Plugin.Enqueue), nameof(Plugin.Release),
            .. backend == Backend.Cpu ? [] : tensorRTAlone,
        ];
        Assert.That(watch.MethodsInOrder(), Is.EquivalentTo(all));
    }

    [Test]
    public void Each_context_has_a_copy_of_its_own()
    {
        PluginWatch watch = new();
        using PluginRegistration registration = _library.Plugins.Register(() => new WatchedClamp01(watch));
        using SerializedEngine plan = PluginModel.Build(_library, "ONNX", new WatchedClamp01(watch));
        using Runtime runtime = _library.CreateRuntime();
        using Engine engine = runtime.DeserializeEngine(plan);
        using InferenceContext first = engine.CreateContext();
        using InferenceContext second = engine.CreateContext();
        foreach (InferenceContext context in new[] { first, second, first })
        {
            Assert.That(
                PluginModel.Run(_library, context, PluginModel.Rows), Is.EqualTo(PluginModel.Expected(PluginModel.Rows)));
        }

        int[] copies = [.. watch.Calls.Where(static call => call.Method == nameof(Plugin.Enqueue)).Select(call => call.Copy)];
        Assert.That(copies, Has.Length.EqualTo(3));
        Assert.That(copies[0], Is.EqualTo(copies[2]).And.Not.EqualTo(copies[1]));
    }

    [Test]
    public void A_plugin_that_is_not_registered_is_named()
    {
        using SerializedEngine plan = Unregistered();
        using Runtime runtime = _library.CreateRuntime();

        Assert.That(
            () => runtime.DeserializeEngine(plan),
            Throws.InstanceOf<EngineLoadException>().With.Message.Contains("Clamp01").And.Message.Contains("1"));
    }

    [Test]
    public void A_model_whose_plugin_is_not_registered_is_refused_with_its_name()
    {
        using Builder builder = _library.CreateBuilder();
        using Network network = builder.CreateNetwork();
        using OnnxParser parser = network.CreateOnnxParser();

        Assert.That(
            () => parser.Parse(PluginModel.Onnx("NobodyHasThis")),
            Throws.InstanceOf<OnnxParseException>().With.Message.Contains("NobodyHasThis"));
    }

    [Test]
    public void What_is_registered_is_listed_with_its_fields_and_can_be_found_and_created()
    {
        using PluginRegistration registration = _library.Plugins.Register<Clamp01>();
        PluginCreator creator = _library.Plugins.Creators.Single(static known => known.Name == "Clamp01");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(creator.Version, Is.EqualTo("1"));
            Assert.That(creator.Namespace, Is.Empty);
            Assert.That(creator.Kind, Is.EqualTo(PluginKind.V3));
            Assert.That(creator.Fields.Select(static field => field.ToString()), Is.EqualTo(new[] { "slope (Float32)" }));
            Assert.That(_library.Plugins.Find("Clamp01")?.Name, Is.EqualTo("Clamp01"));
            Assert.That(_library.Plugins.Find("Clamp01", "2"), Is.Null);
            Assert.That(_library.Plugins.Register<Clamp01>(), Is.SameAs(registration), "done again");
        }

        using Builder builder = _library.CreateBuilder();
        using Network network = builder.CreateNetwork();
        Tensor x = network.AddInput("x", DataType.Float, 1, 4);
        Layer layer = network.AddPlugin(creator, "clamp", [PluginField.Of("slope", 0.25f)], x);
        Assert.That(layer, Is.InstanceOf<PluginV3Layer>().With.Property("Name").EqualTo("clamp"));
        Assert.That(layer.GetOutput().GetDimensions(), Is.EqualTo(new long[] { 1, 4 }));
    }

    [Test]
    public void Names_that_are_taken_are_refused_until_they_are_free()
    {
        using (_library.Plugins.Register<Clamp01>())
        {
            Assert.That(
                () => _library.Plugins.Register(static () => new Clamp01()),
                Throws.ArgumentException.With.Message.Contains("Clamp01"));
        }

        Assert.That(_library.Plugins.Find("Clamp01"), Is.Null);
        using PluginRegistration again = _library.Plugins.Register(static () => new Clamp01());
        Assert.That(_library.Plugins.Find("Clamp01"), Is.Not.Null);
    }

    [Test]
    public void A_field_of_another_type_is_refused_with_both()
    {
        using PluginRegistration registration = _library.Plugins.Register<Clamp01>();
        using Builder builder = _library.CreateBuilder();
        using Network network = builder.CreateNetwork();
        Tensor x = network.AddInput("x", DataType.Float, 1, 4);

        Assert.That(
            () => network.AddPlugin(_library.Plugins.Find("Clamp01")!, "clamp", [PluginField.Of("slope", 1)], x),
            Throws.Exception.With.Message.Contains("Int32").And.Message.Contains("Float32"));
    }

    private SerializedEngine Unregistered()
    {
        using PluginRegistration registration = _library.Plugins.Register<Clamp01>();
        return PluginModel.Build(_library, "ONNX", new Clamp01());
    }
}
