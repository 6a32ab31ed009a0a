namespace TensorRTSharp.Interop;

/// <content>
/// What an inference needs beyond the generated wrapper: a stream that stays alive, the exceptions of its callbacks.
/// </content>
internal static unsafe partial class NativeMethods
{
    /// <summary>nvinfer1::IExecutionContext::reportToProfiler, whose profiler may throw.</summary>
    internal static void ContextReportToProfiler(ContextHandle self, CallbackFailure callbacks)
    {
        using CallbackFailure.CallScope scope = callbacks.Enter();
        trts_context_report_to_profiler(self).ThrowIfFailed(callbacks, TensorRTStatus.ExecutionFailed);
    }

    /// <summary>nvinfer1::IExecutionContext::enqueueV3; callbacks report to <paramref name="callbacks"/>.</summary>
    internal static void ContextEnqueueV3(
        ContextHandle self, StreamHandle stream, nint nativeStream, CallbackFailure callbacks)
    {
        bool held = false;
        try
        {
            stream.DangerousAddRef(ref held); // the native call has only the raw stream
            using CallbackFailure.CallScope scope = callbacks.Enter();
            trts_context_enqueue_v3(self, nativeStream).ThrowIfFailed(callbacks, TensorRTStatus.ExecutionFailed);
        }
        finally
        {
            if (held)
            {
                stream.DangerousRelease();
            }
        }
    }

    /// <summary>nvinfer1::IExecutionContext::setOptimizationProfileAsync.</summary>
    internal static void ContextSetOptimizationProfileAsync(
        ContextHandle self, int profileIndex, StreamHandle stream, nint nativeStream)
    {
        bool held = false;
        try
        {
            stream.DangerousAddRef(ref held);
            ContextSetOptimizationProfileAsync(self, profileIndex, nativeStream);
        }
        finally
        {
            if (held)
            {
                stream.DangerousRelease();
            }
        }
    }

    /// <summary>nvinfer1::IRefitter::refitCudaEngineAsync.</summary>
    internal static void RefitterRefitCudaEngineAsync(RefitterHandle self, StreamHandle stream, nint nativeStream)
    {
        bool held = false;
        try
        {
            stream.DangerousAddRef(ref held);
            RefitterRefitCudaEngineAsync(self, nativeStream);
        }
        finally
        {
            if (held)
            {
                stream.DangerousRelease();
            }
        }
    }
}
