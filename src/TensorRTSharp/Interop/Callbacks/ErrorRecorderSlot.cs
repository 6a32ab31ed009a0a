using Microsoft.Extensions.Logging;

namespace TensorRTSharp.Interop;

/// <summary>The error recorder of one object, and the place for what callbacks of that object throw.</summary>
internal sealed class ErrorRecorderSlot(TensorRT library, ILogger? logger = null)
{
    internal CallbackFailure Failures { get; } = new(logger);

    /// <summary>The recorder behind one that native code gives back; null where there is none.</summary>
    internal static IErrorRecorder? Of(NativeView native) =>
        native.IsNull ? null : NativeCallback.Of<RecorderCallback>(native)?.Recorder;

    /// <summary>
    /// What was made from the owner has inherited the recorder that it had then: recorders live as long as the owner,
    /// which is kept by what was made from it.
    /// </summary>
    internal void Set<THandle>(THandle owner, IErrorRecorder? recorder, Action<THandle, ErrorRecorderHandle?> set)
        where THandle : NativeHandle
    {
        if (recorder is null)
        {
            set(owner, null);
            return;
        }

        RecorderCallback callback = new(recorder);
        callback.ReportTo(Failures);
        using ErrorRecorderHandle handle = callback.Create(library.Library);
        owner.KeepAlive(handle);
        set(owner, handle);
    }
}
