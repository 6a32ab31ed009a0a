using System.Runtime.InteropServices;

namespace TensorRTSharp.Interop;

/// <content>trtsharp/device_module.h.</content>
internal static unsafe partial class NativeMethods
{
    [LibraryImport(LibraryName)]
    private static partial NativeStatus trts_device_module_create(
        LibraryPointer library, int device, byte* image, long byteSize, out DeviceModuleHandle module);

    [LibraryImport(LibraryName)]
    private static partial void trts_device_module_destroy(nint module);

    [LibraryImport(LibraryName, StringMarshalling = StringMarshalling.Utf8)]
    private static partial NativeStatus trts_device_module_get_kernel(
        DeviceModuleHandle module, string name, out nint kernel);

    [LibraryImport(LibraryName)]
    private static partial NativeStatus trts_device_module_launch(
        DeviceModuleHandle module, nint kernel, in NativeLaunchSize size, nint stream, void** parameters);

    internal static DeviceModuleHandle DeviceModuleCreate(LibraryPointer library, ReadOnlySpan<byte> image)
    {
        fixed (byte* first = image)
        {
            trts_device_module_create(library, CurrentDevice, first, image.Length, out DeviceModuleHandle module)
                .ThrowIfFailed();
            module.Adopt();
            return module;
        }
    }

    internal static void DeviceModuleDestroy(nint module) => trts_device_module_destroy(module);

    internal static nint DeviceModuleGetKernel(DeviceModuleHandle module, string name)
    {
        trts_device_module_get_kernel(module, name, out nint kernel).ThrowIfFailed();
        return kernel;
    }

    /// <summary>cuLaunchKernel; allocates nothing.</summary>
    internal static void DeviceModuleLaunch(
        DeviceModuleHandle module, nint kernel, in NativeLaunchSize size, nint stream, ReadOnlySpan<KernelArgument> arguments)
    {
        void** parameters = stackalloc void*[arguments.Length];
        fixed (KernelArgument* first = arguments)
        {
            for (int index = 0; index < arguments.Length; index++)
            {
                parameters[index] = first + index; // the value is the first that an argument has
            }

            trts_device_module_launch(module, kernel, in size, stream, parameters).ThrowIfFailed();
        }
    }
}
