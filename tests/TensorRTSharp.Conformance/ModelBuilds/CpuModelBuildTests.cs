using NUnit.Framework;
using TensorRTSharp.Testing;

namespace TensorRTSharp.Conformance.ModelBuilds;

/// <summary>Every model of the catalog on the CPU backend: what ONNX Runtime runs is built. ModelCaseTests run it.</summary>
[Level("0")]
internal sealed class CpuModelBuildTests
{
    private static readonly ModelTable Table = new("cpu");

    [TestCaseSource(typeof(TestModels), nameof(TestModels.EveryModel))]
    public void A_model_is_built_where_the_catalog_says_so(TestModel model)
    {
        ModelCatalog catalog = TestModels.Catalog;
        string plan = Path.GetTempFileName();
        try
        {
            ModelBuild build = ModelBuild.Of(TensorRT.Open(Backend.Cpu), catalog, model, plan);
            Table.Add(build);
            bool runs = model.Ort?.Runs ?? true; // resnet50-dynamic was not asked about
            Assert.That(build.Builds, Is.EqualTo(runs), build.Failure?.Message);
            Assert.That(new FileInfo(plan).Length, Is.EqualTo(build.PlanBytes));
        }
        finally
        {
            File.Delete(plan);
        }
    }

    [OneTimeTearDown]
    public void WriteTable() => Table.Write(TestModels.All().Select(model => model.Id));
}
