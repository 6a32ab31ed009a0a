using System.Collections.Concurrent;
using NUnit.Framework;
using TensorRTSharp.Interop;

namespace TensorRTSharp.Conformance;

/// <summary>From a model to an engine in one sentence, on every backend.</summary>
[TestFixtureSource(typeof(BackendsUnderTest), nameof(BackendsUnderTest.WithDoubles))]
public sealed class FluentBuildTests(Backend backend)
{
    private static readonly float[] Rows = [1, 2, 3, -4, 5.5f, 0];

    private TensorRT _library = null!;
    private string _folder = null!;

    [OneTimeSetUp]
    public void Open() => _library = BackendsUnderTest.Open(backend);

    [SetUp]
    public void CreateFolder() => _folder = Directory.CreateTempSubdirectory("trtsharp-fluent-").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task A_model_becomes_an_engine_by_every_road()
    {
        string file = Path.Combine(_folder, "small.onnx");
        await File.WriteAllBytesAsync(file, SmallModel.Onnx);
        using MemoryStream stream = new(SmallModel.Onnx);
        EngineBuilder[] roads =
        [
            TensorRT.FromOnnx(file),
            TensorRT.FromOnnx(SmallModel.Onnx),
            TensorRT.FromOnnx(stream),
            TensorRT.FromNetwork(SmallModel.Roads["network API"]),
        ];
        foreach (EngineBuilder road in roads)
        {
            using Engine engine = await road.WithLibrary(_library)
                .WithProfile("x", min: [1, 3], opt: [2, 3], max: [4, 3])
                .WithWorkspace(ByteSize.GiB(4))
                .BuildAsync();
            Assert.That(Run(engine), Is.EqualTo(SmallModel.Expected(Rows)));
            Assert.That(engine.WasCached, Is.False);
        }
    }

    [Test]
    public void Profiles_keep_their_order()
    {
        using Engine engine = Small()
            .AddProfile(static profile => profile.SetShape("x", [4, 3], [8, 3], [16, 3]))
            .Build();
        using IDisposable all = Assert.EnterMultipleScope();
        Assert.That(engine.OptimizationProfileCount, Is.EqualTo(2));
        Assert.That(engine.GetProfileShape("x", 0, OptProfileSelector.Max), Is.EqualTo(new long[] { 4, 3 }));
        Assert.That(engine.GetProfileShape("x", 1, OptProfileSelector.Max), Is.EqualTo(new long[] { 16, 3 }));
    }

    [Test]
    public void The_cache_gives_the_engine_the_second_time()
    {
        using (Engine first = Small().WithEngineCache(_folder).Build())
        {
            Assert.That(first.WasCached, Is.False);
        }

        List<BuildStage> stages = [];
        using Engine second = Small().WithEngineCache(_folder).WithProgress(new Listener(progress => stages.Add(progress.Stage))).Build();
        using IDisposable all = Assert.EnterMultipleScope();
        Assert.That(second.WasCached, Is.True);
        Assert.That(Run(second), Is.EqualTo(SmallModel.Expected(Rows)));
        Assert.That(stages, Is.EqualTo(new[] { BuildStage.ReadingModel, BuildStage.Loading, BuildStage.Done }));
        Assert.That(Directory.GetFiles(_folder, "*.engine"), Has.Length.EqualTo(1));
    }

    [Test]
    public void Whatever_changes_the_engine_has_an_entry_of_its_own()
    {
        Func<EngineBuilder, EngineBuilder>[] changes =
        [
            static builder => builder,
            static builder => builder.WithWorkspace(ByteSize.MiB(64)),
            static builder => builder.WithProfile("x", [1, 3], [2, 3], [5, 3]),
            static builder => builder.AddProfile(static profile => profile.SetShape("x", [4, 3], [8, 3], [16, 3])),
            static builder => builder.ConfigureNetwork(static network => network.Name = "other", "other name"),
            static builder => builder.Configure(static config => config.AverageTimingIterations = 3, "3 iterations"),
            static builder => builder.WithFlag(BuilderFlag.TF32, false),
        ];
        foreach (Func<EngineBuilder, EngineBuilder> change in changes)
        {
            using EnginePlan first = change(Small()).WithEngineCache(_folder).BuildPlan();
            using EnginePlan second = change(Small()).WithEngineCache(_folder).BuildPlan();
            Assert.That(first.WasCached, Is.False);
            Assert.That(second.WasCached, Is.True);
        }

        Assert.That(Directory.GetFiles(_folder, "*.engine"), Has.Length.EqualTo(changes.Length));
    }

    [Test]
    public void An_entry_that_does_not_load_is_built_again()
    {
        using (EnginePlan plan = Small().WithEngineCache(_folder).BuildPlan())
        {
            Assert.That(plan.CacheFile, Does.StartWith(_folder));
        }

        // The entry of another model under this one's key, as if TensorRT did not take its own plan any more.
        string entry = Directory.GetFiles(_folder, "*.engine").Single();
        EntryForgery.ReplacePlan(entry, new byte[1000]);
        using Engine engine = Small().WithEngineCache(_folder).Build();
        Assert.That(engine.WasCached, Is.False);
        Assert.That(Run(engine), Is.EqualTo(SmallModel.Expected(Rows)));
        using Engine again = Small().WithEngineCache(_folder).Build();
        Assert.That(again.WasCached, Is.True);
    }

    [Test]
    public void A_plan_is_saved_as_TensorRT_made_it_with_and_without_a_cache()
    {
        string direct = Path.Combine(_folder, "direct.plan");
        using (EnginePlan plan = Small().BuildPlan())
        {
            plan.Save(direct);
            Assert.That(new FileInfo(direct).Length, Is.EqualTo(plan.ByteLength));
        }

        string cached = Path.Combine(_folder, "cached.plan");
        using (EnginePlan plan = Small().WithEngineCache(Path.Combine(_folder, "cache")).BuildPlan())
        {
            plan.Save(cached);
            using MemoryStream stream = new();
            plan.CopyTo(stream);
            Assert.That(stream.ToArray(), Is.EqualTo(File.ReadAllBytes(cached)));
        }

        using Runtime runtime = _library.CreateRuntime();
        foreach (string path in new[] { direct, cached })
        {
            using Engine engine = runtime.LoadEngine(path);
            Assert.That(Run(engine), Is.EqualTo(SmallModel.Expected(Rows)));
        }
    }

    [Test]
    public void The_description_says_what_the_plan_was_built_from()
    {
        using EnginePlan plan = Small().WithWorkspace(ByteSize.MiB(64)).BuildPlan();
        EngineDescription description = plan.Description;
        using IDisposable all = Assert.EnterMultipleScope();
        Assert.That(description.Maker, Is.EqualTo(backend));
        Assert.That(description.LibraryVersion, Is.EqualTo(_library.Version.ToString()));
        Assert.That(description.Model!.Name, Is.EqualTo("small"));
        Assert.That(description.Model.Size, Is.EqualTo(SmallModel.Onnx.Length));
        Assert.That(description.Inputs[0].Shape, Is.EqualTo(new long[] { -1, 3 }));
        Assert.That(description.Profiles[0].Ranges[0].Max, Is.EqualTo(new long[] { 4, 3 }));
        Assert.That(description.Options, Does.Contain(new DescribedOption("memory Workspace", "67108864")));
        Assert.That(description.BuildDuration, Is.GreaterThan(TimeSpan.Zero));
    }

    [Test]
    public void A_build_tells_its_phases_with_the_time_that_has_passed()
    {
        ConcurrentQueue<BuildProgress> told = new();
        using Engine engine = Small().WithProgress(new Listener(told.Enqueue)).Build();
        BuildProgress[] all = [.. told];
        Assert.That(
            all.Where(static progress => progress.Phase is null).Select(static progress => progress.Stage),
            Is.EqualTo(new[] { BuildStage.Parsing, BuildStage.Building, BuildStage.Loading, BuildStage.Done }));
        BuildProgress[] phases = [.. all.Where(static progress => progress.Phase is not null)];
        Assert.That(phases, Is.Not.Empty);
        Assert.That(phases, Is.All.Property(nameof(BuildProgress.Stage)).EqualTo(BuildStage.Building));
        Assert.That(phases, Is.All.Matches<BuildProgress>(static progress => progress!.StepsDone <= progress.StepCount));
        Assert.That(all.Select(static progress => progress.Elapsed), Is.Ordered);
    }

    [Test]
    public void A_cancelled_build_leaves_nothing_behind()
    {
        long natives = NativeHandle.LiveCount;
        using CancellationTokenSource cancellation = new();
        EngineBuilder builder = Small()
            .WithEngineCache(_folder)
            .WithProgress(new Listener(progress =>
            {
                if (progress.Phase is not null)
                {
                    cancellation.Cancel();
                }
            }));
        Assert.That(() => builder.BuildAsync(cancellation.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(NativeHandle.LiveCount, Is.EqualTo(natives));
        Assert.That(Directory.GetFiles(_folder, "*.engine"), Is.Empty);
        Assert.That(Directory.GetFiles(_folder, "*.tmp"), Is.Empty);
        using Engine engine = Small().WithEngineCache(_folder).Build();
        Assert.That(Run(engine), Is.EqualTo(SmallModel.Expected(Rows)));
    }

    [Test]
    public void What_a_listener_throws_ends_the_build()
    {
        InvalidTimeZoneException thrown = new("mine");
        EngineBuilder builder = Small().WithProgress(new Listener(progress =>
        {
            if (progress.Phase is not null)
            {
                throw thrown;
            }
        }));
        EngineBuildException? failure = Assert.Throws<EngineBuildException>(() => builder.Build());
        Assert.That(failure!.InnerException, Is.SameAs(thrown));
    }

    [Test]
    public void Options_are_made_without_a_builder_and_a_build_takes_a_copy()
    {
        EngineBuildOptions options = new() { Workspace = ByteSize.MiB(16), OptimizationLevel = null };
        options.Profiles.Add(new OptimizationProfileOptions().SetShape("x", [1, 3], [2, 3], [4, 3]));
        EngineBuilder builder = TensorRT.FromOnnx(SmallModel.Onnx).WithLibrary(_library).WithOptions(options);
        options.Profiles.Clear();
        using Engine engine = builder.Build();
        Assert.That(Run(engine), Is.EqualTo(SmallModel.Expected(Rows)));
        Assert.That(builder.Options.Workspace, Is.EqualTo(ByteSize.MiB(16)));
    }

    private static float[] Run(Engine engine)
    {
        using InferenceSession session = engine.CreateSession();
        using InferenceInputs inputs = session.CreateInputs();
        inputs.Set("x", Rows, [2, 3]);
        using InferenceResult result = session.Run(inputs);
        return result.ToArray<float>("y");
    }

    private EngineBuilder Small() => TensorRT.FromOnnx(SmallModel.Onnx, "small")
        .WithLibrary(_library)
        .WithProfile("x", min: [1, 3], opt: [2, 3], max: [4, 3]);

    /// <summary>Called where the report is made, unlike <see cref="Progress{T}"/>.</summary>
    private sealed class Listener(Action<BuildProgress> heard) : IProgress<BuildProgress>
    {
        public void Report(BuildProgress value) => heard(value);
    }
}
