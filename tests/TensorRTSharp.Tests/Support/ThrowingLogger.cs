using Microsoft.Extensions.Logging;

namespace TensorRTSharp.Tests.Support;

internal sealed class ThrowingLogger : ILogger
{
    private int _calls;

    internal int Calls => _calls;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull =>
        null;

    public bool IsEnabled(LogLevel logLevel)
    {
        Interlocked.Increment(ref _calls);
        throw new InvalidOperationException("this logger always throws");
    }

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter) =>
        throw new InvalidOperationException("this logger always throws");
}
