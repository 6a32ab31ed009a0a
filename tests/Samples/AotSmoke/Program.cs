using TensorRTSharp;

// Model in, engine out, one inference, a callback and an exception: what ahead-of-time compilation could break.
string model = args[0];
TensorRT tensorrt = TensorRT.Open(Backend.Cpu);
using Builder builder = tensorrt.CreateBuilder();
using Network network = builder.CreateNetwork();
using OnnxParser parser = network.CreateOnnxParser();
parser.ParseFile(model);
using BuilderConfig config = builder.CreateConfig();
Phases phases = new();
config.ProgressMonitor = phases;
OptimizationProfile profile = builder.CreateOptimizationProfile();
profile.SetDimensions("input", min: [1, 1, 8, 8], opt: [8, 1, 8, 8], max: [64, 1, 8, 8]);
config.AddOptimizationProfile(profile);
using SerializedEngine plan = builder.BuildSerializedNetwork(network, config);
using Runtime runtime = tensorrt.CreateRuntime();
using Engine engine = runtime.DeserializeEngine(plan.ToArray());
using InferenceContext context = engine.CreateContext();
using DeviceStream stream = tensorrt.CreateStream();
using DeviceBuffer input = tensorrt.AllocateBuffer(64 * sizeof(float));
using DeviceBuffer output = tensorrt.AllocateBuffer(10 * sizeof(float));
input.CopyFrom<float>(new float[64]);
context.SetInputShape("input", [1, 1, 8, 8]);
context.SetTensorAddress("input", input);
context.SetTensorAddress("logits", output);
context.Enqueue(stream);
stream.Synchronize();
float[] logits = new float[10];
output.CopyTo<float>(logits);

string refusal = "none";
try
{
    context.SetInputShape("input", [65, 1, 8, 8]);
}
catch (ArgumentException expected)
{
    refusal = expected.Message;
}

Console.WriteLine($"finite logits: {logits.Count(float.IsFinite)}; phases: {phases.Count}; refused: {refusal}");
bool isFluent = Fluent.Works(model, logits);
return phases.Count > 0 && refusal.Contains("64", StringComparison.Ordinal) && isFluent ? 0 : 1;

/// <summary>The same by the fluent API, with an engine cache, a described plan and a session.</summary>
internal static class Fluent
{
    public static bool Works(string model, float[] expected)
    {
        string folder = Directory.CreateTempSubdirectory("trtsharp-aot").FullName;
        try
        {
            EngineBuilder builder = TensorRT.FromOnnx(model).WithBackend(Backend.Cpu)
                .WithProfile("input", min: [1, 1, 8, 8], opt: [8, 1, 8, 8], max: [64, 1, 8, 8])
                .WithEngineCache(folder);
            using EnginePlan built = builder.BuildPlan();
            using EnginePlan cached = builder.BuildPlan();
            using Engine engine = builder.Build();
            string plan = Path.Combine(folder, "model.plan");
            engine.Save(plan, describe: true);
            EngineInfo info = EngineInfo.Read(plan);
            using Engine loaded = Engine.Load(plan, new EngineLoadOptions { Backend = Backend.Cpu });
            using InferenceSession session = loaded.CreateSession();
            using InferenceInputs inputs = session.CreateInputs();
            inputs.Set("input", new float[64], [1, 1, 8, 8]);
            using InferenceResult result = session.Run(inputs);
            bool isSame = result.ToArray<float>("logits").AsSpan().SequenceEqual(expected);
            Console.WriteLine(
                $"built, then cached: {built.WasCached}, {cached.WasCached}; described: {info.Description is not null}; same logits: {isSame}");
            return isSame;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}

internal sealed class Phases : IProgressMonitor
{
    private int _count;

    public int Count => _count;

    public void PhaseStart(string phase, string? parentPhase, int stepCount) => Interlocked.Increment(ref _count);

    public bool StepComplete(string phase, int step) => true;

    public void PhaseFinish(string phase)
    {
    }
}
