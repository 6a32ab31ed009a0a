using NUnit.Framework;

namespace TensorRTSharp.Conformance;

/// <summary>Plugins of a native library: listed, created, added, run. The library is one of the doubles'.</summary>
[TestFixtureSource(typeof(BackendsUnderTest), nameof(BackendsUnderTest.WithPlugins))]
public sealed class PluginLibraryTests(Backend backend)
{
    private TensorRT _library = null!;

    private string NativePlugins => Path.Combine(Path.GetDirectoryName(_library.LibraryPath)!, "libnative_plugins.so");

    [OneTimeSetUp]
    public void Open() => _library = BackendsUnderTest.Open(backend);

    [Test]
    public void Its_creators_are_listed_with_version_and_fields_until_it_is_disposed()
    {
        if (backend == Backend.Cpu)
        {
            Assert.That(
                () => _library.Plugins.LoadLibrary(typeof(PluginLibraryTests).Assembly.Location),
                Throws.InstanceOf<TensorRTNotSupportedException>().With.Message.Contains("loadLibrary"));
            return;
        }

        using (PluginLibrary plugins = _library.Plugins.LoadLibrary(NativePlugins))
        {
            Assert.That(plugins.LibraryPath, Is.EqualTo(NativePlugins));
            string[] listed =
            [
                .. _library.Plugins.Creators.Where(static creator => creator.Name.StartsWith("Native", StringComparison.Ordinal))
                    .Select(static creator => $"{creator} {creator.Kind} {string.Join(", ", creator.Fields)}"),
            ];
            Assert.That(
                listed,
                Is.EquivalentTo(new[]
                {
                    "NativeClamp01, version 1 V3 slope (Float32)", "NativeTwice, version 2 V2 times (Int32)",
                }));
        }

        Assert.That(_library.Plugins.Find("NativeClamp01"), Is.Null);
    }

    [Test]
    public void A_plugin_of_it_is_added_built_and_run()
    {
        if (backend == Backend.Cpu)
        {
            Assert.Pass("The CPU backend has no native plugins.");
        }

        using PluginLibrary plugins = _library.Plugins.LoadLibrary(NativePlugins);
        PluginCreator creator = _library.Plugins.Find("NativeClamp01")!;
        using SerializedEngine plan = PluginModel.Build(
            _library,
            (network, x) => network.AddPlugin(creator, "clamp", [PluginField.Of("slope", PluginModel.Slope)], x));
        Assert.That(PluginModel.Run(_library, plan, PluginModel.Rows), Is.EqualTo(PluginModel.Expected(PluginModel.Rows)));
    }

    [Test]
    public void A_plugin_of_the_old_kind_is_created_and_added()
    {
        if (backend == Backend.Cpu)
        {
            Assert.Pass("The CPU backend has no native plugins.");
        }

        using PluginLibrary plugins = _library.Plugins.LoadLibrary(NativePlugins);
        PluginCreator creator = _library.Plugins.Find("NativeTwice", "2")!;
        using Builder builder = _library.CreateBuilder();
        using Network network = builder.CreateNetwork();
        Tensor x = network.AddInput("x", DataType.Float, 1, 4);

        Layer layer = network.AddPlugin(creator, "twice", [PluginField.Of("times", 2)], x);

        Assert.That(layer, Is.InstanceOf<PluginV2Layer>().With.Property("Name").EqualTo("twice"));
        Assert.That(
            () => network.AddPlugin(creator, "twice", [], x), Throws.InstanceOf<ArgumentException>(), "it needs its field");
    }

    [Test]
    public void A_file_that_is_no_such_library_is_refused()
    {
        Assert.That(() => _library.Plugins.LoadLibrary("/nowhere/plugins.so"), Throws.InstanceOf<FileNotFoundException>());
        if (backend != Backend.Cpu)
        {
            Assert.That(
                () => _library.Plugins.LoadLibrary(typeof(PluginLibraryTests).Assembly.Location),
                Throws.InstanceOf<ArgumentException>().With.Message.Contains("no library of plugins"));
            Assert.That(
                () => _library.Plugins.LoadLibrary(_library.LibraryPath),
                Throws.InstanceOf<ArgumentException>().With.Message.Contains("getCreators"));
        }
    }
}
