using NUnit.Framework;
using TensorRTSharp.Tests.Support;

namespace TensorRTSharp.Tests.Lifetimes;

/// <summary>What a callback disposes while native code uses it.</summary>
internal sealed class DisposalInCallbackTests
{
    [Test]
    public void A_build_survives_its_own_objects()
    {
        TensorRT library = CpuBackend.Require();
        using Builder builder = library.CreateBuilder();
        using Network network = builder.CreateNetwork();
        using OnnxParser parser = network.CreateOnnxParser();
        parser.Parse(Models.Slow(8, 2));
        using BuilderConfig config = builder.CreateConfig();
        config.ProgressMonitor = new TestMonitor
        {
            OnPhaseStart = _ =>
            {
                builder.Dispose();
                config.Dispose();
                network.Dispose();
                parser.Dispose();
            },
        };
        using SerializedEngine plan = builder.BuildSerializedNetwork(network, config);
        using Runtime runtime = library.CreateRuntime();
        using Engine engine = runtime.DeserializeEngine(plan);
        Assert.That(engine.Inputs, Has.Count.EqualTo(1));
        Assert.That(() => builder.CreateNetwork(), Throws.TypeOf<ObjectDisposedException>());
    }

    [Test]
    public void A_runtime_that_its_logger_disposes_still_gives_its_engine()
    {
        TensorRT library = CpuBackend.Require();
        using SerializedEngine plan = Engines.Plan(library, Models.Slow(8, 2));
        Runtime? runtime = null;
        using (runtime = library.CreateRuntime(new TestLogger { OnLine = () => runtime?.Dispose() }))
        {
            using Engine engine = runtime.DeserializeEngine(plan);
            Assert.That(engine.Inputs, Has.Count.EqualTo(1));
            Assert.That(() => runtime.DeserializeEngine(plan), Throws.TypeOf<ObjectDisposedException>());
        }
    }
}
