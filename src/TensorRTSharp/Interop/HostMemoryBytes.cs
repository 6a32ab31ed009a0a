using System.Runtime.InteropServices;

namespace TensorRTSharp.Interop;

/// <summary>Plans, which may be larger than any array: between native memory, streams and files.</summary>
internal static unsafe class HostMemoryBytes
{
    internal const int ChunkBytes = 1 << 24;

    /// <summary>Writes what the plan holds.</summary>
    internal static void CopyTo(HostMemoryHandle plan, Stream destination) => ForEach(plan, destination.Write);

    /// <summary>Gives out what the plan holds, piece by piece.</summary>
    internal static void ForEach(HostMemoryHandle plan, Action<ReadOnlySpan<byte>> take)
    {
        bool held = false;
        try
        {
            plan.DangerousAddRef(ref held); // the span below is over the plan's own memory
            byte* data = (byte*)NativeMethods.HostMemoryData(plan);
            long length = NativeMethods.HostMemorySize(plan);
            for (long offset = 0; offset < length; offset += ChunkBytes)
            {
                take(new ReadOnlySpan<byte>(data + offset, (int)Math.Min(ChunkBytes, length - offset)));
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

    /// <summary>Who made the plan.</summary>
    internal static EngineInfo Look(HostMemoryHandle plan)
    {
        bool held = false;
        try
        {
            plan.DangerousAddRef(ref held);
            long length = NativeMethods.HostMemorySize(plan);
            using UnmanagedMemoryStream stream = new((byte*)NativeMethods.HostMemoryData(plan), length);
            return EngineInfo.Read(stream);
        }
        finally
        {
            if (held)
            {
                plan.DangerousRelease();
            }
        }
    }

    internal static void LoadInitializer(OnnxParserHandle parser, string name, NativeWeights weights, long byteLength) =>
        NativeMethods.OnnxParserLoadInitializer(parser, name, (byte*)weights.Values, byteLength);

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

    internal static void LoadWeights(EngineHandle engine, HostMemoryHandle plan)
    {
        bool held = false;
        try
        {
            plan.DangerousAddRef(ref held);
            NativeMethods.EngineLoadWeights(
                engine, (byte*)NativeMethods.HostMemoryData(plan), NativeMethods.HostMemorySize(plan));
        }
        finally
        {
            if (held)
            {
                plan.DangerousRelease();
            }
        }
    }

    /// <summary>By whichever reader the backend knows; otherwise from a copy in memory.</summary>
    internal static EngineHandle DeserializeStream(
        RuntimeHandle runtime, Stream plan, LibraryPointer library, CallbackFailure failures)
    {
        if (plan.CanSeek)
        {
            try
            {
                SeekingCallback callback = new(plan, library);
                callback.ReportTo(failures);
                using StreamReaderV2Handle reader = callback.Create(library);
                return NativeMethods.RuntimeDeserializeCudaEngineFromStreamV2(runtime, reader, failures);
            }
            catch (TensorRTNotSupportedException)
            {
                // older than 10.7
            }
        }

        try
        {
            ReadingCallback callback = new(plan);
            callback.ReportTo(failures);
            using StreamReaderHandle reader = callback.Create(library);
            return NativeMethods.RuntimeDeserializeCudaEngineFromStream(runtime, reader, failures);
        }
        catch (TensorRTNotSupportedException)
        {
            return DeserializeCopy(runtime, plan);
        }
    }

    /// <summary>
    /// Reads the file into native memory, which is freed on return. Not mapped: a file that shrinks under a mapping
    /// ends the process.
    /// </summary>
    internal static EngineHandle DeserializeFile(RuntimeHandle runtime, string path)
    {
        using FileStream file = File.OpenRead(path);
        return DeserializeCopy(runtime, file);
    }

    private static EngineHandle DeserializeCopy(RuntimeHandle runtime, Stream plan)
    {
        long capacity = plan.CanSeek ? plan.Length - plan.Position : ChunkBytes;
        byte* data = (byte*)NativeMemory.Alloc((nuint)Math.Max(capacity, 1));
        try
        {
            long length = StreamBytes.Read(plan, data, capacity);
            while (!plan.CanSeek && length == capacity)
            {
                capacity = checked(2 * capacity);
                data = (byte*)NativeMemory.Realloc(data, (nuint)capacity);
                length += StreamBytes.Read(plan, data + length, capacity - length);
            }

            return NativeMethods.RuntimeDeserializeCudaEngine(runtime, data, length);
        }
        finally
        {
            NativeMemory.Free(data);
        }
    }
}
