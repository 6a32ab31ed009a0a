using NUnit.Framework;
using TensorRTSharp.Conformance.RealLibraries;
using TensorRTSharp.Testing;

namespace TensorRTSharp.Conformance.Gpu;

/// <summary>
/// An engine that TensorRT 10.6 built on an H100, loaded by TensorRT 10.6 on such a machine: from the folder sdk/plans/sm90
/// beside the models.
/// </summary>
internal sealed class LoadedPlan : IDisposable
{
    private LoadedPlan(TensorRT library, Runtime runtime, Engine engine, LogLines log)
    {
        (Library, Runtime, Engine, Log) = (library, runtime, engine, log);
    }

    public TensorRT Library { get; }

    public Runtime Runtime { get; }

    public Engine Engine { get; }

    public LogLines Log { get; }

    /// <summary>TensorRT 10, on a machine with a GPU that the plans were built for; elsewhere the test is ignored.</summary>
    public static TensorRT RequireTensorRT()
    {
        Prerequisite.Require("4", RealLibrary.HasGpu, "this machine has no NVIDIA GPU");
        return RealLibrary.TensorRT10;
    }

    public static string PathOf(string plan)
    {
        string path = Path.Combine(TestModels.Catalog.Folder, "..", "sdk", "plans", "sm90", plan);
        Prerequisite.Require("4", File.Exists(path), $"there is no plan {path}");
        return path;
    }

    public static LoadedPlan Load(string plan)
    {
        TensorRT library = RequireTensorRT();
        string path = PathOf(plan);
        LogLines log = new();
        Runtime runtime = library.CreateRuntime(log);
        try
        {
            return new LoadedPlan(library, runtime, runtime.LoadEngine(path), log);
        }
        catch
        {
            runtime.Dispose();
            throw;
        }
    }

    public IReadOnlyDictionary<string, TypedArray> Run(IReadOnlyDictionary<string, TypedArray> inputs) =>
        EngineRun.Once(Library, Engine, inputs);

    /// <summary>The cases of a model whose inputs the engine's first profile admits.</summary>
    public IReadOnlyList<ModelCase> CasesOf(TestModel model)
    {
        ModelCase[] cases = [.. model.Cases.Where(modelCase => TestModels.Catalog.ReadInputs(modelCase).All(IsAdmitted))];
        Assert.That(cases, Is.Not.Empty, $"no case of {model.Id} fits the engine's profile");
        return cases;
    }

    /// <summary>Runs every case that fits and compares the outputs with those recorded for it.</summary>
    public void AssertGivesOutputsOf(TestModel model, Tolerance tolerance)
    {
        foreach (ModelCase modelCase in CasesOf(model))
        {
            TestModels.AssertOutputs(Run(TestModels.Catalog.ReadInputs(modelCase)), modelCase, tolerance, model.Id);
        }
    }

    public void Dispose()
    {
        Engine.Dispose();
        Runtime.Dispose();
    }

    private bool IsAdmitted(KeyValuePair<string, TypedArray> input) =>
        Engine.GetProfileShape(input.Key, 0, OptProfileSelector.Min).Zip(input.Value.Shape).All(pair => pair.First <= pair.Second)
        && Engine.GetProfileShape(input.Key, 0, OptProfileSelector.Max).Zip(input.Value.Shape).All(pair => pair.First >= pair.Second);
}
