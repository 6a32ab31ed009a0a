using System.Runtime.InteropServices;

namespace TensorRTSharp.Interop;

/// <content>trtsharp/version.h.</content>
internal static partial class NativeMethods
{
    [LibraryImport(LibraryName, StringMarshalling = StringMarshalling.Utf8)]
    private static partial NativeStatus trts_version_get_abi(out int major, out int minor);

    [LibraryImport(LibraryName, StringMarshalling = StringMarshalling.Utf8)]
    private static partial NativeStatus trts_version_get_package(out nint version);

    [LibraryImport(LibraryName, StringMarshalling = StringMarshalling.Utf8)]
    private static partial NativeStatus trts_version_nop();

    /// <summary>The version of the C ABI that the library was built with.</summary>
    internal static (int Major, int Minor) VersionGetAbi()
    {
        trts_version_get_abi(out int major, out int minor).ThrowIfFailed();
        return (major, minor);
    }

    /// <summary>The version of the package that the library came in.</summary>
    internal static string VersionGetPackage()
    {
        trts_version_get_package(out nint version).ThrowIfFailed();
        return Utf8.ToString(version);
    }

    /// <summary>Does nothing: what a call costs.</summary>
    internal static void VersionNop() => trts_version_nop().ThrowIfFailed();
}
