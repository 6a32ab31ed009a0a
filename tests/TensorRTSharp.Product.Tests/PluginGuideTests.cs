using TensorRTSharp.Testing;

namespace TensorRTSharp.Product.Tests;

[Level("0")]
public sealed class PluginGuideTests
{
    private const string Expected = "0.00 0.25 0.50 1.00"; // of -1, 0.5, 1, 8 with a slope of 0.5

    [Test]
    public void A_model_with_the_guides_plugin_is_built_and_run_and_its_plan_runs_in_a_new_process()
    {
        using TemporaryFolder folder = new();
        byte[] model = new OnnxModelBuilder()
            .OperatorSet("com.example", 1)
            .Graph(static graph => graph
                .Input("x", ElementType.Float32, 4)
                .Node("Clamp01", ["x"], ["y"], OnnxAttribute.Of("slope", 0.5f))
                .Output("y", ElementType.Float32, 4))
            .ToArray();
        File.WriteAllBytes(folder.File("clamp.onnx"), model);

        Assert.That(Run(folder), Is.EqualTo(Expected));
        File.Delete(folder.File("clamp.onnx"));
        Assert.That(folder.File("clamp.plan"), Does.Exist);
        Assert.That(Run(folder), Is.EqualTo(Expected), "in a new process, from the plan alone");
    }

    private static string Run(TemporaryFolder folder)
    {
        string program = Path.Combine(
            Repository.Root, "artifacts", "bin", "PluginExample", ReadmeTests.Configuration, "PluginExample.dll");
        ChildProcess run = ChildProcess.Dotnet([program], start => start.WorkingDirectory = folder.Path);
        run.MustSucceed();
        return run.Output.Trim();
    }
}
