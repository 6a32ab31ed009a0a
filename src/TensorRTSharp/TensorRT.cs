using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <summary>
/// An opened TensorRT library, or the CPU backend: where everything else is created. Several can be open at once. Any
/// thread may use it. Libraries are never unloaded: there is nothing to dispose.
/// </summary>
public sealed class TensorRT
{
    private static readonly ConcurrentDictionary<LibraryPointer, TensorRT> Opened = new();

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

    internal LibraryPointer Library { get; }

    /// <summary>
    /// Opens a backend's library. Opening the same file again gives the same object.
    /// </summary>
    /// <param name="backend">The backend. It is never chosen for you: nobody gets a CPU by surprise.</param>
    /// <param name="libraryPath">
    /// The library's file (libnvinfer, libtensorrt_rtx, libonnxruntime), or null to look for it: where the backend's
    /// environment variable says, in the application's folder and its packages, and where the system looks.
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
    /// <returns>The stream.</returns>
    public DeviceStream CreateStream() => new(this);

    /// <summary>cuEventCreate: a marker in streams. Owned by the caller.</summary>
    /// <returns>The event.</returns>
    public DeviceEvent CreateEvent() => new(this);

    /// <summary>
    /// cuMemAlloc: memory for a tensor; host memory on <see cref="Backend.Cpu"/>. Owned by the caller.
    /// </summary>
    /// <param name="byteLength">The size in bytes; 0 is allowed.</param>
    /// <returns>The buffer, its contents undefined.</returns>
    /// <exception cref="TensorRTOutOfMemoryException">There is not enough memory.</exception>
    public DeviceBuffer AllocateBuffer(long byteLength)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(byteLength);
        return new(this, byteLength);
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
}
