using System.Text.Json;

namespace TensorRTSharp.Testing;

/// <summary>The models, with inputs and expected outputs, that a folder's <c>models.json</c> lists.</summary>
public sealed class ModelCatalog
{
    /// <summary>The environment variable that names the folder above <c>models/</c>.</summary>
    public const string FolderVariable = "TRTSHARP_TEST_SHARED";

    private ModelCatalog(string folder, IReadOnlyList<TestModel> models, IReadOnlyList<BadInput> badInputs)
    {
        Folder = folder;
        Models = models;
        BadInputs = badInputs;
    }

    public string Folder { get; }

    public IReadOnlyList<TestModel> Models { get; }

    /// <summary>Files that must be refused.</summary>
    public IReadOnlyList<BadInput> BadInputs { get; }

    public TestModel this[string id] =>
        Models.FirstOrDefault(m => m.Id == id) ?? throw new KeyNotFoundException($"{Folder} lists no model '{id}'.");

    /// <summary>The catalog of this machine, or null and the reason why there is none.</summary>
    public static ModelCatalog? TryOpen(out string? reason) =>
        TryOpen(Environment.GetEnvironmentVariable(FolderVariable), out reason);

    public static ModelCatalog? TryOpen(string? sharedFolder, out string? reason)
    {
        if (string.IsNullOrEmpty(sharedFolder))
        {
            reason = $"no test models: {FolderVariable} is not set";
            return null;
        }

        var folder = Path.Combine(sharedFolder, "models");
        var index = Path.Combine(folder, "models.json");
        if (!File.Exists(index))
        {
            reason = $"no test models: {FolderVariable} is '{sharedFolder}', where there is no models/models.json";
            return null;
        }

        reason = null;
        return Read(folder, index);
    }

    /// <summary>The full path of a file named relative to the models' folder.</summary>
    public string PathOf(string file) => Path.Combine(Folder, file);

    public byte[] ReadModel(TestModel model) => File.ReadAllBytes(PathOf(model.File));

    public TypedArray ReadArray(string file) => Npy.Read(PathOf(file));

    public IReadOnlyDictionary<string, TypedArray> ReadInputs(ModelCase modelCase) => ReadAll(modelCase.Inputs);

    public IReadOnlyDictionary<string, TypedArray> ReadOutputs(ModelCase modelCase) => ReadAll(modelCase.Outputs);

    private Dictionary<string, TypedArray> ReadAll(IReadOnlyDictionary<string, string> files) =>
        files.ToDictionary(f => f.Key, f => ReadArray(f.Value));

    private static ModelCatalog Read(string folder, string index)
    {
        using var stream = File.OpenRead(index);
        var contents = JsonSerializer.Deserialize(stream, CatalogJson.Default.CatalogFile)
            ?? throw new InvalidDataException($"{index} holds null.");
        return new ModelCatalog(folder, contents.Models, contents.BadInputs);
    }
}
