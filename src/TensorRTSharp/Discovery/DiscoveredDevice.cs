namespace TensorRTSharp;

/// <summary>A GPU that CUDA's driver lists.</summary>
public sealed record DiscoveredDevice
{
    internal DiscoveredDevice(int index, string name, Version computeCapability)
    {
        Index = index;
        Name = name;
        ComputeCapability = computeCapability;
    }

    /// <summary>Its number, from 0, in the driver's order.</summary>
    public int Index { get; }

    /// <summary>cuDeviceGetName: "NVIDIA GeForce RTX 4090".</summary>
    public string Name { get; }

    /// <summary>8.9 for sm_89.</summary>
    public Version ComputeCapability { get; }

    /// <summary>All of it in one line.</summary>
    public override string ToString() => $"device {Index}: {Name}, compute capability {ComputeCapability}";
}
