using System.Runtime.InteropServices;

namespace TensorRTSharp.Benchmarks;

/// <summary>Where figures were measured; without that they say little.</summary>
internal static class Machine
{
    public static string Describe() => string.Join(
        "; ", Processor(), $"{Environment.ProcessorCount} cores", OperatingSystemName(),
        RuntimeInformation.FrameworkDescription, $"ONNX Runtime {TensorRT.Open(Backend.Cpu).Version}", Load());

    private static string Processor() =>
        Value("/proc/cpuinfo", "model name", ':') ?? RuntimeInformation.ProcessArchitecture.ToString();

    private static string OperatingSystemName() =>
        Value("/etc/os-release", "PRETTY_NAME", '=') ?? RuntimeInformation.OSDescription;

    /// <summary>How busy the machine was, these benchmarks included.</summary>
    private static string Load() =>
        File.Exists("/proc/loadavg")
            ? "load " + string.Join(", ", File.ReadAllText("/proc/loadavg").Split(' ').Take(3))
            : "load unknown";

    private static string? Value(string file, string name, char separator) =>
        File.Exists(file)
            ? File.ReadLines(file)
                .Select(line => line.Split(separator, 2))
                .Where(parts => parts.Length == 2 && parts[0].Trim() == name)
                .Select(parts => parts[1].Trim().Trim('"'))
                .FirstOrDefault()
            : null;
}
