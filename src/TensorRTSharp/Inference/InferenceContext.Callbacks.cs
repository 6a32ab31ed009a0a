using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <content>What a context calls back.</content>
public sealed partial class InferenceContext
{
    private IProfiler? _profiler;
    private ReportingCallback? _reporting;
    private ProfilerHandle? _nativeProfiler;

    /// <summary>
    /// nvinfer1::IExecutionContext::setProfiler, getProfiler: is told how long each layer takes, by each run or by
    /// <see cref="ReportToProfiler"/>; see <see cref="EnqueueEmitsProfile"/>. Null for none. Runs with a profiler are slower,
    /// and wait for their end. Held until it is replaced or this object is disposed.
    /// </summary>
    /// <exception cref="InvalidOperationException">A run is being enqueued, or another thread uses this context.</exception>
    public IProfiler? Profiler
    {
        get
        {
            _ = Handle;
            return _profiler;
        }

        set
        {
            Enter();
            try
            {
                SetProfiler(Handle, value);
            }
            finally
            {
                Exit();
            }
        }
    }

    /// <summary>
    /// nvinfer1::IExecutionContext::reportToProfiler: reports the last run, once it is done, where
    /// <see cref="EnqueueEmitsProfile"/> is false.
    /// </summary>
    /// <exception cref="InvalidOperationException">There is no profiler, or runs report by themselves.</exception>
    /// <exception cref="InferenceException">The profiler threw: the inner exception has that.</exception>
    public void ReportToProfiler()
    {
        Enter();
        try
        {
            ContextHandle handle = Handle;
            _reporting?.ReportTo(_recorder.Failures);
            NativeMethods.ContextReportToProfiler(handle, _recorder.Failures);
        }
        finally
        {
            Exit();
        }
    }

    private void SetProfiler(ContextHandle handle, IProfiler? profiler)
    {
        ProfilerHandle? before = _nativeProfiler;
        if (profiler is null)
        {
            NativeMethods.ContextSetProfiler(handle, null);
            (_nativeProfiler, _reporting) = (null, null);
        }
        else
        {
            ReportingCallback callback = new(profiler, _recorder.Failures);
            using ProfilerHandle native = callback.Create(_engine.Library.Library);
            NativeMethods.ContextSetProfiler(handle, native);
            handle.KeepAlive(native); // the native context points at it
            (_nativeProfiler, _reporting) = (native, callback);
        }

        _profiler = profiler;
        if (before is not null)
        {
            handle.LetGo(before);
        }
    }
}
