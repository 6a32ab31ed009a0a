using System.Runtime.InteropServices;

namespace TensorRTSharp.Interop;

/// <content>trtsharp/onnx_files.h.</content>
internal static unsafe partial class NativeMethods
{
    [LibraryImport(LibraryName, StringMarshalling = StringMarshalling.Utf8)]
    private static partial NativeStatus trts_onnx_files_find(string modelPath, out nint* files, out int count);

    /// <summary>The files of a model's external data, as the model names them, relative to its folder.</summary>
    internal static string[] OnnxFilesFind(string modelPath)
    {
        trts_onnx_files_find(modelPath, out nint* files, out int count).ThrowIfFailed();
        var names = new string[count];
        for (int index = 0; index < count; index++)
        {
            names[index] = Utf8.ToString(files[index]);
        }

        return names;
    }
}
