using NUnit.Framework;
using TensorRTSharp.Tests.Support;

namespace TensorRTSharp.Tests.Discovery;

internal sealed class LibraryDiscoveryTests
{
    private const string Variable = "TRTSHARP_TENSORRT";

    private static readonly string s_tensorRT10 = OperatingSystem.IsWindows() ? "nvinfer_10.dll" : "libnvinfer.so.10";
    private static readonly string s_tensorRT8 = OperatingSystem.IsWindows() ? "nvinfer_8.dll" : "libnvinfer.so.8";
    private static readonly string s_tensorRTRtx14 =
        OperatingSystem.IsWindows() ? "tensorrt_rtx_1_4.dll" : "libtensorrt_rtx.so.1.4";

    private string _folder = null!;

    [SetUp]
    public void MakeAFolder() => _folder = Directory.CreateTempSubdirectory("trtsharp-数字-").FullName;

    [TearDown]
    public void RemoveTheFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void Where_nothing_is_found_it_says_what_to_install()
    {
        using NativeEnvironment variable = new(Variable, _folder);
        LibraryDiscovery found = TensorRT.Discover();
        Assert.That(found.Where(library => library.Backend != Backend.Cpu), Is.Empty);
        string[] lines = LinesOf(found);
        Assert.That(lines, Has.Exactly(1).StartsWith("TensorRT10: none to open. Install TensorRT 10 ("));
        Assert.That(lines, Has.Exactly(1).StartsWith("TensorRT11: none to open. Install TensorRT 11 ("));
        Assert.That(lines, Has.Exactly(1).StartsWith("TensorRTRtx: none to open. Install TensorRT-RTX 1.5 or newer ("));
        Assert.That(found.GetFailure(Backend.TensorRT10), Does.Contain(_folder).And.Contain(s_tensorRT10));
    }

    [TestCase(Backend.TensorRT10)]
    [TestCase(Backend.TensorRT11)]
    [TestCase(Backend.TensorRTRtx)]
    public void The_exception_of_opening_says_the_same(Backend backend)
    {
        using NativeEnvironment variable = new(Variable, _folder);
        Assert.That(
            () => TensorRT.Open(backend),
            Throws.TypeOf<NativeLibraryNotFoundException>().With.Message.EqualTo(TensorRT.Discover().GetFailure(backend)));
    }

    [Test]
    public void What_is_passed_over_carries_its_reason()
    {
        File.WriteAllText(Path.Combine(_folder, s_tensorRT10), "");
        File.WriteAllText(Path.Combine(_folder, s_tensorRT8), "version https://git-lfs.github.com/spec/v1 and so on");
        using NativeEnvironment variable = new(Variable, _folder);
        LibraryDiscovery found = TensorRT.Discover();
        DiscoveredLibrary empty = found.Single(library => library.Path == Path.Combine(_folder, s_tensorRT10));
        Assert.That(empty.Backend, Is.EqualTo(Backend.TensorRT10));
        Assert.That(empty.IsSupported, Is.False);
        Assert.That(empty.Reason, Is.EqualTo("is an empty file"));
        Assert.That(empty.Version, Is.Null);
        Assert.That(empty.Origin, Is.EqualTo(Variable));
        Assert.That(
            LinesOf(found),
            Has.Member(
                $"TensorRT10 of unknown version: {empty.Path} ({Variable}), not supported: is an empty file"));
        Assert.That(LinesOf(found), Has.Some.Contains(s_tensorRT8).And.Contains("not supported: is no library"));
        Assert.That(
            () => TensorRT.Open(Backend.TensorRT10),
            Throws.TypeOf<NativeLibraryNotFoundException>().With.Message.Contains($"{empty.Path}: is an empty file"));
    }

    [Test]
    public void A_path_to_open_may_be_a_folder()
    {
        File.WriteAllText(Path.Combine(_folder, s_tensorRT10), "");
        Assert.That(
            () => TensorRT.Open(Backend.TensorRT10, _folder),
            Throws.TypeOf<NativeLibraryNotFoundException>().With.Message.Contains("at the path that was given")
                .And.Message.Contains(Path.Combine(_folder, s_tensorRT10) + ": is an empty file"));
    }

    [Test]
    public void Files_of_two_backends_are_each_listed_with_their_own()
    {
        File.WriteAllText(Path.Combine(_folder, s_tensorRT10), "");
        File.WriteAllText(Path.Combine(_folder, s_tensorRTRtx14), "");
        using NativeEnvironment variable = new(Variable, _folder);
        Assert.That(
            TensorRT.Discover().Where(library => library.Backend != Backend.Cpu)
                .Select(library => (library.Backend, Path.GetFileName(library.Path))),
            Is.EqualTo(new[] { (Backend.TensorRT10, s_tensorRT10), (Backend.TensorRTRtx, s_tensorRTRtx14) }));
    }

    [Test]
    public void The_cpu_backend_is_listed_as_it_is_opened()
    {
        TensorRT opened = CpuBackend.Require();
        LibraryDiscovery found = TensorRT.Discover();
        DiscoveredLibrary library = found.First(library => library.Backend == Backend.Cpu);
        Assert.That(library.Path, Is.EqualTo(opened.LibraryPath));
        Assert.That(library.Version, Is.EqualTo(opened.Version));
        Assert.That(library.IsSupported);
        Assert.That(library.Reason, Is.Null);
        Assert.That(library.ToString(), Is.EqualTo($"Cpu {opened.Version}: {opened.LibraryPath} ({library.Origin})"));
        Assert.That(found.GetFailure(Backend.Cpu), Is.Null);
    }

    [Test]
    public void There_are_devices_or_a_reason_why_not()
    {
        LibraryDiscovery found = TensorRT.Discover();
        if (found.DeviceFailure is null)
        {
            Assert.That(found.Devices, Is.Not.Empty);
            Assert.That(found.CudaVersion, Is.GreaterThanOrEqualTo(new Version(10, 0)));
            Assert.That(LinesOf(found)[^1], Does.Contain(found.Devices[^1].Name));
        }
        else
        {
            Assert.That(found.Devices, Is.Empty);
            Assert.That(found.CudaVersion, Is.Null);
            Assert.That(LinesOf(found)[^1], Does.StartWith("CUDA: CUDA's driver "));
        }
    }

    [Test]
    public void Its_text_is_a_line_for_each_library_each_lack_and_each_device()
    {
        File.WriteAllText(Path.Combine(_folder, s_tensorRT10), "");
        using NativeEnvironment variable = new(Variable, _folder);
        LibraryDiscovery found = TensorRT.Discover();
        int lacking = Enum.GetValues<Backend>().Count(backend => found.GetFailure(backend) is not null);
        Assert.That(lacking, Is.GreaterThanOrEqualTo(3));
        Assert.That(LinesOf(found), Has.Length.EqualTo(found.Count + lacking + Math.Max(1, found.Devices.Count)));
        Assert.That(LinesOf(found).Take(found.Count), Is.EqualTo(found.Select(library => library.ToString())));
    }

    [Test]
    public void Threads_discover_each_for_themselves()
    {
        File.WriteAllText(Path.Combine(_folder, s_tensorRT10), "");
        using NativeEnvironment variable = new(Variable, _folder);
        string expected = TensorRT.Discover().ToString();
        string[] found = new string[16];
        Parallel.For(0, found.Length, index => found[index] = TensorRT.Discover().ToString());
        Assert.That(found, Is.All.EqualTo(expected));
    }

    private static string[] LinesOf(LibraryDiscovery discovery) => discovery.ToString().Split(Environment.NewLine);
}
