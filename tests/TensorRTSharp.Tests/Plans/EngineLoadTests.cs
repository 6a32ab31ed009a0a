using System.IO.Compression;
using NUnit.Framework;
using TensorRTSharp.Tests.Caching;
using TensorRTSharp.Tests.Support;

namespace TensorRTSharp.Tests.Plans;

internal sealed class EngineLoadTests
{
    private static readonly EngineLoadOptions OnCpu = new() { Backend = Backend.Cpu };

    private string _folder = "";
    private string _path = "";

    [SetUp]
    public void MakeAFolder()
    {
        _folder = Directory.CreateTempSubdirectory("trtsharp-load").FullName;
        _path = Path.Combine(_folder, "affine.plan");
    }

    [TearDown]
    public void DeleteTheFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void A_saved_engine_is_loaded_from_path_stream_and_memory()
    {
        using Engine engine = Engines.Affine(CpuBackend.Require());
        engine.Save(_path);
        byte[] plan = File.ReadAllBytes(_path);
        using SerializedEngine serialized = engine.Serialize();
        Assert.That(plan, Is.EqualTo(serialized.ToArray()), "exactly as it was made");
        using MemoryStream saved = new();
        engine.Save(saved);
        Assert.That(saved.ToArray(), Is.EqualTo(plan));

        saved.Position = 0;
        using MemoryStream later = new([1, 2, 3, .. plan]) { Position = 3 };
        using MemoryStream packed = new(Pack(plan));
        using DeflateStream forward = new(packed, CompressionMode.Decompress);
        foreach (Func<Engine> load in new Func<Engine>[]
            {
                () => Engine.Load(_path, OnCpu), () => Engine.Load(plan, OnCpu), () => Engine.Load(saved, OnCpu),
                () => Engine.Load(later, OnCpu), () => Engine.Load(forward, OnCpu),
                () => Engine.Load(_path, new EngineLoadOptions { Library = CpuBackend.Require() }),
            })
        {
            using Engine loaded = load();
            Assert.That(loaded.Inputs[0].Name, Is.EqualTo("x"));
            Assert.That(loaded.Outputs[0].Name, Is.EqualTo("y"));
            Assert.That(loaded.Backend, Is.EqualTo(Backend.Cpu));
        }
    }

    [Test]
    public void An_entry_of_a_cache_is_a_plan_too()
    {
        using CacheFolder folder = new();
        using SerializedEngine plan = Engines.Plan(CpuBackend.Require(), Models.Affine(), ([1, 3], [2, 3], [8, 3]));
        using Engine engine = Engine.Load(folder.Get(CacheFolder.Key(), plan.ToArray()).Path, OnCpu);
        Assert.That(engine.Inputs[0].Name, Is.EqualTo("x"));
        Assert.That(engine.Description.ToJson(), Is.EqualTo(CacheFolder.Description.ToJson()));
    }

    [Test]
    public void A_plan_for_the_CPU_runs_only_where_a_CPU_is_asked_for()
    {
        using Engine engine = Engines.Affine(CpuBackend.Require());
        engine.Save(_path);
        Assert.That(
            () => Engine.Load(_path),
            Throws.TypeOf<EngineLoadException>().With.Message.EqualTo(
                $"The plan '{_path}' was made by the CPU backend (ONNX Runtime {CpuBackend.Require().Version}), and a CPU runs only "
                + "what asks for it: pass new EngineLoadOptions { Backend = Backend.Cpu }, or build the engine for a GPU."));
    }

    [Test]
    public void What_is_no_plan_is_loaded_by_nobody()
    {
        File.WriteAllBytes(_path, Models.Affine());
        Assert.That(
            () => Engine.Load(_path),
            Throws.TypeOf<EngineLoadException>().With.Message.EqualTo(
                $"The plan '{_path}' cannot be loaded: what made it is unknown: it looks like an ONNX model, which has to be built "
                + "first. If it is a plan, name what runs it: EngineLoadOptions.Backend or Library; otherwise build the engine "
                + "again."));
    }

    [Test]
    public void A_description_is_written_beside_the_plan_where_it_is_asked_for()
    {
        using Engine engine = Engines.Affine(CpuBackend.Require());
        engine.Save(_path);
        Assert.That(Directory.GetFiles(_folder), Has.Length.EqualTo(1));
        engine.Save(_path, describe: true);
        Assert.That(Directory.GetFiles(_folder), Is.EquivalentTo(new[] { _path, _path + ".json" }));
        EngineDescription description = EngineInfo.Read(_path).Description!;
        Assert.That(description.Maker, Is.EqualTo(Backend.Cpu));
        Assert.That(description.Inputs[0], Has.Property("Name").EqualTo("x").And.Property("DataType").EqualTo(DataType.Float));
        Assert.That(description.Inputs[0].Shape, Is.EqualTo(new long[] { -1, 3 }));
        Assert.That(description.Profiles[0].Ranges[0].Max, Is.EqualTo(new long[] { 8, 3 }));
        using Engine loaded = Engine.Load(_path, OnCpu);
        Assert.That(loaded.Description.ToJson(), Is.EqualTo(description.ToJson()));
    }

    [Test]
    public void A_plan_of_another_maker_shows_both_side_by_side()
    {
        TensorRT library = CpuBackend.Require();
        File.WriteAllBytes(_path, EngineInfoTests.Head("ftrt", 100, 10, 6, 0, 26));
        using Runtime runtime = library.CreateRuntime();
        byte[] plan = File.ReadAllBytes(_path);
        using MemoryStream stream = new(plan);
        foreach ((Func<Engine> load, string what) in new (Func<Engine>, string)[]
            {
                (() => Engine.Load(_path, OnCpu), $"The plan '{_path}'"), (() => runtime.LoadEngine(_path), $"The plan '{_path}'"),
                (() => Engine.Load(plan, OnCpu), "The plan"), (() => runtime.DeserializeEngine(plan), "The plan"),
                (() => runtime.DeserializeEngine(stream), "The plan"),
            })
        {
            EngineLoadException? problem = Assert.Throws<EngineLoadException>(() => load().Dispose());
            string[] lines = problem!.Message.Split('\n');
            Assert.That(lines[0], Does.StartWith($"{what} does not fit what runs here: ").And.Contain("it is a plan built by TensorRT"));
            Assert.That(lines[1..4], Is.EqualTo(new[]
            {
                "            built with          runs here",
                $"  maker     TensorRT 10.6.0.26  the CPU backend (ONNX Runtime {library.Version})",
                "  platform  not known           linux-x64",
            }).Or.EqualTo(new[]
            {
                "            built with          runs here",
                $"  maker     TensorRT 10.6.0.26  the CPU backend (ONNX Runtime {library.Version})",
                "  platform  not known           win-x64",
            }));
            Assert.That(lines[^1], Is.EqualTo(
                $"Load it with the backend that made it (Backend.TensorRT10), or build the engine again with {library}."));
            Assert.That(problem.Status, Is.EqualTo(TensorRTStatus.LoadFailed));
        }
    }

    [Test]
    public void A_damaged_plan_is_told_from_one_that_does_not_fit()
    {
        using Engine engine = Engines.Affine(CpuBackend.Require());
        engine.Save(_path);
        byte[] plan = File.ReadAllBytes(_path);
        Assert.That(
            () => Engine.Load(plan.AsMemory(0, plan.Length / 2), OnCpu),
            Throws.TypeOf<EngineLoadException>().With.Message.Contains(
                $"The plan is damaged (it is cut off: it has {plan.Length / 2} bytes, and says that it has {plan.Length}): copy it "
                + "again, or build the engine again."));
    }

    [Test]
    public void Options_that_contradict_each_other_are_refused()
    {
        Assert.That(
            () => Engine.Load(
                new byte[1], new EngineLoadOptions { Library = CpuBackend.Require(), Backend = Backend.TensorRT10 }),
            Throws.ArgumentException.With.Message.Contains("names the backend TensorRT10 and the library Cpu"));
    }

    [Test]
    public void A_failed_save_leaves_the_old_file_and_nothing_else()
    {
        using Engine engine = Engines.Affine(CpuBackend.Require());
        Directory.CreateDirectory(_path);
        Assert.That(() => engine.Save(_path, describe: true), Throws.InstanceOf<Exception>());
        Assert.That(Directory.GetFiles(_folder), Is.Empty);
    }

    private static byte[] Pack(byte[] bytes)
    {
        using MemoryStream packed = new();
        using (DeflateStream deflate = new(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            deflate.Write(bytes);
        }

        return packed.ToArray();
    }
}
