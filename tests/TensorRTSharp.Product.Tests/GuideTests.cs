using System.Text.RegularExpressions;
using TensorRTSharp.Testing;

namespace TensorRTSharp.Product.Tests;

/// <summary>Every example of the guide: what is shown is what is compiled, and it says what it should.</summary>
public sealed partial class GuideTests
{
    private static readonly Dictionary<string, string[]> Expected = new()
    {
        ["build-and-run"] = ["logits: 1, 10"],
        ["engine-cache"] = ["first from the cache: False, second: True"],
        ["build-plan"] = ["from digits-cnn.onnx"],
        ["progress"] = ["Parsing", "Building", "bytes in"],
        ["network"] = ["scale: y"],
        ["load"] = ["input 'input', Float [-1, 1, 8, 8]", "output 'logits', Float [-1, 10]"],
        ["inputs"] = ["2 dimensions, 10 logits, the first is finite"],
        ["profiles"] = ["batch 1: profile 0", "batch 50: profile 1"],
        ["data-dependent"] = ["shape [1, 2]: 1, 4"],
        ["threads"] = ["320 images"],
        ["device-memory"] = ["10 scores"],
    };

    private static IEnumerable<string> Examples => Expected.Keys;

    /// <summary>Those that build and load nothing, which TensorRT-RTX does without a GPU.</summary>
    private static IEnumerable<string> BuildingExamples => ["build-plan", "engine-cache", "progress", "network"];

    private static string Sample => Path.Combine(Repository.Root, "tests", "Samples", "Guide");

    [Test]
    [Level("0")]
    public void The_guide_shows_the_examples_that_are_compiled()
    {
        string code = File.ReadAllText(Path.Combine(Sample, "BuildingExamples.cs")) + File.ReadAllText(Path.Combine(Sample, "RunningExamples.cs"));
        Dictionary<string, string> compiled = Marked().Matches(code)
            .ToDictionary(match => match.Groups[1].Value, match => Dedented(match.Groups[2].Value));
        string guide = File.ReadAllText(Path.Combine(Repository.Root, "src", "TensorRTSharp", "docs", "guide.md"));
        string[] shown = [.. Shown().Matches(guide).Select(match => Dedented(match.Groups[1].Value))];
        using IDisposable all = Assert.EnterMultipleScope();
        Assert.That(compiled.Keys, Is.EquivalentTo(Expected.Keys));
        Assert.That(shown, Is.EquivalentTo(compiled.Values));
    }

    [TestCaseSource(nameof(Examples))]
    [Level("0")]
    public void An_example_runs_on_the_CPU_and_says_what_it_should(string example) => Run(example, "Cpu");

    [TestCaseSource(nameof(BuildingExamples))]
    [Level("1")]
    public void A_building_example_runs_on_the_real_TensorRT_RTX(string example)
    {
        string? sdk = Environment.GetEnvironmentVariable("TRTSHARP_TEST_SDK");
        Prerequisite.Require("1", sdk is not null, "TRTSHARP_TEST_SDK does not name the folder of the real libraries");
        Run(example, "TensorRTRtx", Path.Combine(sdk!, "rtx1"));
    }

    private static void Run(string example, string backend, string? tensorrt = null)
    {
        using TemporaryFolder folder = new();
        File.Copy(Repository.DigitsModel, folder.File("digits-cnn.onnx"));
        File.WriteAllBytes(folder.File("nonzero.onnx"), new OnnxModelBuilder().Graph(static graph => graph
            .Input("x", ElementType.Float32, "N")
            .Node("NonZero", ["x"], ["positions"])
            .Output("positions", ElementType.Int64, 1, "count")).ToArray());
        string program = Path.Combine(Repository.Root, "artifacts", "bin", "Guide", ReadmeTests.Configuration, "Guide.dll");
        ChildProcess run = ChildProcess.Dotnet([program, example, backend], start =>
        {
            start.WorkingDirectory = folder.Path;
            if (tensorrt is not null)
            {
                start.Environment["TRTSHARP_TENSORRT"] = tensorrt;
            }
        });

        run.MustSucceed();
        foreach (string line in Expected[example])
        {
            Assert.That(run.Output, Does.Contain(line));
        }
    }

    private static string Dedented(string code)
    {
        string[] lines = [.. code.Split('\n').Select(static line => line.TrimEnd()).Where(static line => line.Length > 0)];
        int indent = lines.Min(static line => line.Length - line.TrimStart().Length);
        return string.Join('\n', lines.Select(line => line[indent..]));
    }

    [GeneratedRegex(@"// <([a-z-]+)>\n(.*?)\s+// </\1>", RegexOptions.Singleline)]
    private static partial Regex Marked();

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Shown();
}
