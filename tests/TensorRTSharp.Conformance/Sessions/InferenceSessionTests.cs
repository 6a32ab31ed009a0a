using System.Numerics.Tensors;
using NUnit.Framework;
using TensorRTSharp.Interop;

namespace TensorRTSharp.Conformance;

/// <summary>Sessions on every backend: inputs in, outputs out, with what they check and what they keep.</summary>
[TestFixtureSource(typeof(BackendsUnderTest), nameof(BackendsUnderTest.WithDoubles))]
public sealed class InferenceSessionTests(Backend backend)
{
    private TensorRT _library = null!;
    private SmallEngine _small = null!;

    [OneTimeSetUp]
    public void Open()
    {
        _library = BackendsUnderTest.Open(backend);
        _small = SmallEngine.On(_library);
    }

    [OneTimeTearDown]
    public void Close() => _small?.Dispose();

    [Test]
    public void A_run_gives_the_outputs_with_their_shapes()
    {
        float[] rows = SmallEngine.Rows(2);
        using InferenceSession session = _small.Engine.CreateSession();
        using InferenceInputs inputs = session.CreateInputs();
        inputs.Set("x", rows, [2, 3]);
        using InferenceResult result = session.Run(inputs);
        using IDisposable all = Assert.EnterMultipleScope();
        Assert.That(result.ToArray<float>("y"), Is.EqualTo(SmallModel.Expected(rows)));
        Assert.That(result.GetShape("y"), Is.EqualTo(new long[] { 2, 6 }));
        Assert.That(result.GetSpan<float>("y").ToArray(), Is.EqualTo(SmallModel.Expected(rows)));
        ReadOnlyTensorSpan<float> y = result.Get<float>("y");
        Assert.That(y.Lengths.ToArray(), Is.EqualTo(new nint[] { 2, 6 }));
        Assert.That(y[1, 3], Is.EqualTo(rows[3]));
        Assert.That(result.Get<float>(0)[0, 0], Is.EqualTo(SmallModel.Expected(rows)[0]));
        Assert.That(result.Outputs.Single().Name, Is.EqualTo("y"));
    }

    [Test]
    public async Task An_awaited_run_gives_the_same()
    {
        float[] rows = SmallEngine.Rows(3);
        using InferenceSession session = _small.Engine.CreateSession();
        using InferenceInputs inputs = session.CreateInputs();
        for (int round = 0; round < 20; round++)
        {
            inputs.Set("x", rows, [3, 3]);
            using InferenceResult result = await session.RunAsync(inputs);
            Assert.That(result.ToArray<float>("y"), Is.EqualTo(SmallModel.Expected(rows)));
            rows[0]++;
        }
    }

    [Test]
    public void Inputs_come_as_tensors_as_bytes_by_position_and_by_writing_in_place()
    {
        float[] rows = SmallEngine.Rows(2, 5);
        float[] expected = SmallModel.Expected(rows);
        using InferenceSession session = _small.Engine.CreateSession();
        using InferenceInputs inputs = session.CreateInputs();
        Action[] ways =
        [
            () => inputs.Set("x", new ReadOnlyTensorSpan<float>(rows, [2, 3])),
            () => inputs.SetBytes("x", System.Runtime.InteropServices.MemoryMarshal.AsBytes<float>(rows), [2, 3]),
            () => inputs.Set<float>(0, rows, [2, 3]),
            () => inputs.Write<float, float[]>("x", [2, 3], rows, static (target, source) => source.CopyTo(target)),
        ];
        foreach (Action way in ways)
        {
            inputs.Clear();
            way();
            using InferenceResult result = session.Run(inputs);
            Assert.That(result.ToArray<float>("y"), Is.EqualTo(expected));
        }
    }

    [Test]
    public void A_tensor_that_is_a_part_of_another_is_read_as_what_it_shows()
    {
        float[] wide = [.. Enumerable.Range(0, 10).Select(static number => (float)number)];
        var part = new ReadOnlyTensorSpan<float>(wide, [2, 5]).Slice(0..2, 1..4);
        using InferenceSession session = _small.Engine.CreateSession();
        using InferenceInputs inputs = session.CreateInputs();
        inputs.Set("x", part);
        using InferenceResult result = session.Run(inputs);
        Assert.That(result.ToArray<float>("y"), Is.EqualTo(SmallModel.Expected([1, 2, 3, 6, 7, 8])));
    }

    [Test]
    public void Device_memory_is_used_in_place_on_both_sides()
    {
        float[] rows = SmallEngine.Rows(2, -3);
        using InferenceSession session = _small.Engine.CreateSession();
        using InferenceInputs inputs = session.CreateInputs();
        using DeviceBuffer x = _library.AllocateBuffer(24);
        using DeviceBuffer y = _library.AllocateBuffer(48);
        x.CopyFrom<float>(rows);
        inputs.Set("x", x, [2, 3]);
        inputs.BindOutput("y", y);
        using InferenceResult result = session.Run(inputs);
        float[] answer = new float[12];
        y.CopyTo<float>(answer);
        using IDisposable all = Assert.EnterMultipleScope();
        Assert.That(answer, Is.EqualTo(SmallModel.Expected(rows)));
        Assert.That(result.GetShape("y"), Is.EqualTo(new long[] { 2, 6 }));
        Assert.That(() => result.Get<float>("y"), Throws.InvalidOperationException.With.Message.Contains("BindOutput"));
    }

    [TestCase(1, 0)]
    [TestCase(3, 0)]
    [TestCase(4, 1)]
    [TestCase(16, 1)]
    public void The_profile_whose_optimum_is_closest_is_taken(int batch, int profile)
    {
        // Profiles: 1/2/4 and 4/8/16. For 4, |4 - 2| / 2 is more than |4 - 8| / 8.
        float[] rows = SmallEngine.Rows(batch);
        using InferenceSession session = _small.Engine.CreateSession();
        using InferenceInputs inputs = session.CreateInputs();
        inputs.Set("x", rows, [batch, 3]);
        using InferenceResult result = session.Run(inputs);
        Assert.That(result.ToArray<float>("y"), Is.EqualTo(SmallModel.Expected(rows)));
        Assert.That(session.OptimizationProfile, Is.EqualTo(profile));
    }

    [Test]
    public void Shapes_may_change_from_run_to_run()
    {
        using InferenceSession session = _small.Engine.CreateSession();
        using InferenceInputs inputs = session.CreateInputs();
        foreach (int batch in new[] { 1, 16, 2, 2, 9, 4, 1, 16 })
        {
            float[] rows = SmallEngine.Rows(batch, batch);
            inputs.Set("x", rows, [batch, 3]);
            using InferenceResult result = session.Run(inputs);
            Assert.That(result.ToArray<float>("y"), Is.EqualTo(SmallModel.Expected(rows)), $"batch {batch}");
        }
    }

    [Test]
    public void A_result_that_is_kept_keeps_its_values_while_others_run()
    {
        using InferenceSession session = _small.Engine.CreateSession();
        using InferenceInputs inputs = session.CreateInputs();
        List<(float[] Rows, InferenceResult Result)> kept = [];
        for (int run = 0; run < 5; run++)
        {
            float[] rows = SmallEngine.Rows(2, run);
            inputs.Set("x", rows, [2, 3]);
            kept.Add((rows, session.Run(inputs)));
        }

        foreach ((float[] rows, InferenceResult result) in kept)
        {
            Assert.That(result.ToArray<float>("y"), Is.EqualTo(SmallModel.Expected(rows)));
            result.Dispose();
        }
    }

    [Test]
    public void A_disposed_result_throws_also_when_its_memory_serves_another_one()
    {
        using InferenceSession session = _small.Engine.CreateSession();
        using InferenceInputs inputs = session.CreateInputs();
        inputs.Set("x", SmallEngine.Rows(1), [1, 3]);
        InferenceResult first = session.Run(inputs);
        first.Dispose();
        first.Dispose();
        using InferenceResult second = session.Run(inputs);
        Assert.That(() => first.ToArray<float>("y"), Throws.InstanceOf<ObjectDisposedException>());
        first.Dispose();
        Assert.That(second.ToArray<float>("y"), Has.Length.EqualTo(6));
    }

    [Test]
    public void Sessions_engines_inputs_and_results_are_disposed_in_any_order()
    {
        for (int seed = 0; seed < 8; seed++)
        {
            long before = NativeHandle.LiveCount;
            float[] rows = SmallEngine.Rows(2, seed);
            (IDisposable[] things, InferenceResult result) = RunOnce(rows);
            new Random(seed).Shuffle(things);
            foreach (IDisposable thing in things)
            {
                if (thing is InferenceResult)
                {
                    Assert.That(result.ToArray<float>("y"), Is.EqualTo(SmallModel.Expected(rows)));
                }

                Assert.That(thing.Dispose, Throws.Nothing);
            }

            Assert.That(NativeHandle.LiveCount, Is.EqualTo(before), $"seed {seed}");
        }
    }

    [Test]
    public void A_stream_of_the_callers_is_used_and_left_alone()
    {
        float[] rows = SmallEngine.Rows(2);
        using DeviceStream stream = _library.CreateStream();
        using (InferenceSession session = _small.Engine.CreateSession(options => options.Stream = stream))
        {
            using InferenceInputs inputs = session.CreateInputs();
            inputs.Set("x", rows, [2, 3]);
            using InferenceResult result = session.Run(inputs);
            Assert.That(result.ToArray<float>("y"), Is.EqualTo(SmallModel.Expected(rows)));
        }

        Assert.That(stream.Synchronize, Throws.Nothing);
    }

    [Test]
    public async Task Sessions_of_one_engine_run_on_many_threads()
    {
        await Parallel.ForEachAsync(Enumerable.Range(0, 8), async (thread, _) =>
        {
            using InferenceSession session = _small.Engine.CreateSession();
            using InferenceInputs inputs = session.CreateInputs();
            for (int run = 0; run < 50; run++)
            {
                float[] rows = SmallEngine.Rows(1 + ((thread + run) % 16), (100 * thread) + run);
                inputs.Set("x", rows, [rows.Length / 3, 3]);
                using InferenceResult result = run % 2 == 0 ? Run(session, inputs) : await session.RunAsync(inputs, CancellationToken.None);
                Assert.That(result.ToArray<float>("y"), Is.EqualTo(SmallModel.Expected(rows)));
            }
        });
    }

    [Test]
    public void A_run_in_steady_state_allocates_nothing()
    {
        using InferenceSession session = _small.Engine.CreateSession();
        using InferenceInputs inputs = session.CreateInputs();
        float[] rows = SmallEngine.Rows(2);
        float[] answer = new float[12];
        void Runs(int count)
        {
            for (int run = 0; run < count; run++)
            {
                inputs.Set("x", rows, [2, 3]);
                using InferenceResult result = session.Run(inputs);
                result.CopyTo("y", answer.AsSpan());
                answer[0] += result.Get<float>("y")[0, 0];
            }
        }

        Runs(1000);
        long least = long.MaxValue;
        for (int attempt = 0; attempt < 5 && least > 0; attempt++) // a lock's first contention, for instance, allocates
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            Runs(5_000);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.That(least, Is.Zero);
    }

    /// <summary>All that a run needs, and what it gave.</summary>
    private (IDisposable[] Things, InferenceResult Result) RunOnce(float[] rows)
    {
        using SerializedEngine plan = SmallModel.Build(_library, "ONNX");
        Runtime runtime = _library.CreateRuntime();
        Engine engine = runtime.DeserializeEngine(plan);
        InferenceSession session = engine.CreateSession();
        InferenceInputs inputs = session.CreateInputs();
        inputs.Set("x", rows, [rows.Length / 3, 3]);
        InferenceResult result = session.Run(inputs);
        return ([runtime, engine, session, inputs, result], result);
    }

    private static InferenceResult Run(InferenceSession session, InferenceInputs inputs) => session.Run(inputs);
}
