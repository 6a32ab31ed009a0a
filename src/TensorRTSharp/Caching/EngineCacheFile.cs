namespace TensorRTSharp.Caching;

/// <summary>What the folder tells of an entry without opening it.</summary>
internal sealed record EngineCacheFile(string Path, ByteSize Size, DateTimeOffset LastUsedAt)
{
    /// <summary>Null where there is no such file any more.</summary>
    internal static EngineCacheFile? At(string path)
    {
        FileInfo file = new(path);
        return file.Exists
            ? new EngineCacheFile(file.FullName, ByteSize.Bytes(file.Length), new DateTimeOffset(file.LastWriteTimeUtc))
            : null;
    }
}
