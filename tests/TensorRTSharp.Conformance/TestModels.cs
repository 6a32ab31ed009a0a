using NUnit.Framework;
using TensorRTSharp.Testing;

namespace TensorRTSharp.Conformance;

/// <summary>Test cases over the model catalog; without a catalog one case remains, which says so.</summary>
internal static class TestModels
{
    private static readonly ModelCatalog? Found = ModelCatalog.TryOpen(out _);

    public static ModelCatalog Catalog
    {
        get
        {
            var catalog = ModelCatalog.TryOpen(out var reason);
            Prerequisite.Require("0", catalog is not null, reason);
            return catalog;
        }
    }

    /// <summary>The catalog's models; none where there is no catalog.</summary>
    public static IEnumerable<TestModel> All() => Found?.Models ?? [];

    /// <summary>Every case of every model that ONNX Runtime runs.</summary>
    public static IEnumerable<TestCaseData> Cases() =>
        OrPlaceholder(
            from model in Runnable
            from modelCase in model.Cases
            select new TestCaseData(model, modelCase).SetArgDisplayNames(model.Id, modelCase.Name),
            new TestCaseData(null, null));

    /// <summary>Every model that ONNX Runtime runs.</summary>
    public static IEnumerable<TestCaseData> Models() =>
        OrPlaceholder(Runnable.Select(m => new TestCaseData(m).SetArgDisplayNames(m.Id)), new TestCaseData([null]));

    /// <summary>Every model, whoever runs it.</summary>
    public static IEnumerable<TestCaseData> EveryModel() =>
        OrPlaceholder(All().Select(m => new TestCaseData(m).SetArgDisplayNames(m.Id)), new TestCaseData([null]));

    public static IEnumerable<TestCaseData> BadInputs() =>
        OrPlaceholder(
            Found?.BadInputs.Select(b => new TestCaseData(b).SetArgDisplayNames(b.Name)) ?? [],
            new TestCaseData([null]));

    private static IEnumerable<TestModel> Runnable => Found?.Models.Where(m => m.Ort is { Runs: true }) ?? [];

    /// <summary>Every output that was recorded for a case, within a tolerance.</summary>
    public static void AssertOutputs(
        IReadOnlyDictionary<string, TypedArray> outputs, ModelCase modelCase, Tolerance tolerance, string model)
    {
        foreach (var (name, array) in Catalog.ReadOutputs(modelCase))
        {
            ToleranceAssert.AreClose(outputs[name], array, tolerance, $"{model} {modelCase.Name} {name}");
        }
    }

    private static IEnumerable<TestCaseData> OrPlaceholder(IEnumerable<TestCaseData> cases, TestCaseData placeholder) =>
        cases.DefaultIfEmpty(placeholder.SetArgDisplayNames("no models"));
}
