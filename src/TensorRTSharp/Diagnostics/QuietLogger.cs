using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;

namespace TensorRTSharp;

/// <summary>A logger that throws loses its line and nothing else; no logger loses all.</summary>
[SuppressMessage("Design", "CA1031", Justification = "Whatever an application's logger throws, the work goes on.")]
internal sealed class QuietLogger(ILogger? logger) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull =>
        null;

    public bool IsEnabled(LogLevel logLevel)
    {
        try
        {
            return logger?.IsEnabled(logLevel) == true;
        }
        catch (Exception)
        {
            return false;
        }
    }

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter)
    {
        try
        {
            logger?.Log(logLevel, eventId, state, exception, formatter);
        }
        catch (Exception)
        {
            // its line is lost
        }
    }
}
