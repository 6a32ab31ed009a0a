using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using TensorRTSharp;
using TensorRTSharp.Caching;

// One of several processes that use one engine cache. Plans are bytes made by a seed, which is the key.
//
//   CacheProcess once FOLDER SEED LENGTH MILLISECONDS   waits for a line of input; then one engine, built in so many
//                                                       milliseconds; prints "built" or "found" and the plan's SHA-256
//   CacheProcess on FOLDER KEYS LENGTH                  prints "ready"; then engines of random keys, some thrown away,
//                                                       until it is killed; prints what is wrong, should anything be
string folder = args[1];
EngineCache cache = new(folder, new EngineCacheOptions { SizeLimit = ByteSize.KiB(700) });
ConsoleLogger logger = new();

if (args[0] == "once")
{
    _ = Console.ReadLine();
    using CachedPlan plan = Get(Number(2), Number(3), Number(4), () => Console.WriteLine("waiting"));
    using Stream stream = plan.OpenRead();
    Console.WriteLine($"{(plan.WasBuilt ? "built" : "found")} {Convert.ToHexStringLower(SHA256.HashData(stream))}");
    return;
}

Random random = new();
for (bool isFirst = true; ; isFirst = false)
{
    int seed = random.Next(Number(2));
    using CachedPlan plan = Get(seed, Number(3), random.Next(10, 60), null);
    using Stream stream = plan.OpenRead();
    if (!SHA256.HashData(stream).AsSpan().SequenceEqual(SHA256.HashData(PlanOf(seed, Number(3)))))
    {
        Console.WriteLine($"wrong plan for {seed}");
    }

    if (random.Next(2) == 0)
    {
        plan.Reject("to be built again");
    }

    if (isFirst)
    {
        Console.WriteLine("ready");
    }
}

int Number(int index) => int.Parse(args[index], null);

CachedPlan Get(int seed, int length, int milliseconds, Action? waiting)
{
    EngineCacheKey key = new() { ModelName = "model" };
    key.Add("seed", $"{seed}");
    return cache.GetOrBuild(
        key,
        (stream, _) =>
        {
            byte[] bytes = PlanOf(seed, length);
            File.AppendAllText(Path.Combine(folder, "builds.txt"), $"{seed}\n");
            const int Pieces = 8;
            for (int piece = 0; piece < Pieces; piece++)
            {
                int from = (int)((long)length * piece / Pieces);
                int to = (int)((long)length * (piece + 1) / Pieces);
                stream.Write(bytes.AsSpan(from, to - from));
                Thread.Sleep(milliseconds / Pieces);
            }

            return new EngineDescription { Maker = Backend.Cpu, LibraryVersion = "1.2.3" };
        },
        waiting,
        logger,
        CancellationToken.None);
}

static byte[] PlanOf(int seed, int length)
{
    byte[] plan = new byte[length];
    new Random(seed).NextBytes(plan);
    return plan;
}

/// <summary>Warnings, a line each.</summary>
internal sealed class ConsoleLogger : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull =>
        null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter)
    {
        if (eventId.Name != "EngineCacheRejected") // its own doing
        {
            Console.WriteLine($"{eventId.Name} {formatter(state, exception)}");
        }
    }
}
