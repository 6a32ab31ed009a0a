using NUnit.Framework;

namespace TensorRTSharp.Conformance.Plans;

/// <summary>Plans where they do not fit.</summary>
[TestFixtureSource(typeof(BackendsUnderTest), nameof(BackendsUnderTest.Doubles))]
public sealed class EngineMisfitTests(Backend backend)
{
    private TensorRT _library = null!;
    private string _folder = "";
    private string _path = "";

    [OneTimeSetUp]
    public void Open() => _library = BackendsUnderTest.Open(backend);

    [SetUp]
    public void MakeAFolder()
    {
        _folder = Directory.CreateTempSubdirectory("trtsharp-misfit").FullName;
        _path = Path.Combine(_folder, "small.plan");
    }

    [TearDown]
    public void DeleteTheFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void A_plan_for_another_backend_shows_what_built_it_and_what_runs_here()
    {
        Backend otherBackend = backend == Backend.TensorRT11 ? Backend.TensorRT10 : Backend.TensorRT11;
        TensorRT other = BackendsUnderTest.Open(otherBackend);
        using (Engine engine = Engine.Load(PlanOfSmallModel.Of(_library), new EngineLoadOptions { Library = _library }))
        {
            engine.Save(_path, describe: true);
        }

        EngineLoadException? problem = Assert.Throws<EngineLoadException>(
            () => Engine.Load(_path, new EngineLoadOptions { Library = other }).Dispose());
        string[] lines = problem!.Message.Split('\n');
        string made = backend switch
        {
            Backend.TensorRTRtx => $"TensorRT-RTX {_library.Version}",
            _ => $"TensorRT {_library.Version}",
        };
        Assert.That(lines[0], Does.StartWith($"The plan '{_path}' does not fit what runs here: "));
        Assert.That(lines, Has.Some.StartsWith($"  maker     {made}  ").And.Some.EndsWith($"  TensorRT {other.Version}"));
        Assert.That(lines, Has.Some.Match("^  device .* \\(\\d+\\.\\d+\\)$"), "the fake driver has a device");
        Assert.That(lines[^1], Is.EqualTo(
            $"Load it with the backend that made it (Backend.{backend}), or build the engine again with {other}."));
    }

    [Test]
    public void A_plan_that_nothing_tells_of_is_loaded_by_the_library_that_is_named()
    {
        byte[] plan = PlanOfSmallModel.Of(_library);
        Assert.That(EngineInfo.Read(plan).Maker, Is.Null, "a format of the fake's own");
        Assert.That(
            () => Engine.Load(plan).Dispose(),
            Throws.TypeOf<EngineLoadException>().With.Message.Contains(
                "If it is a plan, name what runs it: EngineLoadOptions.Backend or Library"));
        using Engine engine = Engine.Load(plan, new EngineLoadOptions { Library = _library });
        PlanOfSmallModel.AssertComputes(_library, engine);
    }
}
