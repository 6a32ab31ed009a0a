namespace TensorRTSharp;

/// <summary>Reads a plan's bytes, which it does not own. One thread at a time; several streams are independent.</summary>
internal sealed class PlanStream(PlanBytes bytes) : Stream
{
    private long _position;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => bytes.Length;

    public override long Position
    {
        get => _position;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            _position = value;
        }
    }

    public override int Read(Span<byte> buffer)
    {
        int count = bytes.Read(_position, buffer);
        _position += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        ValidateBufferArguments(buffer, offset, count);
        return Read(buffer.AsSpan(offset, count));
    }

    public override long Seek(long offset, SeekOrigin origin)
    {
        long start = origin switch
        {
            SeekOrigin.Begin => 0,
            SeekOrigin.Current => _position,
            SeekOrigin.End => Length,
            _ => throw new ArgumentOutOfRangeException(nameof(origin), origin, "There is no such origin."),
        };
        return Position = checked(start + offset);
    }

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException("A plan is read only.");

    public override void Write(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException("A plan is read only.");
}
