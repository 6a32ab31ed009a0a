namespace TensorRTSharp.Interop;

/// <content>What a build needs beyond the generated wrappers: the exceptions of its callbacks.</content>
internal static unsafe partial class NativeMethods
{
    /// <summary>
    /// nvinfer1::IBuilder::buildSerializedNetwork; callbacks of the build report to <paramref name="callbacks"/>.
    /// </summary>
    internal static HostMemoryHandle BuilderBuildSerializedNetwork(
        BuilderHandle self, NetworkHandle network, BuilderConfigHandle config, CallbackFailure callbacks)
    {
        using HeldHandle held = new(self);
        using CallbackFailure.CallScope scope = callbacks.Enter();
        NativeStatus status = trts_builder_build_serialized_network(self, network, config, out HostMemoryHandle plan);
        return OwnBuilt(status, plan, self, callbacks);
    }

    /// <summary>nvinfer1::IBuilder::buildSerializedNetwork, with the text of the kernels.</summary>
    internal static (HostMemoryHandle Plan, HostMemoryHandle KernelText) BuilderBuildSerializedNetworkWithKernelText(
        BuilderHandle self, NetworkHandle network, BuilderConfigHandle config, CallbackFailure callbacks)
    {
        using HeldHandle held = new(self);
        using CallbackFailure.CallScope scope = callbacks.Enter();
        NativeStatus status = trts_builder_build_serialized_network_with_kernel_text(
            self, network, config, out HostMemoryHandle kernelText, out HostMemoryHandle plan);
        if (status.Succeeded && !kernelText.IsInvalid)
        {
            kernelText.SetParent(self);
        }

        return (OwnBuilt(status, plan, self, callbacks), kernelText);
    }

    /// <summary>nvinfer1::IBuilder::buildEngineWithConfig.</summary>
    internal static EngineHandle BuilderBuildEngineWithConfig(
        BuilderHandle self, NetworkHandle network, BuilderConfigHandle config, CallbackFailure callbacks)
    {
        using HeldHandle held = new(self);
        using CallbackFailure.CallScope scope = callbacks.Enter();
        NativeStatus status = trts_builder_build_engine_with_config(self, network, config, out EngineHandle engine);
        return OwnBuilt(status, engine, self, callbacks);
    }

    /// <summary>nvinfer1::IBuilder::buildSerializedNetworkToStream.</summary>
    internal static void BuilderBuildSerializedNetworkToStream(
        BuilderHandle self, NetworkHandle network, BuilderConfigHandle config, StreamWriterHandle writer, CallbackFailure callbacks)
    {
        using HeldHandle held = new(self);
        using CallbackFailure.CallScope scope = callbacks.Enter();
        trts_builder_build_serialized_network_to_stream(self, network, config, writer)
            .ThrowIfFailed(callbacks, TensorRTStatus.BuildFailed);
    }

    private static THandle OwnBuilt<THandle>(NativeStatus status, THandle built, BuilderHandle builder, CallbackFailure callbacks)
        where THandle : NativeHandle
    {
        if (status.Succeeded)
        {
            built.SetParent(builder);
        }

        try
        {
            status.ThrowIfFailed(callbacks, TensorRTStatus.BuildFailed);
            return built;
        }
        catch
        {
            built.Dispose();
            throw;
        }
    }
}
