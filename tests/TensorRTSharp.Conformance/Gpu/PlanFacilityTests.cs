using System.Text.Json;
using NUnit.Framework;
using TensorRTSharp.Testing;

namespace TensorRTSharp.Conformance.Gpu;

/// <summary>What TensorRT 10.6 offers around the run, on a real GPU.</summary>
[Level("4")]
internal sealed class PlanFacilityTests
{
    private const string Input = "input";
    private const string Output = "logits";

    private static TestModel Digits => TestModels.Catalog["digits-cnn"];

    private static Tolerance Tf32 => Digits.Tolerance.Tf32!.Elementwise!.Value;

    [Test]
    public void The_library_tells_its_version_and_the_engine_its_tensors()
    {
        using LoadedPlan loaded = LoadedPlan.Load("digits-cnn.vc.plan");
        Assert.That(loaded.Library.Version.ToString(3), Is.EqualTo("10.6.0"));
        Assert.Multiple(() =>
        {
            Assert.That(loaded.Engine.Inputs.Single().Shape.ToArray(), Is.EqualTo(new long[] { -1, 1, 8, 8 }));
            Assert.That(loaded.Engine.Outputs.Single().Shape.ToArray(), Is.EqualTo(new long[] { -1, 10 }));
            Assert.That(loaded.Engine.GetProfileShape(Input, 0, OptProfileSelector.Min), Is.EqualTo(new long[] { 1, 1, 8, 8 }));
            Assert.That(loaded.Engine.GetProfileShape(Input, 0, OptProfileSelector.Opt), Is.EqualTo(new long[] { 32, 1, 8, 8 }));
            Assert.That(loaded.Engine.GetProfileShape(Input, 0, OptProfileSelector.Max), Is.EqualTo(new long[] { 64, 1, 8, 8 }));
        });
    }

    [Test]
    public void Two_profiles_are_chosen_by_a_context_and_have_their_own_limits()
    {
        using LoadedPlan loaded = LoadedPlan.Load("digits-cnn-two-profiles.plan");
        Assert.That(loaded.Engine.OptimizationProfileCount, Is.EqualTo(2));
        Assert.That(loaded.Engine.GetProfileShape(Input, 1, OptProfileSelector.Min), Is.EqualTo(new long[] { 8, 1, 8, 8 }));
        using InferenceContext context = loaded.Engine.CreateContext();
        using DeviceStream stream = loaded.Library.CreateStream();
        ModelCase four = Digits.Cases.Single(c => c.Name == "n4");
        ModelCase seventeen = Digits.Cases.Single(c => c.Name == "n17");
        Compare(EngineRun.In(loaded.Library, context, stream, TestModels.Catalog.ReadInputs(four)), four);
        InferenceException? failure = Assert.Throws<InferenceException>(
            () => EngineRun.In(loaded.Library, context, stream, TestModels.Catalog.ReadInputs(seventeen)));
        Assert.That(failure!.Message, Does.Contain("[17,1,8,8]").And.Contain("profile 0"));
        context.SetOptimizationProfile(1, stream);
        Compare(EngineRun.In(loaded.Library, context, stream, TestModels.Catalog.ReadInputs(seventeen)), seventeen);
    }

    [Test]
    public void The_inspector_describes_layers_as_JSON()
    {
        using LoadedPlan loaded = LoadedPlan.Load("digits-cnn-detailed.plan");
        using EngineInspector inspector = loaded.Engine.CreateInspector();
        using JsonDocument engine = JsonDocument.Parse(inspector.GetEngineInformation());
        JsonElement layers = engine.RootElement.GetProperty("Layers");
        Assert.That(layers.GetArrayLength(), Is.EqualTo(loaded.Engine.LayerCount).And.GreaterThan(0));
        using JsonDocument first = JsonDocument.Parse(inspector.GetLayerInformation(0));
        Assert.That(first.RootElement.GetProperty("Name").GetString(), Is.EqualTo(layers[0].GetProperty("Name").GetString()));
        Assert.That(loaded.Engine.ProfilingVerbosity, Is.EqualTo(ProfilingVerbosity.Detailed));
        TestContext.Out.WriteLine(inspector.GetEngineInformation(LayerInformationFormat.Oneline));
    }

    [Test]
    public void The_budget_of_weight_streaming_is_set_and_the_answers_stay()
    {
        using LoadedPlan loaded = LoadedPlan.Load("digits-cnn-weight-streaming.plan");
        ByteSize streamable = loaded.Engine.StreamableWeightsSize;
        Assert.That(streamable.Value, Is.GreaterThan(0));
        loaded.Engine.WeightStreamingBudget = ByteSize.Bytes(streamable.Value / 2);
        Assert.That(loaded.Engine.WeightStreamingBudget.Value, Is.LessThanOrEqualTo(streamable.Value));
        loaded.AssertGivesOutputsOf(Digits, Tf32);
    }

    [Test]
    public void An_engine_is_serialized_again_and_read_from_a_stream()
    {
        using LoadedPlan loaded = LoadedPlan.Load("digits-cnn-refit.plan");
        using SerializedEngine plan = loaded.Engine.Serialize();
        using MemoryStream stream = new(plan.ToArray());
        using Engine again = loaded.Runtime.DeserializeEngine(stream);
        ModelCase modelCase = Digits.Cases[0];
        Compare(EngineRun.Once(loaded.Library, again, TestModels.Catalog.ReadInputs(modelCase)), modelCase);
    }

    [Test]
    public void A_stripped_engine_gives_its_answers_once_its_weights_are_refitted_from_the_model()
    {
        using LoadedPlan loaded = LoadedPlan.Load("digits-cnn-stripped.plan");
        ModelCase modelCase = Digits.Cases[0];
        TypedArray stripped = loaded.Run(TestModels.Catalog.ReadInputs(modelCase))[Output];
        TypedArray expected = TestModels.Catalog.ReadOutputs(modelCase)[Output];
        Assert.That(TensorComparison.Compare(stripped.ToDoubles(), expected.ToDoubles(), Tf32).IsMatch, Is.False, "it has no weights yet");
        using Refitter refitter = loaded.Engine.CreateRefitter();
        using OnnxParserRefitter parser = refitter.CreateOnnxParserRefitter();
        parser.RefitFromFile(TestModels.Catalog.PathOf(Digits.File));
        Assert.That(refitter.GetMissingWeights(), Is.Empty);
        refitter.RefitEngine();
        loaded.AssertGivesOutputsOf(Digits, Tf32);
    }

    [Test]
    public void Weights_that_are_refitted_by_name_change_the_answers()
    {
        using LoadedPlan loaded = LoadedPlan.Load("digits-cnn-refit.plan");
        ModelCase modelCase = Digits.Cases[0];
        IReadOnlyDictionary<string, TypedArray> inputs = TestModels.Catalog.ReadInputs(modelCase);
        double[] before = loaded.Run(inputs)[Output].ToDoubles();
        using Refitter refitter = loaded.Engine.CreateRefitter();
        string name = refitter.GetAllWeights().First(weights => refitter.GetWeightsPrototype(weights).Count == 10);
        float[] bias = [100, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        using Weights weights = Weights.From(bias);
        refitter.SetNamedWeights(name, weights);
        using DeviceStream stream = loaded.Library.CreateStream();
        refitter.RefitEngine(stream);
        stream.Synchronize();
        double[] after = loaded.Run(inputs)[Output].ToDoubles();
        Assert.That(after[0], Is.GreaterThan(before[0] + 50), "the first logit gets its bias");
    }

    [Test]
    public void A_context_works_in_memory_that_the_application_gives()
    {
        using LoadedPlan loaded = LoadedPlan.Load("tiny-encoder.vc.plan");
        using InferenceContext context = loaded.Engine.CreateContext(ExecutionContextAllocationStrategy.UserManaged);
        using DeviceBuffer memory = loaded.Library.AllocateBuffer(Math.Max(1, loaded.Engine.DeviceMemorySize.Value));
        context.SetDeviceMemory(memory);
        TestModel model = TestModels.Catalog["tiny-encoder"];
        foreach (ModelCase modelCase in model.Cases)
        {
            IReadOnlyDictionary<string, TypedArray> outputs = EngineRun.In(loaded.Library, context, TestModels.Catalog.ReadInputs(modelCase));
            TestModels.AssertOutputs(outputs, modelCase, model.Tolerance.Tf32!.Elementwise!.Value, model.Id);
        }
    }

    [Test]
    public void An_output_allocator_of_the_application_is_asked_for_memory_and_told_the_shape()
    {
        using LoadedPlan loaded = LoadedPlan.Load("nonzero-select.vc.plan");
        using InferenceContext context = loaded.Engine.CreateContext();
        using DeviceStream stream = loaded.Library.CreateStream();
        using DeviceBuffer x = loaded.Library.AllocateBuffer(6 * sizeof(float));
        using DeviceBuffer memory = loaded.Library.AllocateBuffer(1 << 16);
        using OutputBuffer values = loaded.Library.CreateOutputBuffer();
        x.CopyFrom<float>([1, -1, 2, -2, 3, -3]);
        context.SetInputShape("x", [2, 3]);
        context.SetTensorAddress("x", x);
        GivesOneBuffer allocator = new(memory);
        context.SetOutputAllocator("indices", allocator);
        context.SetOutputBuffer("values", values);
        context.Enqueue(stream);
        stream.Synchronize();
        long[] indices = new long[6];
        memory.CopyTo<long>(indices);
        Assert.Multiple(() =>
        {
            Assert.That(allocator.Shapes, Does.Contain("indices [3, 2]"), "1, 2 and 3 are positive");
            Assert.That(indices, Is.EqualTo(new long[] { 0, 0, 0, 2, 1, 1 }));
            Assert.That(values.ToArray<float>(), Is.EqualTo(new float[] { 1, 2, 3 }));
        });
        allocator.Failure = new TimeoutException("no memory for you");
        InferenceException? failure = Assert.Throws<InferenceException>(() => context.Enqueue(stream));
        Assert.That(failure!.InnerException, Is.SameAs(allocator.Failure));
        allocator.Failure = null;
        context.Enqueue(stream);
        stream.Synchronize();
    }

    [Test]
    public void A_thousand_contexts_leave_no_memory_behind()
    {
        using LoadedPlan loaded = LoadedPlan.Load("digits-cnn.vc.plan");
        IReadOnlyDictionary<string, TypedArray> inputs = TestModels.Catalog.ReadInputs(Digits.Cases[0]);
        for (int round = 0; round < 1000; round++)
        {
            double[] logits = EngineRun.Once(loaded.Library, loaded.Engine, inputs)[Output].ToDoubles();
            Assert.That(logits, Has.Length.EqualTo(10));
        }
    }

    [Test]
    public void Events_order_two_streams_and_tell_when_an_input_was_read()
    {
        using LoadedPlan loaded = LoadedPlan.Load("digits-cnn.vc.plan");
        using InferenceContext context = loaded.Engine.CreateContext();
        using DeviceEvent consumed = loaded.Library.CreateEvent();
        context.SetInputConsumedEvent(consumed);
        ModelCase modelCase = Digits.Cases[0];
        Compare(EngineRun.In(loaded.Library, context, TestModels.Catalog.ReadInputs(modelCase)), modelCase);
        consumed.Synchronize();
        Assert.That(consumed.IsCompleted, Is.True);
    }

    [Test]
    public void Contexts_of_one_engine_run_in_many_threads()
    {
        using LoadedPlan loaded = LoadedPlan.Load("digits-cnn.vc.plan");
        const int threads = 8;
        const int rounds = 100;
        int runs = 0;
        List<Exception> failures = [];
        Thread[] workers = [.. Enumerable.Range(0, threads).Select(index => new Thread(() => Work(index)))];
        foreach (Thread worker in workers)
        {
            worker.Start();
        }

        foreach (Thread worker in workers)
        {
            worker.Join();
        }

        Assert.That(failures, Is.Empty);
        Assert.That(runs, Is.EqualTo(threads * rounds));

        void Work(int index)
        {
            try
            {
                using InferenceContext context = loaded.Engine.CreateContext();
                using DeviceStream stream = loaded.Library.CreateStream();
                ModelCase modelCase = Digits.Cases[index % Digits.Cases.Count];
                IReadOnlyDictionary<string, TypedArray> inputs = TestModels.Catalog.ReadInputs(modelCase);
                TypedArray expected = TestModels.Catalog.ReadOutputs(modelCase)[Output];
                for (int round = 0; round < rounds; round++)
                {
                    TypedArray actual = EngineRun.In(loaded.Library, context, stream, inputs)[Output];
                    if (!TensorComparison.Compare(actual.ToDoubles(), expected.ToDoubles(), Tf32).IsMatch)
                    {
                        throw new InvalidDataException($"thread {index}, round {round}: other answers");
                    }

                    Interlocked.Increment(ref runs);
                }
            }
            catch (Exception exception)
            {
                lock (failures)
                {
                    failures.Add(exception);
                }
            }
        }
    }

    private static void Compare(IReadOnlyDictionary<string, TypedArray> outputs, ModelCase modelCase) =>
        TestModels.AssertOutputs(outputs, modelCase, Tf32, Digits.Id);

    private sealed class GivesOneBuffer(DeviceBuffer memory) : IOutputAllocator
    {
        public List<string> Shapes { get; } = [];

        public Exception? Failure { get; set; }

        public nint Reallocate(string tensor, nint currentMemory, long byteLength, long alignment, nint stream) =>
            Failure is { } failure ? throw failure : memory.Address;

        public void NotifyShape(string tensor, ReadOnlySpan<long> shape) =>
            Shapes.Add($"{tensor} {TypedArray.FormatShape(shape)}");
    }
}
