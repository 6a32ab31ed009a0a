using System.Runtime.InteropServices;

namespace TensorRTSharp.Interop;

/// <summary>Takes an object's errors to an <see cref="IErrorRecorder"/>. Called from any thread.</summary>
internal sealed unsafe class RecorderCallback(IErrorRecorder recorder) : ErrorRecorderCallback
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, nint> _descriptions = []; // native code keeps no copies of what it asks for

    internal IErrorRecorder Recorder => recorder;

    internal override void OnReleased()
    {
        base.OnReleased();
        FreeDescriptions();
    }

    protected override int GetNbErrors() => recorder.Count;

    protected override ErrorCode GetErrorCode(int errorIdx) => recorder.GetErrorCode(errorIdx);

    protected override byte* GetErrorDesc(int errorIdx)
    {
        string description = recorder.GetErrorDescription(errorIdx);
        lock (_gate)
        {
            if (!_descriptions.TryGetValue(description, out nint text))
            {
                text = Marshal.StringToCoTaskMemUTF8(description);
                _descriptions.Add(description, text);
            }

            return (byte*)text;
        }
    }

    protected override bool HasOverflowed() => recorder.HasOverflowed;

    protected override void Clear()
    {
        recorder.Clear();
        FreeDescriptions();
    }

    protected override bool ReportError(ErrorCode val, byte* desc) => recorder.ReportError(val, Utf8.ToString((nint)desc));

    private void FreeDescriptions()
    {
        lock (_gate)
        {
            foreach (nint text in _descriptions.Values)
            {
                Marshal.FreeCoTaskMem(text);
            }

            _descriptions.Clear();
        }
    }
}
