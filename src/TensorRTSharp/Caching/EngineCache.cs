using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using Microsoft.Win32.SafeHandles;
using TensorRTSharp.Caching;

namespace TensorRTSharp;

/// <summary>
/// Built engines in a folder, each under what it depends on: the model's bytes, the options, the versions, the device.
/// Any thread may use it, and any number of processes the folder: one builds, the others wait for it. It has no state
/// but the folder, which is made when it is first needed. Damaged files are built again; processes may be killed at any
/// moment.
/// </summary>
public sealed partial class EngineCache
{
    private const string TemporaryExtension = ".tmp";

    private readonly EngineCacheOptions _options;

    /// <summary>Hashes of keys whose entries TensorRT refused and nobody could delete: not used again here.</summary>
    private readonly ConcurrentDictionary<string, bool> _rejected = new(StringComparer.Ordinal);

    /// <summary>A cache in a folder. Nothing is looked at before the first use.</summary>
    /// <param name="folder">The folder; a relative path is below the current folder of now.</param>
    /// <param name="options">Its limits; none where null.</param>
    public EngineCache(string folder, EngineCacheOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        Folder = Path.GetFullPath(folder);
        _options = options ?? new EngineCacheOptions();
    }

    /// <summary>The folder, as a full path.</summary>
    public string Folder { get; }

    /// <summary>How much the entries may take; null for no limit.</summary>
    public ByteSize? SizeLimit => _options.SizeLimit;

    /// <summary>Is nothing written to the folder?</summary>
    public bool IsReadOnly => _options.IsReadOnly;

    /// <summary>For messages: the folder.</summary>
    public override string ToString() => Folder;

    /// <summary>
    /// The plan of a key: an entry, or what <paramref name="build"/> writes, on this thread, by one caller of all at a
    /// time. A plan that cannot be kept is given out all the same.
    /// </summary>
    /// <param name="key">What the engine depends on.</param>
    /// <param name="build">Writes a plan to the stream, and returns what is known of it.</param>
    /// <param name="waiting">Called once where somebody else builds the same.</param>
    /// <param name="logger">Gets what happens.</param>
    /// <param name="cancellationToken">Ends waiting and reading; <paramref name="build"/> gets it.</param>
    /// <exception cref="EngineCacheException">The folder cannot be made or written to.</exception>
    [SuppressMessage("Reliability", "CA2000", Justification = "The plan is the caller's.")]
    internal CachedPlan GetOrBuild(
        EngineCacheKey key,
        Func<Stream, CancellationToken, EngineDescription> build,
        Action? waiting,
        ILogger? logger,
        CancellationToken cancellationToken)
    {
        QuietLogger log = new(logger);
        if (Find(key, log, cancellationToken, out string damagedFile, out string damage) is { } found)
        {
            return found;
        }

        if (IsReadOnly)
        {
            ReportMiss(key, log, damagedFile, damage);
            EngineCacheLog.ReadOnly(log, key.ModelName, Folder);
            return Build(key, build, path: null, log, cancellationToken);
        }

        using CacheLock held = Lock(
            key,
            () =>
            {
                EngineCacheLog.Waiting(log, key.ModelName);
                waiting?.Invoke();
            },
            cancellationToken);
        if (Find(key, log, cancellationToken, out damagedFile, out damage) is { } builtMeanwhile)
        {
            return builtMeanwhile;
        }

        RemoveLeftovers(key.FileHash, log);
        ReportMiss(key, log, damagedFile, damage);
        string temporary = Path.Combine(Folder, $"{key.FileHash}-{Guid.NewGuid():N}{TemporaryExtension}");
        CachedPlan plan = Build(key, build, temporary, log, cancellationToken);
        EvictDownTo(SizeLimit, plan.FilePath, log);
        return plan;
    }

    [SuppressMessage("Reliability", "CA2000", Justification = "The file becomes the plan's.")]
    private CachedPlan? Find(
        EngineCacheKey key, QuietLogger log, CancellationToken cancellationToken, out string file, out string damage)
    {
        cancellationToken.ThrowIfCancellationRequested();
        (file, damage) = ("", "");
        if (_rejected.ContainsKey(key.Hash))
        {
            return null;
        }

        foreach (string path in FilesOf(key))
        {
            file = path;
            SafeFileHandle? handle = null;
            try
            {
                handle = EntryFile.OpenForReading(path);
                EntryHeader? header = EntryFile.ReadHeader(handle, out damage);
                if (header is not null && EngineCacheKey.HashOf(header.Key) != key.Hash)
                {
                    damage = "it was written for another key";
                }
                else if (header is not null
                    && (damage = EntryFile.DamageOfPlan(handle, header, cancellationToken)).Length == 0)
                {
                    FilePlanBytes bytes = new(handle, header.Plan.Offset, header.Plan.Length);
                    CachedPlan plan = Open(key, path, handle, bytes, wasBuilt: false, header.Description, log);
                    handle = null; // the plan's
                    Touch(path);
                    EngineCacheLog.Hit(log, path, plan.Size, plan.Description);
                    return plan;
                }
            }
            catch (Exception problem) when (problem is FileNotFoundException or DirectoryNotFoundException)
            {
                (file, damage) = ("", ""); // deleted by another
            }
            catch (Exception problem) when (FileUse.IsFailure(problem))
            {
                damage = $"it cannot be read: {problem.Message}";
            }
            finally
            {
                handle?.Dispose();
            }
        }

        return null;
    }

    /// <summary>The entry of that hash: usually under the model's name, but a model may have been renamed.</summary>
    private string[] FilesOf(EngineCacheKey key)
    {
        string usual = PathOf(key);
        if (File.Exists(usual))
        {
            return [usual];
        }

        try
        {
            return Directory.GetFiles(Folder, $"*-{key.FileHash}{EntryFile.Extension}");
        }
        catch (Exception problem) when (FileUse.IsFailure(problem))
        {
            return [];
        }
    }

    private string PathOf(EngineCacheKey key) =>
        Path.Combine(Folder, $"{FileNameOf(key.ModelName)}-{key.FileHash}{EntryFile.Extension}");

    private CacheLock Lock(EngineCacheKey key, Action waiting, CancellationToken cancellationToken)
    {
        try
        {
            Directory.CreateDirectory(Folder);
            return CacheLock.Acquire(LockPath(key.FileHash), waiting, cancellationToken);
        }
        catch (Exception problem) when (FileUse.IsFailure(problem))
        {
            throw new EngineCacheException(
                $"The engine cache's folder '{Folder}' cannot be written to: {problem.Message} Give the process the right to "
                + "write there, choose another folder, or open the cache with IsReadOnly to use what is in it and keep "
                + "nothing.",
                problem);
        }
    }

    private CachedPlan Build(
        EngineCacheKey key,
        Func<Stream, CancellationToken, EngineDescription> build,
        string? path,
        QuietLogger log,
        CancellationToken cancellationToken)
    {
        using PlanSink sink = new(path);
        EngineDescription description = build(sink, cancellationToken);
        if (sink.Length == 0)
        {
            throw new InvalidOperationException("The build ended without a plan.");
        }

        CachedPlan plan;
        Exception? failure = null;
        if (sink.Complete(description, key.Components) is var (file, bytes))
        {
            string entry = PathOf(key);
            failure = Rename(sink, entry);
            plan = failure is null
                ? Open(key, entry, file, bytes, wasBuilt: true, description, log)
                : new CachedPlan(bytes, file, "", wasBuilt: true, description, reject: null);
        }
        else
        {
            failure = sink.Failure;
            plan = new CachedPlan(sink.Memory!, file: null, "", wasBuilt: true, description, reject: null);
        }

        if (failure is not null)
        {
            EngineCacheLog.NotStored(log, key.ModelName, Folder, failure.Message);
        }
        else if (plan.FilePath.Length > 0)
        {
            EngineCacheLog.Stored(log, plan.FilePath, plan.Size);
        }

        return plan;
    }

    /// <summary>The file appears under its name complete or not at all; why not, where not.</summary>
    private static Exception? Rename(PlanSink sink, string entry)
    {
        try
        {
            File.Move(sink.Path!, entry, overwrite: true);
            sink.Keep();
            return null;
        }
        catch (Exception problem) when (FileUse.IsFailure(problem))
        {
            return problem; // the sink deletes it; who has it open goes on reading
        }
    }

    private CachedPlan Open(
        EngineCacheKey key,
        string path,
        SafeFileHandle file,
        PlanBytes bytes,
        bool wasBuilt,
        EngineDescription description,
        QuietLogger log)
    {
        string hash = key.Hash;
        return new CachedPlan(bytes, file, path, wasBuilt, description, reason => Reject(path, hash, reason, log));
    }

    private void Reject(string path, string hash, string reason, QuietLogger log)
    {
        bool deleted = !IsReadOnly && FileUse.TryDelete(path);
        if (!deleted)
        {
            _ = _rejected.TryAdd(hash, true);
        }

        EngineCacheLog.Rejected(log, path, deleted ? "deleted" : "passed over from now on", reason);
    }

    /// <summary>The end of its life is counted from now, where that may be written.</summary>
    private void Touch(string path)
    {
        try
        {
            if (!IsReadOnly)
            {
                File.SetLastWriteTimeUtc(path, DateTime.UtcNow);
            }
        }
        catch (Exception problem) when (FileUse.IsFailure(problem))
        {
            // somebody else's file
        }
    }

    private void ReportMiss(EngineCacheKey key, QuietLogger log, string damagedFile, string damage)
    {
        if (damage.Length == 0)
        {
            string difference = KeyDifference.WithMostAlike(key, EntriesOf(key.ModelName));
            EngineCacheLog.Miss(log, key.ModelName, Folder, difference);
            return;
        }

        EngineCacheLog.Damaged(log, damagedFile, damage);
        if (!IsReadOnly)
        {
            _ = FileUse.TryDelete(damagedFile);
        }
    }
}
