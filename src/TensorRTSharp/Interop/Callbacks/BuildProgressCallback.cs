using System.Runtime.InteropServices;

namespace TensorRTSharp.Interop;

/// <summary>
/// Takes a build's progress to an <see cref="IProgressMonitor"/>, and a cancellation to the build. Called from several
/// of the builder's threads at once.
/// </summary>
internal sealed unsafe class BuildProgressCallback : ProgressMonitorCallback
{
    private volatile IProgressMonitor? _monitor;
    private CancellationToken _cancellationToken;

    internal BuildProgressCallback(CallbackFailure failure)
    {
        Failure = failure;
        ReportTo(failure);
    }

    /// <summary>Set between builds.</summary>
    internal IProgressMonitor? Monitor
    {
        get => _monitor;
        set => _monitor = value;
    }

    /// <summary>Why the current build must end: TensorRT itself tells a cancelled build as a failed one.</summary>
    internal CallbackFailure Failure { get; }

    /// <summary>Before a build begins, and with none after it has ended.</summary>
    internal void Watch(CancellationToken cancellationToken) => _cancellationToken = cancellationToken;

    protected override void PhaseStart(byte* phaseName, byte* parentPhase, int nbSteps) => Monitor?.PhaseStart(
        Utf8.ToString((nint)phaseName), Marshal.PtrToStringUTF8((nint)parentPhase), nbSteps);

    /// <returns>False cancels the build.</returns>
    protected override bool StepComplete(byte* phaseName, int step)
    {
        if (Monitor is { } monitor && !monitor.StepComplete(Utf8.ToString((nint)phaseName), step))
        {
            Failure.Report(new OperationCanceledException("The progress monitor cancelled the build."));
        }
        else if (_cancellationToken.IsCancellationRequested)
        {
            Failure.Report(new OperationCanceledException("The build was cancelled.", _cancellationToken));
        }

        return !Failure.HasFailed;
    }

    protected override void PhaseFinish(byte* phaseName) => Monitor?.PhaseFinish(Utf8.ToString((nint)phaseName));
}
