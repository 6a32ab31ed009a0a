using Microsoft.Extensions.Logging;
using NUnit.Framework;
using TensorRTSharp.Caching;

namespace TensorRTSharp.Tests.Caching;

/// <summary>What is in the folder, what goes out of it, and folders that cannot be used.</summary>
internal sealed class EngineCacheFolderTests
{
    private static readonly EngineCacheOptions ReadOnly = new() { IsReadOnly = true };

    private CacheFolder _folder = null!;

    [SetUp]
    public void MakeAFolder() => _folder = new CacheFolder();

    [TearDown]
    public void DeleteTheFolder() => _folder.Dispose();

    [Test]
    public void Entries_tell_what_they_are()
    {
        DateTimeOffset before = DateTimeOffset.UtcNow.AddSeconds(-5);
        string path = _folder.Get(CacheFolder.Key(), CacheFolder.PlanOf(1)).Path;
        File.WriteAllText(Path.Combine(_folder.Folder, "notes.txt"), "not the cache's");
        EngineCacheEntry entry = _folder.Cache().Entries.Single();
        Assert.That(entry.FilePath, Is.EqualTo(path));
        Assert.That(entry.PlanSize, Is.EqualTo(ByteSize.Bytes(100_000)));
        Assert.That(entry.FileSize, Is.EqualTo(ByteSize.Bytes(100_000 + EntryFile.UsualPlanOffset)));
        Assert.That(entry.Key.Select(static part => part.ToString()), Is.EqualTo(new[] { "model: abc", "gpu: A" }));
        Assert.That(entry.CreatedAt, Is.EqualTo(CacheFolder.Description.BuiltAt));
        Assert.That(entry.LastUsedAt, Is.GreaterThan(before));
        Assert.That(entry.Damage, Is.Null);
        Assert.That(entry.ToString(), Does.Contain("97.66 KiB, Cpu 1.2.3, last used "));
    }

    [Test]
    public void A_folder_that_is_not_there_has_no_entries_and_is_made_when_it_is_needed()
    {
        EngineCache cache = new(Path.Combine(_folder.Folder, "a", "b"));
        Assert.That(cache.Entries, Is.Empty);
        Assert.That(cache.Trim(), Is.Zero);
        Assert.That(cache.Clear(), Is.Zero);
        Assert.That(Directory.Exists(cache.Folder), Is.False);
        using CachedPlan plan = cache.GetOrBuild(
            CacheFolder.Key(), _folder.Building(CacheFolder.PlanOf(1)), null, null, CancellationToken.None);
        Assert.That(cache.Entries, Has.Count.EqualTo(1));
    }

    [Test]
    public void What_was_used_longest_ago_is_deleted_first()
    {
        // Each entry has 116384 bytes: three fit.
        EngineCacheOptions options = new() { SizeLimit = ByteSize.Bytes(3 * 120_000) };
        string[] paths = new string[5];
        for (int i = 0; i < 3; i++)
        {
            paths[i] = Get(i).Path;
            File.SetLastWriteTimeUtc(paths[i], DateTime.UtcNow.AddHours(i - 10));
        }

        Assert.That(Get(0).WasBuilt, Is.False, "now the one used last");
        paths[3] = Get(3).Path;
        Assert.That(paths.Take(4).Select(File.Exists), Is.EqualTo(new[] { true, false, true, true }));
        paths[4] = Get(4).Path;
        Assert.That(paths.Select(File.Exists), Is.EqualTo(new[] { true, false, false, true, true }));
        Assert.That(_folder.Log.Lines.Where(static line => line.Event.Name == "EngineCacheEvicted").Select(static line => line.Text),
            Has.Exactly(2).Items.And.All.Match(
                @"^Engine cache: .*model-[0-9a-f]{32}\.engine \(113\.66 KiB, last used [0-9: Z-]+\) is deleted: the limit is 351\.56 KiB$"));

        (byte[] Bytes, bool WasBuilt, string Path) Get(int seed) => _folder.Get(
            CacheFolder.Key("model", ("seed", $"{seed}")), CacheFolder.PlanOf(seed), options);
    }

    [Test]
    public void The_one_just_built_stays_though_it_is_too_large()
    {
        EngineCacheOptions options = new() { SizeLimit = ByteSize.Bytes(10) };
        string first = _folder.Get(CacheFolder.Key("model", ("seed", "1")), CacheFolder.PlanOf(1), options).Path;
        string second = _folder.Get(CacheFolder.Key("model", ("seed", "2")), CacheFolder.PlanOf(2), options).Path;
        Assert.That(File.Exists(first), Is.False);
        Assert.That(File.Exists(second));
        Assert.That(_folder.Cache(options).Trim(), Is.EqualTo(1));
        Assert.That(File.Exists(second), Is.False);
    }

    [Test]
    public void Clearing_deletes_what_is_the_cache_s_and_nothing_else()
    {
        _ = _folder.Get(CacheFolder.Key("a"), CacheFolder.PlanOf(1));
        _ = _folder.Get(CacheFolder.Key("b", ("gpu", "B")), CacheFolder.PlanOf(1));
        File.WriteAllText(Path.Combine(_folder.Folder, new string('0', 32) + "-1.tmp"), "left by a process that was killed");
        File.WriteAllText(Path.Combine(_folder.Folder, "notes.txt"), "not the cache's");
        Assert.That(_folder.Cache().Clear(), Is.EqualTo(2));
        Assert.That(_folder.Files(), Is.EqualTo(new[] { "notes.txt" }));
    }

    [Test]
    public void A_leftover_of_a_killed_process_is_deleted_by_the_next_that_builds()
    {
        string own = Path.Combine(_folder.Folder, CacheFolder.Key().FileHash + "-1.tmp");
        string other = Path.Combine(_folder.Folder, new string('0', 32) + "-1.tmp");
        string used = Path.Combine(_folder.Folder, CacheFolder.Key().FileHash + "-2.tmp");
        File.WriteAllText(own, "x");
        File.WriteAllText(other, "x");
        using (new FileStream(used, FileMode.CreateNew, FileAccess.Write, FileShare.Read))
        {
            _ = _folder.Get(CacheFolder.Key(), CacheFolder.PlanOf(1));
            Assert.That(File.Exists(own), Is.False);
            Assert.That(File.Exists(other), "another key's: its lock was not taken");
            Assert.That(File.Exists(used), "somebody has it open");
        }

        Assert.That(_folder.Log.Lines.Select(static line => line.Text), Has.One.EqualTo(
            $"Engine cache: {own} is deleted: the process that wrote it has ended"));
        _ = _folder.Cache().Trim();
        Assert.That(_folder.Files("*.tmp"), Is.Empty);
    }

    [Test]
    public void A_read_only_cache_uses_what_is_there_and_keeps_nothing()
    {
        string path = _folder.Get(CacheFolder.Key(), CacheFolder.PlanOf(1)).Path;
        DateTime old = new(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(path, old);
        string[] before = _folder.Files();
        Assert.That(_folder.Get(CacheFolder.Key(), [], ReadOnly).WasBuilt, Is.False);
        Assert.That(File.GetLastWriteTimeUtc(path), Is.EqualTo(old));

        (byte[] bytes, bool wasBuilt, string file) = _folder.Get(
            CacheFolder.Key("other", ("gpu", "B")), CacheFolder.PlanOf(2, 10_000_000), ReadOnly);
        Assert.That(bytes, Is.EqualTo(CacheFolder.PlanOf(2, 10_000_000)));
        Assert.That(wasBuilt);
        Assert.That(file, Is.Empty);
        Assert.That(_folder.Files(), Is.EqualTo(before));
        Assert.That(_folder.Log.Lines.Last().Text, Is.EqualTo(
            $"Engine cache: {_folder.Folder} is used read-only: the engine for other will not be kept"));
        Assert.That(
            () => _folder.Cache(ReadOnly).Clear(),
            Throws.InvalidOperationException.With.Message.EqualTo(
                $"The engine cache in '{_folder.Folder}' is read-only: open it without IsReadOnly to delete entries."));
        Assert.That(() => _folder.Cache(ReadOnly).Trim(), Throws.InvalidOperationException);
    }

    [Test]
    public void A_damaged_entry_of_a_read_only_cache_is_reported_and_left()
    {
        string path = _folder.Get(CacheFolder.Key(), CacheFolder.PlanOf(1)).Path;
        File.WriteAllText(path, "damaged");
        Assert.That(_folder.Get(CacheFolder.Key(), CacheFolder.PlanOf(1), ReadOnly).WasBuilt);
        Assert.That(_folder.Log.Lines, Has.One.Property("Level").EqualTo(LogLevel.Warning));
        Assert.That(File.ReadAllText(path), Is.EqualTo("damaged"));
    }

    [Test]
    public void What_TensorRT_refuses_in_a_read_only_cache_is_passed_over_from_then_on()
    {
        string path = _folder.Get(CacheFolder.Key(), CacheFolder.PlanOf(1)).Path;
        EngineCache cache = _folder.Cache(ReadOnly);
        using (CachedPlan found = Get())
        {
            Assert.That(found.WasBuilt, Is.False);
            found.Reject("no");
        }

        using CachedPlan built = Get();
        Assert.That(built.WasBuilt);
        Assert.That(File.Exists(path));
        Assert.That(_folder.Log.Lines.Select(static line => line.Text), Has.One.EqualTo(
            $"Engine cache: {path} was not loaded and is passed over from now on: no"));

        CachedPlan Get() => cache.GetOrBuild(
            CacheFolder.Key(), _folder.Building(CacheFolder.PlanOf(1)), null, _folder.Log, CancellationToken.None);
    }

    [Test]
    public void A_folder_that_cannot_be_made_is_a_typed_exception_before_anything_is_built()
    {
        string file = Path.Combine(_folder.Folder, "file");
        File.WriteAllText(file, "x");
        EngineCache cache = new(Path.Combine(file, "cache"));
        Assert.That(
            () => cache.GetOrBuild(
                CacheFolder.Key(), _folder.Building(CacheFolder.PlanOf(1)), null, null, CancellationToken.None),
            Throws.TypeOf<EngineCacheException>()
                .With.Message.StartsWith($"The engine cache's folder '{cache.Folder}' cannot be written to: ")
                .And.Message.EndsWith(
                    "Give the process the right to write there, choose another folder, or open the cache with IsReadOnly to use "
                    + "what is in it and keep nothing.")
                .And.InnerException.Not.Null);
        Assert.That(_folder.Builds, Is.Zero);
        Assert.That(cache.Entries, Is.Empty);
        EngineCache readOnly = new(cache.Folder, ReadOnly);
        using CachedPlan plan = readOnly.GetOrBuild(
            CacheFolder.Key(), _folder.Building(CacheFolder.PlanOf(1)), null, null, CancellationToken.None);
        Assert.That(plan.WasBuilt);
    }

    [Test]
    public void A_folder_is_named()
    {
        Assert.That(() => new EngineCache(""), Throws.ArgumentException);
        Assert.That(() => new EngineCache(null!), Throws.ArgumentNullException);
        Assert.That(new EngineCache("x").Folder, Is.EqualTo(Path.GetFullPath("x")));
    }

    [TestCase("a/b\\c:d", "a_b_c_d")]
    [TestCase("..", "engine")]
    [TestCase("../../etc", "_.._etc")]
    [TestCase("größe", "gr__e")]
    public void A_model_s_name_is_no_path(string model, string name)
    {
        string path = _folder.Get(CacheFolder.Key(model), CacheFolder.PlanOf(1)).Path;
        Assert.That(Path.GetDirectoryName(path), Is.EqualTo(_folder.Folder));
        Assert.That(Path.GetFileName(path), Does.StartWith(name + "-"));
    }
}
