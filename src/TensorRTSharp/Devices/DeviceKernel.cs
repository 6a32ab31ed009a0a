using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <summary>
/// CUfunction: a kernel of a <see cref="DeviceModule"/>, which it keeps alive. Any thread may use it.
/// </summary>
public sealed class DeviceKernel
{
    private readonly DeviceModule _module;
    private readonly nint _native;

    internal DeviceKernel(DeviceModule module, string name, nint native)
    {
        _module = module;
        _native = native;
        Name = name;
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>
    /// cuLaunchKernel: adds one-dimensional work to a stream, without waiting for it. Allocates nothing.
    /// </summary>
    /// <param name="stream">
    /// The CUstream: <see cref="PluginEnqueueContext.Stream"/> or <see cref="DeviceStream.Handle"/>.
    /// </param>
    /// <param name="blocks">How many blocks of threads.</param>
    /// <param name="threads">How many threads each block has.</param>
    /// <param name="arguments">
    /// The kernel's parameters in order, each of exactly the type that the kernel declares: addresses as nint, and int, uint,
    /// long, float, double.
    /// </param>
    public void Launch(nint stream, int blocks, int threads, params ReadOnlySpan<KernelArgument> arguments) =>
        Launch(stream, (blocks, 1, 1), (threads, 1, 1), 0, arguments);

    /// <summary>cuLaunchKernel: adds work to a stream, without waiting for it. Allocates nothing.</summary>
    /// <param name="stream">The CUstream.</param>
    /// <param name="grid">How many blocks of threads in each direction.</param>
    /// <param name="block">How many threads each block has in each direction.</param>
    /// <param name="sharedByteLength">Bytes of dynamic shared memory for each block.</param>
    /// <param name="arguments">The kernel's parameters in order, each of exactly the type that the kernel declares.</param>
    public void Launch(
        nint stream,
        (int X, int Y, int Z) grid,
        (int X, int Y, int Z) block,
        int sharedByteLength,
        params ReadOnlySpan<KernelArgument> arguments)
    {
        NativeLaunchSize size = new(grid, block, sharedByteLength);
        NativeMethods.DeviceModuleLaunch(_module.Handle, _native, in size, stream, arguments);
    }
}
