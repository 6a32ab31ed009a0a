using System.Collections;
using System.Diagnostics.CodeAnalysis;
using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <summary>
/// What <see cref="TensorRT.Discover"/> found on this machine: the libraries of every backend, in the order in which
/// <see cref="TensorRT.Open"/> prefers them, and the devices. Immutable.
/// </summary>
[SuppressMessage(
    "Naming", "CA1710:Identifiers should have correct suffix", Justification = "A finding, which is read as a list.")]
public sealed class LibraryDiscovery : IReadOnlyList<DiscoveredLibrary>
{
    private readonly List<DiscoveredLibrary> _libraries = [];
    private readonly Dictionary<Backend, string> _failures = [];

    private LibraryDiscovery()
    {
        foreach (Backend backend in new[] { Backend.TensorRT10, Backend.TensorRT11, Backend.TensorRTRtx, Backend.Cpu })
        {
            (IReadOnlyList<DiscoveredLibrary> libraries, string? failure) =
                NativeMethods.DiscoveryFindLibraries(backend);
            _libraries.AddRange(libraries);
            if (failure is not null)
            {
                _failures.Add(backend, failure);
            }
        }

        (CudaVersion, Devices, DeviceFailure) = NativeMethods.DiscoveryFindDevices();
    }

    /// <summary>The newest CUDA that the driver serves; null where no device can be used.</summary>
    public Version? CudaVersion { get; }

    /// <summary>The GPUs, in the driver's order; empty where none can be used.</summary>
    public IReadOnlyList<DiscoveredDevice> Devices { get; }

    /// <summary>Why there is no device: what was tried, and how to mend it. Null where there are some.</summary>
    public string? DeviceFailure { get; }

    /// <inheritdoc/>
    public int Count => _libraries.Count;

    /// <inheritdoc/>
    public DiscoveredLibrary this[int index] => _libraries[index];

    /// <summary>
    /// The message of the exception that <see cref="TensorRT.Open"/> throws where it finds nothing to open: every path
    /// that was tried, and what to install.
    /// </summary>
    /// <param name="backend">The backend.</param>
    /// <returns>The message; null where there is a library to open.</returns>
    public string? GetFailure(Backend backend) => _failures.GetValueOrDefault(backend);

    /// <inheritdoc/>
    public IEnumerator<DiscoveredLibrary> GetEnumerator() => _libraries.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>
    /// A line for each library, one for each backend without a usable one, which says what to install, and one for each
    /// device or for the lack of any.
    /// </summary>
    public override string ToString()
    {
        IEnumerable<string> libraries = _libraries.Select(static library => library.ToString());
        IEnumerable<string> missing = _failures.Select(static failure => $"{failure.Key}: none to open. {Advice(failure.Value)}");
        IEnumerable<string> devices = DeviceFailure is null
            ? Devices.Select(device => $"CUDA {CudaVersion}, {device}")
            : [$"CUDA: {DeviceFailure.ReplaceLineEndings(" ")}"];
        return string.Join(Environment.NewLine, [.. libraries, .. missing, .. devices]);
    }

    internal static LibraryDiscovery Run() => new();

    /// <summary>The last line of a failure: what to do.</summary>
    private static string Advice(string failure) => failure[(failure.LastIndexOf('\n') + 1)..];
}
