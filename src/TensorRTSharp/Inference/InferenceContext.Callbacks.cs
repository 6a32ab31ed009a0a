using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <content>What a context calls back.</content>
public sealed partial class InferenceContext
{
    private IProfiler? _profiler;
    private ReportingCallback? _reporting;
    private ProfilerHandle? _nativeProfiler;
    private GpuAllocatorHandle? _temporaryStorageAllocator;

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

    /// <summary>
    /// nvinfer1::IExecutionContext::setTemporaryStorageAllocator, getTemporaryStorageAllocator: provides device memory whose
    /// size is known only while a run is enqueued, and gets it back before the call returns; null for TensorRT's own. Held
    /// until it is replaced or this object is disposed.
    /// </summary>
    /// <exception cref="InvalidOperationException">A run is being enqueued, or another thread uses this context.</exception>
    /// <exception cref="TensorRTNotSupportedException">The backend has no device memory.</exception>
    public IGpuAllocator? TemporaryStorageAllocator
    {
        get => GpuMemoryCallback.Of(NativeMethods.ContextGetTemporaryStorageAllocator(Handle));
        set
        {
            Enter();
            try
            {
                SetTemporaryStorageAllocator(Handle, value);
            }
            finally
            {
                Exit();
            }
        }
    }

    private void SetTemporaryStorageAllocator(ContextHandle handle, IGpuAllocator? allocator)
    {
        using GpuAllocatorHandle? native = allocator is null
            ? null
            : GpuMemoryCallback.Create(allocator, _recorder.Failures, _engine.Library.Library);
        NativeMethods.ContextSetTemporaryStorageAllocator(handle, native);
        Hold(handle, native, ref _temporaryStorageAllocator);
    }

    /// <summary>The native context points at a callback now, and not at the one before.</summary>
    private static void Hold<T>(ContextHandle context, T? native, ref T? held)
        where T : NativeHandle
    {
        T? before = held;
        if (native is not null)
        {
            context.KeepAlive(native);
        }

        held = native;
        if (before is not null)
        {
            context.LetGo(before);
        }
    }

    private void SetProfiler(ContextHandle handle, IProfiler? profiler)
    {
        ReportingCallback? callback = profiler is null ? null : new(profiler, _recorder.Failures);
        using ProfilerHandle? native = callback?.Create(_engine.Library.Library);
        NativeMethods.ContextSetProfiler(handle, native);
        (_profiler, _reporting) = (profiler, callback);
        Hold(handle, native, ref _nativeProfiler);
    }
}
