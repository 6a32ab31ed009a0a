using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace TensorRTSharp.Caching;

/// <summary>
/// Takes a plan from its builder: into a temporary file, hashed on the way. What cannot be written does not lose the
/// build: the plan goes on in memory, with what the file has already, and <see cref="Failure"/> tells why. The file is
/// deleted on disposal, unless it is kept.
/// </summary>
internal sealed class PlanSink : Stream
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private SafeFileHandle? _file;
    private long _length;

    /// <summary>A sink to a new file, or to memory where there is no path or it cannot be made.</summary>
    internal PlanSink(string? path)
    {
        try
        {
            if (path is not null)
            {
                _file = CreateFile(path);
                Path = path;
                return;
            }
        }
        catch (Exception problem) when (FileUse.IsWriteFailure(problem))
        {
            Failure = problem;
        }

        Memory = new MemoryPlanBytes();
    }

    internal string? Path { get; private set; }

    /// <summary>The plan, where it is not in the file.</summary>
    internal MemoryPlanBytes? Memory { get; private set; }

    internal Exception? Failure { get; private set; }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => _length;

    public override long Position
    {
        get => _length;
        set => throw new NotSupportedException("A plan is written from its beginning to its end.");
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        _hash.AppendData(buffer);
        if (_file is not null)
        {
            try
            {
                RandomAccess.Write(_file, buffer, EntryFile.UsualPlanOffset + _length);
            }
            catch (Exception problem) when (FileUse.IsWriteFailure(problem))
            {
                GoOnInMemory(problem);
            }
        }

        Memory?.Append(buffer);
        _length += buffer.Length;
    }

    public override void Write(byte[] buffer, int offset, int count)
    {
        ValidateBufferArguments(buffer, offset, count);
        Write(buffer.AsSpan(offset, count));
    }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException("A plan is written here, not read.");

    public override long Seek(long offset, SeekOrigin origin) =>
        throw new NotSupportedException("A plan is written from its beginning to its end.");

    public override void SetLength(long value) =>
        throw new NotSupportedException("A plan is written from its beginning to its end.");

    /// <summary>
    /// Completes the file as an entry and gives out what reads it; null where the plan is in memory, also as of now.
    /// </summary>
    internal (SafeFileHandle File, PlanBytes Bytes)? Complete(
        EngineDescription description, IReadOnlyList<DescribedOption> key)
    {
        if (_file is null)
        {
            return null;
        }

        try
        {
            byte[] head = EntryFile.Head(
                description, key, _length, Convert.ToHexStringLower(_hash.GetCurrentHash()));
            if (head.Length != EntryFile.UsualPlanOffset)
            {
                MoveTo(Path + "2", head.Length);
            }

            RandomAccess.Write(_file, head, 0);
            RandomAccess.FlushToDisk(_file);
            SafeFileHandle reader = EntryFile.OpenForReading(Path!);
            _file.Dispose();
            _file = null;
            return (reader, new FilePlanBytes(reader, head.Length, _length));
        }
        catch (Exception problem) when (FileUse.IsWriteFailure(problem))
        {
            GoOnInMemory(problem);
            return null;
        }
    }

    /// <summary>The file has another name now, and stays.</summary>
    internal void Keep() => Path = null;

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _file?.Dispose();
            _hash.Dispose();
            if (Path is not null)
            {
                _ = FileUse.TryDelete(Path);
            }
        }

        base.Dispose(disposing);
    }

    private static SafeFileHandle CreateFile(string path) =>
        // Shared: whoever cleans up sees by its lock that it is in use, and a reader can take over.
        File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read | FileShare.Delete);

    /// <summary>Calls <paramref name="take"/> with what the file has of the plan.</summary>
    private void ReadBack(Action<ReadOnlySpan<byte>> take)
    {
        byte[] piece = new byte[1 << 20];
        FilePlanBytes written = new(_file!, EntryFile.UsualPlanOffset, _length);
        for (long done = 0; done < _length;)
        {
            int count = written.Read(done, piece);
            if (count == 0)
            {
                throw new IOException($"The file '{Path}' has become shorter while it was written.");
            }

            take(piece.AsSpan(0, count));
            done += count;
        }
    }

    /// <summary>Copies the plan to another file, at another offset; the file is as it was where that fails.</summary>
    [SuppressMessage("Reliability", "CA2000", Justification = "The copy becomes this sink's file.")]
    private void MoveTo(string path, long offset)
    {
        SafeFileHandle copy = CreateFile(path);
        try
        {
            ReadBack(bytes =>
            {
                RandomAccess.Write(copy, bytes, offset);
                offset += bytes.Length;
            });
        }
        catch
        {
            copy.Dispose();
            _ = FileUse.TryDelete(path);
            throw;
        }

        DropFile();
        (_file, Path) = (copy, path);
    }

    private void GoOnInMemory(Exception problem)
    {
        Failure = problem;
        MemoryPlanBytes memory = new();
        ReadBack(memory.Append);
        Memory = memory;
        DropFile();
    }

    private void DropFile()
    {
        _file!.Dispose();
        _file = null;
        _ = FileUse.TryDelete(Path!);
        Path = null;
    }
}
