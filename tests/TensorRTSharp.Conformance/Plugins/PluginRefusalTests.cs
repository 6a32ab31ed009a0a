using NUnit.Framework;
using TensorRTSharp.Interop;
using TensorRTSharp.Testing;

namespace TensorRTSharp.Conformance;

/// <summary>TensorRT-RTX has no plugins, and its parser ends the process where it finds a creator that fits.</summary>
[Level("3")]
internal sealed class PluginRefusalTests
{
    private TensorRT _library = null!;

    [OneTimeSetUp]
    public void Open() => _library = BackendsUnderTest.Open(Backend.TensorRTRtx);

    [Test]
    public void Plugins_are_refused_by_name_before_anything_is_registered()
    {
        Assert.That(
            () => _library.Plugins.Register<Clamp01>(),
            Throws.InstanceOf<TensorRTNotSupportedException>().With.Message.Contains("TensorRT-RTX has no plugins"));
        Assert.That(
            () => _library.Plugins.Register(static () => new Clamp01()), Throws.InstanceOf<TensorRTNotSupportedException>());
        Assert.That(_library.Plugins.Creators, Is.Empty);
    }

    [Test]
    public void Plugin_libraries_are_refused_by_name() => Assert.That(
        () => _library.Plugins.LoadLibrary(Double.Of(Backend.TensorRTRtx).Path),
        Throws.InstanceOf<TensorRTNotSupportedException>().With.Message.Contains("TensorRT-RTX has no plugins"));

    [Test]
    public void A_network_takes_none()
    {
        using Builder builder = _library.CreateBuilder();
        using Network network = builder.CreateNetwork();
        Tensor x = network.AddInput("x", DataType.Float, 1, 4);

        Assert.That(() => network.AddPlugin(new Clamp01(), x), Throws.InstanceOf<TensorRTNotSupportedException>());
    }

    [Test]
    public void A_model_with_one_is_refused_with_its_name()
    {
        using Builder builder = _library.CreateBuilder();
        using Network network = builder.CreateNetwork();
        using OnnxParser parser = network.CreateOnnxParser();

        Assert.That(
            () => parser.Parse(PluginModel.Onnx("Clamp01")),
            Throws.InstanceOf<OnnxParseException>().With.Message.Contains("Clamp01"));
    }

    [Test]
    public void A_model_that_fits_somebodys_creator_never_reaches_the_parser()
    {
        // Native code of the process may register what this library refuses.
        using NativePluginCreator creator = new(_library, static () => new Clamp01());
        using PluginCreatorInterfaceHandle handle = creator.Create(_library.Library);
        BorrowedRef registry = new(null!, NativeMethods.LibraryGetPluginRegistry(_library.Library));
        NativeMethods.PluginRegistryRegisterCreator(registry, creator.Native, "");
        using Builder builder = _library.CreateBuilder();
        using Network network = builder.CreateNetwork();
        using OnnxParser parser = network.CreateOnnxParser();
        FakeTensorRT fake = Double.Of(Backend.TensorRTRtx);
        try
        {
            fake.ClearCalls();
            Assert.That(
                () => parser.Parse(PluginModel.Onnx("Clamp01")),
                Throws.InstanceOf<TensorRTNotSupportedException>()
                    .With.Message.Contains("Clamp01").And.Message.Contains("TensorRT-RTX has no plugins"));
            Assert.That(
                fake.Calls.Select(static call => call.Method), Has.None.StartsWith("IParser::parse"), "the parser saw nothing");
        }
        finally
        {
            NativeMethods.PluginRegistryDeregisterCreator(registry, creator.Native);
        }

        Assert.That(
            () => parser.Parse(PluginModel.Onnx("Clamp01")),
            Throws.InstanceOf<OnnxParseException>(), "without the creator it is the parser's own answer");
        Assert.That(fake.Calls.Select(static call => call.Method), Has.Some.StartsWith("IParser::parse"));
    }
}
