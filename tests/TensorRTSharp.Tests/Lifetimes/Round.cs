using TensorRTSharp.Interop;
using TensorRTSharp.Testing;
using TensorRTSharp.Tests.Support;

namespace TensorRTSharp.Tests.Lifetimes;

/// <summary>
/// One life of every kind of object: a build and an inference, with things let go at the end, from within callbacks, or
/// under queued work.
/// </summary>
/// <param name="library">The backend.</param>
/// <param name="random">Decides everything.</param>
internal sealed class Round(TensorRT library, SeededRandom random)
{
    /// <summary>How long queued work is held up once things are let go that it uses.</summary>
    private static readonly TimeSpan HoldUp = TimeSpan.FromMilliseconds(20);

    private readonly Disposal _disposal = new(random);
    private readonly List<IDisposable> _things = [];
    private readonly List<object> _views = []; // used once more at the end
    private readonly List<WeakReference> _traces = [];

    /// <summary>What must be gone after the round, and a collection.</summary>
    internal IReadOnlyCollection<WeakReference> Traces => _traces;

    /// <summary>Were things let go while a callback ran?</summary>
    internal bool WasInCallback { get; private set; }

    /// <summary>Were things let go while work was queued that uses them?</summary>
    internal bool WasUnderWork { get; private set; }

    internal void Run()
    {
        Infer(Build());
        if (OneIn(2))
        {
            UseViews();
        }

        _disposal.LetGoOfAll(_things);
        UseViews();
        _disposal.Join();
    }

    /// <returns>The plan.</returns>
    private byte[] Build()
    {
        List<IDisposable> inBuild = [];
        bool disposesInLogger = OneIn(4);
        bool disposesInMonitor = OneIn(4);
        TestLogger logger = Trace(new TestLogger { OnLine = () => LetGoIf(disposesInLogger) });
        Builder builder = Own(library.CreateBuilder(OneIn(3) ? null : logger));
        Network network = Own(builder.CreateNetwork());
        OnnxParser parser = Own(network.CreateOnnxParser());
        parser.Parse(Models.Affine());
        BuilderConfig config = Own(builder.CreateConfig());
        config.ProgressMonitor = OneIn(3)
            ? null
            : Trace(new TestMonitor { OnPhaseStart = _ => LetGoIf(disposesInMonitor) });
        OptimizationProfile profile = Trace(builder.CreateOptimizationProfile());
        profile.SetDimensions("x", [1, 3], [2, 3], [8, 3]);
        config.AddOptimizationProfile(profile);
        _views.AddRange([profile, Trace(network.Inputs[0]), Trace(network.Layers[0]), parser]);

        // The callbacks let go of what the running build uses.
        inBuild.AddRange(_things);
        _things.RemoveAll(inBuild.Contains);
        SerializedEngine plan = Own(builder.BuildSerializedNetwork(network, config));
        byte[] bytes = plan.ToArray();
        lock (inBuild)
        {
            _things.AddRange(inBuild);
            inBuild.Clear();
        }

        return bytes;

        void LetGoIf(bool wanted)
        {
            lock (inBuild)
            {
                if (wanted && inBuild.Count > 0)
                {
                    WasInCallback = true;
                    _disposal.LetGoOfAll(inBuild);
                }
            }
        }
    }

    private void Infer(byte[] plan)
    {
        Runtime runtime = Own(library.CreateRuntime(OneIn(2) ? null : Trace(new TestLogger())));
        Engine engine = Own(runtime.DeserializeEngine(plan));
        if (OneIn(4))
        {
            Own(engine.Serialize());
        }

        InferenceContext context = Own(engine.CreateContext());
        DeviceStream stream = Own(library.CreateStream());
        DeviceEvent done = Own(library.CreateEvent());
        DeviceBuffer input = Own(library.AllocateBuffer(24));
        context.SetInputShape("x", [2, 3]);
        context.SetTensorAddress("x", input);
        if (OneIn(2))
        {
            context.SetOutputBuffer("y", Own(library.CreateOutputBuffer()));
        }
        else
        {
            context.SetTensorAddress("y", Own(library.AllocateBuffer(24)));
        }

        _views.AddRange([Trace(engine.Inputs[0]), context, stream, input]);
        TaskCompletionSource? gate = OneIn(4) ? new TaskCompletionSource() : null;
        if (gate is not null)
        {
            StreamHandle handle = stream.SafeHandle;
            handle.HostFunctions.Launch(handle, gate.Task.Wait, stream.CallbackFailure);
        }

        context.Enqueue(stream);
        stream.Record(done);
        if (gate is null)
        {
            stream.Synchronize();
            return;
        }

        WasUnderWork = !done.IsCompleted;
        using Timer opening = new(_ => gate.SetResult(), null, HoldUp, Timeout.InfiniteTimeSpan);
        _disposal.LetGoOfAll(_things);
        gate.Task.Wait();
    }

    /// <summary>Views and wrappers answer, or say that their owner is gone.</summary>
    private void UseViews()
    {
        foreach (object view in _views)
        {
            Disposal.Try(() => Use(view));
        }

        _views.Clear();
    }

    private static void Use(object view)
    {
        switch (view)
        {
            case OptimizationProfile profile:
                profile.GetDimensions("x", OptProfileSelector.Max);
                break;
            case Tensor tensor:
                tensor.GetDimensions();
                break;
            case Layer layer:
                layer.Inputs[0]!.GetDimensions();
                break;
            case OnnxParser parser:
                parser.GetFlag(OnnxParserFlag.NativeInstancenorm);
                break;
            case InferenceContext context:
                context.GetTensorShape("y");
                break;
            case DeviceStream stream:
                stream.Synchronize();
                break;
            case DeviceBuffer buffer:
                buffer.CopyFrom<float>([1, 2, 3]);
                break;
            default:
                _ = view.ToString();
                break;
        }
    }

    private bool OneIn(int count) => random.NextInt32(1, count) == 1;

    private T Own<T>(T thing)
        where T : class, IDisposable
    {
        _things.Add(thing);
        return Trace(thing);
    }

    private T Trace<T>(T thing)
        where T : class
    {
        _traces.Add(new WeakReference(thing));
        return thing;
    }
}
