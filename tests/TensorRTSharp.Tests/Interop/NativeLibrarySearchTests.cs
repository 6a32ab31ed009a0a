using System.Runtime.InteropServices;
using NUnit.Framework;
using TensorRTSharp.Interop;

namespace TensorRTSharp.Tests.Interop;

internal sealed class NativeLibrarySearchTests
{
    private string? _before;

    [SetUp]
    public void RememberTheEnvironment() =>
        _before = Environment.GetEnvironmentVariable(NativeLibrarySearch.OverrideVariable);

    [TearDown]
    public void RestoreTheEnvironment()
    {
        Environment.SetEnvironmentVariable(NativeLibrarySearch.OverrideVariable, _before);
        AppContext.SetData(NativeLibrarySearch.OverrideSetting, null);
    }

    [Test]
    public void What_the_user_says_comes_first_and_alone()
    {
        string file = Path.Combine(Path.GetTempPath(), "mine.so");
        Environment.SetEnvironmentVariable(NativeLibrarySearch.OverrideVariable, file);
        NativeLibraryCandidate first = NativeLibrarySearch.Candidates().First();
        Assert.That(first.Path, Is.EqualTo(file));
        Assert.That(first.IsExclusive);
    }

    [Test]
    public void A_folder_stands_for_the_library_in_it()
    {
        Environment.SetEnvironmentVariable(NativeLibrarySearch.OverrideVariable, Path.GetTempPath());
        Assert.That(
            NativeLibrarySearch.Candidates().First().Path,
            Is.EqualTo(Path.Combine(Path.GetFullPath(Path.GetTempPath()), NativeLibrarySearch.FileName)));
    }

    [Test]
    public void A_setting_of_the_application_counts_like_the_environment()
    {
        Environment.SetEnvironmentVariable(NativeLibrarySearch.OverrideVariable, null);
        string file = Path.Combine(Path.GetTempPath(), "mine.so");
        AppContext.SetData(NativeLibrarySearch.OverrideSetting, file);
        Assert.That(NativeLibrarySearch.Candidates().First().Path, Is.EqualTo(file));
    }

    [Test]
    public void Then_come_the_application_its_packages_and_last_the_system()
    {
        Environment.SetEnvironmentVariable(NativeLibrarySearch.OverrideVariable, null);
        NativeLibraryCandidate[] candidates = [.. NativeLibrarySearch.Candidates()];
        string application = Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory);
        Assert.That(candidates[0].Path, Is.EqualTo(Path.Combine(application, NativeLibrarySearch.FileName)));
        Assert.That(
            candidates[1].Path,
            Is.EqualTo(Path.Combine(
                application,
                "runtimes",
                NativeLibrarySearch.RuntimeIdentifier(),
                "native",
                NativeLibrarySearch.FileName)));
        Assert.That(candidates[^1].IsFile, Is.False);
        Assert.That(candidates.Select(candidate => candidate.Path), Is.Unique);
    }

    [Test]
    public void A_checkouts_build_is_found_from_below_it()
    {
        string root = Directory.CreateTempSubdirectory("trtsharp-checkout").FullName;
        try
        {
            File.WriteAllText(Path.Combine(root, "TensorRTSharp.sln"), "");
            string below = Directory.CreateDirectory(Path.Combine(root, "artifacts", "bin", "App")).FullName;
            Assert.That(NativeLibrarySearch.RepositoryArtifacts(below), Is.EqualTo(Path.Combine(root, "artifacts")));
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    [Test]
    public void The_runtime_identifier_is_the_portable_one() =>
        Assert.That(
            NativeLibrarySearch.RuntimeIdentifier(),
            Does.Match("^(linux|win|osx)-").And.EndsWith(RuntimeInformation.ProcessArchitecture.ToString()).IgnoreCase);
}
