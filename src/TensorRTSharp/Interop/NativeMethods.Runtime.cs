namespace TensorRTSharp.Interop;

/// <content>What loading from a stream needs beyond the generated wrappers: the stream's exceptions.</content>
internal static unsafe partial class NativeMethods
{
    internal static EngineHandle RuntimeDeserializeCudaEngineFromStream(
        RuntimeHandle self, StreamReaderHandle reader, CallbackFailure callbacks)
    {
        using HeldHandle held = new(self);
        using CallbackFailure.CallScope scope = callbacks.Enter();
        return OwnLoaded(
            trts_runtime_deserialize_cuda_engine_from_stream(self, reader, out EngineHandle engine), engine, self, callbacks);
    }

    internal static EngineHandle RuntimeDeserializeCudaEngineFromStreamV2(
        RuntimeHandle self, StreamReaderV2Handle reader, CallbackFailure callbacks)
    {
        using HeldHandle held = new(self);
        using CallbackFailure.CallScope scope = callbacks.Enter();
        return OwnLoaded(
            trts_runtime_deserialize_cuda_engine_from_stream_v2(self, reader, out EngineHandle engine), engine, self, callbacks);
    }

    private static EngineHandle OwnLoaded(
        NativeStatus status, EngineHandle engine, RuntimeHandle runtime, CallbackFailure callbacks)
    {
        if (status.Succeeded)
        {
            engine.SetParent(runtime);
        }

        try
        {
            status.ThrowIfFailed(callbacks, TensorRTStatus.LoadFailed);
            return engine;
        }
        catch
        {
            engine.Dispose();
            throw;
        }
    }
}
