using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;

namespace TensorRTSharp.Interop;

/// <summary>
/// The first calls into libtrtsharp, before any import is bound to it: is it one that this assembly can use, and where
/// should it look for ONNX Runtime?
/// </summary>
internal static unsafe class AbiHandshake
{
    /// <summary>The C ABI that the imports are written for: version.h says which libraries serve it.</summary>
    internal const int MajorVersion = 1;

    /// <summary>The oldest minor version that has everything imported.</summary>
    internal const int MinorVersion = 0;

    /// <summary>Throws <see cref="TensorRTVersionException"/> where the library speaks another ABI.</summary>
    internal static void Check(nint library, string path)
    {
        if (!NativeLibrary.TryGetExport(library, "trts_version_get_abi", out nint export))
        {
            throw new TensorRTVersionException(
                $"{path} is no native library of TensorRTSharp: it does not export trts_version_get_abi.");
        }

        int major = 0;
        int minor = 0;
        NativeStatus status = ((delegate* unmanaged[Cdecl]<int*, int*, NativeStatus>)export)(&major, &minor);
        if (!status.Succeeded || !Serves(major, minor))
        {
            throw new TensorRTVersionException(
                $"{path} has version {major}.{minor} of the C ABI, but this TensorRTSharp.dll needs "
                + $"{MajorVersion}.{MinorVersion} or a newer minor version of it: install the native library and the "
                + "assembly from one package version.");
        }
    }

    internal static bool Serves(int major, int minor) => major == MajorVersion && minor >= MinorVersion;

    internal static void AddSearchDirectories(nint library, IEnumerable<string> directories)
    {
        var add = (delegate* unmanaged[Cdecl]<byte*, NativeStatus>)NativeLibrary.GetExport(
            library, "trts_library_add_search_directory");
        foreach (string directory in directories)
        {
            byte* text = Utf8StringMarshaller.ConvertToUnmanaged(directory);
            try
            {
                // A folder less to look in; opening a backend will list every path tried.
                _ = add(text);
            }
            finally
            {
                Utf8StringMarshaller.Free(text);
            }
        }
    }
}
