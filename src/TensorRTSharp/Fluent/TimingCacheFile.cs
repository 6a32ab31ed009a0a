using Microsoft.Extensions.Logging;

namespace TensorRTSharp;

/// <summary>
/// A timing cache that is kept in a file. It makes builds faster and nothing else: what is wrong with the file is logged,
/// and the build goes on.
/// </summary>
internal sealed partial class TimingCacheFile(string path, ILogger? logger) : IDisposable
{
    private TimingCache? _cache;

    public void Dispose() => _cache?.Dispose();

    internal void LendTo(BuilderConfig config)
    {
        _cache = Read(config) ?? config.CreateTimingCache();
        config.SetTimingCache(_cache);
    }

    /// <summary>Writes what is known now, with what others have written meanwhile.</summary>
    internal void TakeFrom(BuilderConfig config)
    {
        if (_cache is null)
        {
            return;
        }

        try
        {
            using (TimingCache? meanwhile = Read(config))
            {
                if (meanwhile is not null)
                {
                    _cache.Combine(meanwhile);
                }
            }

            using HostMemory bytes = _cache.Serialize();
            bytes.Save(path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or TensorRTException or ArgumentException)
        {
            if (logger is not null)
            {
                NotWritten(logger, path, problem.Message);
            }
        }
    }

    private TimingCache? Read(BuilderConfig config)
    {
        try
        {
            return File.Exists(path) ? config.CreateTimingCache(File.ReadAllBytes(path)) : null;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or TensorRTException or ArgumentException)
        {
            if (logger is not null)
            {
                NotRead(logger, path, problem.Message);
            }

            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The timing cache {Path} cannot be used and is replaced: {Problem}")]
    private static partial void NotRead(ILogger logger, string path, string problem);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The timing cache {Path} could not be written: {Problem}")]
    private static partial void NotWritten(ILogger logger, string path, string problem);
}
