using NUnit.Framework;
using TensorRTSharp.Caching;
using TensorRTSharp.Conformance.RealLibraries;
using TensorRTSharp.Testing;

namespace TensorRTSharp.Conformance.Plans;

/// <summary>Plans that NVIDIA's libraries made.</summary>
internal sealed class RealPlanTests
{
    private string _folder = "";

    [SetUp]
    public void MakeAFolder() => _folder = Directory.CreateTempSubdirectory("trtsharp-real").FullName;

    [TearDown]
    public void DeleteTheFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void Every_plan_of_TensorRT_10_6_is_told_from_its_first_bytes()
    {
        string folder = Path.Combine(TestModels.Catalog.Folder, "..", "sdk", "plans", "sm90");
        Prerequisite.Require("0", Directory.Exists(folder), $"there are no plans in {folder}");
        string[] plans = Directory.GetFiles(folder, "*.plan");
        Assert.That(plans, Has.Length.GreaterThan(15));
        foreach (string path in plans)
        {
            EngineInfo info = EngineInfo.Read(path);
            Assert.That(info.MakerText, Is.EqualTo("TensorRT 10.6.0.26"), path);
            Assert.That(info.Maker, Is.EqualTo(Backend.TensorRT10), path);
            Assert.That(info.MakerVersion, Is.EqualTo(new Version(10, 6, 0, 26)), path);
            Assert.That(info.Size.Value, Is.EqualTo(new FileInfo(path).Length), path);
            Assert.That(info.Problem, Is.Null, path);
            byte[] half = File.ReadAllBytes(path)[..(int)(info.Size.Value / 2)];
            Assert.That(EngineInfo.Read(half).Problem, Does.StartWith("it is cut off"), path);
        }
    }

    [Test]
    [Level("1")]
    public void A_plan_of_TensorRT_RTX_names_its_version_and_does_not_run_without_a_GPU()
    {
        Prerequisite.Require("1", !RealLibrary.HasGpu, "this machine has a GPU");
        TensorRT rtx = RealLibrary.Rtx;
        using RtxDigits digits = new();
        string path = Path.Combine(_folder, "digits.plan");
        File.WriteAllBytes(path, digits.Build());
        EngineInfo info = EngineInfo.Read(path);
        Assert.That(info.Maker, Is.EqualTo(Backend.TensorRTRtx));
        Assert.That(info.MakerVersion!.ToString(3), Is.EqualTo(rtx.Version.ToString()));
        Assert.That(info.Problem, Is.Null);
        EngineLoadException? problem = Assert.Throws<EngineLoadException>(
            () => Engine.Load(path, new EngineLoadOptions { Library = rtx }).Dispose());
        Assert.That(problem!.Message, Does.Contain("builds engines without a GPU, but loads them only with one"));
        Assert.That(problem.Message, Does.Match(
            $"\n  maker     TensorRT-RTX {info.MakerVersion}  +TensorRT-RTX {rtx.Version}\n").And.Match("\n  device .* no GPU\n"));
    }

    [Test]
    [Level("1")]
    public void TensorRT_RTX_builds_into_a_cache()
    {
        using RtxDigits digits = new();
        EngineCache cache = new(_folder);
        EngineCacheKey key = new() { ModelName = "digits" };
        key.Add("model", EngineCacheKey.ModelHash(RtxDigits.Model));
        for (int round = 0; round < 2; round++)
        {
            using CachedPlan plan = cache.GetOrBuild(key, Build, null, null, CancellationToken.None);
            Assert.That(plan.WasBuilt, Is.EqualTo(round == 0));
            using Stream stream = plan.OpenRead();
            EngineInfo info = EngineInfo.Read(stream);
            Assert.That(info.Maker, Is.EqualTo(Backend.TensorRTRtx));
            Assert.That(info.Problem, Is.Null);
        }

        EngineDescription Build(Stream stream, CancellationToken token)
        {
            digits.Builder.BuildSerializedNetworkToStream(digits.Network, digits.Config, stream, token);
            return new EngineDescription { Maker = Backend.TensorRTRtx, LibraryVersion = RealLibrary.Rtx.Version.ToString() };
        }
    }

    [Test]
    [Level("1")]
    public void TensorRT_10_without_a_GPU_says_so_before_it_is_asked()
    {
        Prerequisite.Require("1", !RealLibrary.HasGpu, "this machine has a GPU");
        TensorRT library = RealLibrary.TensorRT10;
        string path = Path.Combine(TestModels.Catalog.Folder, "..", "sdk", "plans", "sm90", "digits-cnn.vc.plan");
        Assert.That(
            () => Engine.Load(path, new EngineLoadOptions { Library = library }),
            Throws.InstanceOf<TensorRTException>().With.Message.Contains("GPU"));
    }
}
