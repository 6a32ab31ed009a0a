using System.Text;

namespace TensorRTSharp;

/// <summary>
/// A library that <see cref="TensorRT.Discover"/> found: TensorRT, TensorRT-RTX, or ONNX Runtime for the CPU backend.
/// </summary>
public sealed record DiscoveredLibrary
{
    internal DiscoveredLibrary(
        Backend backend,
        string path,
        string origin,
        Version? version,
        bool isSupported,
        string? reason,
        string? parserPath,
        string? pluginPath)
    {
        Backend = backend;
        Path = path;
        Origin = origin;
        Version = version;
        IsSupported = isSupported;
        Reason = reason;
        ParserPath = parserPath;
        PluginPath = pluginPath;
    }

    /// <summary>The backend that it is for, or would be if it were supported.</summary>
    public Backend Backend { get; }

    /// <summary>Its file, or a folder where <see cref="Reason"/> says that the folder cannot be read.</summary>
    public string Path { get; }

    /// <summary>Where it was found, in words: "TRTSHARP_TENSORRT", "the application's folders".</summary>
    public string Origin { get; }

    /// <summary>
    /// Major, minor and, where they are known, patch and build: "10.6.0.26". Null where not even the minor number is.
    /// </summary>
    public Version? Version { get; }

    /// <summary>
    /// Whether <see cref="TensorRT.Open"/> can use it. The first one of a backend was opened; of the others that much
    /// is known from their files.
    /// </summary>
    public bool IsSupported { get; }

    /// <summary>
    /// Why it is passed over: of another version, not to be opened (in the system's words), for another processor, or
    /// supported, but after a better one. Of one that is not passed over: what to know about it. Otherwise null.
    /// </summary>
    public string? Reason { get; }

    /// <summary>The ONNX parser that goes with it; null where there is none, or none apart.</summary>
    public string? ParserPath { get; }

    /// <summary>NVIDIA's plugins that go with it (libnvinfer_plugin); null where there are none.</summary>
    public string? PluginPath { get; }

    /// <summary>All of it in one line.</summary>
    public override string ToString()
    {
        StringBuilder line = new();
        _ = line.Append(Backend).Append(' ').Append(Version?.ToString() ?? "of unknown version").Append(": ").Append(Path)
            .Append(" (").Append(Origin);
        if (IsSupported && Backend != Backend.Cpu)
        {
            _ = line.Append(ParserPath is null ? "; no ONNX parser" : "; with ONNX parser");
            _ = line.Append(PluginPath is null ? "" : " and plugins");
        }

        _ = line.Append(')');
        if (Reason is not null)
        {
            _ = line.Append(IsSupported ? ": " : ", not supported: ").Append(Reason.ReplaceLineEndings(" "));
        }

        return line.ToString();
    }
}
