using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;
using NUnit.Framework;
using TensorRTSharp.Interop;
using TensorRTSharp.Tests.Support;

namespace TensorRTSharp.Tests.Interop.Callbacks;

internal sealed unsafe class LoggerCallbackTests
{
    [TestCase(0, LogLevel.Critical, "TensorRTInternalError")]
    [TestCase(1, LogLevel.Error, "TensorRTError")]
    [TestCase(2, LogLevel.Warning, "TensorRTWarning")]
    [TestCase(3, LogLevel.Information, "TensorRTInformation")]
    [TestCase(4, LogLevel.Trace, "TensorRTVerbose")]
    public void Severities_have_their_levels_and_events(int severity, LogLevel level, string eventName)
    {
        TestLogger logger = new();
        Log(logger, severity, "größer than {0} and {braces}");
        LogLine line = logger.Lines.Single();
        Assert.That(line.Level, Is.EqualTo(level));
        Assert.That(line.Event, Is.EqualTo(new EventId(severity + 1)));
        Assert.That(line.Event.Name, Is.EqualTo(eventName));
        Assert.That(line.Text, Is.EqualTo("größer than {0} and {braces}"));
        Assert.That(
            line.Properties,
            Does.Contain(new KeyValuePair<string, object?>("NativeMessage", "größer than {0} and {braces}")));
    }

    [Test]
    public void Lines_below_the_level_are_not_written()
    {
        TestLogger logger = new(LogLevel.Warning);
        Log(logger, 3, "info");
        Log(logger, 2, "warning");
        Assert.That(logger.Lines.Select(line => line.Text), Is.EqualTo(new[] { "warning" }));
    }

    [Test]
    public void A_logger_that_throws_loses_its_line_and_nothing_else()
    {
        ThrowingLogger logger = new();
        Log(logger, 1, "lost");
        Assert.That(logger.Calls, Is.EqualTo(1));
    }

    [Test]
    public void No_logger_is_no_callback()
    {
        UserData userData = LoggerCallback.Create(null, out LoggerCallbacks callbacks);
        Assert.That(userData.IsAllocated, Is.False);
        Assert.That(callbacks.Log == null && callbacks.UserData == null);
    }

    private static void Log(ILogger logger, int severity, string text)
    {
        UserData userData = LoggerCallback.Create(logger, out LoggerCallbacks callbacks);
        byte* message = (byte*)Marshal.StringToCoTaskMemUTF8(text);
        try
        {
            callbacks.Log(severity, message, callbacks.UserData);
        }
        finally
        {
            Marshal.FreeCoTaskMem((nint)message);
            userData.Free();
        }
    }
}
