using System.Runtime.CompilerServices;
using NUnit.Framework;
using TensorRTSharp.Testing;
using TensorRTSharp.Tests.Calibration;
using TensorRTSharp.Tests.Lifetimes;
using TensorRTSharp.Tests.Support;

namespace TensorRTSharp.Tests.Inference;

/// <summary>Debug listeners, shown by the fakes what lies within y = 2 x + 1, for which "doubled" is marked.</summary>
[Level("3")]
internal sealed class DebugListenerTests
{
    private static readonly FormatException Thrown = new("the listener is broken");

    private delegate bool OnTensor(in DebugTensor tensor);

    private static IReadOnlyList<string> Families => FakeTensorRT.Families;

    [TestCaseSource(nameof(Families))]
    public void A_marked_tensor_is_shown_with_its_values(string family)
    {
        List<string> shown = [];
        float[] values = [];
        nint stream = 0;
        using Run run = new(family);
        run.Listen((in DebugTensor tensor) =>
        {
            shown.Add($"{tensor.Name} {tensor.DataType} {tensor.Location} {string.Join(',', tensor.Shape.ToArray())} "
                + $"{tensor.ByteLength} {Environment.CurrentManagedThreadId}");
            values = tensor.ToArray<float>();
            stream = tensor.Stream;
            Assert.That(tensor.Address, Is.Not.EqualTo((nint)0));
            return true;
        });
        Assert.That(run.Enqueue(), Is.EqualTo(new float[] { 3, 5, 7, 9, 11, 13 }));
        Assert.That(shown, Is.EqualTo(new[] { $"doubled Float Device 2,3 24 {Environment.CurrentManagedThreadId}" }));
        Assert.That(values, Is.EqualTo(new float[] { 2, 4, 6, 8, 10, 12 }));
        Assert.That(stream, Is.EqualTo(run.Stream.Handle));
    }

    [TestCaseSource(nameof(Families))]
    public void Only_what_is_on_is_shown(string family)
    {
        int shown = 0;
        using Run run = new(family);
        run.Listen((in DebugTensor _) => ++shown > 0);
        Assert.That(run.Context.GetTensorDebugState("doubled"));
        run.Context.SetTensorDebugState("doubled", false);
        _ = run.Enqueue();
        Assert.That(shown, Is.Zero);
        run.Context.SetAllTensorsDebugState(true);
        Assert.That(run.Context.GetTensorDebugState("doubled"));
        _ = run.Enqueue();
        Assert.That(shown, Is.EqualTo(1));
        run.Context.DebugListener = null;
        Assert.That(run.Context.DebugListener, Is.Null);
        _ = run.Enqueue();
        Assert.That(shown, Is.EqualTo(1));
        Assert.That(() => run.Context.SetTensorDebugState("x", true), Throws.ArgumentException.Or.InstanceOf<InvalidOperationException>());
    }

    [TestCaseSource(nameof(Families))]
    public void An_exception_fails_the_run_once(string family)
    {
        bool isBroken = true;
        using Run run = new(family);
        run.Listen((in DebugTensor _) => isBroken ? throw Thrown : true);
        InferenceException? failure = Assert.Throws<InferenceException>(() => run.Enqueue());
        Assert.That(failure!.InnerException, Is.SameAs(Thrown));
        Assert.That(Thrown.StackTrace, Does.Contain(nameof(An_exception_fails_the_run_once)));
        isBroken = false;
        Assert.That(run.Enqueue(), Is.EqualTo(new float[] { 3, 5, 7, 9, 11, 13 }));
    }

    [TestCaseSource(nameof(Families))]
    public void A_listener_that_says_no_fails_the_run(string family)
    {
        bool agrees = false;
        using Run run = new(family);
        run.Listen((in DebugTensor _) => agrees);
        Assert.That(
            () => run.Enqueue(),
            Throws.TypeOf<InferenceException>().With.InnerException.Null.And.Message.Contains("the debug listener refused doubled"));
        agrees = true;
        Assert.That(run.Enqueue(), Is.EqualTo(new float[] { 3, 5, 7, 9, 11, 13 }));
    }

    [Test]
    public void Values_are_read_as_their_type_or_as_bytes_and_nothing_else()
    {
        using Run run = new("trt10");
        run.Listen((in DebugTensor tensor) =>
        {
            Assert.That(tensor.ToArray<byte>().AsSpan(0, 4).ToArray(), Is.EqualTo(BitConverter.GetBytes(2f)));
            float[] target = new float[8];
            target[7] = -1;
            tensor.CopyTo<float>(target);
            Assert.That(target, Is.EqualTo(new float[] { 2, 4, 6, 8, 10, 12, 0, -1 }));
            string message = "";
            try
            {
                _ = tensor.ToArray<int>();
            }
            catch (ArgumentException refused)
            {
                message = refused.Message;
            }

            Assert.That(message, Does.Contain("'doubled'").And.Contain("float").And.Contain("Int32"));
            tensor.CopyTo<float>(new float[5]);
            return true;
        });
        InferenceException? failure = Assert.Throws<InferenceException>(() => run.Enqueue());
        Assert.That(failure!.InnerException, Is.TypeOf<ArgumentException>().With.Message.Contains("6 elements"));
    }

    [Test]
    public void It_cannot_be_replaced_while_it_is_called()
    {
        using Run run = new("trt10");
        run.Listen((in DebugTensor _) =>
        {
            run.Context.DebugListener = null;
            return true;
        });
        Assert.That(
            () => run.Enqueue(), Throws.TypeOf<InferenceException>().With.InnerException.InstanceOf<InvalidOperationException>());
    }

    [Test]
    public void A_sessions_context_has_one_too()
    {
        int shown = 0;
        using Run run = new("trt11");
        using InferenceSession session = run.Engine.CreateSession();
        session.Context.DebugListener = new Listener((in DebugTensor _) => ++shown > 0);
        session.Context.SetAllTensorsDebugState(true);
        using InferenceInputs inputs = run.Engine.CreateInputs();
        inputs.Set("x", [1f, 2f, 3f], [1, 3]);
        using InferenceResult result = session.Run(inputs);
        Assert.That(result.ToArray<float>("y"), Is.EqualTo(new float[] { 3, 5, 7 }));
        Assert.That(shown, Is.EqualTo(1));
    }

    [Test]
    public void Garbage_is_collected_at_the_worst_moments_and_the_listener_lives()
    {
        using Run run = new("trt10");
        WeakReference trace = Forget(run);
        Garbage.Collect();
        _ = run.Enqueue();
        Assert.That(trace.IsAlive, "held by the context");
        run.Context.DebugListener = null;
        Garbage.Collect();
        Assert.That(trace.IsAlive, Is.False);

        [MethodImpl(MethodImplOptions.NoInlining)]
        static WeakReference Forget(Run run)
        {
            run.Listen((in DebugTensor tensor) =>
            {
                Garbage.Collect();
                return tensor.ToArray<float>().Length == 6;
            });
            return new WeakReference(run.Context.DebugListener);
        }
    }

    [TestCaseSource(nameof(Families))]
    public void A_thousand_rounds_leave_nothing(string family)
    {
        int shown = 0;
        using Run run = new(family);
        _ = run.Enqueue();
        LiveObjects before = LiveObjects.Now;
        for (int round = 0; round < 1000; round++)
        {
            run.Listen((in DebugTensor _) => ++shown > 0);
            _ = run.Enqueue();
        }

        run.Context.DebugListener = null;
        FakeTensorRT.Require(family).ClearCalls();
        Assert.That(LiveObjects.Now, Is.EqualTo(before));
        Assert.That(shown, Is.EqualTo(1000));
    }

    [Test]
    [Level("0")]
    public void The_CPU_backend_shows_no_inner_tensors_and_says_so()
    {
        using Engine engine = Engines.Affine(CpuBackend.Require());
        using InferenceContext context = engine.CreateContext();
        using IDisposable all = Assert.EnterMultipleScope();
        Assert.That(
            () => context.DebugListener = new Listener((in DebugTensor _) => true),
            Throws.TypeOf<TensorRTNotSupportedException>().With.Message.Contains("IDebugListener"));
        Assert.That(() => context.SetAllTensorsDebugState(true), Throws.TypeOf<TensorRTNotSupportedException>());
        Assert.That(context.DebugListener, Is.Null);
    }

    private sealed class Listener(OnTensor onTensor) : IDebugListener
    {
        public bool ProcessDebugTensor(in DebugTensor tensor) => onTensor(in tensor);
    }

    /// <summary>A context for 2 rows, with its memory, whose debug tensor is on.</summary>
    private sealed class Run : IDisposable
    {
        private readonly DeviceBuffer _x;
        private readonly DeviceBuffer _y;

        internal Run(string family)
        {
            TensorRT library = CalibratedBuild.Open(family);
            using Runtime runtime = library.CreateRuntime();
            using SerializedEngine plan = Build(library);
            Engine = runtime.DeserializeEngine(plan);
            Assert.That(Engine.IsDebugTensor("doubled"));
            Context = Engine.CreateContext();
            Stream = library.CreateStream();
            _x = library.AllocateBuffer(24);
            _y = library.AllocateBuffer(24);
            _x.CopyFrom<float>([1, 2, 3, 4, 5, 6]);
            Context.SetInputShape("x", [2, 3]);
            Context.SetTensorAddress("x", _x);
            Context.SetTensorAddress("y", _y);
            Context.SetTensorDebugState("doubled", true);
        }

        internal Engine Engine { get; }

        internal InferenceContext Context { get; }

        internal DeviceStream Stream { get; }

        public void Dispose()
        {
            Context.Dispose();
            Engine.Dispose();
            Stream.Dispose();
            _x.Dispose();
            _y.Dispose();
        }

        internal void Listen(OnTensor onTensor)
        {
            Listener listener = new(onTensor);
            Context.DebugListener = listener;
            Assert.That(Context.DebugListener, Is.SameAs(listener));
        }

        internal float[] Enqueue()
        {
            Context.Enqueue(Stream);
            Stream.Synchronize();
            float[] outputs = new float[6];
            _y.CopyTo<float>(outputs);
            return outputs;
        }

        private static SerializedEngine Build(TensorRT library)
        {
            using Builder builder = library.CreateBuilder();
            using Network network = builder.CreateNetwork();
            using OnnxParser parser = network.CreateOnnxParser();
            parser.Parse(CalibratedBuild.Model());
            network.MarkDebug(network.Layers.SelectMany(static layer => layer.Outputs).Single(static tensor => tensor!.Name == "doubled")!);
            using BuilderConfig config = builder.CreateConfig();
            OptimizationProfile profile = builder.CreateOptimizationProfile();
            profile.SetDimensions("x", [1, 3], [2, 3], [8, 3]);
            config.AddOptimizationProfile(profile);
            return builder.BuildSerializedNetwork(network, config);
        }
    }
}
