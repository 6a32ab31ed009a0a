using System.Text.RegularExpressions;
using TensorRTSharp.Testing;

namespace TensorRTSharp.Product.Tests;

/// <summary>What documents show of C# is what is compiled: whole files, or of files with marks what stands between these.</summary>
[Level("0")]
public sealed partial class ShownCodeTests
{
    private static readonly Dictionary<string, string[]> Sources = new()
    {
        ["README.md"] = ["ReadmeExample/Program.cs"],
        ["src/TensorRTSharp/README.md"] = ["Guide/ClassesExample.cs"],
        ["src/TensorRTSharp/docs/calibration.md"] = ["Guide/CalibrationExamples.cs"],
        ["src/TensorRTSharp/docs/callbacks.md"] = ["Guide/CallbackExamples.cs", "Guide/TensorRTCallbackExamples.cs"],
        ["src/TensorRTSharp/docs/guide.md"] = ["Guide/BuildingExamples.cs", "Guide/RunningExamples.cs"],
        ["src/TensorRTSharp/docs/plugins.md"] = ["PluginExample/Clamp01.cs", "PluginExample/Program.cs"],
    };

    private static IEnumerable<string> Documents => Sources.Keys;

    [TestCaseSource(nameof(Documents))]
    public void A_document_shows_what_is_compiled(string document)
    {
        string[] shown = [.. Shown().Matches(File.ReadAllText(Path.Combine(Repository.Root, document)))
            .Select(static match => Dedented(match.Groups[1].Value))];
        string[] compiled = [.. Sources[document].SelectMany(static source => Pieces(SampleFiles.Read(source)))];
        Assert.That(shown, Is.EquivalentTo(compiled));
    }

    [Test]
    public void Every_document_with_code_is_looked_at()
    {
        IEnumerable<string> withCode = Directory.EnumerateFiles(Repository.Root, "*.md", SearchOption.AllDirectories)
            .Select(static file => Path.GetRelativePath(Repository.Root, file))
            .Where(static file => !file.StartsWith("artifacts", StringComparison.Ordinal)
                && Shown().IsMatch(File.ReadAllText(Path.Combine(Repository.Root, file))));
        Assert.That(withCode, Is.EquivalentTo(Documents));
    }

    private static string[] Pieces(string source)
    {
        string[] marked = [.. SampleFiles.Marked(source).Select(static match => Dedented(match.Groups[2].Value))];
        return marked.Length > 0 ? marked : [Dedented(source)];
    }

    private static string Dedented(string code)
    {
        string[] lines = [.. code.Split('\n').Select(static line => line.TrimEnd()).Where(static line => line.Length > 0)];
        int indent = lines.Min(static line => line.Length - line.TrimStart().Length);
        return string.Join('\n', lines.Select(line => line[indent..]));
    }

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Shown();
}
