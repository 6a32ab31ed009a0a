using System.Text;
using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <summary>
/// CUmodule: kernels of your own, from PTX or a cubin, for instance those of a <see cref="Plugin"/>. Any thread may use it.
/// Owned by the caller; dispose it when its kernels have run. There are none on <see cref="Backend.Cpu"/>.
/// </summary>
public sealed class DeviceModule : IDisposable
{
    private readonly DeviceModuleHandle _handle;

    private DeviceModule(DeviceModuleHandle handle) => _handle = handle;

    internal DeviceModuleHandle Handle
    {
        get
        {
            ObjectDisposedException.ThrowIf(_handle.IsDisposed, this);
            return _handle;
        }
    }

    /// <summary>cuModuleLoadDataEx, of PTX: the driver compiles it for the current device.</summary>
    /// <param name="library">The library whose device it is for.</param>
    /// <param name="ptx">The text.</param>
    /// <returns>The module.</returns>
    /// <exception cref="ArgumentException">The text does not compile: the message has the driver's log.</exception>
    /// <exception cref="TensorRTNotSupportedException">The backend has no GPU.</exception>
    public static DeviceModule LoadPtx(TensorRT library, string ptx)
    {
        ArgumentException.ThrowIfNullOrEmpty(ptx);
        return Load(library, Encoding.UTF8.GetBytes(ptx));
    }

    /// <summary>cuModuleLoadDataEx, of PTX or a cubin that was compiled before.</summary>
    /// <param name="library">The library whose device it is for.</param>
    /// <param name="image">The bytes of the file; not needed any more on return.</param>
    /// <returns>The module.</returns>
    /// <exception cref="ArgumentException">The bytes are neither, or not for this device.</exception>
    /// <exception cref="TensorRTNotSupportedException">The backend has no GPU.</exception>
    public static DeviceModule Load(TensorRT library, ReadOnlySpan<byte> image)
    {
        ArgumentNullException.ThrowIfNull(library);
        return image.IsEmpty
            ? throw new ArgumentException("The module is empty.", nameof(image))
            : new DeviceModule(NativeMethods.DeviceModuleCreate(library.Library, image));
    }

    /// <summary>cuModuleGetFunction: a kernel.</summary>
    /// <param name="name">Its name; of C++ code without <c>extern "C"</c> the mangled one.</param>
    /// <returns>The kernel, usable until the module is disposed.</returns>
    /// <exception cref="TensorRTException">The module has no kernel of that name.</exception>
    public DeviceKernel GetKernel(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return new DeviceKernel(this, name, NativeMethods.DeviceModuleGetKernel(Handle, name));
    }

    /// <summary>cuModuleUnload: frees the module and its kernels, which must have run.</summary>
    public void Dispose() => _handle.Dispose();
}
