using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TensorRTSharp.Interop;

/// <summary>
/// Takes a build's progress to an <see cref="IProgressMonitor"/>, and a cancellation to the build. Called from several
/// of the builder's threads at once.
/// </summary>
internal sealed unsafe class ProgressMonitorCallback
{
    private volatile IProgressMonitor? _monitor;
    private CancellationToken _cancellationToken;

    /// <summary>Set between builds.</summary>
    internal IProgressMonitor? Monitor
    {
        get => _monitor;
        set => _monitor = value;
    }

    /// <summary>Why the current build must end: TensorRT itself tells a cancelled build as a failed one.</summary>
    internal CallbackFailure Failure { get; } = new();

    /// <summary>Before a build begins, and with none after it has ended.</summary>
    internal void Watch(CancellationToken cancellationToken) => _cancellationToken = cancellationToken;

    /// <summary>The callbacks, and the user data that must live until the native monitor is destroyed.</summary>
    internal UserData Pin(out ProgressMonitorCallbacks callbacks)
    {
        UserData userData = UserData.Of(this);
        callbacks.PhaseStart = &PhaseStart;
        callbacks.StepComplete = &StepComplete;
        callbacks.PhaseFinish = &PhaseFinish;
        callbacks.UserData = (void*)userData.Pointer;
        return userData;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void PhaseStart(byte* phase, byte* parentPhase, int stepCount, void* userData)
    {
        ProgressMonitorCallback self = From(userData);
        try
        {
            self.Monitor?.PhaseStart(
                Utf8.ToString((nint)phase), Marshal.PtrToStringUTF8((nint)parentPhase), stepCount);
        }
        catch (Exception exception)
        {
            self.Failure.Report(exception);
        }
    }

    /// <returns>0 cancels the build.</returns>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int StepComplete(byte* phase, int step, void* userData)
    {
        ProgressMonitorCallback self = From(userData);
        try
        {
            if (self.Monitor is { } monitor && !monitor.StepComplete(Utf8.ToString((nint)phase), step))
            {
                self.Failure.Report(new OperationCanceledException("The progress monitor cancelled the build."));
            }
            else if (self._cancellationToken.IsCancellationRequested)
            {
                self.Failure.Report(
                    new OperationCanceledException("The build was cancelled.", self._cancellationToken));
            }
        }
        catch (Exception exception)
        {
            self.Failure.Report(exception);
        }

        return self.Failure.HasFailed ? 0 : 1;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void PhaseFinish(byte* phase, void* userData)
    {
        ProgressMonitorCallback self = From(userData);
        try
        {
            self.Monitor?.PhaseFinish(Utf8.ToString((nint)phase));
        }
        catch (Exception exception)
        {
            self.Failure.Report(exception);
        }
    }

    private static ProgressMonitorCallback From(void* userData) =>
        UserData.From<ProgressMonitorCallback>((nint)userData);
}
