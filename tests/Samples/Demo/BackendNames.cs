namespace TensorRTSharp.Demo;

/// <summary>What <c>--backend</c> takes.</summary>
internal static class BackendNames
{
    private static readonly Dictionary<string, Backend> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["cpu"] = Backend.Cpu,
        ["trt10"] = Backend.TensorRT10,
        ["trt11"] = Backend.TensorRT11,
        ["rtx1"] = Backend.TensorRTRtx,
    };

    public static string All => string.Join(", ", Names.Keys);

    public static bool TryParse(string name, out Backend backend) => Names.TryGetValue(name, out backend);

    public static string Of(Backend backend) => Names.First(entry => entry.Value == backend).Key;
}
