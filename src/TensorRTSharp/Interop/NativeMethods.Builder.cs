namespace TensorRTSharp.Interop;

/// <content>What a build needs beyond the generated wrapper: the exceptions of its callbacks.</content>
internal static partial class NativeMethods
{
    /// <summary>
    /// nvinfer1::IBuilder::buildSerializedNetwork; callbacks of the build report to <paramref name="callbacks"/>.
    /// </summary>
    internal static HostMemoryHandle BuilderBuildSerializedNetwork(
        BuilderHandle self, NetworkHandle network, BuilderConfigHandle config, CallbackFailure callbacks)
    {
        using HeldHandle held = new(self);
        return BuildHeld(self, network, config, callbacks);
    }

    private static HostMemoryHandle BuildHeld(
        BuilderHandle self, NetworkHandle network, BuilderConfigHandle config, CallbackFailure callbacks)
    {
        NativeStatus status = trts_builder_build_serialized_network(
            self, network, config, out HostMemoryHandle value);
        if (status.Succeeded)
        {
            value.SetParent(self);
        }

        try
        {
            status.ThrowIfFailed(callbacks, TensorRTStatus.BuildFailed);
            return value;
        }
        catch
        {
            value.Dispose();
            throw;
        }
    }
}
