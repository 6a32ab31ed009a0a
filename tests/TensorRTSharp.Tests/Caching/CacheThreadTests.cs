using NUnit.Framework;
using TensorRTSharp.Caching;

namespace TensorRTSharp.Tests.Caching;

/// <summary>One cache, several threads.</summary>
internal sealed class CacheThreadTests
{
    private CacheFolder _folder = null!;

    [SetUp]
    public void MakeAFolder() => _folder = new CacheFolder();

    [TearDown]
    public void DeleteTheFolder() => _folder.Dispose();

    [Test]
    public void Many_threads_on_one_key_build_once()
    {
        byte[] plan = CacheFolder.PlanOf(1);
        EngineCache cache = _folder.Cache();
        int waits = 0;
        Thread[] threads = new Thread[24];
        bool[] right = new bool[threads.Length];
        using Barrier start = new(threads.Length);
        for (int i = 0; i < threads.Length; i++)
        {
            int index = i;
            threads[i] = new Thread(() =>
            {
                start.SignalAndWait();
                using CachedPlan mine = cache.GetOrBuild(
                    CacheFolder.Key(), Slowly, () => Interlocked.Increment(ref waits), _folder.Log, CancellationToken.None);
                right[index] = CacheFolder.BytesOf(mine).AsSpan().SequenceEqual(plan);
            });
            threads[i].Start();
        }

        Array.ForEach(threads, static thread => thread.Join());
        Assert.That(right, Is.All.True);
        Assert.That(_folder.Builds, Is.EqualTo(1));
        Assert.That(waits, Is.InRange(1, threads.Length - 1));
        Assert.That(_folder.Log.Lines.Count(static line => line.Event.Name == "EngineCacheWaiting"), Is.EqualTo(waits));

        EngineDescription Slowly(Stream stream, CancellationToken token)
        {
            Thread.Sleep(300);
            return _folder.Building(plan)(stream, token);
        }
    }

    [Test]
    public void Different_keys_are_built_at_the_same_time()
    {
        using Barrier both = new(2);
        EngineCache cache = _folder.Cache();
        Task[] tasks = [.. new[] { "A", "B" }.Select(gpu => Task.Factory.StartNew(
            () =>
            {
                using CachedPlan plan = cache.GetOrBuild(
                    CacheFolder.Key("model", ("gpu", gpu)),
                    (stream, token) =>
                    {
                        Assert.That(both.SignalAndWait(TimeSpan.FromSeconds(30), CancellationToken.None), "the other is built meanwhile");
                        return _folder.Building(CacheFolder.PlanOf(1))(stream, token);
                    },
                    null,
                    null,
                    CancellationToken.None);
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default))];
        Assert.That(() => Task.WaitAll(tasks), Throws.Nothing);
        Assert.That(_folder.Builds, Is.EqualTo(2));
    }

    [Test]
    public void Waiting_ends_when_it_is_cancelled_and_the_builder_goes_on()
    {
        EngineCache cache = _folder.Cache();
        using CancellationTokenSource cancellation = new();
        using ManualResetEventSlim goOn = new();
        using ManualResetEventSlim building = new();
        Task<bool> builder = Task.Run(() =>
        {
            using CachedPlan plan = cache.GetOrBuild(
                CacheFolder.Key(),
                (stream, token) =>
                {
                    building.Set();
                    goOn.Wait(CancellationToken.None);
                    return _folder.Building(CacheFolder.PlanOf(1))(stream, token);
                },
                null,
                null,
                CancellationToken.None);
            return plan.WasBuilt;
        });
        building.Wait();
        int waits = 0;
        Assert.That(
            () => cache.GetOrBuild(
                CacheFolder.Key(),
                _folder.Building([1]),
                () =>
                {
                    waits++;
                    cancellation.CancelAfter(50);
                },
                null,
                cancellation.Token),
            Throws.InstanceOf<OperationCanceledException>()
                .With.Property(nameof(OperationCanceledException.CancellationToken)).EqualTo(cancellation.Token));
        Assert.That(waits, Is.EqualTo(1));
        goOn.Set();
        Assert.That(builder.Result);
        Assert.That(_folder.Builds, Is.EqualTo(1));
    }

    [Test]
    public void A_cancelled_build_leaves_nothing_behind()
    {
        using CancellationTokenSource cancellation = new();
        Assert.That(
            () => _folder.Cache().GetOrBuild(
                CacheFolder.Key(),
                (stream, token) =>
                {
                    stream.Write(new byte[1000]);
                    cancellation.Cancel();
                    token.ThrowIfCancellationRequested();
                    return CacheFolder.Description;
                },
                null,
                null,
                cancellation.Token),
            Throws.InstanceOf<OperationCanceledException>());
        Assert.That(_folder.Files(), Has.All.EndsWith(".lock"));
    }

    [Test]
    public void A_cancelled_token_ends_before_anything_is_done()
    {
        Assert.That(
            () => _folder.Cache().GetOrBuild(
                CacheFolder.Key(), _folder.Building([1]), null, null, new CancellationToken(canceled: true)),
            Throws.InstanceOf<OperationCanceledException>());
        Assert.That(_folder.Files(), Is.Empty);
    }
}
