namespace TensorRTSharp.Interop;

/// <summary>Owns a <c>trts_host_buffer*</c>: pinned memory, which stays where it is.</summary>
internal sealed class HostBufferHandle : NativeHandle
{
    /// <summary>Valid until the buffer is destroyed.</summary>
    internal nint Address { get; set; }

    internal long ByteLength { get; set; }

    /// <summary>The address of a range; throws where that lies outside.</summary>
    internal nint AddressOf(long offset, long byteSize) =>
        offset >= 0 && byteSize >= 0 && offset <= ByteLength && byteSize <= ByteLength - offset
            ? Address + (nint)offset
            : throw new ArgumentException(
                $"bytes [{offset}, +{byteSize}) lie outside the pinned buffer of {ByteLength} bytes");

    protected override void Destroy(nint native) => NativeMethods.HostBufferDestroy(native);
}
