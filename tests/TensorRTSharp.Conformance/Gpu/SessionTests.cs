using NUnit.Framework;
using TensorRTSharp.Interop;
using TensorRTSharp.Testing;

namespace TensorRTSharp.Conformance.Gpu;

/// <summary>Sessions on TensorRT 10.6 and a real GPU: page-locked copies, awaited runs, profiles, no allocations.</summary>
[Level("4")]
internal sealed class SessionTests
{
    private static TestModel Digits => TestModels.Catalog["digits-cnn"];

    [TestCase("digits-cnn.vc.plan", "digits-cnn")]
    [TestCase("digits-cnn-two-profiles.plan", "digits-cnn")]
    [TestCase("ultraface-rfb-320.vc.plan", "ultraface-rfb-320")]
    [TestCase("tiny-encoder.vc.plan", "tiny-encoder")]
    [TestCase("nonzero-select.vc.plan", "nonzero-select")]
    [TestCase("loop-accumulate.plan", "loop-accumulate")]
    public void A_session_gives_the_recorded_outputs(string plan, string model)
    {
        using Engine engine = Load(plan);
        TestModel expected = TestModels.Catalog[model];
        using InferenceSession session = engine.CreateSession();
        using InferenceInputs inputs = session.CreateInputs();
        int cases = 0;
        foreach (ModelCase modelCase in expected.Cases)
        {
            SessionRun.Fill(inputs, TestModels.Catalog.ReadInputs(modelCase));
            try
            {
                using InferenceResult result = session.Run(inputs);
                TestModels.AssertOutputs(
                    SessionRun.Read(result), modelCase, expected.Tolerance.Tf32?.Elementwise ?? new Tolerance(0, 0), model);
                cases++;
            }
            catch (ArgumentException misfit) when (misfit.Message.Contains("profile", StringComparison.Ordinal))
            {
                TestContext.Out.WriteLine($"{modelCase.Name}: {misfit.Message}");
            }
        }

        Assert.That(cases, Is.Positive);
    }

    [Test]
    public void Engines_on_two_GPUs_run_at_once_each_on_its_own()
    {
        TensorRT library = LoadedPlan.RequireTensorRT();
        if (NativeMethods.DeviceGetCount(library.Library) < 2)
        {
            Assert.Ignore("there is one GPU here");
        }

        Parallel.For(0, 2, device =>
        {
            using Engine engine = Engine.Load(
                LoadedPlan.PathOf("digits-cnn.vc.plan"), new EngineLoadOptions { Library = library, Device = device });
            using InferenceSession session = engine.CreateSession();
            using InferenceInputs inputs = session.CreateInputs();
            for (int round = 0; round < 50; round++)
            {
                ModelCase modelCase = Digits.Cases[round % Digits.Cases.Count];
                SessionRun.Fill(inputs, TestModels.Catalog.ReadInputs(modelCase));
                using InferenceResult result = session.Run(inputs);
                TestModels.AssertOutputs(SessionRun.Read(result), modelCase, Digits.Tolerance.Tf32!.Elementwise!.Value, "digits-cnn");
            }

            Assert.That(engine.Device, Is.EqualTo(device));
            using DeviceBuffer elsewhere = library.AllocateBuffer(64 * sizeof(float), 1 - device);
            Assert.That(() => inputs.Set("input", elsewhere, [1, 1, 8, 8]), Throws.ArgumentException);
        });
    }

    [Test]
    public void Both_profiles_are_taken_by_the_shapes()
    {
        using Engine engine = Load("digits-cnn-two-profiles.plan");
        using InferenceSession session = engine.CreateSession();
        using InferenceInputs inputs = session.CreateInputs();
        List<int> profiles = [];
        foreach (int batch in new[] { 1, 8, 9, 64, 2, 33 })
        {
            inputs.Set("input", new float[batch * 64], [batch, 1, 8, 8]);
            using InferenceResult result = session.Run(inputs);
            profiles.Add(session.OptimizationProfile);
        }

        // Profiles: 1/1/8 and 8/32/64; for 8, |8 - 1| / 1 is more than |8 - 32| / 32.
        Assert.That(profiles, Is.EqualTo(new[] { 0, 1, 1, 1, 0, 1 }));
    }

    [Test]
    public async Task Awaited_runs_of_many_sessions_give_each_its_own_outputs()
    {
        using Engine engine = Load("digits-cnn.vc.plan");
        Dictionary<string, IReadOnlyDictionary<string, TypedArray>> cases = Digits.Cases.ToDictionary(
            static one => one.Name, static one => TestModels.Catalog.ReadInputs(one));
        await Parallel.ForEachAsync(Enumerable.Range(0, 8), async (thread, _) =>
        {
            using InferenceSession session = engine.CreateSession();
            using InferenceInputs inputs = session.CreateInputs();
            for (int round = 0; round < 100; round++)
            {
                ModelCase modelCase = Digits.Cases[(thread + round) % Digits.Cases.Count];
                SessionRun.Fill(inputs, cases[modelCase.Name]);
                using InferenceResult result = await session.RunAsync(inputs, CancellationToken.None);
                TestModels.AssertOutputs(SessionRun.Read(result), modelCase, Digits.Tolerance.Tf32!.Elementwise!.Value, "digits-cnn");
            }
        });
    }

    [Test]
    public void A_run_in_steady_state_allocates_nothing()
    {
        using Engine engine = Load("digits-cnn.vc.plan");
        using InferenceSession session = engine.CreateSession();
        using InferenceInputs inputs = session.CreateInputs();
        float[] pixels = new float[8 * 64];
        float[] logits = new float[80];
        void Runs(int count)
        {
            for (int run = 0; run < count; run++)
            {
                inputs.Set("input", pixels, [8, 1, 8, 8]);
                using InferenceResult result = session.Run(inputs);
                result.CopyTo("logits", logits.AsSpan());
            }
        }

        Runs(1000);
        long least = long.MaxValue;
        for (int attempt = 0; attempt < 5 && least > 0; attempt++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            Runs(2000);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.That(least, Is.Zero);
    }

    [Test]
    public void Device_memory_is_used_in_place_on_both_sides()
    {
        using Engine engine = Load("digits-cnn.vc.plan");
        TensorRT library = LoadedPlan.RequireTensorRT();
        ModelCase modelCase = Digits.Cases.Single(static one => one.Name == "n4");
        TypedArray pixels = TestModels.Catalog.ReadInputs(modelCase)["input"];
        using DeviceStream stream = library.CreateStream();
        using InferenceSession session = engine.CreateSession(options => options.Stream = stream);
        using InferenceInputs inputs = session.CreateInputs();
        using DeviceBuffer input = library.AllocateBuffer(pixels.Bytes.Length);
        using DeviceBuffer output = library.AllocateBuffer(4 * 10 * sizeof(float));
        input.CopyFrom(pixels.Bytes);
        inputs.Set("input", input, pixels.Shape);
        inputs.BindOutput("logits", output);
        using InferenceResult result = session.Run(inputs);
        byte[] logits = new byte[output.ByteLength];
        output.CopyTo<byte>(logits);
        Dictionary<string, TypedArray> outputs = new() { ["logits"] = new TypedArray(ElementType.Float32, result.GetShape("logits"), logits) };
        TestModels.AssertOutputs(outputs, modelCase, Digits.Tolerance.Tf32!.Elementwise!.Value, "digits-cnn");
    }

    [Test]
    public void A_plan_is_saved_as_it_came_and_loads_again()
    {
        using Engine engine = Load("digits-cnn-refit.plan");
        string path = Path.GetTempFileName();
        try
        {
            engine.Save(path, describe: true);
            EngineInfo info = EngineInfo.Read(path);
            Assert.That(info.Maker, Is.EqualTo(Backend.TensorRT10));
            using Engine again = Engine.Load(path, new EngineLoadOptions { Library = LoadedPlan.RequireTensorRT() });
            Assert.That(again.Inputs.Single().Name, Is.EqualTo("input"));
        }
        finally
        {
            File.Delete(path);
            File.Delete(path + EngineDescription.FileSuffix);
        }
    }

    private static Engine Load(string plan)
    {
        TensorRT library = LoadedPlan.RequireTensorRT();
        return Engine.Load(LoadedPlan.PathOf(plan), new EngineLoadOptions { Library = library });
    }
}
