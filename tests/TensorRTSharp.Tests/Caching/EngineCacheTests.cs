using Microsoft.Extensions.Logging;
using NUnit.Framework;
using TensorRTSharp.Caching;
using TensorRTSharp.Tests.Support;

namespace TensorRTSharp.Tests.Caching;

internal sealed class EngineCacheTests
{
    private CacheFolder _folder = null!;

    [SetUp]
    public void MakeAFolder() => _folder = new CacheFolder();

    [TearDown]
    public void DeleteTheFolder() => _folder.Dispose();

    [Test]
    public void The_second_caller_finds_what_the_first_built()
    {
        byte[] plan = CacheFolder.PlanOf(1);
        (byte[] built, bool wasBuilt, string path) = _folder.Get(CacheFolder.Key(), plan);
        Assert.That(built, Is.EqualTo(plan));
        Assert.That(wasBuilt);
        (byte[] found, bool wasBuiltAgain, string foundPath) = _folder.Get(CacheFolder.Key(), CacheFolder.PlanOf(2));
        Assert.That(found, Is.EqualTo(plan));
        Assert.That(wasBuiltAgain, Is.False);
        Assert.That(foundPath, Is.EqualTo(path));
        Assert.That(_folder.Builds, Is.EqualTo(1));
    }

    [Test]
    public void An_entry_tells_what_it_is_in_lines_of_text()
    {
        using CachedPlan plan = _folder.GetOrBuild(CacheFolder.Key("resnet50"), CacheFolder.PlanOf(1));
        string[] lines = [.. File.ReadLines(plan.FilePath).Take(60)];
        Assert.That(lines[0], Does.StartWith("TensorRTSharp engine, format 1, header of "));
        Assert.That(lines, Has.Some.EqualTo("    \"maker\": \"Cpu\","));
        Assert.That(lines, Has.Some.EqualTo("    \"gpu\": \"A\""));
        Assert.That(lines, Has.Some.EqualTo("        \"shape\": [-1, 3]"));
        Assert.That(lines[^1], Is.Empty, "text and nothing else comes before the plan");
        Assert.That(Path.GetFileName(plan.FilePath), Does.Match("^resnet50-[0-9a-f]{32}\\.engine$"));
    }

    [Test]
    public void Two_keys_that_differ_in_one_component_have_two_entries()
    {
        (string, string)[][] keys =
        [
            [("model", "abc"), ("gpu", "A")], [("model", "abc"), ("gpu", "B")], [("model", "abd"), ("gpu", "A")],
            [("model", "abc"), ("device", "A")], [("gpu", "A"), ("model", "abc")], [("model", "abc")],
            [("model", "abc3 gpu1 A")], [("model", "abc\n3 gpu 1 A")],
        ];
        for (int i = 0; i < keys.Length; i++)
        {
            Assert.That(_folder.Get(CacheFolder.Key("model", keys[i]), CacheFolder.PlanOf(i)).WasBuilt);
        }

        for (int i = 0; i < keys.Length; i++)
        {
            Assert.That(
                _folder.Get(CacheFolder.Key("model", keys[i]), []).Bytes, Is.EqualTo(CacheFolder.PlanOf(i)));
        }
    }

    [Test]
    public void A_miss_says_what_differs_from_the_entry_that_is_most_alike()
    {
        _ = _folder.Get(CacheFolder.Key("model", ("model", "abc"), ("gpu", "A"), ("driver", "1")), CacheFolder.PlanOf(1));
        _ = _folder.Get(CacheFolder.Key("model", ("model", "abc"), ("gpu", "A"), ("driver", "2")), CacheFolder.PlanOf(2));
        _ = _folder.Get(CacheFolder.Key("model", ("model", "abc"), ("gpu", "B"), ("driver", "2")), CacheFolder.PlanOf(3));
        string[] misses = [.. Lines("EngineCacheMiss")];
        Assert.That(misses[0], Is.EqualTo($"Engine cache: there is no engine for model in {_folder.Folder}; it is built"));
        Assert.That(misses[1], Does.Contain("differs: driver: 2, was 1)"));
        Assert.That(misses[2], Does.Contain("differs: gpu: B, was A)"));
    }

    [Test]
    public void A_build_that_fails_leaves_nothing_behind()
    {
        EngineCache cache = _folder.Cache();
        Assert.That(
            () => cache.GetOrBuild(
                CacheFolder.Key(),
                (stream, _) =>
                {
                    stream.Write(new byte[50_000]);
                    throw new EngineBuildException("no");
                },
                null,
                _folder.Log,
                CancellationToken.None),
            Throws.TypeOf<EngineBuildException>());
        Assert.That(_folder.Files(), Has.All.EndsWith(".lock"));
        Assert.That(_folder.Get(CacheFolder.Key(), CacheFolder.PlanOf(1)).WasBuilt);
    }

    [Test]
    public void A_build_without_a_plan_is_an_error()
    {
        Assert.That(
            () => _folder.Get(CacheFolder.Key(), []),
            Throws.InvalidOperationException.With.Message.EqualTo("The build ended without a plan."));
    }

    [Test]
    public void A_header_of_any_length_finds_its_place()
    {
        byte[] plan = CacheFolder.PlanOf(7, 3_000_000);
        EngineCacheKey key = CacheFolder.Key("model", ("model", "abc"), ("long", new string('x', 100_000)));
        Assert.That(_folder.Get(key, plan).Bytes, Is.EqualTo(plan));
        Assert.That(_folder.Get(key, []) is { WasBuilt: false } found && found.Bytes.AsSpan().SequenceEqual(plan));
        Assert.That(_folder.Files("*.tmp*"), Is.Empty);
    }

    [Test]
    public void A_plan_that_TensorRT_refuses_is_deleted_and_built_again()
    {
        _ = _folder.Get(CacheFolder.Key(), CacheFolder.PlanOf(1));
        using (CachedPlan found = _folder.GetOrBuild(CacheFolder.Key(), []))
        {
            found.Reject("the version tag does not match");
        }

        Assert.That(Lines("EngineCacheRejected"), Is.EqualTo(
            new[] { $"Engine cache: {_folder.Folder}{Path.DirectorySeparatorChar}model-{CacheFolder.Key().FileHash}.engine was not loaded and is deleted: the version tag does not match" }));
        Assert.That(_folder.Get(CacheFolder.Key(), CacheFolder.PlanOf(2)).Bytes, Is.EqualTo(CacheFolder.PlanOf(2)));
    }

    [Test]
    public void A_renamed_model_finds_its_engine()
    {
        _ = _folder.Get(CacheFolder.Key("before"), CacheFolder.PlanOf(1));
        Assert.That(_folder.Get(CacheFolder.Key("after"), []).WasBuilt, Is.False);
    }

    [Test]
    public void A_plan_stays_readable_though_its_entry_is_deleted()
    {
        using CachedPlan plan = _folder.GetOrBuild(CacheFolder.Key(), CacheFolder.PlanOf(1));
        _ = _folder.Cache().Clear();
        Assert.That(CacheFolder.BytesOf(plan), Is.EqualTo(CacheFolder.PlanOf(1)));
    }

    [Test]
    public void A_logger_that_throws_loses_its_lines_and_nothing_else()
    {
        using CachedPlan plan = _folder.Cache().GetOrBuild(
            CacheFolder.Key(), _folder.Building(CacheFolder.PlanOf(1)), null, new ThrowingLogger(), CancellationToken.None);
        Assert.That(plan.WasBuilt);
    }

    [Test]
    public void What_happens_is_logged()
    {
        _ = _folder.Get(CacheFolder.Key(), CacheFolder.PlanOf(1));
        _ = _folder.Get(CacheFolder.Key(), []);
        string path = Path.Combine(_folder.Folder, $"model-{CacheFolder.Key().FileHash}.engine");
        Assert.That(_folder.Log.Lines.Select(static line => line.Text), Is.EqualTo(new[]
        {
            $"Engine cache: there is no engine for model in {_folder.Folder}; it is built",
            $"Engine cache: {path} is written (97.66 KiB)",
            $"Engine cache: {path} is used (97.66 KiB, built by Cpu 1.2.3)",
        }));
        Assert.That(_folder.Log.Lines.Select(static line => line.Level), Is.All.EqualTo(LogLevel.Information));
    }

    private IEnumerable<string> Lines(string eventName) =>
        _folder.Log.Lines.Where(line => line.Event.Name == eventName).Select(static line => line.Text);
}
