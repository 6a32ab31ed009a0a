using System.Buffers.Binary;

namespace TensorRTSharp.Interop;

/// <summary>Keys of timing caches are bytes without a meaning of their own.</summary>
internal static unsafe class NativeTimingCacheEntries
{
    internal static UInt128 ValueOf(NativeTimingCacheKey key) =>
        BinaryPrimitives.ReadUInt128BigEndian(new ReadOnlySpan<byte>(key.Data, 16));
}
