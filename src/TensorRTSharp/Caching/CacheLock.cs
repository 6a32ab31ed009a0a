using System.Diagnostics.CodeAnalysis;
using Microsoft.Win32.SafeHandles;

namespace TensorRTSharp.Caching;

/// <summary>
/// The right to build one key: a file that is open for nobody else, in this process or another on the machine. The
/// system frees it when its process ends, however that comes.
/// </summary>
internal sealed class CacheLock : IDisposable
{
    internal const string Extension = ".lock";

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(200);

    private readonly SafeFileHandle _file;

    private CacheLock(SafeFileHandle file) => _file = file;

    /// <summary>Waits until the lock is free; calls <paramref name="waiting"/> once if it is not at first.</summary>
    [SuppressMessage("Reliability", "CA2000", Justification = "The lock is the caller's.")]
    internal static CacheLock Acquire(string path, Action waiting, CancellationToken cancellationToken)
    {
        TimeSpan pause = FirstPause;
        for (bool told = false; ; told = true)
        {
            if (TryAcquire(path) is { } acquired)
            {
                return acquired;
            }

            if (!told)
            {
                waiting();
            }

            if (cancellationToken.WaitHandle.WaitOne(pause))
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            pause = pause * 1.5 < LongestPause ? pause * 1.5 : LongestPause;
        }
    }

    /// <summary>Null where another has it; throws where the file cannot be made or opened.</summary>
    internal static CacheLock? TryAcquire(string path)
    {
        try
        {
            return new CacheLock(File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException problem) when (FileUse.IsInUse(problem))
        {
            return null;
        }
    }

    public void Dispose() => _file.Dispose();
}
