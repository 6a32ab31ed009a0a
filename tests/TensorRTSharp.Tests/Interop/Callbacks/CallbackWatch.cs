using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;

namespace TensorRTSharp.Tests.Interop.Callbacks;

/// <summary>How often each method of what an application gives TensorRT is called, and which one throws, once.</summary>
internal sealed class CallbackWatch
{
    private readonly ConcurrentDictionary<string, int> _calls = new();

    internal string? ThrowsIn { get; set; }

    internal IReadOnlyDictionary<string, int> Calls => _calls;

    [MethodImpl(MethodImplOptions.NoInlining)] // it is looked for in stacks
    internal void Called(string method)
    {
        _ = _calls.AddOrUpdate(method, 1, static (_, count) => count + 1);
        if (ThrowsIn == method)
        {
            ThrowsIn = null;
            throw new FormatException($"thrown in {method}");
        }
    }
}

internal sealed class WatchedLogger(CallbackWatch watch) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        watch.Called("ILogger.Log");
}

internal sealed class WatchedMonitor(CallbackWatch watch) : IProgressMonitor
{
    public void PhaseStart(string phase, string? parentPhase, int stepCount) => watch.Called("IProgressMonitor.PhaseStart");

    public bool StepComplete(string phase, int step)
    {
        watch.Called("IProgressMonitor.StepComplete");
        return true;
    }

    public void PhaseFinish(string phase) => watch.Called("IProgressMonitor.PhaseFinish");
}

internal sealed class WatchedRecorder(CallbackWatch watch) : IErrorRecorder
{
    private readonly ErrorRecorder _errors = new();

    public int Count => _errors.Count;

    public bool HasOverflowed => _errors.HasOverflowed;

    public ErrorCode GetErrorCode(int index) => _errors.GetErrorCode(index);

    public string GetErrorDescription(int index) => _errors.GetErrorDescription(index);

    public void Clear() => _errors.Clear();

    public bool ReportError(ErrorCode code, string description)
    {
        watch.Called("IErrorRecorder.ReportError");
        return _errors.ReportError(code, description);
    }
}

internal sealed class WatchedSelector(CallbackWatch watch) : IAlgorithmSelector
{
    public IEnumerable<Algorithm> SelectAlgorithms(AlgorithmContext context, IReadOnlyList<Algorithm> choices)
    {
        watch.Called("IAlgorithmSelector.SelectAlgorithms");
        return choices;
    }

    public void ReportAlgorithms(IReadOnlyList<AlgorithmContext> contexts, IReadOnlyList<Algorithm> choices) =>
        watch.Called("IAlgorithmSelector.ReportAlgorithms");
}

internal sealed class WatchedObserver(CallbackWatch watch) : IRefitterObserver
{
    public void OnRefittableWeight(RefitRecord record) => watch.Called("IRefitterObserver.OnRefittableWeight");
}

internal sealed class WatchedProfiler(CallbackWatch watch) : IProfiler
{
    public void ReportLayerTime(string layer, TimeSpan time) => watch.Called("IProfiler.ReportLayerTime");
}

/// <summary>Gives host memory, which is what the fakes write to.</summary>
internal sealed unsafe class WatchedAllocator(CallbackWatch watch) : IOutputAllocator, IDisposable
{
    private readonly List<nint> _memory = [];

    public nint Reallocate(string tensor, nint currentMemory, long byteLength, long alignment, nint stream)
    {
        watch.Called("IOutputAllocator.Reallocate");
        _memory.Add((nint)NativeMemory.AlignedAlloc((nuint)Math.Max(byteLength, 1), (nuint)Math.Max(alignment, 16)));
        return _memory[^1];
    }

    public void NotifyShape(string tensor, ReadOnlySpan<long> shape) => watch.Called("IOutputAllocator.NotifyShape");

    public void Dispose() => _memory.ForEach(static memory => NativeMemory.AlignedFree((void*)memory));
}

/// <summary>A plan's stream, in memory.</summary>
internal sealed class WatchedStream(CallbackWatch watch) : MemoryStream
{
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        watch.Called("Stream.Write");
        base.Write(buffer.ToArray(), 0, buffer.Length);
    }

    public override int Read(Span<byte> buffer)
    {
        watch.Called("Stream.Read");
        byte[] read = new byte[buffer.Length];
        int count = base.Read(read, 0, read.Length);
        read.AsSpan(0, count).CopyTo(buffer);
        return count;
    }
}
