using Microsoft.Win32.SafeHandles;

namespace TensorRTSharp.Caching;

/// <summary>
/// A plan that the cache gave out: an entry, which stays readable until this is disposed though others replace or delete
/// it; or memory, where it could not be kept. Any thread may use it.
/// </summary>
internal sealed class CachedPlan : IDisposable
{
    private readonly PlanBytes _bytes;
    private readonly SafeFileHandle? _file;
    private readonly Action<string>? _reject;

    internal CachedPlan(
        PlanBytes bytes, SafeFileHandle? file, string filePath, bool wasBuilt, EngineDescription description, Action<string>? reject)
    {
        _bytes = bytes;
        _file = file;
        FilePath = filePath;
        WasBuilt = wasBuilt;
        Description = description;
        _reject = reject;
    }

    internal long Length => _bytes.Length;

    internal ByteSize Size => ByteSize.Bytes(Length);

    /// <summary>The entry; empty where the plan is in memory only.</summary>
    internal string FilePath { get; }

    /// <summary>False: it was found.</summary>
    internal bool WasBuilt { get; }

    internal EngineDescription Description { get; }

    public void Dispose() => _file?.Dispose();

    /// <summary>The plan and nothing else; at its beginning, seekable.</summary>
    internal Stream OpenRead() => new PlanStream(_bytes);

    /// <summary>
    /// TensorRT refused the plan, though its bytes are those that were written: the entry is deleted, and whoever asks
    /// next builds.
    /// </summary>
    internal void Reject(string reason)
    {
        Dispose(); // Windows deletes no file that is open
        _reject?.Invoke(reason);
    }
}
