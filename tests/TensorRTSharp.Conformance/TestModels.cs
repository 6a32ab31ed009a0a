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

    /// <summary>Every case of every model that ONNX Runtime runs.</summary>
    public static IEnumerable<TestCaseData> Cases() =>
        from model in Runnable()
        from modelCase in model?.Cases ?? [null]
        select Named(new TestCaseData(model, modelCase), model is null ? null : $"{model.Id}, {modelCase?.Name}");

    /// <summary>Every model that ONNX Runtime runs.</summary>
    public static IEnumerable<TestCaseData> Models() =>
        Runnable().Select(model => Named(new TestCaseData(model), model?.Id));

    public static IEnumerable<TestCaseData> BadInputs() =>
        (Found?.BadInputs ?? [null]).Select(bad => Named(new TestCaseData(bad), bad?.Name));

    private static IEnumerable<TestModel?> Runnable() => Found?.Models.Where(m => m.Ort is { Runs: true }) ?? [null];

    private static TestCaseData Named(TestCaseData data, string? name) => data.SetArgDisplayNames(name ?? "no models");
}
