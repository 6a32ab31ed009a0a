using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace TensorRTSharp.Tests.Support;

/// <summary>Keeps every line.</summary>
internal sealed class TestLogger(LogLevel minimum = LogLevel.Trace) : ILogger
{
    internal ConcurrentQueue<LogLine> Lines { get; } = new();

    internal Action? OnLine { get; init; }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull =>
        null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= minimum;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter)
    {
        Lines.Enqueue(new LogLine(
            logLevel,
            eventId,
            formatter(state, exception),
            state as IReadOnlyList<KeyValuePair<string, object?>> ?? []));
        OnLine?.Invoke();
    }
}

internal sealed record LogLine(
    LogLevel Level, EventId Event, string Text, IReadOnlyList<KeyValuePair<string, object?>> Properties);
