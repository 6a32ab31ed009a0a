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
    internal static GCHandle Create(ILogger? logger, out LoggerCallbacks callbacks)
    {
        callbacks = default;
        if (logger is null)
        {
            return default;
        }

        GCHandle userData = GCHandle.Alloc(logger);
        callbacks.Log = &Log;
        callbacks.UserData = (void*)GCHandle.ToIntPtr(userData);
        return userData;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Log(int severity, byte* message, void* userData)
    {
        try
        {
            var logger = (ILogger)GCHandle.FromIntPtr((nint)userData).Target!;
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
