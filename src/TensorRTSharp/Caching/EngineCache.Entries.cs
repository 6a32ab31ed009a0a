using Microsoft.Win32.SafeHandles;
using TensorRTSharp.Caching;

namespace TensorRTSharp;

/// <content>What is in the folder, and what goes out of it.</content>
public sealed partial class EngineCache
{
    private const int LongestModelName = 64;

    /// <summary>
    /// The entries of now, those used last first; damaged ones with the reason. Reads their headers, not their plans.
    /// </summary>
    /// <exception cref="EngineCacheException">The folder is there and cannot be read.</exception>
    public IReadOnlyList<EngineCacheEntry> Entries => List($"*{EntryFile.Extension}");

    /// <summary>
    /// Deletes what processes left that were killed, and, where there is a limit, those entries that were used longest
    /// ago, until the others keep to it. On Windows those in use stay.
    /// </summary>
    /// <returns>How many entries were deleted.</returns>
    /// <exception cref="InvalidOperationException">The cache is read-only.</exception>
    public int Trim()
    {
        RequireWritable();
        QuietLogger log = new(null);
        RemoveLeftovers("", log);
        return EvictDownTo(SizeLimit, "", log);
    }

    /// <summary>
    /// Deletes all entries, and what processes left that were killed. On Windows those in use stay. Whatever else is in
    /// the folder stays too, and so does the folder.
    /// </summary>
    /// <returns>How many entries were deleted.</returns>
    /// <exception cref="InvalidOperationException">The cache is read-only.</exception>
    public int Clear()
    {
        RequireWritable();
        RemoveLeftovers("", new QuietLogger(null));
        int deleted = FilesLike($"*{EntryFile.Extension}").Count(static path => FileUse.TryDelete(path));
        foreach (string path in FilesLike($"*{CacheLock.Extension}"))
        {
            _ = FileUse.TryDeleteUnused(path);
        }

        return deleted;
    }

    /// <summary>What a file name may hold on every system, and not too long.</summary>
    private static string FileNameOf(string model)
    {
        string name = new([.. model.Take(LongestModelName).Select(
            static letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.' ? letter : '_')]);
        return name.Trim('.').Length == 0 ? "engine" : name.TrimStart('.');
    }

    private static EngineCacheEntry? Describe(string path)
    {
        SafeFileHandle? handle = null;
        try
        {
            handle = EntryFile.OpenForReading(path);
            EntryHeader? header = EntryFile.ReadHeader(handle, out string damage);
            return EngineCacheFile.At(path) is { } file ? new EngineCacheEntry(file, header, damage) : null;
        }
        catch (Exception problem) when (FileUse.IsFailure(problem))
        {
            return EngineCacheFile.At(path) is { } file
                ? new EngineCacheEntry(file, header: null, $"it cannot be read: {problem.Message}")
                : null; // deleted by another
        }
        finally
        {
            handle?.Dispose();
        }
    }

    /// <summary>Those of a model's name, for comparing.</summary>
    private List<EngineCacheEntry> EntriesOf(string model)
    {
        try
        {
            return List($"{FileNameOf(model)}-*{EntryFile.Extension}");
        }
        catch (EngineCacheException)
        {
            return [];
        }
    }

    private List<EngineCacheEntry> List(string pattern)
    {
        List<EngineCacheEntry> entries = [.. FilesLike(pattern).Select(Describe).OfType<EngineCacheEntry>()];
        entries.Sort(static (one, other) => other.LastUsedAt != one.LastUsedAt
            ? other.LastUsedAt.CompareTo(one.LastUsedAt)
            : string.CompareOrdinal(one.FilePath, other.FilePath));
        return entries;
    }

    private string[] FilesLike(string pattern)
    {
        try
        {
            return Directory.Exists(Folder) ? Directory.GetFiles(Folder, pattern) : [];
        }
        catch (DirectoryNotFoundException)
        {
            return []; // deleted by another
        }
        catch (Exception problem) when (FileUse.IsFailure(problem))
        {
            throw new EngineCacheException(
                $"The engine cache's folder '{Folder}' cannot be read: {problem.Message} Give the process the right to read "
                + "it, or choose another folder.",
                problem);
        }
    }

    private string LockPath(string fileHash) => Path.Combine(Folder, fileHash + CacheLock.Extension);

    /// <summary>
    /// Deletes temporary files of a key, or of all, that nobody has open: the processes that wrote them have ended.
    /// </summary>
    private void RemoveLeftovers(string fileHash, QuietLogger log)
    {
        foreach (string path in FilesLike($"{fileHash}*{TemporaryExtension}*"))
        {
            if (FileUse.TryDeleteUnused(path))
            {
                EngineCacheLog.Leftover(log, path);
            }
        }
    }

    private int EvictDownTo(ByteSize? limit, string keep, QuietLogger log)
    {
        if (limit is not { } most || IsReadOnly)
        {
            return 0;
        }

        List<EngineCacheFile> files =
            [.. FilesLike($"*{EntryFile.Extension}").Select(EngineCacheFile.At).OfType<EngineCacheFile>()];
        files.Sort(static (one, other) => one.LastUsedAt != other.LastUsedAt
            ? one.LastUsedAt.CompareTo(other.LastUsedAt)
            : string.CompareOrdinal(one.Path, other.Path));
        long total = files.Sum(static file => file.Size.Value);
        int deleted = 0;
        foreach (EngineCacheFile file in files.TakeWhile(_ => total > most.Value))
        {
            if (file.Path == keep || !FileUse.TryDelete(file.Path))
            {
                continue;
            }

            total -= file.Size.Value;
            deleted++;
            EngineCacheLog.Evicted(log, file.Path, file.Size, file.LastUsedAt, most);
            string name = Path.GetFileNameWithoutExtension(file.Path);
            _ = FileUse.TryDeleteUnused(LockPath(name[(name.LastIndexOf('-') + 1)..]));
        }

        return deleted;
    }

    private void RequireWritable()
    {
        if (IsReadOnly)
        {
            throw new InvalidOperationException(
                $"The engine cache in '{Folder}' is read-only: open it without IsReadOnly to delete entries.");
        }
    }
}
