namespace TensorRTSharp.Conformance.RealLibraries.Callbacks;

/// <summary>A stream that can only be written, counts its writes, and fails when it is told to.</summary>
internal sealed class FaultyStream : Stream
{
    private readonly MemoryStream _written = new();

    public int Writes { get; private set; }

    /// <summary>The write, from 1, that fails; none where 0.</summary>
    public int FailsAtWrite { get; init; }

    /// <summary>How many bytes the disk has room for.</summary>
    public long Capacity { get; init; } = long.MaxValue;

    public Action? AtFirstWrite { get; init; }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => _written.Length;

    public override long Position
    {
        get => _written.Position;
        set => throw new NotSupportedException();
    }

    public byte[] ToArray() => _written.ToArray();

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (++Writes == 1)
        {
            AtFirstWrite?.Invoke();
        }

        if (Writes == FailsAtWrite)
        {
            throw new IOException($"The stream fails at write {Writes}.");
        }

        if (_written.Length + buffer.Length > Capacity)
        {
            _written.Write(buffer[..(int)(Capacity - _written.Length)]);
            throw new IOException("No space left on device");
        }

        _written.Write(buffer);
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        _written.Dispose();
        base.Dispose(disposing);
    }
}
