using NUnit.Framework;

namespace TensorRTSharp.Conformance;

/// <summary>Sessions of an engine that reads a shape from an input: a reshape of <c>x</c> to the values of <c>size</c>.</summary>
[TestFixtureSource(typeof(BackendsUnderTest), nameof(BackendsUnderTest.Doubles))]
public sealed class ShapeTensorTests(Backend backend)
{
    private TensorRT _library = null!;
    private Engine _engine = null!;

    [OneTimeSetUp]
    public void Open()
    {
        _library = BackendsUnderTest.Open(backend);
        _engine = TensorRT.FromNetwork(Define).WithLibrary(_library)
            .WithProfile("x", [1, 6], [2, 6], [4, 6]).WithShapeValues("size", [1, 1], [3, 4], [24, 24])
            .AddProfile(profile => profile.SetShape("x", [8, 6], [8, 6], [16, 6]).SetShapeValues("size", [1, 1], [6, 8], [96, 96]))
            .Build();
    }

    [OneTimeTearDown]
    public void Close() => _engine?.Dispose();

    [Test]
    public void Values_of_a_shape_tensor_are_read_in_host_memory_at_each_run()
    {
        float[] values = [.. Enumerable.Range(0, 12).Select(number => number / 2f)];
        using InferenceSession session = _engine.CreateSession();
        using InferenceInputs inputs = session.CreateInputs();
        inputs.Set("x", values, [2, 6]);
        foreach (long[] size in new long[][] { [3, 4], [12, 1], [2, 6], [4, 3] })
        {
            inputs.Set("size", size, [2]);
            using InferenceResult result = session.Run(inputs);
            Assert.That(result.GetShape("y"), Is.EqualTo(size));
            Assert.That(result.ToArray<float>("y"), Is.EqualTo(values));
        }
    }

    [Test]
    public async Task An_awaited_run_keeps_the_values_that_it_began_with()
    {
        float[] values = [.. Enumerable.Range(0, 24).Select(number => number - 3f)];
        using InferenceSession session = _engine.CreateSession();
        using InferenceInputs inputs = session.CreateInputs();
        inputs.Set("x", values, [4, 6]);
        inputs.Set("size", [8L, 3L], [2]);
        using InferenceResult result = await session.RunAsync(inputs);
        Assert.That(result.GetShape("y"), Is.EqualTo(new long[] { 8, 3 }));
        Assert.That(result.ToArray<float>("y"), Is.EqualTo(values));
    }

    [Test]
    public void The_profile_is_chosen_by_shapes_and_values()
    {
        float[] values = new float[48];
        values[^1] = 5;
        using InferenceSession session = _engine.CreateSession();
        using InferenceInputs inputs = session.CreateInputs();
        inputs.Set("x", values, [8, 6]);
        inputs.Set("size", [1L, 48L], [2]); // more than the first profile takes
        using InferenceResult result = session.Run(inputs);
        Assert.That(result.GetShape("y"), Is.EqualTo(new long[] { 1, 48 }));
        Assert.That(result.ToArray<float>("y"), Is.EqualTo(values));
    }

    [Test]
    public void Values_that_no_profile_allows_are_named_before_anything_runs()
    {
        using InferenceSession session = _engine.CreateSession(options => options.OptimizationProfile = 0);
        using InferenceInputs inputs = session.CreateInputs();
        inputs.Set("x", new float[12], [2, 6]);
        inputs.Set("size", [0L, 12L], [2]);
        Assert.That(
            () => session.Run(inputs),
            Throws.ArgumentException.With.Message.Contains(
                "Input 'size' has the values [0, 12]: value 0 is 0, and profile 0 takes 1 to 24. Give inputs within that, or "
                + "build the engine with a profile that reaches as far: WithShapeValues(\"size\", min, opt, max)."));
    }

    [Test]
    public void Values_that_do_not_fit_the_data_fail_the_run_and_not_the_session()
    {
        using InferenceSession session = _engine.CreateSession();
        using InferenceInputs inputs = session.CreateInputs();
        inputs.Set("x", new float[12], [2, 6]);
        inputs.Set("size", [5L, 5L], [2]);
        Assert.That(() => session.Run(inputs), Throws.InstanceOf<TensorRTException>().With.Message.Contains("change volume"));
        inputs.Set("size", [6L, 2L], [2]);
        using InferenceResult result = session.Run(inputs);
        Assert.That(result.GetShape("y"), Is.EqualTo(new long[] { 6, 2 }));
    }

    [Test]
    public void A_shape_tensor_takes_no_device_memory()
    {
        using InferenceSession session = _engine.CreateSession();
        using InferenceInputs inputs = session.CreateInputs();
        using DeviceBuffer buffer = _library.AllocateBuffer(16);
        Assert.That(
            () => inputs.Set("size", buffer, [2]),
            Throws.InstanceOf<ArgumentException>().With.Message.Contains("is a shape tensor"));
    }

    private static void Define(Network network)
    {
        Tensor x = network.AddInput("x", DataType.Float, -1, 6);
        ShuffleLayer reshape = network.AddShuffle(x);
        reshape.SetInput(1, network.AddInput("size", DataType.Int64, 2));
        Tensor y = reshape.GetOutput(0);
        y.Name = "y";
        network.MarkOutput(y);
    }
}
