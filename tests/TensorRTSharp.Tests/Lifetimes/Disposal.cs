using TensorRTSharp.Testing;

namespace TensorRTSharp.Tests.Lifetimes;

/// <summary>Ways in which users let go of an object.</summary>
internal sealed class Disposal(SeededRandom random)
{
    private readonly List<Task> _elsewhere = [];

    private enum Way
    {
        Once,
        Twice,
        OnAnotherThread,
        MeanwhileOnAnotherThread,
        OnTwoThreadsAtOnce,
        Never,
    }

    /// <summary>Lets go of everything, in random order, with collections between.</summary>
    internal void LetGoOfAll(List<IDisposable> things)
    {
        while (things.Count > 0)
        {
            int chosen = random.NextInt32(0, things.Count - 1);
            IDisposable thing = things[chosen];
            things.RemoveAt(chosen);
            LetGo(thing);
            if (random.NextInt32(0, 30) == 0)
            {
                GC.Collect();
            }
        }
    }

    /// <summary>Waits for what other threads still dispose, and has their failures.</summary>
    internal void Join() => Task.WaitAll([.. _elsewhere]);

    private void LetGo(IDisposable thing)
    {
        switch ((Way)random.NextInt32(0, (int)Way.Never))
        {
            case Way.Once:
                thing.Dispose();
                break;
            case Way.Twice:
                thing.Dispose();
                thing.Dispose();
                break;
            case Way.OnAnotherThread:
                Task.Run(thing.Dispose).Wait();
                break;
            case Way.MeanwhileOnAnotherThread:
                _elsewhere.Add(Task.Run(thing.Dispose));
                break;
            case Way.OnTwoThreadsAtOnce:
                Parallel.Invoke(thing.Dispose, thing.Dispose);
                break;
            default:
                break; // the finalizer's
        }
    }

    /// <summary>Uses what may be disposed already: that works, or throws nothing but this.</summary>
    internal static void Try(Action use)
    {
        try
        {
            use();
        }
        catch (ObjectDisposedException)
        {
            // The other correct answer.
        }
    }
}
