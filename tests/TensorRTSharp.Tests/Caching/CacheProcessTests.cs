using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using NUnit.Framework;

namespace TensorRTSharp.Tests.Caching;

/// <summary>One cache, several processes; some are killed.</summary>
internal sealed class CacheProcessTests
{
    private const int Length = 120_000;

    private CacheFolder _folder = null!;

    [SetUp]
    public void MakeAFolder() => _folder = new CacheFolder();

    [TearDown]
    public void DeleteTheFolder() => _folder.Dispose();

    [Test]
    public void Eight_processes_started_together_build_once()
    {
        CacheProcess[] processes =
            [.. Enumerable.Range(0, 8).Select(_ => CacheProcess.Start("once", _folder.Folder, "7", $"{Length}", "1000"))];
        try
        {
            foreach (CacheProcess process in processes)
            {
                process.Go();
            }

            Assert.That(processes.Select(static process => process.WaitForExit()), Is.All.Zero);
            string hash = Convert.ToHexStringLower(SHA256.HashData(CacheFolder.PlanOf(7, Length)));
            string[] last = [.. processes.Select(static process => process.Lines.Last())];
            Assert.That(last, Has.Exactly(1).EqualTo($"built {hash}").And.Exactly(7).EqualTo($"found {hash}"));
            Assert.That(Builds(), Is.EqualTo(new[] { "7" }));
            Assert.That(processes.Sum(static process => process.Lines.Count(static line => line == "waiting")), Is.GreaterThan(0));
            Assert.That(
                processes.Select(static process => process.Lines.Count(static line => line == "waiting")), Is.All.LessThan(2));
        }
        finally
        {
            Array.ForEach(processes, static process => process.Dispose());
        }
    }

    [Test]
    public void A_killed_builder_s_place_is_taken_by_one_that_waits()
    {
        using CacheProcess first = CacheProcess.Start("once", _folder.Folder, "7", $"{Length}", "60000");
        first.Go();
        Await(() => _folder.Files("*.tmp").Length == 1);
        using CacheProcess second = CacheProcess.Start("once", _folder.Folder, "7", $"{Length}", "0");
        second.Go();
        Await(() => second.Lines.Contains("waiting"));
        first.Kill();
        Assert.That(second.WaitForExit(), Is.Zero);
        Assert.That(second.Lines.Last(), Does.StartWith("built "));
        Assert.That(_folder.Files("*.tmp"), Is.Empty);
        Assert.That(Builds(), Has.Length.EqualTo(2));
    }

    [Test]
    public void Who_may_not_write_to_the_folder_is_told_so_before_anything_is_built_and_finds_what_others_built()
    {
        UnixFileMode readable = UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.GroupRead
            | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;
        string[] other = [_folder.Folder, "8", $"{Length}", "0"];
        using CacheProcess builder = CacheProcess.Start("once", _folder.Folder, "7", $"{Length}", "0");
        builder.Go();
        Assert.That(builder.WaitForExit(), Is.Zero);
        if (OperatingSystem.IsLinux())
        {
            File.SetUnixFileMode(_folder.Folder, readable);
        }

        try
        {
            using CacheProcess finder = CacheProcess.StartUnprivileged("once", _folder.Folder, "7", $"{Length}", "0");
            finder.Go();
            Assert.That(finder.WaitForExit(), Is.Zero, string.Join('\n', finder.Lines));
            Assert.That(finder.Lines.Last(), Does.StartWith("found "));

            using CacheProcess refused = CacheProcess.StartUnprivileged(["once", .. other]);
            refused.Go();
            Assert.That(refused.WaitForExit(), Is.Not.Zero);
            Assert.That(refused.Lines.First(), Does.Contain(
                $"EngineCacheException: The engine cache's folder '{_folder.Folder}' cannot be written to: ").And.Contain(
                "Give the process the right to write there, choose another folder, or open the cache with IsReadOnly"));
            Assert.That(Builds(), Is.EqualTo(new[] { "7" }));
        }
        finally
        {
            if (OperatingSystem.IsLinux())
            {
                File.SetUnixFileMode(_folder.Folder, readable | UnixFileMode.UserWrite);
            }
        }
    }

    /// <summary>How many: TRTSHARP_CACHE_KILLS; 200 unless it is set.</summary>
    [Test]
    public void Kills_at_random_moments_leave_a_cache_that_works()
    {
        const int Keys = 8;
        const int AtOnce = 4;
        int kills = int.Parse(
            Environment.GetEnvironmentVariable("TRTSHARP_CACHE_KILLS") ?? "200", CultureInfo.InvariantCulture);
        Random random = new(1);
        int duringBuilds = 0;
        List<CacheProcess> running = [];
        List<string> problems = [];
        try
        {
            for (int i = 0; i < AtOnce; i++)
            {
                running.Add(Start());
            }

            for (int kill = 0; kill < kills; kill++)
            {
                CacheProcess process = running[0];
                running.RemoveAt(0);
                process.WaitUntilReady();
                Thread.Sleep(random.Next(60));
                process.Kill();
                _ = process.WaitForExit();
                problems.AddRange(process.Lines);
                process.Dispose();
                duringBuilds += _folder.Files("*.tmp*").Length > 0 ? 1 : 0;
                running.Add(Start());
            }
        }
        finally
        {
            foreach (CacheProcess process in running)
            {
                process.Dispose();
                problems.AddRange(process.Lines);
            }
        }

        // No process ever saw a wrong plan or a damaged entry, and none had to go on without the cache.
        Assert.That(problems, Is.Empty);
        Assert.That(duringBuilds, Is.GreaterThan(kills / 10), "kills hit builds");
        foreach (EngineCacheEntry entry in _folder.Cache().Entries)
        {
            Assert.That(entry.Damage, Is.Null);
        }

        for (int seed = 0; seed < Keys; seed++)
        {
            byte[] plan = CacheFolder.PlanOf(seed, Length);
            Assert.That(_folder.Get(CacheFolder.Key("model", ("seed", $"{seed}")), plan).Bytes, Is.EqualTo(plan));
        }

        _ = _folder.Cache().Trim();
        Assert.That(_folder.Files("*.tmp*"), Is.Empty);
        TestContext.Out.WriteLine($"{kills} kills, {duringBuilds} left a temporary file, {Builds().Length} builds");

        CacheProcess Start() => CacheProcess.Start("on", _folder.Folder, $"{Keys}", $"{Length}");
    }

    [Test]
    public void A_full_disk_costs_the_entry_and_not_the_engine()
    {
        using CacheProcess process = CacheProcess.StartLimited(
            kibibytes: 64, "once", _folder.Folder, "7", $"{Length}", "0");
        process.Go();
        Assert.That(process.WaitForExit(), Is.Zero, () => string.Join('\n', process.Lines));
        Assert.That(process.Lines, Has.Some.StartsWith(
            $"EngineCacheNotStored Engine cache: the engine for model is used, but could not be kept in {_folder.Folder}: "));
        Assert.That(process.Lines.Last(), Is.EqualTo(
            $"built {Convert.ToHexStringLower(SHA256.HashData(CacheFolder.PlanOf(7, Length)))}"));
        Assert.That(_folder.Files(), Has.None.EndsWith(".engine").And.None.Contains(".tmp"));
    }

    private static void Await(Func<bool> condition)
    {
        Stopwatch watch = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromMinutes(1)));
            Thread.Sleep(10);
        }
    }

    private string[] Builds() => File.ReadAllLines(Path.Combine(_folder.Folder, "builds.txt"));
}
