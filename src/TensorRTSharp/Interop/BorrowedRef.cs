namespace TensorRTSharp.Interop;

/// <summary>
/// A borrowed native object together with the handle that owns it. A call on it holds a reference to the owner, so that
/// the owner is neither collected nor destroyed by another thread while the call runs.
/// </summary>
internal readonly struct BorrowedRef : IEquatable<BorrowedRef>
{
    internal BorrowedRef(NativeHandle owner, NativeView view)
    {
        Owner = owner;
        View = view;
    }

    internal NativeHandle Owner { get; }

    internal NativeView View { get; }

    internal bool IsNull => View.IsNull;

    /// <summary>Throws <see cref="ObjectDisposedException"/> where the owner has been disposed. "None" has no owner.</summary>
    internal void DangerousAddRef(ref bool success) => Owner?.DangerousAddRef(ref success);

    internal void DangerousRelease() => Owner.DangerousRelease();

    public bool Equals(BorrowedRef other) => View == other.View;

    public override bool Equals(object? obj) => obj is BorrowedRef other && Equals(other);

    public override int GetHashCode() => View.GetHashCode();
}
