using Microsoft.Extensions.Logging;

namespace TensorRTSharp;

/// <summary>How <see cref="Engine.Load(string, EngineLoadOptions)"/> loads a plan. Immutable.</summary>
public sealed class EngineLoadOptions
{
    /// <summary>
    /// The backend that runs it; null for the one that made it. A plan of <see cref="TensorRTSharp.Backend.Cpu"/> runs
    /// only where it is named here: nobody gets a CPU by surprise.
    /// </summary>
    public Backend? Backend { get; init; }

    /// <summary>The opened library that runs it; null to open the backend's.</summary>
    public TensorRT? Library { get; init; }

    /// <summary>
    /// The GPU that it runs on: the index, as in <see cref="LibraryDiscovery.Devices"/>; null for the calling thread's current
    /// one. Of no meaning to the CPU backend.
    /// </summary>
    public int? Device { get; init; }

    /// <summary>
    /// nvinfer1::IRuntime::setEngineHostCodeAllowed: may the plan bring code that runs in this process? Version-compatible
    /// plans need it. Allow it only for plans that you trust like a program.
    /// </summary>
    public bool AllowHostCode { get; init; }

    /// <summary>
    /// nvinfer1::IRuntime::setGpuAllocator: provides the device memory of the engine and its contexts; null for TensorRT's
    /// own. Kept until they are disposed.
    /// </summary>
    public IGpuAllocator? GpuAllocator { get; init; }

    /// <summary>Gets TensorRT's log until the engine is disposed.</summary>
    public ILogger? Logger { get; init; }
}
