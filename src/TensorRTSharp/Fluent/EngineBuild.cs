using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using TensorRTSharp.Caching;
using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <summary>One build: what an <see cref="EngineBuilder"/> was told, and how that becomes a plan and an engine.</summary>
internal sealed class EngineBuild
{
    internal required ModelSource Source { get; init; }

    internal required EngineBuildOptions Options { get; init; }

    internal required IReadOnlyList<(Action<Network> Change, string CacheTag)> NetworkChanges { get; init; }

    internal required IReadOnlyList<(Action<BuilderConfig> Change, string CacheTag)> ConfigChanges { get; init; }

    internal TensorRT? Library { get; init; }

    internal Backend? Backend { get; init; }

    internal int? Device { get; init; }

    internal EngineCache? Cache { get; init; }

    internal ILogger? Logger { get; init; }

    internal IProgress<BuildProgress>? Progress { get; init; }

    internal bool AllowHostCode { get; init; }

    internal Engine Engine(CancellationToken cancellationToken)
    {
        BuildReporter reporter = new(Progress);
        using DeviceScope device = Prepare(cancellationToken, out TensorRT library);
        try
        {
            return Load(library, reporter, cancellationToken);
        }
        catch (RefusedEntryException refused)
        {
            // TensorRT refused what the cache had: its bytes are as they were written, so it is built anew, once.
            refused.Plan.Reject(refused.Reason);
            return Load(library, reporter, cancellationToken);
        }
    }

    internal EnginePlan Plan(CancellationToken cancellationToken)
    {
        BuildReporter reporter = new(Progress);
        using DeviceScope device = Prepare(cancellationToken, out TensorRT library);
        EnginePlan plan = Plan(library, reporter, cancellationToken);
        reporter.Enter(BuildStage.Done);
        return plan;
    }

    private DeviceScope Prepare(CancellationToken cancellationToken, out TensorRT library)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Source.RequireThere();
        library = Library ?? (Backend is { } backend ? TensorRT.Open(backend) : LibraryChoice.Best());
        RequirePrecision(library);
        return DeviceScope.On(library, Device);
    }

    private Engine Load(TensorRT library, BuildReporter reporter, CancellationToken cancellationToken)
    {
        using EnginePlan plan = Plan(library, reporter, cancellationToken);
        reporter.Enter(BuildStage.Loading);
        try
        {
            Engine engine = plan.Load();
            reporter.Enter(BuildStage.Done);
            return engine;
        }
        catch (EngineLoadException failure) when (plan.Cached is { WasBuilt: false } cached)
        {
            throw new RefusedEntryException(cached, failure.Message);
        }
    }

    [SuppressMessage("Reliability", "CA2000", Justification = "The plan owns what the cache gives.")]
    private EnginePlan Plan(TensorRT library, BuildReporter reporter, CancellationToken cancellationToken)
    {
        if (Cache is null)
        {
            return PlanInMemory(library, reporter, cancellationToken);
        }

        reporter.Enter(BuildStage.ReadingModel);
        EngineCacheKey key = Key(library, cancellationToken, out DescribedModel model);
        CachedPlan cached = Cache.GetOrBuild(
            key,
            (destination, token) =>
            {
                using Assembly assembly = Assemble(library, reporter);
                reporter.Enter(BuildStage.Building);
                assembly.Builder.BuildSerializedNetworkToStream(assembly.Network, assembly.Config, destination, token);
                assembly.KeepTimings();
                return Describe(library, assembly.Network, model, reporter.Elapsed);
            },
            () => reporter.Enter(BuildStage.WaitingForCache),
            Logger,
            cancellationToken);
        return new EnginePlan(this, library, cached);
    }

    [SuppressMessage("Reliability", "CA2000", Justification = "The plan owns it.")]
    private EnginePlan PlanInMemory(TensorRT library, BuildReporter reporter, CancellationToken cancellationToken)
    {
        using Assembly assembly = Assemble(library, reporter);
        reporter.Enter(BuildStage.Building);
        SerializedEngine plan = assembly.Builder.BuildSerializedNetwork(assembly.Network, assembly.Config, cancellationToken);
        assembly.KeepTimings();
        EngineDescription description = Describe(library, assembly.Network, model: null, reporter.Elapsed);
        return new EnginePlan(this, library, plan, description);
    }

    private Assembly Assemble(TensorRT library, BuildReporter reporter)
    {
        Assembly assembly = new(library, Options, Logger);
        try
        {
            reporter.Enter(BuildStage.Parsing);
            assembly.Source = Source.Define(assembly.Network);
            foreach ((Action<Network> change, _) in NetworkChanges)
            {
                change(assembly.Network);
            }

            RequireOutputs(assembly.Network);
            NetworkProfiles.Check(assembly.Network.Inputs, Options.Profiles);
            assembly.Configure();
            foreach ((Action<BuilderConfig> change, _) in ConfigChanges)
            {
                change(assembly.Config);
            }

            if (reporter.IsHeard)
            {
                assembly.Config.ProgressMonitor = reporter;
            }

            return assembly;
        }
        catch
        {
            assembly.Dispose();
            throw;
        }
    }

    private void RequireOutputs(Network network)
    {
        if (network.Outputs.Count == 0)
        {
            throw new InvalidOperationException(
                $"The network '{Source.Name}' has no outputs: mark at least one tensor with Network.MarkOutput.");
        }
    }

    private void RequirePrecision(TensorRT library)
    {
        if (Options.Precision == Precision.Fp32)
        {
            return;
        }

        if (library.Backend != TensorRTSharp.Backend.TensorRT10)
        {
            throw new TensorRTNotSupportedException(
                $"{library} takes all types from the model and cannot build '{Source.Name}' with {Options.Precision}: "
                + $"convert the model to {Options.Precision} first and leave the precision at {Precision.Fp32}, which keeps "
                + "what the model says; or build with TensorRT 10.");
        }

        if (Options.StronglyTyped)
        {
            throw new InvalidOperationException(
                $"A strongly typed network takes all types from the model, so {Options.Precision} cannot be asked for "
                + "besides: leave out WithPrecision or WithStrongTyping.");
        }
    }

    private EngineCacheKey Key(TensorRT library, CancellationToken cancellationToken, out DescribedModel model)
    {
        model = Source.Describe(cancellationToken) ?? throw new InvalidOperationException(
            $"An engine cache cannot know what the code that defines '{Source.Name}' does: give FromNetwork a version, and "
            + "another one for each network that differs, or leave out WithEngineCache.");
        EngineCacheKey key = new() { ModelName = Path.GetFileNameWithoutExtension(model.Name) };
        key.Add("model", model.Sha256);
        for (int index = 0; index < NetworkChanges.Count; index++)
        {
            key.Add($"network change {index}", NetworkChanges[index].CacheTag);
        }

        foreach ((string name, string value) in Options.Describe())
        {
            key.Add(name, value);
        }

        for (int index = 0; index < ConfigChanges.Count; index++)
        {
            key.Add($"configuration change {index}", ConfigChanges[index].CacheTag);
        }

        key.Add("backend", library.Backend.ToString());
        key.Add("library", library.Version.ToString());
        key.Add("TensorRTSharp", EngineDescriber.OwnVersion);
        key.Add("platform", EngineDescriber.PlatformHere);
        key.Add("device", DeviceText(library));
        return key;
    }

    /// <summary>Never empty: what the engine is for, where no GPU says it.</summary>
    private string DeviceText(TensorRT library) =>
        library.Backend == TensorRTSharp.Backend.Cpu ? "cpu"
        : EngineDescriber.DeviceHere(library)?.ToString()
            ?? (Options.ComputeCapabilities.Count > 0
                ? $"none; for {string.Join(", ", Options.ComputeCapabilities)}"
                : "none; for all capabilities that the library builds for");

    private EngineDescription Describe(TensorRT library, Network network, DescribedModel? model, TimeSpan duration) => new()
    {
        Maker = library.Backend,
        LibraryVersion = library.Version.ToString(),
        TensorRTSharpVersion = EngineDescriber.OwnVersion,
        Platform = EngineDescriber.PlatformHere,
        Device = EngineDescriber.DeviceHere(library),
        TargetComputeCapabilities = [.. Options.ComputeCapabilities.Select(static capability => capability.ToString())],
        Model = model ?? Source.Describe(CancellationToken.None),
        Precision = Options.Precision.ToString(),
        Options = [.. Options.Describe().Select(static option => new DescribedOption(option.Key, option.Value))],
        Profiles = [.. Options.Profiles.Select(DescribeProfile)],
        Inputs = [.. network.Inputs.Select(DescribeTensor)],
        Outputs = [.. network.Outputs.Select(DescribeTensor)],
        BuiltAt = DateTimeOffset.UtcNow,
        BuildDuration = duration,
    };

    private static DescribedProfile DescribeProfile(OptimizationProfileOptions profile) => new(
    [
        .. profile.Shapes.Select(static range => new DescribedRange(range.Key, range.Value.Min, range.Value.Opt, range.Value.Max)),
        .. profile.Values.Select(static range =>
            new DescribedRange(range.Key, range.Value.Min, range.Value.Opt, range.Value.Max) { AreValues = true }),
    ]);

    private static DescribedTensor DescribeTensor(Tensor tensor) =>
        new(tensor.Name, tensor.DataType, tensor.IsRankKnown ? tensor.GetDimensions() : null);

    /// <summary>Never leaves this class.</summary>
    [SuppressMessage("Design", "CA1032", Justification = "Thrown and caught here.")]
    [SuppressMessage("Design", "CA1064", Justification = "Thrown and caught here.")]
    private sealed class RefusedEntryException(CachedPlan plan, string reason) : Exception
    {
        internal CachedPlan Plan { get; } = plan;

        internal string Reason { get; } = reason;
    }

    /// <summary>The native objects of one build.</summary>
    private sealed class Assembly : IDisposable
    {
        private readonly EngineBuildOptions _options;
        private readonly TimingCacheFile? _timings;

        internal Assembly(TensorRT library, EngineBuildOptions options, ILogger? logger)
        {
            _options = options;
            _timings = options.TimingCachePath is { } path ? new TimingCacheFile(path, logger) : null;
            Builder = library.CreateBuilder(logger);
            try
            {
                Network = options.StronglyTyped
                    ? Builder.CreateNetwork(NetworkDefinitionCreationFlag.StronglyTyped)
                    : Builder.CreateNetwork();
                Config = Builder.CreateConfig();
            }
            catch
            {
                Network?.Dispose();
                Builder.Dispose();
                throw;
            }
        }

        internal Builder Builder { get; }

        internal Network Network { get; }

        internal BuilderConfig Config { get; }

        internal IDisposable? Source { get; set; }

        internal void Configure()
        {
            BuildSettings.Apply(_options, Builder, Config);
            _timings?.LendTo(Config);
        }

        internal void KeepTimings() => _timings?.TakeFrom(Config);

        public void Dispose()
        {
            Config.Dispose();
            Source?.Dispose();
            Network.Dispose();
            Builder.Dispose();
            _timings?.Dispose();
        }
    }
}
