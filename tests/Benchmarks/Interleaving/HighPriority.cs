using System.ComponentModel;
using System.Diagnostics;

namespace TensorRTSharp.Benchmarks;

/// <summary>
/// Has the calling thread, and threads that it starts meanwhile, go before other programs' where the user may ask for
/// that; as BenchmarkDotNet's own toolchains do.
/// </summary>
internal sealed class HighPriority : IDisposable
{
    private readonly ProcessPriorityClass _before = TrySet(ProcessPriorityClass.High);

    public void Dispose() => _ = TrySet(_before);

    private static ProcessPriorityClass TrySet(ProcessPriorityClass priority)
    {
        using Process process = Process.GetCurrentProcess();
        ProcessPriorityClass before = process.PriorityClass;
        try
        {
            process.PriorityClass = priority;
        }
        catch (Win32Exception)
        {
            // Not allowed: the figures are only noisier.
        }

        return before;
    }
}
