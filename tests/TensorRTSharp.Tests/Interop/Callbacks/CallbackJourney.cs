using TensorRTSharp.Tests.Calibration;

namespace TensorRTSharp.Tests.Interop.Callbacks;

/// <summary>
/// From a model to a run on a fake TensorRT, with everything in place that TensorRT may call. Can be gone again on the same
/// objects, after a failure too.
/// </summary>
internal sealed class CallbackJourney : IDisposable
{
    private readonly CallbackWatch _watch;
    private readonly Backend _backend;
    private readonly Builder _builder;
    private readonly BuilderConfig _config;
    private readonly Runtime _runtime;
    private readonly DeviceStream _stream;
    private readonly DeviceBuffer _x;
    private readonly WatchedAllocator _y;
    private Engine? _engine;
    private InferenceContext? _context;

    internal CallbackJourney(string family, CallbackWatch watch)
    {
        _watch = watch;
        TensorRT library = CalibratedBuild.Open(family);
        _backend = library.Backend;
        _builder = library.CreateBuilder(new WatchedLogger(watch));
        _builder.ErrorRecorder = new WatchedRecorder(watch);
        _config = _builder.CreateConfig();
        OptimizationProfile profile = _builder.CreateOptimizationProfile();
        profile.SetDimensions("x", [1, 3], [2, 3], [8, 3]);
        _config.AddOptimizationProfile(profile);
        _config.ProgressMonitor = new WatchedMonitor(watch);
        if (_backend == Backend.TensorRT10)
        {
            _config.AlgorithmSelector = new WatchedSelector(watch);
            _config.SetFlag(BuilderFlag.Int8);
        }

        _runtime = library.CreateRuntime(new WatchedLogger(watch));
        _stream = library.CreateStream();
        _x = library.AllocateBuffer(24);
        _y = new WatchedAllocator(watch);
    }

    public void Dispose()
    {
        _context?.Dispose();
        _engine?.Dispose();
        _runtime.Dispose();
        _config.Dispose();
        _builder.Dispose();
        _x.Dispose();
        _stream.Dispose();
        _y.Dispose();
    }

    internal void Go()
    {
        using WatchedStream plan = new(_watch);
        Build(plan);
        BuildNothing();
        plan.Position = 0;
        Engine engine = _runtime.DeserializeEngine(plan);
        _context?.Dispose();
        _engine?.Dispose();
        (_engine, _context) = (engine, engine.CreateContext());
        _context.Profiler = new WatchedProfiler(_watch);
        _context.SetInputShape("x", [2, 3]);
        _context.SetTensorAddress("x", _x);
        _context.SetOutputAllocator("y", _y);
        Run();
    }

    /// <summary>Once more what failed, on the very objects: the engine is fine.</summary>
    internal void Run()
    {
        if (_context is not null)
        {
            _context.Enqueue(_stream);
            _stream.Synchronize();
        }
    }

    private void Build(Stream plan)
    {
        using Network network = _builder.CreateNetwork();
        using OnnxParser parser = network.CreateOnnxParser();
        if (_backend != Backend.TensorRT10)
        {
            parser.RefitObserver = new WatchedObserver(_watch);
        }
        else
        {
            _config.Int8Calibrator = new Int8MinMaxCalibrator(Batches());
        }

        parser.Parse(CalibratedBuild.Model());
        _builder.BuildSerializedNetworkToStream(network, _config, plan);
    }

    private IEnumerable<CalibrationBatch> Batches()
    {
        _watch.Called("Int8Calibrator batches");
        yield return CalibratedBuild.Batch(1);
    }

    /// <summary>A network without outputs, which TensorRT refuses: errors are reported.</summary>
    private void BuildNothing()
    {
        using Network empty = _builder.CreateNetwork();
        using BuilderConfig config = _builder.CreateConfig();
        try
        {
            _builder.BuildSerializedNetwork(empty, config).Dispose();
        }
        catch (EngineBuildException refused) when (refused.InnerException is null)
        {
            // as it must be
        }
    }
}
