using Microsoft.Extensions.Logging;
using TensorRTSharp.Caching;
using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <summary>
/// A built engine that is not loaded: the plan, exactly as TensorRT made it, in memory or in an <see cref="EngineCache"/>.
/// Any thread may read it, several at once. Owned by the caller.
/// </summary>
public sealed class EnginePlan : IDisposable
{
    private readonly SerializedEngine? _memory;
    private readonly CachedPlan? _cached;
    private readonly ILogger? _logger;
    private readonly bool _allowHostCode;
    private readonly int? _device;

    internal EnginePlan(EngineBuild build, TensorRT library, SerializedEngine memory, EngineDescription description)
        : this(build, library, description) => _memory = memory;

    internal EnginePlan(EngineBuild build, TensorRT library, CachedPlan cached)
        : this(build, library, cached.Description) => _cached = cached;

    private EnginePlan(EngineBuild build, TensorRT library, EngineDescription description)
    {
        (Library, Description) = (library, description);
        (_logger, _allowHostCode, _device) = (build.Logger, build.AllowHostCode, build.Device);
    }

    /// <summary>The library that built it.</summary>
    public TensorRT Library { get; }

    /// <summary>What built it, from what, and how.</summary>
    public EngineDescription Description { get; }

    /// <summary>The size in bytes.</summary>
    public long ByteLength => _memory?.ByteLength ?? _cached!.Length;

    /// <summary>Was it found in the cache, so that nothing had to be built?</summary>
    public bool WasCached => _cached is { WasBuilt: false };

    /// <summary>The entry of the cache that holds it; null for none.</summary>
    public string? CacheFile => _cached?.FilePath is { Length: > 0 } file ? file : null;

    internal CachedPlan? Cached => _cached;

    /// <summary>
    /// Brings the engine to the device that <see cref="EngineBuilder.WithDevice"/> named, otherwise to the calling thread's
    /// current one. Owned by the caller; may outlive the plan.
    /// </summary>
    /// <returns>The engine.</returns>
    /// <exception cref="EngineLoadException">It cannot be loaded here, for instance because there is no GPU.</exception>
    public Engine Load()
    {
        using DeviceScope device = DeviceScope.On(Library, _device);
        using Runtime runtime = Library.CreateRuntime(_logger);
        if (_allowHostCode)
        {
            runtime.EngineHostCodeAllowed = true;
        }

        Engine engine = _memory is not null ? runtime.DeserializeEngine(_memory) : LoadCached(runtime);
        (engine.WasCached, engine.KnownDescription) = (WasCached, Description);
        return engine;
    }

    /// <summary>
    /// Writes the plan to a file, so that every tool of TensorRT's can load it. The file appears complete or not at all.
    /// </summary>
    /// <param name="path">The file; one that exists is replaced.</param>
    /// <param name="describe">
    /// Also writes <see cref="Description"/> to a file of that name and <see cref="EngineDescription.FileSuffix"/>, which
    /// <see cref="EngineInfo.Read(string)"/> finds.
    /// </param>
    public void Save(string path, bool describe = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        AtomicFile.Write(path, CopyTo);
        if (describe)
        {
            using FileStream written = File.OpenRead(path);
            PlanNote.Write(path, written.Length, StreamHash.Sha256(written, CancellationToken.None), Description);
        }
    }

    /// <summary>Writes the plan to a stream.</summary>
    /// <param name="destination">A writable stream.</param>
    public void CopyTo(Stream destination)
    {
        ArgumentNullException.ThrowIfNull(destination);
        if (_memory is not null)
        {
            _memory.CopyTo(destination);
            return;
        }

        using Stream source = _cached!.OpenRead();
        source.CopyTo(destination);
    }

    /// <summary>Frees the memory, or closes the cache's file.</summary>
    public void Dispose()
    {
        _memory?.Dispose();
        _cached?.Dispose();
    }

    private Engine LoadCached(Runtime runtime)
    {
        using Stream source = _cached!.OpenRead();
        return runtime.DeserializeEngine(source);
    }
}
