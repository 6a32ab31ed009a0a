using NUnit.Framework;

namespace TensorRTSharp.Conformance;

/// <summary>
/// What people get wrong most often, and what they are told: what happened, what was expected, what to write. The texts
/// are the product.
/// </summary>
[TestFixtureSource(typeof(BackendsUnderTest), nameof(BackendsUnderTest.All))]
public sealed class MisuseTests(Backend backend)
{
    private TensorRT _library = null!;
    private SmallEngine _small = null!;
    private InferenceSession _session = null!;
    private InferenceInputs _inputs = null!;

    [OneTimeSetUp]
    public void Open()
    {
        _library = BackendsUnderTest.Open(backend);
        _small = SmallEngine.On(_library);
    }

    [OneTimeTearDown]
    public void Close() => _small?.Dispose();

    [SetUp]
    public void CreateSession()
    {
        _session = _small.Engine.CreateSession();
        _inputs = _session.CreateInputs();
    }

    [TearDown]
    public void DisposeSession()
    {
        _session.Dispose();
        _inputs.Dispose();
    }

    [Test]
    public void No_profile_for_a_dynamic_input() => Told<InvalidOperationException>(
        () => Small().Build(),
        "Input 'x' [-1, 3] has dynamic dimensions, and TensorRT must know their sizes: for instance "
        + "WithProfile(\"x\", min: [1, 3], opt: [8, 3], max: [32, 3]).");

    [Test]
    public void A_profile_for_another_input() => Told<InvalidOperationException>(
        () => Small().WithProfile("input", [1, 3], [2, 3], [4, 3]).Build(),
        "The model has no input 'input'; it has 'x' [-1, 3]." + Environment.NewLine
        + "Input 'x' [-1, 3] has dynamic dimensions, and the profile says nothing of it: for instance "
        + "WithProfile(\"x\", min: [1, 3], opt: [8, 3], max: [32, 3]).");

    [Test]
    public void A_profile_of_another_rank() => Told<InvalidOperationException>(
        () => Small().WithProfile("x", [1, 3, 1], [2, 3, 1], [4, 3, 1]).Build(),
        "Input 'x' [-1, 3] has 2 dimensions; the profile gives 3: [1, 3, 1]..[2, 3, 1]..[4, 3, 1].");

    [Test]
    public void A_profile_that_changes_a_fixed_dimension() => Told<InvalidOperationException>(
        () => Small().WithProfile("x", [1, 3], [2, 3], [4, 6]).Build(),
        "Dimension 1 of input 'x' [-1, 3] is fixed to 3; the profile gives [1, 3]..[2, 3]..[4, 6]: write 3 there in all three.");

    [Test]
    public void A_profile_whose_maximum_is_less_than_its_optimum() => Told<ArgumentException>(
        () => Small().WithProfile("x", [1, 3], [8, 3], [4, 3]),
        "Dimension 0 of input 'x' has minimum 1, optimum 8 and maximum 4: they must not decrease in this order.");

    [Test]
    public void A_profile_with_minus_one() => Told<ArgumentException>(
        () => Small().WithProfile("x", [-1, 3], [8, 3], [8, 3]),
        "Dimension 0 of the smallest shape for input 'x' is -1: a profile says which sizes a dynamic dimension may have, "
        + "from 0 on. (Parameter 'min')");

    [Test]
    public void A_model_that_is_not_there()
    {
        string path = Path.GetFullPath("missing.onnx");
        Told<FileNotFoundException>(
            () => TensorRT.FromOnnx("missing.onnx").WithLibrary(_library).Build(), $"There is no model file '{path}'.");
    }

    [Test]
    public void Code_without_a_version_in_a_cache() => Told<InvalidOperationException>(
        () => TensorRT.FromNetwork(SmallModel.Roads["network API"]).WithLibrary(_library).WithEngineCache(Path.GetTempPath()).Build(),
        "An engine cache cannot know what the code that defines 'network' does: give FromNetwork a version, and another one "
        + "for each network that differs, or leave out WithEngineCache.");

    [Test]
    public void A_network_without_outputs() => Told<InvalidOperationException>(
        () => TensorRT.FromNetwork(static network => network.AddInput("x", DataType.Float, 1)).WithLibrary(_library).Build(),
        "The network 'network' has no outputs: mark at least one tensor with Network.MarkOutput.");

    [Test]
    public void A_precision_that_is_the_models_affair() => Told<TensorRTNotSupportedException>(
        () => Small().WithPrecision(Precision.Fp16).Build(),
        $"{_library} takes all types from the model and cannot build 'model' with Fp16: convert the model to Fp16 first and "
        + "leave the precision at Fp32, which keeps what the model says; or build with TensorRT 10.");

    [Test]
    public void An_input_that_there_is_not() => Told<ArgumentException>(
        () => _inputs.Set("input", new float[3], [1, 3]),
        "The engine has no input 'input'; it has 'x'. (Parameter 'name')");

    [Test]
    public void An_output_that_there_is_not()
    {
        _inputs.Set("x", new float[3], [1, 3]);
        using InferenceResult result = _session.Run(_inputs);
        Told<ArgumentException>(
            () => result.GetSpan<float>("output"), "The engine has no output 'output'; it has 'y'. (Parameter 'name')");
    }

    [Test]
    public void Values_of_another_type() => Told<ArgumentException>(
        () => _inputs.Set("x", new int[3], [1, 3]),
        "Input 'x' has elements of type Float (float), not Int32: convert the values to float.");

    [Test]
    public void An_output_of_another_type()
    {
        _inputs.Set("x", new float[3], [1, 3]);
        using InferenceResult result = _session.Run(_inputs);
        Told<ArgumentException>(
            () => result.ToArray<double>("y"), "Output 'y' has elements of type Float (float), not Double: read it as float.");
    }

    [Test]
    public void A_shape_of_another_rank() => Told<ArgumentException>(
        () => _inputs.Set("x", new float[3], [3]),
        "Input 'x' has 2 dimensions, [-1, 3]; the shape [3] has 1. A single image still needs its batch dimension of 1. "
        + "(Parameter 'shape')");

    [Test]
    public void A_shape_that_differs_where_the_engine_is_fixed() => Told<ArgumentException>(
        () => _inputs.Set("x", new float[4], [1, 4]),
        "Dimension 1 of input 'x' is 3 in the engine, [-1, 3]; the shape [1, 4] has 4. (Parameter 'shape')");

    [Test]
    public void A_shape_with_minus_one() => Told<ArgumentException>(
        () => _inputs.Set("x", new float[3], [-1, 3]),
        "Dimension 0 of the shape [-1, 3] for input 'x' is negative: give the actual size, -1 is for models. (Parameter 'shape')");

    [Test]
    public void Too_few_values_for_the_shape() => Told<ArgumentException>(
        () => _inputs.Set("x", new float[5], [2, 3]), "Input 'x' of shape [2, 3] takes 6 elements; 5 were given.");

    [Test]
    public void A_batch_that_no_profile_allows()
    {
        _inputs.Set("x", new float[51], [17, 3]);
        Told<ArgumentException>(
            () => _session.Run(_inputs),
            "The inputs fit none of the engine's 2 optimization profiles. Input 'x' has the shape [17, 3]: dimension 0 is 17, "
            + "and profile 0 takes 1 to 4. Input 'x' has the shape [17, 3]: dimension 0 is 17, and profile 1 takes 4 to 16. Give "
            + "inputs within that, or build the engine with a profile that reaches as far: WithProfile(\"x\", min, opt, max).");
    }

    [Test]
    public void A_run_without_values() => Told<InvalidOperationException>(
        () => _session.Run(_inputs),
        "The input 'x', Float [-1, 3] has no values yet: set it with InferenceInputs.Set before the run. Missing: 'x'.");

    [Test]
    public void Inputs_of_another_engine()
    {
        using SmallEngine other = SmallEngine.On(_library);
        using InferenceInputs inputs = other.Engine.CreateInputs();
        inputs.Set("x", new float[3], [1, 3]);
        Told<ArgumentException>(
            () => _session.Run(inputs),
            $"These inputs are for another engine ('{other.Engine.Name}'): create them with CreateInputs of this session. (Parameter 'inputs')");
    }

    [Test]
    public void A_device_buffer_that_is_too_small()
    {
        using DeviceBuffer buffer = _library.AllocateBuffer(20);
        Told<ArgumentException>(
            () => _inputs.Set("x", buffer, [2, 3]),
            "Input 'x' of type Float and shape [2, 3] takes 24 bytes; the buffer has 20. (Parameter 'buffer')");
    }

    [Test]
    public void A_disposed_session()
    {
        _inputs.Set("x", new float[3], [1, 3]);
        _session.Dispose();
        Told<ObjectDisposedException>(
            () => _session.Run(_inputs),
            "Cannot access a disposed object." + Environment.NewLine + "Object name: 'TensorRTSharp.InferenceSession'.");
    }

    [Test]
    public void A_disposed_result()
    {
        _inputs.Set("x", new float[3], [1, 3]);
        InferenceResult result = _session.Run(_inputs);
        result.Dispose();
        Told<ObjectDisposedException>(
            () => result.GetSpan<float>("y"),
            "Cannot access a disposed object." + Environment.NewLine + "Object name: 'TensorRTSharp.InferenceResult'.");
    }

    [Test]
    public void A_result_that_never_was() => Told<InvalidOperationException>(
        static () => default(InferenceResult).GetSpan<float>("y"),
        "This InferenceResult is empty: results come from InferenceSession.Run or RunAsync.");

    [Test]
    public void Inputs_that_another_thread_fills()
    {
        using ManualResetEventSlim inside = new();
        using ManualResetEventSlim done = new();
        Task filling = Task.Run(() => _inputs.Write<float, object?>("x", [1, 3], null, (_, _) =>
        {
            inside.Set();
            done.Wait();
        }));
        inside.Wait();
        try
        {
            Told<InvalidOperationException>(
                () => _session.Run(_inputs),
                "Another thread is using these InferenceInputs: give each thread its own (InferenceSession.CreateInputs).");
        }
        finally
        {
            done.Set();
            filling.Wait();
        }
    }

    [Test]
    public void Two_threads_on_one_session()
    {
        using DeviceStream stream = _library.CreateStream();
        using ManualResetEventSlim running = new();
        using ManualResetEventSlim done = new();
        using InferenceSession session = _small.Engine.CreateSession(options => options.Stream = stream);
        _inputs.Set("x", new float[3], [1, 3]);
        using InferenceInputs others = session.CreateInputs();
        others.Set("x", new float[3], [1, 3]);

        // What is before the run in its stream holds it up.
        stream.SafeHandle.HostFunctions.Launch(
            stream.SafeHandle,
            () =>
            {
                running.Set();
                done.Wait();
            },
            stream.CallbackFailure);
        running.Wait();
        Task first = Task.Run(() => session.Run(_inputs).Dispose());
        try
        {
            Assert.That(
                () => MessageOf(() => _inputs.Set("x", new float[3], [1, 3])),
                Is.EqualTo(
                    "These InferenceInputs belong to a run that is not done: await it, or create other inputs "
                    + "(InferenceSession.CreateInputs) for what comes meanwhile.").After(10_000, 5));
            Assert.That(
                MessageOf(() => session.Run(others).Dispose()),
                Is.EqualTo(
                    "This InferenceSession is running already, on another thread or in a RunAsync that was not awaited: give "
                    + "each thread a session of its own (Engine.CreateSession), or use a batcher."));
        }
        finally
        {
            done.Set();
            first.Wait();
        }
    }

    [Test]
    public void A_profile_index_that_there_is_not() => Told<ArgumentOutOfRangeException>(
        () => _small.Engine.CreateSession(static options => options.OptimizationProfile = 2),
        "The engine has 2 optimization profiles; they are counted from 0. (Parameter 'options')" + Environment.NewLine
        + "Actual value was 2.");

    private static void Told<TException>(Action act, string text)
        where TException : Exception
    {
        TException? thrown = Assert.Throws<TException>(() => act());
        Assert.That(thrown!.Message, Is.EqualTo(text));
    }

    private static string MessageOf(Action act)
    {
        try
        {
            act();
            return "";
        }
        catch (InvalidOperationException thrown)
        {
            return thrown.Message;
        }
    }

    private EngineBuilder Small() => TensorRT.FromOnnx(SmallModel.Onnx).WithLibrary(_library);
}
