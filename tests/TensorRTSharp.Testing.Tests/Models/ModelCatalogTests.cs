using NUnit.Framework;

namespace TensorRTSharp.Testing.Tests;

[Level("0")]
public sealed class ModelCatalogTests
{
    [TestCase(null)]
    [TestCase("")]
    public void Without_the_variable_there_is_none_and_a_reason(string? folder)
    {
        Assert.That(ModelCatalog.TryOpen(folder, out var reason), Is.Null);
        Assert.That(reason, Does.Contain(ModelCatalog.FolderVariable));
    }

    [Test]
    public void A_folder_without_models_is_named()
    {
        var folder = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString());

        Assert.That(ModelCatalog.TryOpen(folder, out var reason), Is.Null);
        Assert.That(reason, Does.Contain(folder));
    }

    [Test]
    public void Models_with_profiles_tolerances_and_cases_are_read()
    {
        using var folder = new CatalogFolder("""
            { "format": 1,
              "models": [ {
                "id": "tiny", "file": "tiny/tiny.onnx", "bytes": 3, "sha256": "00",
                "inputs": [ { "name": "x", "dtype": "float16", "shape": [-1, 4], "dim_names": ["N", null] } ],
                "outputs": [ { "name": "y", "dtype": "int64", "shape": [2], "dim_names": [null] } ],
                "profile": { "x": { "min": [1, 4], "opt": [2, 4], "max": [8, 4] } },
                "tolerance": { "fp32": { "atol": 0.001, "rtol": 0 }, "fp16": null,
                               "int8": { "metric": "top1", "min": 0.98 } },
                "cases": [ { "name": "n1", "inputs": { "x": "tiny/x.npy" }, "outputs": { "y": "tiny/y.npy" } } ],
                "ort": { "version": "1.32.0", "loads": true, "runs": false, "error": "why" } } ],
              "bad_inputs": [
                { "file": "bad/01-empty.onnx", "bytes": 0, "what": "nothing", "must_be_rejected": true } ] }
            """);
        Npy.Write(folder.File("tiny/x.npy"), TypedArray.From([(Half)1, (Half)2, (Half)3, (Half)4], 1, 4));

        var catalog = ModelCatalog.TryOpen(folder.Path, out var reason);

        Assert.That(reason, Is.Null);
        var model = catalog!["tiny"];
        Assert.That(model.Inputs[0].Type, Is.EqualTo(ElementType.Float16));
        Assert.That(model.Inputs[0].IsDynamic, Is.True);
        Assert.That(model.Outputs[0].IsDynamic, Is.False);
        Assert.That(model.Profile["x"].Max, Is.EqualTo(new long[] { 8, 4 }));
        Assert.That(model.Tolerance.Fp32?.Elementwise, Is.EqualTo(new Tolerance(0.001, 0)));
        Assert.That(model.Tolerance.Fp16, Is.Null);
        Assert.That(model.Tolerance.Int8?.Elementwise, Is.Null);
        Assert.That(model.Tolerance.Int8?.Min, Is.EqualTo(0.98));
        Assert.That(model.Ort, Is.EqualTo(new RuntimeVerdict { Loads = true, Runs = false, Error = "why" }));
        Assert.That(catalog.ReadInputs(model.Cases[0])["x"].ToDoubles(), Is.EqualTo(new[] { 1.0, 2, 3, 4 }));
        Assert.That(catalog.BadInputs.Single(), Is.EqualTo(new BadInput("bad/01-empty.onnx", "nothing", true)));
        Assert.That(() => catalog["other"], Throws.InstanceOf<KeyNotFoundException>().With.Message.Contains("other"));
    }

    [Test]
    public void Every_listed_file_is_there_and_readable()
    {
        var catalog = ModelCatalog.TryOpen(out var reason);
        Prerequisite.Require("0", catalog is not null, reason);

        Assert.That(catalog.Models, Is.Not.Empty);
        foreach (var model in catalog.Models)
        {
            Assert.That(catalog.ReadModel(model), Has.Length.EqualTo(model.Bytes), model.Id);
            foreach (var modelCase in model.Cases)
            {
                AssertDeclared(model.Inputs, catalog.ReadInputs(modelCase), $"{model.Id}/{modelCase.Name}");
                AssertDeclared(model.Outputs, catalog.ReadOutputs(modelCase), $"{model.Id}/{modelCase.Name}");
            }
        }

        foreach (var bad in catalog.BadInputs)
        {
            Assert.That(catalog.PathOf(bad.File), Does.Exist);
        }
    }

    private static void AssertDeclared(
        IReadOnlyList<ModelTensor> declared, IReadOnlyDictionary<string, TypedArray> arrays, string what)
    {
        Assert.That(arrays.Keys, Is.EquivalentTo(declared.Select(t => t.Name)), what);
        foreach (var tensor in declared)
        {
            Assert.That(arrays[tensor.Name].Type, Is.EqualTo(tensor.Type), what);
            Assert.That(arrays[tensor.Name].Shape, Has.Length.EqualTo(tensor.Shape.Count), what);
        }
    }

    private sealed class CatalogFolder : IDisposable
    {
        public CatalogFolder(string index) => System.IO.File.WriteAllText(File("models.json"), index);

        public string Path { get; } = Directory.CreateTempSubdirectory("catalog").FullName;

        public string File(string name)
        {
            var path = System.IO.Path.Combine(Path, "models", name);
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
            return path;
        }

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
