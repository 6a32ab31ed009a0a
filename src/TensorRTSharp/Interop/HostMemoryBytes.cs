using System.Runtime.InteropServices;

namespace TensorRTSharp.Interop;

/// <summary>Plans, which may be larger than any array: between native memory, streams and files.</summary>
internal static unsafe class HostMemoryBytes
{
    private const int ChunkBytes = 1 << 24;

    /// <summary>Writes what the plan holds.</summary>
    internal static void CopyTo(HostMemoryHandle plan, Stream destination)
    {
        bool held = false;
        try
        {
            plan.DangerousAddRef(ref held); // the span below is over the plan's own memory
            byte* data = (byte*)NativeMethods.HostMemoryData(plan);
            long length = NativeMethods.HostMemorySize(plan);
            for (long offset = 0; offset < length; offset += ChunkBytes)
            {
                destination.Write(new ReadOnlySpan<byte>(data + offset, (int)Math.Min(ChunkBytes, length - offset)));
            }
        }
        finally
        {
            if (held)
            {
                plan.DangerousRelease();
            }
        }
    }

    internal static EngineHandle Deserialize(RuntimeHandle runtime, ReadOnlySpan<byte> plan)
    {
        return NativeMethods.RuntimeDeserializeCudaEngine(runtime, plan);
    }

    internal static EngineHandle Deserialize(RuntimeHandle runtime, HostMemoryHandle plan)
    {
        bool held = false;
        try
        {
            plan.DangerousAddRef(ref held);
            return NativeMethods.RuntimeDeserializeCudaEngine(
                runtime, (byte*)NativeMethods.HostMemoryData(plan), NativeMethods.HostMemorySize(plan));
        }
        finally
        {
            if (held)
            {
                plan.DangerousRelease();
            }
        }
    }

    /// <summary>
    /// Reads the file into native memory, which is freed on return. Not mapped: a file that shrinks under a mapping
    /// ends the process.
    /// </summary>
    internal static EngineHandle DeserializeFile(RuntimeHandle runtime, string path)
    {
        using FileStream file = File.OpenRead(path);
        long length = file.Length;
        byte* data = (byte*)NativeMemory.Alloc((nuint)Math.Max(length, 1));
        try
        {
            for (long offset = 0; offset < length;)
            {
                int chunk = (int)Math.Min(ChunkBytes, length - offset);
                file.ReadExactly(new Span<byte>(data + offset, chunk));
                offset += chunk;
            }

            return NativeMethods.RuntimeDeserializeCudaEngine(runtime, data, length);
        }
        finally
        {
            NativeMemory.Free(data);
        }
    }
}
