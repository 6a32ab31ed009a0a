using System.Runtime.InteropServices;

namespace TensorRTSharp.Interop;

/// <summary>
/// A borrowed native object (<c>trts_tensor</c>, <c>trts_layer</c>, …): the function table of its backend and a
/// pointer. Lives as long as the owned object that it came from; <see cref="BorrowedRef"/> adds that object.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct NativeView
{
    private readonly nint _table;
    private readonly nint _native;

    internal NativeView(nint table, nint native)
    {
        _table = table;
        _native = native;
    }

    internal bool IsNull => _native == 0;

    internal nint Table => _table;

    internal nint Native => _native;

    // Equality is the native pointer's alone: no two backends share an object.
    public bool Equals(NativeView other) => _native == other._native;

    public override int GetHashCode() => _native.GetHashCode();
}
