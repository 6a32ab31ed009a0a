namespace TensorRTSharp;

/// <content>From what was said to an engine.</content>
public sealed partial class EngineBuilder
{
    /// <summary>
    /// Builds the engine, or takes it from the cache, and loads it. Works on a thread of its own, since a build takes
    /// seconds to hours. Owned by the caller.
    /// </summary>
    /// <param name="cancellationToken">
    /// Ends the build at the next step that TensorRT reports, or the wait for another process. Nothing is left behind.
    /// </param>
    /// <returns>The engine.</returns>
    /// <exception cref="FileNotFoundException">There is no such model file.</exception>
    /// <exception cref="OnnxParseException">The model cannot be used: the exception has every reason.</exception>
    /// <exception cref="InvalidOperationException">
    /// A profile is missing or does not fit the model: the message says what to write.
    /// </exception>
    /// <exception cref="EngineBuildException">TensorRT could not build: the message has what it logged.</exception>
    /// <exception cref="EngineLoadException">TensorRT built a plan that it cannot load here.</exception>
    /// <exception cref="EngineCacheException">The cache's folder cannot be made or written to.</exception>
    /// <exception cref="NativeLibraryNotFoundException">There is no TensorRT: the message lists what was looked for.</exception>
    /// <exception cref="TensorRTNotSupportedException">The library has not what was asked for.</exception>
    /// <exception cref="OperationCanceledException">The token ended the build.</exception>
    public Task<Engine> BuildAsync(CancellationToken cancellationToken = default)
    {
        EngineBuild build = Snapshot();
        return OnItsOwnThread(() => build.Engine(cancellationToken), cancellationToken);
    }

    /// <summary>As <see cref="BuildAsync"/>, on the calling thread.</summary>
    /// <inheritdoc cref="BuildAsync"/>
    public Engine Build(CancellationToken cancellationToken = default) => Snapshot().Engine(cancellationToken);

    /// <summary>
    /// Builds the plan, or takes it from the cache, without loading it: for other machines, and where there is no GPU to
    /// load it on. Owned by the caller.
    /// </summary>
    /// <inheritdoc cref="BuildAsync"/>
    public Task<EnginePlan> BuildPlanAsync(CancellationToken cancellationToken = default)
    {
        EngineBuild build = Snapshot();
        return OnItsOwnThread(() => build.Plan(cancellationToken), cancellationToken);
    }

    /// <summary>As <see cref="BuildPlanAsync"/>, on the calling thread.</summary>
    /// <inheritdoc cref="BuildPlanAsync"/>
    public EnginePlan BuildPlan(CancellationToken cancellationToken = default) => Snapshot().Plan(cancellationToken);

    private static Task<T> OnItsOwnThread<T>(Func<T> build, CancellationToken cancellationToken) =>
        Task.Factory.StartNew(
            build,
            cancellationToken,
            TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach,
            TaskScheduler.Default);

    /// <summary>What was said so far; later changes are for later builds.</summary>
    private EngineBuild Snapshot() => new()
    {
        Source = _source,
        Options = _options.Clone(),
        NetworkChanges = [.. _networkChanges],
        ConfigChanges = [.. _configChanges],
        Library = _library,
        Backend = _backend,
        Device = _device,
        Cache = _cache,
        Logger = _logger,
        Progress = _progress,
        AllowHostCode = _allowHostCode,
    };
}
