using System.Runtime.InteropServices;

namespace TensorRTSharp.Interop;

/// <content>trtsharp/discovery.h. What is found belongs to the thread: each method asks for all of it at once.</content>
internal static partial class NativeMethods
{
    [LibraryImport(LibraryName, StringMarshalling = StringMarshalling.Utf8)]
    private static partial NativeStatus trts_discovery_find_libraries(
        Backend backend, out int count, out nint failure);

    [LibraryImport(LibraryName)]
    private static partial NativeStatus trts_discovery_get_library(int index, out NativeDiscoveredLibrary library);

    [LibraryImport(LibraryName, StringMarshalling = StringMarshalling.Utf8)]
    private static partial NativeStatus trts_discovery_find_devices(out int version, out int count, out nint failure);

    [LibraryImport(LibraryName, StringMarshalling = StringMarshalling.Utf8)]
    private static partial NativeStatus trts_discovery_get_device(
        int index, out nint name, out int major, out int minor);

    /// <summary>A backend's libraries, and why none can be opened where none can.</summary>
    internal static (IReadOnlyList<DiscoveredLibrary> Libraries, string? Failure) DiscoveryFindLibraries(
        Backend backend)
    {
        trts_discovery_find_libraries(backend, out int count, out nint failure).ThrowIfFailed();
        var libraries = new DiscoveredLibrary[count];
        for (int i = 0; i < count; i++)
        {
            trts_discovery_get_library(i, out NativeDiscoveredLibrary library).ThrowIfFailed();
            libraries[i] = new DiscoveredLibrary(
                backend,
                Utf8.ToString(library.Path),
                Utf8.ToString(library.Origin),
                VersionOf(library),
                library.IsSupported != 0,
                NullWhereEmpty(library.Reason),
                NullWhereEmpty(library.ParserPath),
                NullWhereEmpty(library.PluginPath));
        }

        return (libraries, NullWhereEmpty(failure));
    }

    /// <summary>CUDA's devices, and why there are none where there are none.</summary>
    internal static (Version? Cuda, IReadOnlyList<DiscoveredDevice> Devices, string? Failure) DiscoveryFindDevices()
    {
        trts_discovery_find_devices(out int version, out int count, out nint failure).ThrowIfFailed();
        string? reason = NullWhereEmpty(failure);
        var devices = new DiscoveredDevice[count];
        for (int i = 0; i < count; i++)
        {
            trts_discovery_get_device(i, out nint name, out int major, out int minor).ThrowIfFailed();
            devices[i] = new DiscoveredDevice(i, Utf8.ToString(name), new Version(major, minor));
        }

        return (version == 0 ? null : new Version(version / 1000, version % 1000 / 10), devices, reason);
    }

    private static string? NullWhereEmpty(nint text) => Utf8.ToString(text) is { Length: > 0 } some ? some : null;

    private static Version? VersionOf(in NativeDiscoveredLibrary library) => library switch
    {
        { Major: < 0 } or { Minor: < 0 } => null,
        { Patch: < 0 } => new Version(library.Major, library.Minor),
        { Build: < 0 } => new Version(library.Major, library.Minor, library.Patch),
        _ => new Version(library.Major, library.Minor, library.Patch, library.Build),
    };
}
