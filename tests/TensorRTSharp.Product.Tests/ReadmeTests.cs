using System.Text.RegularExpressions;
using TensorRTSharp.Testing;

namespace TensorRTSharp.Product.Tests;

[Level("0")]
public sealed partial class ReadmeTests
{
    [Test]
    public void The_example_runs_and_recognises_a_digit()
    {
        using TemporaryFolder folder = new();
        File.Copy(Repository.DigitsModel, folder.File("digits-cnn.onnx"));
        long[] labels = Npy.Read(Path.Combine(Repository.Digits, "digits-test-labels.npy")).AsSpan<long>().ToArray();
        byte[] images = Npy.Read(Path.Combine(Repository.Digits, "digits-test-u8.npy")).AsSpan<byte>().ToArray();
        int seven = Array.IndexOf(labels, 7);
        File.WriteAllBytes(folder.File("seven.raw"), images.AsSpan(seven * 64, 64));
        string program = Path.Combine(Repository.Root, "artifacts", "bin", "ReadmeExample", Configuration, "ReadmeExample.dll");

        ChildProcess run = ChildProcess.Dotnet([program], start => start.WorkingDirectory = folder.Path);

        run.MustSucceed();
        Assert.That(run.Output.Trim(), Is.EqualTo("This is a 7."));
        Assert.That(folder.File("digits-cnn.plan"), Does.Exist);
    }

    [Test]
    public void Every_path_that_a_document_names_exists()
    {
        List<string> missing = [];
        foreach (string document in Directory.EnumerateFiles(Repository.Root, "*.md", SearchOption.AllDirectories)
            .Where(path => !path.Contains("/artifacts/", StringComparison.Ordinal)))
        {
            string folder = Path.GetDirectoryName(document)!;
            foreach (Match link in RepositoryPaths().Matches(File.ReadAllText(document)))
            {
                string path = link.Groups[1].Value;
                if (!Path.Exists(Path.Combine(folder, path)) && !Path.Exists(Path.Combine(Repository.Root, path)))
                {
                    missing.Add($"{Path.GetRelativePath(Repository.Root, document)} names {path}");
                }
            }
        }

        Assert.That(missing, Is.Empty);
    }

    internal static string Configuration => new DirectoryInfo(AppContext.BaseDirectory).Name;

    /// <summary>Code spans and links that look like files or folders of the repository.</summary>
    [GeneratedRegex(@"[`(]((?:native|src|tests|build|cmake|\.ci)/[A-Za-z0-9_./-]*)[`)]")]
    private static partial Regex RepositoryPaths();
}
