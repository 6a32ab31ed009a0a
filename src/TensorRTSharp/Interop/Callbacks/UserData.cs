using System.Runtime.InteropServices;

namespace TensorRTSharp.Interop;

/// <summary>
/// What native callbacks receive as their user data: a managed object, kept until it is freed. Counted, so that one that
/// nobody frees is found.
/// </summary>
internal struct UserData
{
    private static long s_liveCount;

    private GCHandle _handle;

    private UserData(object target) => _handle = GCHandle.Alloc(target);

    /// <summary>How many of them are kept in this process.</summary>
    internal static long LiveCount => Interlocked.Read(ref s_liveCount);

    internal readonly bool IsAllocated => _handle.IsAllocated;

    internal readonly object? Target => _handle.Target;

    internal readonly nint Pointer => GCHandle.ToIntPtr(_handle);

    internal static UserData Of(object target)
    {
        var created = new UserData(target);
        _ = Interlocked.Increment(ref s_liveCount);
        return created;
    }

    /// <summary>The object behind a pointer that native code hands back.</summary>
    internal static T From<T>(nint pointer)
        where T : class =>
        (T)GCHandle.FromIntPtr(pointer).Target!;

    /// <summary>Frees the object behind a pointer that native code hands back for the last time.</summary>
    internal static void FreeAt(nint pointer)
    {
        GCHandle handle = GCHandle.FromIntPtr(pointer);
        (handle.Target as NativeCallback)?.OnReleased();
        handle.Free();
        _ = Interlocked.Decrement(ref s_liveCount);
    }

    internal void Free()
    {
        _handle.Free();
        _ = Interlocked.Decrement(ref s_liveCount);
    }
}
