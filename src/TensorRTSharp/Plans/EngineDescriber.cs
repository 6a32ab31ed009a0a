using System.Runtime.InteropServices;
using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <summary>What this machine and its engines tell, in the words of a description.</summary>
internal static class EngineDescriber
{
    /// <summary>The version of this assembly: "0.1.0".</summary>
    internal static string OwnVersion { get; } = typeof(EngineDescriber).Assembly.GetName().Version?.ToString(3) ?? "";

    /// <summary>"linux-x64".</summary>
    internal static string PlatformHere { get; } =
        (OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux")
        + "-" + RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();

    /// <summary>The GPU that a library works on in this thread; null for the CPU backend, or where there is none.</summary>
    internal static DescribedDevice? DeviceHere(TensorRT library)
    {
        if (library.Backend == Backend.Cpu)
        {
            return null;
        }

        try
        {
            return new DescribedDevice(
                NativeMethods.DeviceGetName(library.Library, NativeMethods.CurrentDevice),
                NativeMethods.DeviceGetComputeCapability(library.Library, NativeMethods.CurrentDevice).ToString());
        }
        catch (TensorRTException)
        {
            return null;
        }
    }

    /// <summary>What an engine tells of itself. Of who built it only what runs it is known.</summary>
    internal static EngineDescription Of(Engine engine) => new()
    {
        Maker = engine.Backend,
        LibraryVersion = engine.Library.Version.ToString(),
        Inputs = Tensors(engine.Inputs),
        Outputs = Tensors(engine.Outputs),
        Profiles = Profiles(engine),
    };

    internal static IReadOnlyList<DescribedTensor> Tensors(IReadOnlyList<EngineTensor> tensors) =>
        [.. tensors.Select(static tensor => new DescribedTensor(
            tensor.Name, tensor.DataType, tensor.IsRankKnown ? tensor.Shape.ToArray() : null))];

    /// <summary>The shapes that each profile sets; not the values of inputs whose values are shapes.</summary>
    internal static IReadOnlyList<DescribedProfile> Profiles(Engine engine)
    {
        EngineTensor[] dynamic = [.. engine.Inputs.Where(static input => input.IsDynamic)];
        return dynamic.Length == 0
            ? []
            : [.. Enumerable.Range(0, engine.OptimizationProfileCount).Select(profile => new DescribedProfile(
                [.. dynamic.Select(input => new DescribedRange(
                    input.Name,
                    engine.GetProfileShape(input.Name, profile, OptProfileSelector.Min),
                    engine.GetProfileShape(input.Name, profile, OptProfileSelector.Opt),
                    engine.GetProfileShape(input.Name, profile, OptProfileSelector.Max)))]))];
    }
}
