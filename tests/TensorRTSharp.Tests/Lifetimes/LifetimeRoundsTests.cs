using System.Runtime.CompilerServices;
using NUnit.Framework;
using TensorRTSharp.Testing;
using TensorRTSharp.Tests.Support;

namespace TensorRTSharp.Tests.Lifetimes;

/// <summary>
/// A thousand rounds of create, use and let go, in random order: afterwards nothing is left, by any counter.
/// </summary>
internal sealed class LifetimeRoundsTests
{
    private const int RoundsPerTest = 100;

    [Test]
    public void Nothing_is_left_after_a_hundred_rounds([Range(0, 9)] int seed)
    {
        TensorRT library = CpuBackend.Require();
        LiveObjects before = LiveObjects.Now;
        SeededRandom random = new((ulong)seed);
        List<WeakReference> traces = [];
        int inCallback = 0;
        int underWork = 0;
        for (int round = 0; round < RoundsPerTest; round++)
        {
            (bool wasInCallback, bool wasUnderWork) = Run(library, random, traces);
            inCallback += wasInCallback ? 1 : 0;
            underWork += wasUnderWork ? 1 : 0;
            if (random.NextInt32(1, 4) == 1)
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
            }
        }

        using IDisposable all = Assert.EnterMultipleScope();
        Assert.That(LiveObjects.CollectUntil(before, traces), Is.EqualTo(before));
        Assert.That(LiveObjects.CountAlive(traces), Is.Zero, "managed objects");
        Assert.That(inCallback, Is.GreaterThan(5), "rounds that let go within a callback");
        Assert.That(underWork, Is.GreaterThan(5), "rounds that let go under queued work");
    }

    /// <summary>A frame of its own: what it leaves in registers and on the stack must not count as held.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (bool WasInCallback, bool WasUnderWork) Run(
        TensorRT library, SeededRandom random, List<WeakReference> traces)
    {
        Round round = new(library, random);
        round.Run();
        traces.AddRange(round.Traces);
        return (round.WasInCallback, round.WasUnderWork);
    }
}
