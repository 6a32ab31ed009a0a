using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <summary>
/// An opened TensorRT library, or the CPU backend: where everything else is created. Several can be open at once. Any
/// thread may use it. Libraries are never unloaded: there is nothing to dispose.
/// </summary>
public sealed partial class TensorRT
{
    private static readonly ConcurrentDictionary<LibraryPointer, TensorRT> Opened = new();

    private PluginRegistry? _plugins;

    private TensorRT(LibraryPointer library)
    {
        Library = library;
        Backend = NativeMethods.LibraryGetBackend(library);
        Version = NativeMethods.LibraryGetVersion(library);
        LibraryPath = NativeMethods.LibraryGetPath(library);
    }

    /// <summary>The implementation behind this library.</summary>
    public Backend Backend { get; }

    /// <summary>getInferLibVersion: the version of TensorRT; of ONNX Runtime for <see cref="Backend.Cpu"/>.</summary>
    public Version Version { get; }

    /// <summary>The file that was opened.</summary>
    public string LibraryPath { get; }

    /// <summary>
    /// nvinfer1::IPluginRegistry: the plugins that this library knows, to which you add your own (<see cref="Plugin"/>).
    /// </summary>
    public PluginRegistry Plugins =>
        _plugins ?? Interlocked.CompareExchange(ref _plugins, new PluginRegistry(this), null) ?? _plugins;

    internal LibraryPointer Library { get; }

    internal PluginRegistry? PluginsOrNull => _plugins;

    /// <summary>
    /// Opens a backend's library. Opening the same file again gives the same object.
    /// </summary>
    /// <param name="backend">The backend. It is never chosen for you: nobody gets a CPU by surprise.</param>
    /// <param name="libraryPath">
    /// The library's file (libnvinfer, libtensorrt_rtx, libonnxruntime), for TensorRT also its folder, or null to look
    /// for it as <see cref="Discover"/> tells.
    /// </param>
    /// <returns>The opened library.</returns>
    /// <exception cref="NativeLibraryNotFoundException">
    /// Nothing was found: the message lists every path that was tried.
    /// </exception>
    /// <exception cref="TensorRTVersionException">
    /// A library was found, but not of a version that this backend can use.
    /// </exception>
    /// <remarks>
    /// TensorRTSharp's own native library is looked for in the file or folder that the environment variable
    /// TRTSHARP_NATIVE or the application's setting <c>TensorRTSharp.NativeLibrary</c> names; beside the assembly and
    /// in its <c>runtimes/&lt;rid&gt;/native</c>; in the packages' folders; and where the system looks.
    /// </remarks>
    public static TensorRT Open(Backend backend, string? libraryPath = null)
    {
        if (!Enum.IsDefined(backend))
        {
            throw new ArgumentOutOfRangeException(
                nameof(backend),
                backend,
                "There is no such backend; there are " + string.Join(", ", Enum.GetNames<Backend>()) + ".");
        }

        return Opened.GetOrAdd(
            NativeMethods.LibraryOpen(backend, libraryPath), static library => new TensorRT(library));
    }

    /// <summary>
    /// Looks for the libraries of every backend and for devices: what <see cref="Open"/> opens without a path, what it
    /// passes over and why, and what to install where there is nothing. Any thread; asks the machine anew each time.
    /// </summary>
    /// <returns>What was found; its text is made for error messages.</returns>
    /// <remarks>
    /// <para>The libraries of TensorRT and TensorRT-RTX are looked for</para>
    /// <list type="number">
    /// <item><description>at the path given to <see cref="Open"/>: a file or a folder;</description></item>
    /// <item><description>where the environment variable <c>TRTSHARP_TENSORRT</c> points to: a file, a folder, or
    /// several, separated as in PATH, the first preferred;</description></item>
    /// <item><description>in the application's folders and packages (<c>runtimes/&lt;rid&gt;/native</c>); the folders of
    /// <c>LD_LIBRARY_PATH</c> (Windows: <c>PATH</c>), but never the current folder; the system's list of libraries; the
    /// folders that installers and archives are put into; Python's packages, of <c>VIRTUAL_ENV</c>,
    /// <c>CONDA_PREFIX</c>, the user and the system.</description></item>
    /// </list>
    /// <para>The first two are final: who says which library is meant gets no other. In the third the newest supported
    /// version is taken, wherever it lies. Versions are read from file names and files; libraries are opened to be asked
    /// only where both say nothing and there is a choice. The one that would be used is opened, to see that it can be;
    /// nothing is created with it.</para>
    /// <para>The ONNX parser and the plugins are looked for beside the library, then in the same places.</para>
    /// <para>ONNX Runtime is looked for where <c>TRTSHARP_ONNXRUNTIME</c> points to, in the application's folders and
    /// packages, and where the system looks.</para>
    /// <para>The variables are those of the process: on Linux and macOS, native code does not see what
    /// <see cref="Environment.SetEnvironmentVariable(string, string?)"/> sets. Pass a path to <see cref="Open"/>
    /// instead.</para>
    /// </remarks>
    public static LibraryDiscovery Discover() => LibraryDiscovery.Run();

    /// <summary>nvinfer1::createInferBuilder: the object that builds engines. Owned by the caller.</summary>
    /// <param name="logger">
    /// Gets TensorRT's log until the builder is disposed, from any thread; a logger that throws loses its line and
    /// nothing else.
    /// </param>
    /// <returns>The builder.</returns>
    public Builder CreateBuilder(ILogger? logger = null) => 
        new(this, NativeMethods.BuilderCreate(Library, logger), logger);

    /// <summary>nvinfer1::createInferRuntime: the object that loads engines. Owned by the caller.</summary>
    /// <param name="logger">
    /// Gets TensorRT's log until the runtime and its engines are disposed, from any thread; a logger that throws loses
    /// its line and nothing else.
    /// </param>
    /// <returns>The runtime.</returns>
    public Runtime CreateRuntime(ILogger? logger = null) => 
        new(this, NativeMethods.RuntimeCreate(Library, logger), logger);

    /// <summary>cuStreamCreate: an ordered queue of work. Owned by the caller.</summary>
    /// <param name="device">The GPU that it works on; null for the calling thread's current one.</param>
    /// <returns>The stream.</returns>
    /// <exception cref="ArgumentException">There is no such device.</exception>
    public DeviceStream CreateStream(int? device = null) => new(this, device);

    /// <summary>cuEventCreate: a marker in streams. Owned by the caller.</summary>
    /// <returns>The event.</returns>
    public DeviceEvent CreateEvent() => new(this);

    /// <summary>
    /// cuMemAlloc: memory for a tensor; host memory on <see cref="Backend.Cpu"/>. Owned by the caller.
    /// </summary>
    /// <param name="byteLength">The size in bytes; 0 is allowed.</param>
    /// <param name="device">The GPU whose memory it is; null for the calling thread's current one.</param>
    /// <returns>The buffer, its contents undefined.</returns>
    /// <exception cref="ArgumentException">There is no such device.</exception>
    /// <exception cref="TensorRTOutOfMemoryException">There is not enough memory.</exception>
    public DeviceBuffer AllocateBuffer(long byteLength, int? device = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(byteLength);
        return new(this, byteLength, device);
    }

    /// <summary>
    /// nvinfer1::IOutputAllocator: memory that grows on demand, for outputs whose shape depends on the data. Owned by
    /// the caller.
    /// </summary>
    /// <returns>The buffer, empty.</returns>
    public OutputBuffer CreateOutputBuffer() => new(this);

    /// <summary>The backend and its version, for messages: "TensorRT10 10.6.0".</summary>
    public override string ToString() => $"{Backend} {Version}";

    /// <summary>
    /// Can work of the one use memory and streams of the other? All of CUDA's can; the CPU's are its own.
    /// </summary>
    internal bool SharesDevicesWith(TensorRT other) => (Backend == Backend.Cpu) == (other.Backend == Backend.Cpu);

    /// <summary>
    /// Throws where <paramref name="what"/>, which came from <paramref name="origin"/>, cannot be used here.
    /// </summary>
    internal void RequireSharedDevices(TensorRT origin, string what, string parameterName)
    {
        if (!SharesDevicesWith(origin))
        {
            throw new ArgumentException(
                $"{what} belongs to {origin} and cannot be used by {this}: create it from the same TensorRT object.",
                parameterName);
        }
    }

    /// <summary>As above, and where it lies on another GPU than the engine, or works there.</summary>
    internal void RequireSharedDevices(TensorRT origin, int device, int engineDevice, string what, string parameterName)
    {
        RequireSharedDevices(origin, what, parameterName);
        if (device != engineDevice)
        {
            throw new ArgumentException(
                $"{what} is on GPU {device}, the engine on GPU {engineDevice}: create it for device {engineDevice}.", parameterName);
        }
    }
}
