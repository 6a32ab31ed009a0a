using Microsoft.Extensions.Logging;

namespace TensorRTSharp;

/// <summary>
/// How a line of TensorRT's log looks in .NET: level, event id, and the text as a property named NativeMessage.
/// </summary>
internal static partial class NativeLog
{
    /// <summary>From nvinfer1::ILogger::Severity. TensorRT's verbose is a compiler's trace.</summary>
    internal static LogLevel LevelOf(int severity) => severity switch
    {
        <= 0 => LogLevel.Critical,
        1 => LogLevel.Error,
        2 => LogLevel.Warning,
        3 => LogLevel.Information,
        _ => LogLevel.Trace,
    };

    /// <summary>Writes one line. The caller has asked whether its level is enabled.</summary>
    internal static void Write(ILogger logger, int severity, string nativeMessage)
    {
        switch (severity)
        {
            case <= 0: InternalError(logger, nativeMessage); break;
            case 1: Error(logger, nativeMessage); break;
            case 2: Warning(logger, nativeMessage); break;
            case 3: Information(logger, nativeMessage); break;
            default: Verbose(logger, nativeMessage); break;
        }
    }

    /// <summary>A callback threw while no call was running that its exception could come out of.</summary>
    [LoggerMessage(
        EventId = 6, Level = LogLevel.Error, EventName = "TensorRTCallbackFailed",
        Message = "A callback threw {ExceptionType}; the next call on the object that it belongs to raises it")]
    internal static partial void CallbackFailed(ILogger logger, Exception exception, string exceptionType);

    [LoggerMessage(
        EventId = 1, Level = LogLevel.Critical, EventName = "TensorRTInternalError",
        Message = "{NativeMessage}", SkipEnabledCheck = true)]
    private static partial void InternalError(ILogger logger, string nativeMessage);

    [LoggerMessage(
        EventId = 2, Level = LogLevel.Error, EventName = "TensorRTError",
        Message = "{NativeMessage}", SkipEnabledCheck = true)]
    private static partial void Error(ILogger logger, string nativeMessage);

    [LoggerMessage(
        EventId = 3, Level = LogLevel.Warning, EventName = "TensorRTWarning",
        Message = "{NativeMessage}", SkipEnabledCheck = true)]
    private static partial void Warning(ILogger logger, string nativeMessage);

    [LoggerMessage(
        EventId = 4, Level = LogLevel.Information, EventName = "TensorRTInformation",
        Message = "{NativeMessage}", SkipEnabledCheck = true)]
    private static partial void Information(ILogger logger, string nativeMessage);

    [LoggerMessage(
        EventId = 5, Level = LogLevel.Trace, EventName = "TensorRTVerbose",
        Message = "{NativeMessage}", SkipEnabledCheck = true)]
    private static partial void Verbose(ILogger logger, string nativeMessage);
}
