using TensorRTSharp.Caching;
using TensorRTSharp.Tests.Support;

namespace TensorRTSharp.Tests.Caching;

/// <summary>A cache in a folder of its own, and builds that count themselves. Their plans are bytes made by a seed.</summary>
internal sealed class CacheFolder : IDisposable
{
    private int _builds;

    internal string Folder { get; } = Directory.CreateTempSubdirectory("trtsharp-cache").FullName;

    internal TestLogger Log { get; } = new();

    internal int Builds => _builds;

    internal static EngineDescription Description { get; } = new()
    {
        Maker = Backend.Cpu,
        LibraryVersion = "1.2.3",
        BuiltAt = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
        Inputs = [new DescribedTensor("x", DataType.Float, [-1, 3])],
        Profiles = [new DescribedProfile([new DescribedRange("x", [1, 3], [4, 3], [8, 3])])],
        Options = [new DescribedOption("workspace", "1 GiB")],
    };

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    internal static EngineCacheKey Key(string model = "model", params (string Name, string Value)[] components)
    {
        EngineCacheKey key = new() { ModelName = model };
        foreach ((string name, string value) in components is [] ? [("model", "abc"), ("gpu", "A")] : components)
        {
            key.Add(name, value);
        }

        return key;
    }

    internal static byte[] PlanOf(int seed, int length = 100_000)
    {
        byte[] plan = new byte[length];
        new Random(seed).NextBytes(plan);
        return plan;
    }

    internal static byte[] BytesOf(CachedPlan plan)
    {
        using Stream stream = plan.OpenRead();
        using MemoryStream copy = new();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    internal EngineCache Cache(EngineCacheOptions? options = null) => new(Folder, options);

    /// <summary>A build of a plan, in pieces as TensorRT writes it.</summary>
    internal Func<Stream, CancellationToken, EngineDescription> Building(byte[] plan) => (stream, _) =>
    {
        Interlocked.Increment(ref _builds);
        for (int offset = 0; offset < plan.Length; offset += 30_000)
        {
            stream.Write(plan.AsSpan(offset, Math.Min(30_000, plan.Length - offset)));
        }

        return Description;
    };

    internal CachedPlan GetOrBuild(EngineCacheKey key, byte[] plan, EngineCacheOptions? options = null) =>
        Cache(options).GetOrBuild(key, Building(plan), waiting: null, Log, CancellationToken.None);

    /// <summary>As above, with the plan's bytes in its place.</summary>
    internal (byte[] Bytes, bool WasBuilt, string Path) Get(
        EngineCacheKey key, byte[] plan, EngineCacheOptions? options = null)
    {
        using CachedPlan cached = GetOrBuild(key, plan, options);
        return (BytesOf(cached), cached.WasBuilt, cached.FilePath);
    }

    internal string[] Files(string pattern = "*") =>
        [.. Directory.GetFiles(Folder, pattern).Select(static path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];
}
