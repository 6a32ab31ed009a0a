using Microsoft.Win32.SafeHandles;

namespace TensorRTSharp;

/// <summary>Bytes of any number, read at any place by any thread.</summary>
internal abstract class PlanBytes
{
    internal abstract long Length { get; }

    /// <summary>Fills the span from there; fewer bytes at the end only.</summary>
    internal abstract int Read(long offset, Span<byte> destination);
}

/// <summary>A range of an open file, which it does not own.</summary>
internal sealed class FilePlanBytes(SafeFileHandle file, long start, long length) : PlanBytes
{
    internal override long Length => length;

    internal override int Read(long offset, Span<byte> destination)
    {
        Span<byte> wanted = destination[..(int)Math.Clamp(length - offset, 0, destination.Length)];
        int total = 0;
        while (total < wanted.Length)
        {
            int count = RandomAccess.Read(file, wanted[total..], start + offset + total);
            if (count == 0)
            {
                break;
            }

            total += count;
        }

        return total;
    }
}

/// <summary>Memory in pieces: no array limits it. One thread appends, before any reads.</summary>
internal sealed class MemoryPlanBytes : PlanBytes
{
    private const int PieceBytes = 1 << 22;
    private readonly List<byte[]> _pieces = [];
    private long _length;

    internal override long Length => _length;

    internal void Append(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            int used = (int)(_length % PieceBytes);
            if (used == 0)
            {
                _pieces.Add(GC.AllocateUninitializedArray<byte>(PieceBytes));
            }

            int count = Math.Min(PieceBytes - used, bytes.Length);
            bytes[..count].CopyTo(_pieces[^1].AsSpan(used));
            _length += count;
            bytes = bytes[count..];
        }
    }

    internal override int Read(long offset, Span<byte> destination)
    {
        int total = 0;
        while (total < destination.Length && offset + total < _length)
        {
            int from = (int)((offset + total) % PieceBytes);
            int count = (int)Math.Min(
                Math.Min(PieceBytes - from, destination.Length - total), _length - offset - total);
            _pieces[(int)((offset + total) / PieceBytes)].AsSpan(from, count).CopyTo(destination[total..]);
            total += count;
        }

        return total;
    }
}
