namespace TensorRTSharp.Interop;

/// <summary>An error recorder that native code lends, and that is none of ours.</summary>
internal sealed class BorrowedErrorRecorder(NativeView native) : IErrorRecorder
{
    private readonly BorrowedRef _native = new(null!, native);

    public int Count => NativeMethods.ErrorRecorderRefGetNbErrors(_native);

    public bool HasOverflowed => NativeMethods.ErrorRecorderRefHasOverflowed(_native);

    public ErrorCode GetErrorCode(int index) => NativeMethods.ErrorRecorderRefGetErrorCode(_native, index);

    public string GetErrorDescription(int index) => NativeMethods.ErrorRecorderRefGetErrorDesc(_native, index) ?? "";

    public void Clear() => NativeMethods.ErrorRecorderRefClear(_native);

    public bool ReportError(ErrorCode code, string description) =>
        NativeMethods.ErrorRecorderRefReportError(_native, code, description);
}
