using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;

namespace TensorRTSharp.Interop;

/// <content>trtsharp/library.h: opening backends, and the objects that everything else comes from.</content>
internal static partial class NativeMethods
{
    [LibraryImport(LibraryName, StringMarshalling = StringMarshalling.Utf8)]
    private static partial NativeStatus trts_library_open(Backend backend, string? path, out LibraryPointer library);

    [LibraryImport(LibraryName, StringMarshalling = StringMarshalling.Utf8)]
    private static partial NativeStatus trts_library_get_backend(LibraryPointer library, out Backend backend);

    [LibraryImport(LibraryName, StringMarshalling = StringMarshalling.Utf8)]
    private static partial NativeStatus trts_library_get_name(LibraryPointer library, out nint name);

    [LibraryImport(LibraryName, StringMarshalling = StringMarshalling.Utf8)]
    private static partial NativeStatus trts_library_get_version(
        LibraryPointer library, out int major, out int minor, out int patch);

    [LibraryImport(LibraryName, StringMarshalling = StringMarshalling.Utf8)]
    private static partial NativeStatus trts_library_get_path(LibraryPointer library, out nint path);

    [LibraryImport(LibraryName, StringMarshalling = StringMarshalling.Utf8)]
    private static partial NativeStatus trts_builder_create(
        LibraryPointer library, in LoggerCallbacks logger, out BuilderHandle builder);

    [LibraryImport(LibraryName, StringMarshalling = StringMarshalling.Utf8)]
    private static partial NativeStatus trts_runtime_create(
        LibraryPointer library, in LoggerCallbacks logger, out RuntimeHandle runtime);

    [LibraryImport(LibraryName, StringMarshalling = StringMarshalling.Utf8)]
    private static partial NativeStatus trts_onnx_parser_create(NetworkHandle network, out OnnxParserHandle parser);

    [LibraryImport(LibraryName)]
    private static partial NativeStatus trts_refitter_create(EngineHandle engine, out RefitterHandle refitter);

    [LibraryImport(LibraryName)]
    private static partial NativeStatus trts_onnx_parser_refitter_create(
        RefitterHandle refitter, out OnnxParserRefitterHandle parser);

    internal static LibraryPointer LibraryOpen(Backend backend, string? path)
    {
        trts_library_open(backend, path, out LibraryPointer library).ThrowIfFailed();
        return library;
    }

    internal static Backend LibraryGetBackend(LibraryPointer library)
    {
        trts_library_get_backend(library, out Backend backend).ThrowIfFailed();
        return backend;
    }

    /// <summary>The backend's short name: "cpu", "trt10".</summary>
    internal static string LibraryGetName(LibraryPointer library)
    {
        trts_library_get_name(library, out nint name).ThrowIfFailed();
        return Utf8.ToString(name);
    }

    internal static Version LibraryGetVersion(LibraryPointer library)
    {
        trts_library_get_version(library, out int major, out int minor, out int patch).ThrowIfFailed();
        return new Version(major, minor, patch);
    }

    internal static string LibraryGetPath(LibraryPointer library)
    {
        trts_library_get_path(library, out nint path).ThrowIfFailed();
        return Utf8.ToString(path);
    }

    /// <summary>Lines go to <paramref name="logger"/> until the builder is destroyed.</summary>
    internal static BuilderHandle BuilderCreate(LibraryPointer library, ILogger? logger)
    {
        UserData userData = LoggerCallback.Create(logger, out LoggerCallbacks callbacks);
        NativeStatus status = trts_builder_create(library, in callbacks, out BuilderHandle builder);
        return OwnCreated(status, builder, userData);
    }

    /// <summary>Lines go to <paramref name="logger"/> until the runtime is destroyed.</summary>
    internal static RuntimeHandle RuntimeCreate(LibraryPointer library, ILogger? logger)
    {
        UserData userData = LoggerCallback.Create(logger, out LoggerCallbacks callbacks);
        NativeStatus status = trts_runtime_create(library, in callbacks, out RuntimeHandle runtime);
        return OwnCreated(status, runtime, userData);
    }

    internal static OnnxParserHandle OnnxParserCreate(NetworkHandle network)
    {
        using HeldHandle held = new(network);
        return OwnChild(trts_onnx_parser_create(network, out OnnxParserHandle parser), parser, network);
    }

    internal static RefitterHandle RefitterCreate(EngineHandle engine)
    {
        using HeldHandle held = new(engine);
        return OwnChild(trts_refitter_create(engine, out RefitterHandle refitter), refitter, engine);
    }

    internal static OnnxParserRefitterHandle OnnxParserRefitterCreate(RefitterHandle refitter)
    {
        using HeldHandle held = new(refitter);
        return OwnChild(
            trts_onnx_parser_refitter_create(refitter, out OnnxParserRefitterHandle parser), parser, refitter);
    }

    private static THandle OwnChild<THandle>(NativeStatus status, THandle child, NativeHandle parent)
        where THandle : NativeHandle
    {
        status.ThrowIfFailed();
        child.SetParent(parent);
        return child;
    }

    /// <summary>
    /// The created object takes the user data of its callbacks; where there is none, it is freed here.
    /// </summary>
    /// <param name="status">Of the call that created it.</param>
    /// <param name="created">The object.</param>
    /// <param name="userData">What its callbacks receive.</param>
    /// <param name="isFreedByNative">
    /// The native object tells when it is gone, because it may outlive its handle: TensorRT destroys it.
    /// </param>
    internal static THandle OwnCreated<THandle>(
        NativeStatus status, THandle created, UserData userData, bool isFreedByNative = false)
        where THandle : NativeHandle
    {
        if (!status.Succeeded)
        {
            if (userData.IsAllocated)
            {
                userData.Free();
            }

            status.ThrowIfFailed();
        }

        if (!isFreedByNative)
        {
            created.OwnUserData(userData);
        }

        created.Adopt();
        return created;
    }
}
