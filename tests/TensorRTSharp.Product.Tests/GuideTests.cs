using TensorRTSharp.Testing;

namespace TensorRTSharp.Product.Tests;

/// <summary>Every example of the guides runs and says what it should.</summary>
public sealed class GuideTests
{
    /// <summary>On the CPU backend.</summary>
    private static readonly Dictionary<string, string[]> OnCpu = new()
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
        ["classes"] = ["80 logits"],
        ["progress-monitor"] = [": 3 steps", "The progress monitor cancelled the build.", "built again: True"],
        ["error-recorder"] = ["UnspecifiedError: this is no plan"],
        ["output-allocator"] = ["40 bytes used, shape [1, 10]"],
        ["streams"] = ["output 'logits', Float [-1, 10]"],
        ["exception"] = ["BuildFailed, because of NotSupportedException"],
        ["calibration-failure"] = ["builder flag kINT8 is not supported by backend cpu", "convert the model"],
    };

    /// <summary>On a stand-in for TensorRT 10: what the CPU backend does not have.</summary>
    private static readonly Dictionary<string, string[]> OnTensorRT10 = new()
    {
        ["algorithm-selector"] = ["[ElementWise]: tactic "],
        ["debug-listener"] = ["twice: 2, 4, 6"],
        ["gpu-allocator"] = ["on the GPU: True in 2 pieces", "left: 0 B, of True allocations"],
        ["profiler"] = ["average ms  share  layer\n    0.2500"],
        ["calibrate"] = ["EntropyCalibration2: 5 tensors"],
        ["calibration-builder"] = ["image: up to 15.94"],
        ["calibration-progress"] = ["batch 1 of 4", "batch 4 of 4"],
        ["calibration-cache"] = ["EntropyCalibration2 of TensorRT 10.", "image: up to 15.94", "True"],
        ["calibration-failure"] = ["shape [8, 1, 8, 8], but the batch has [1, 1, 8, 8]"],
    };

    /// <summary>Those that build and load nothing, which TensorRT-RTX does without a GPU.</summary>
    private static IEnumerable<string> OnRealLibrary => ["build-plan", "engine-cache", "progress", "network", "progress-monitor"];

    private static IEnumerable<string> CpuExamples => OnCpu.Keys;

    private static IEnumerable<string> TensorRT10Examples => OnTensorRT10.Keys;

    [Test]
    [Level("0")]
    public void Every_marked_example_is_run()
    {
        string program = SampleFiles.Read("Guide/Program.cs");
        string[] methods = [.. Directory.GetFiles(Path.Combine(Repository.Root, "tests", "Samples", "Guide"), "*Example*.cs")
            .SelectMany(static file => SampleFiles.Marked(File.ReadAllText(file)))
            .Where(static example => !example.Groups[2].Value.Contains("internal sealed class", StringComparison.Ordinal))
            .Select(static example => example.Groups[1].Value)];
        Assert.That(methods, Is.EquivalentTo(CpuExamples.Union(TensorRT10Examples)));
        Assert.That(methods.Where(name => !program.Contains($"\"{name}\"", StringComparison.Ordinal)), Is.Empty);
    }

    [TestCaseSource(nameof(CpuExamples))]
    [Level("0")]
    public void An_example_runs_on_the_CPU_and_says_what_it_should(string example) => Run(example, "Cpu", OnCpu[example]);

    [TestCaseSource(nameof(TensorRT10Examples))]
    [Level("3")]
    public void An_example_runs_on_a_stand_in_for_TensorRT_10_and_says_what_it_should(string example) => Run(
        example, "TensorRT10", OnTensorRT10[example], Path.GetDirectoryName(FakeTensorRT.Require("trt10").Path));

    [TestCaseSource(nameof(OnRealLibrary))]
    [Level("1")]
    public void A_building_example_runs_on_the_real_TensorRT_RTX(string example)
    {
        string? sdk = Environment.GetEnvironmentVariable("TRTSHARP_TEST_SDK");
        Prerequisite.Require("1", sdk is not null, "TRTSHARP_TEST_SDK does not name the folder of the real libraries");
        Run(example, "TensorRTRtx", example == "progress-monitor" ? OnCpu[example][1..] : OnCpu[example], Path.Combine(sdk!, "rtx1"));
    }

    private static void Run(string example, string backend, string[] says, string? tensorrt = null)
    {
        using TemporaryFolder folder = new();
        File.Copy(Repository.DigitsModel, folder.File("digits-cnn.onnx"));
        File.WriteAllBytes(folder.File("nonzero.onnx"), new OnnxModelBuilder().Graph(static graph => graph
            .Input("x", ElementType.Float32, "N")
            .Node("NonZero", ["x"], ["positions"])
            .Output("positions", ElementType.Int64, 1, "count")).ToArray());
        File.WriteAllBytes(folder.File("model.onnx"), new OnnxModelBuilder().Graph(static graph => graph
            .Input("image", ElementType.Float32, "N", 1, 8, 8)
            .Initializer("two", TypedArray.From([2f], 1, 1, 1, 1))
            .Initializer("one", TypedArray.From([1f], 1, 1, 1, 1))
            .Node("Mul", ["image", "two"], ["doubled"])
            .Node("Add", ["doubled", "one"], ["y"])
            .Output("y", ElementType.Float32, "N", 1, 8, 8)).ToArray());
        Directory.CreateDirectory(folder.File("typical"));
        for (int image = 0; image < 16; image++)
        {
            byte[] pixels = new byte[64];
            pixels[image] = (byte)(image * 17); // 255 / 16 is 15.94
            File.WriteAllBytes(folder.File(Path.Combine("typical", $"{image:00}.raw")), pixels);
        }

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
        foreach (string line in says)
        {
            Assert.That(run.Output, Does.Contain(line));
        }
    }
}
