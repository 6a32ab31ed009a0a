using System.Runtime.InteropServices;

namespace TensorRTSharp.Interop;

/// <content>trtsharp/device.h.</content>
internal static partial class NativeMethods
{
    /// <summary>
    /// TRTS_DEVICE_CURRENT: the device of the calling thread's current context, 0 where it has none. A task goes on on
    /// other threads: whoever means a device says so.
    /// </summary>
    internal const int CurrentDevice = -1;

    [LibraryImport(LibraryName, StringMarshalling = StringMarshalling.Utf8)]
    private static partial NativeStatus trts_device_get_count(LibraryPointer library, out int count);

    [LibraryImport(LibraryName, StringMarshalling = StringMarshalling.Utf8)]
    private static partial NativeStatus trts_device_get_driver_version(LibraryPointer library, out int version);

    [LibraryImport(LibraryName, StringMarshalling = StringMarshalling.Utf8)]
    private static partial NativeStatus trts_device_get_current(LibraryPointer library, out int device);

    [LibraryImport(LibraryName, StringMarshalling = StringMarshalling.Utf8)]
    private static partial NativeStatus trts_device_make_current(LibraryPointer library, int device);

    [LibraryImport(LibraryName, StringMarshalling = StringMarshalling.Utf8)]
    private static partial NativeStatus trts_device_get_name(LibraryPointer library, int device, out nint name);

    [LibraryImport(LibraryName, StringMarshalling = StringMarshalling.Utf8)]
    private static partial NativeStatus trts_device_get_compute_capability(
        LibraryPointer library, int device, out int major, out int minor);

    [LibraryImport(LibraryName, StringMarshalling = StringMarshalling.Utf8)]
    private static partial NativeStatus trts_device_get_memory_info(
        LibraryPointer library, int device, out long freeBytes, out long totalBytes);

    [LibraryImport(LibraryName, StringMarshalling = StringMarshalling.Utf8)]
    private static partial NativeStatus trts_device_get_stream_priority_range(
        LibraryPointer library, int device, out int least, out int greatest);

    [LibraryImport(LibraryName, StringMarshalling = StringMarshalling.Utf8)]
    private static partial NativeStatus trts_device_synchronize(LibraryPointer library, int device);

    internal static int DeviceGetCount(LibraryPointer library)
    {
        trts_device_get_count(library, out int count).ThrowIfFailed();
        return count;
    }

    /// <summary>The newest CUDA that the driver serves; not for the CPU backend.</summary>
    internal static Version DeviceGetDriverVersion(LibraryPointer library)
    {
        trts_device_get_driver_version(library, out int version).ThrowIfFailed();
        return new Version(version / 1000, version % 1000 / 10);
    }

    internal static int DeviceGetCurrent(LibraryPointer library)
    {
        trts_device_get_current(library, out int device).ThrowIfFailed();
        return device;
    }

    /// <summary>For the calling thread: TensorRT works on the device that is current.</summary>
    internal static void DeviceMakeCurrent(LibraryPointer library, int device) =>
        trts_device_make_current(library, device).ThrowIfFailed();

    internal static string DeviceGetName(LibraryPointer library, int device)
    {
        trts_device_get_name(library, device, out nint name).ThrowIfFailed();
        return Utf8.ToString(name);
    }

    /// <summary>9.0 for sm_90; not for the CPU backend.</summary>
    internal static Version DeviceGetComputeCapability(LibraryPointer library, int device)
    {
        trts_device_get_compute_capability(library, device, out int major, out int minor).ThrowIfFailed();
        return new Version(major, minor);
    }

    internal static (long FreeBytes, long TotalBytes) DeviceGetMemoryInfo(LibraryPointer library, int device)
    {
        trts_device_get_memory_info(library, device, out long freeBytes, out long totalBytes).ThrowIfFailed();
        return (freeBytes, totalBytes);
    }

    /// <summary>The smaller number goes first.</summary>
    internal static (int Least, int Greatest) DeviceGetStreamPriorityRange(LibraryPointer library, int device)
    {
        trts_device_get_stream_priority_range(library, device, out int least, out int greatest).ThrowIfFailed();
        return (least, greatest);
    }

    internal static void DeviceSynchronize(LibraryPointer library, int device) =>
        trts_device_synchronize(library, device).ThrowIfFailed();
}
