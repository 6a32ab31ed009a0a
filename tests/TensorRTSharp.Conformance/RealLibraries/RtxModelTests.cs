using NUnit.Framework;
using TensorRTSharp.Conformance.ModelBuilds;
using TensorRTSharp.Testing;

namespace TensorRTSharp.Conformance.RealLibraries;

/// <summary>Every model of the catalog on the real TensorRT-RTX: parsed and built where it was without this library, too.</summary>
[Level("1")]
internal sealed class RtxModelTests
{
    private static readonly ModelTable Table = new("rtx1");

    [TestCaseSource(typeof(TestModels), nameof(TestModels.EveryModel))]
    public void A_model_is_parsed_and_built_where_the_catalog_says_so(TestModel model)
    {
        TensorRT rtx = RealLibrary.Rtx;
        ModelCatalog catalog = TestModels.Catalog;
        BuildVerdict expected = model.TrtRtx ?? new BuildVerdict { Parses = true, Builds = true }; // resnet50-dynamic was not asked about
        string plan = Path.GetTempFileName();
        try
        {
            ModelBuild build = ModelBuild.Of(rtx, catalog, model, plan);
            Table.Add(build);
            if (expected.Builds != true)
            {
                LibraryRefusesAttribute.IgnoreWhereBroken(build.Failure);
            }

            Assert.That(build.Parses, Is.EqualTo(expected.Parses), build.Failure?.Message);
            Assert.That(build.Builds, Is.EqualTo(expected.Builds ?? false), build.Failure?.Message);
            if (!build.Builds)
            {
                AssertReason(build, expected);
                return;
            }

            Assert.That(model.TrtRtx?.Layers ?? build.Layers, Is.EqualTo(build.Layers));
            AssertPlan(rtx, plan);
        }
        finally
        {
            File.Delete(plan);
        }
    }

    [OneTimeTearDown]
    public void WriteTable() => Table.Write(TestModels.All().Select(model => model.Id));

    /// <summary>The exception has what TensorRT logged when the catalog was made.</summary>
    private static void AssertReason(ModelBuild build, BuildVerdict expected)
    {
        Assert.That(build.Failure, build.Parses ? Is.TypeOf<EngineBuildException>() : Is.TypeOf<OnnxParseException>());
        string logged = build.Parses ? expected.LogErrors[0] : expected.ParseErrors[0].Desc.Split('\n')[0];
        Assert.That(build.Failure!.Message, Does.Contain(logged));
    }

    private static void AssertPlan(TensorRT rtx, string plan)
    {
        byte[] head = new byte[0x1c];
        using (FileStream file = File.OpenRead(plan))
        {
            file.ReadExactly(head);
        }

        Assert.That(head[..4], Is.EqualTo("vtrt"u8.ToArray()), "how TensorRT-RTX's plans begin");
        if (RealLibrary.HasGpu)
        {
            return;
        }

        using Runtime runtime = rtx.CreateRuntime();
        Assert.That(
            () => runtime.LoadEngine(plan).Dispose(),
            Throws.TypeOf<EngineLoadException>().With.Message.Contains("CUDA's driver was not found"));
    }
}
