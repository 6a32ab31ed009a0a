using System.Runtime.InteropServices;

namespace TensorRTSharp.Interop;

/// <summary>Native memory that TensorRT reads weights from, as long as what it was given to lives.</summary>
internal sealed unsafe class WeightsHandle : NativeHandle
{
    protected override void Destroy(nint native) => NativeMemory.AlignedFree((void*)native);

    internal static WeightsHandle Copy(ReadOnlySpan<byte> bytes)
    {
        WeightsHandle handle = Allocate(bytes.Length);
        bytes.CopyTo(new Span<byte>((void*)handle.handle, bytes.Length));
        return handle;
    }

    /// <summary>Weights that are left out of a network have a number but no values.</summary>
    internal static bool HasValues(in NativeWeights weights) => weights.Count == 0 || weights.Values is not null;

    internal static WeightsHandle Copy(in NativeWeights weights, long bytes)
    {
        WeightsHandle handle = Allocate(bytes);
        Buffer.MemoryCopy(weights.Values, (void*)handle.handle, bytes, bytes);
        return handle;
    }

    internal NativeWeights Native(DataType dataType, long count) =>
        new() { Type = dataType, Values = count == 0 ? null : (void*)handle, Count = count };

    internal T[] ToArray<T>(long bytes)
        where T : unmanaged
    {
        var array = new T[bytes / sizeof(T)];
        fixed (T* target = array)
        {
            Buffer.MemoryCopy((void*)handle, target, bytes, bytes);
        }

        return array;
    }

    private static WeightsHandle Allocate(long bytes)
    {
        var handle = new WeightsHandle();
        handle.SetHandle((nint)NativeMemory.AlignedAlloc((nuint)Math.Max(bytes, 1), 64));
        handle.Adopt();
        return handle;
    }
}
