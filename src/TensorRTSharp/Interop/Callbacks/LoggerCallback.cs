using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;

namespace TensorRTSharp.Interop;

/// <summary>Takes TensorRT's log lines, from any thread, to an <see cref="ILogger"/>.</summary>
internal static unsafe class LoggerCallback
{
    /// <summary>
    /// The callbacks, and the user data that must live until the native owner is destroyed. No logger: no callback, no
    /// user data.
    /// </summary>
    internal static UserData Create(ILogger? logger, out LoggerCallbacks callbacks)
    {
        callbacks = default;
        if (logger is null)
        {
            return default;
        }

        UserData userData = UserData.Of(logger);
        callbacks.Log = &Log;
        callbacks.UserData = (void*)userData.Pointer;
        return userData;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Log(int severity, byte* message, void* userData)
    {
        try
        {
            var logger = UserData.From<ILogger>((nint)userData);
            if (logger.IsEnabled(NativeLog.LevelOf(severity)))
            {
                NativeLog.Write(logger, severity, Utf8.ToString((nint)message));
            }
        }
        catch (Exception)
        {
            // A log line has no caller to tell: a logger that throws loses its line and nothing else.
        }
    }
}
