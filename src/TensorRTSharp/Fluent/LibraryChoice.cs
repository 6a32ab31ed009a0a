namespace TensorRTSharp;

/// <summary>Which library an engine is built with where nobody names one: the best real TensorRT, never a CPU.</summary>
internal static class LibraryChoice
{
    /// <summary>Newer before older; TensorRT-RTX last, because its engines run on RTX GPUs only.</summary>
    private static readonly Backend[] Preferred = [Backend.TensorRT11, Backend.TensorRT10, Backend.TensorRTRtx];

    internal static TensorRT Best()
    {
        LibraryDiscovery found = TensorRT.Discover();
        foreach (Backend backend in Preferred)
        {
            // Without a GPU only TensorRT-RTX builds.
            if (found.GetFailure(backend) is null && (found.Devices.Count > 0 || backend == Backend.TensorRTRtx))
            {
                return TensorRT.Open(backend);
            }
        }

        throw new NativeLibraryNotFoundException(
            "No TensorRT can be used on this machine. Name a library (WithLibrary), install one, or, to run on the CPU "
            + "with ONNX Runtime, ask for it: WithBackend(Backend.Cpu). What was found:"
            + Environment.NewLine + found);
    }
}
