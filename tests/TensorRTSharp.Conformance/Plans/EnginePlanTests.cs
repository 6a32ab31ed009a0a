using NUnit.Framework;
using TensorRTSharp.Caching;

namespace TensorRTSharp.Conformance.Plans;

/// <summary>Plans by every road, on every backend: saved, loaded, out of a cache.</summary>
[TestFixtureSource(typeof(BackendsUnderTest), nameof(BackendsUnderTest.WithDoubles))]
public sealed class EnginePlanTests(Backend backend)
{
    private TensorRT _library = null!;
    private string _folder = "";
    private string _path = "";

    private EngineLoadOptions Options => new() { Library = _library };

    [OneTimeSetUp]
    public void Open() => _library = BackendsUnderTest.Open(backend);

    [SetUp]
    public void MakeAFolder()
    {
        _folder = Directory.CreateTempSubdirectory("trtsharp-plans").FullName;
        _path = Path.Combine(_folder, "small.plan");
    }

    [TearDown]
    public void DeleteTheFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void An_engine_saved_and_loaded_by_path_stream_and_memory_computes_the_same()
    {
        byte[] plan = PlanOfSmallModel.Of(_library);
        using (Engine engine = Engine.Load(plan, Options))
        {
            engine.Save(_path);
        }

        Assert.That(File.ReadAllBytes(_path), Is.EqualTo(plan), "exactly as it was made");
        using MemoryStream stream = new([9, 9, 9, .. plan]);
        stream.Position = 3;
        foreach (Func<Engine> load in new Func<Engine>[]
            {
                () => Engine.Load(_path, Options), () => Engine.Load(plan, Options), () => Engine.Load(stream, Options),
            })
        {
            using Engine engine = load();
            PlanOfSmallModel.AssertComputes(_library, engine);
        }
    }

    [Test]
    public void An_engine_comes_out_of_the_cache_as_it_went_in()
    {
        EngineCache cache = new(_folder);
        EngineCacheKey key = new() { ModelName = "small" };
        key.Add("library", _library.ToString());
        for (int round = 0; round < 2; round++)
        {
            using CachedPlan cached = cache.GetOrBuild(key, BuildInto, null, null, CancellationToken.None);
            Assert.That(cached.WasBuilt, Is.EqualTo(round == 0));
            using Stream plan = cached.OpenRead();
            using Engine engine = Engine.Load(plan, Options);
            PlanOfSmallModel.AssertComputes(_library, engine);
        }

        // The entry is as good as a plan, and by its description the maker is known, whatever its plan looks like.
        string entry = cache.Entries.Single().FilePath;
        Assert.That(EngineInfo.Read(entry).Maker, Is.EqualTo(backend));
        using Engine fromEntry = Engine.Load(entry, Options);
        PlanOfSmallModel.AssertComputes(_library, fromEntry);
        Assert.That(fromEntry.Description.LibraryVersion, Is.EqualTo(_library.Version.ToString()));
    }

    private EngineDescription BuildInto(Stream plan, CancellationToken cancellationToken)
    {
        PlanOfSmallModel.Write(_library, plan, cancellationToken);
        return new EngineDescription { Maker = backend, LibraryVersion = _library.Version.ToString() };
    }
}
