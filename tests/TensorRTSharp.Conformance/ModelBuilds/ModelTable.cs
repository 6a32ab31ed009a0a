using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using NUnit.Framework;

namespace TensorRTSharp.Conformance.ModelBuilds;

/// <summary>
/// The models' table of one backend, as a Markdown file beside the results: <c>TRTSHARP_TEST_RESULTS</c> names the folder, where
/// it is not the test run's own.
/// </summary>
internal sealed class ModelTable(string backend)
{
    private readonly ConcurrentDictionary<string, ModelBuild> _rows = new();

    private string FilePath => Path.Combine(
        Environment.GetEnvironmentVariable("TRTSHARP_TEST_RESULTS") ?? TestContext.CurrentContext.WorkDirectory,
        $"models.{backend}.md");

    public void Add(ModelBuild row) => _rows[row.Model] = row;

    public void Write(IEnumerable<string> order)
    {
        StringBuilder text = new();
        text.AppendLine("| model | parses | builds | seconds | plan, bytes | layers, or why not |").AppendLine("|---|---|---|---:|---:|---|");
        foreach (string model in order.Where(_rows.ContainsKey))
        {
            ModelBuild row = _rows[model];
            string said = row.Failure?.Message.ReplaceLineEndings(" ").Replace("|", "\\|", StringComparison.Ordinal)
                ?? row.Layers.ToString(CultureInfo.InvariantCulture);
            text.AppendLine(CultureInfo.InvariantCulture, $"| {model} | {YesOrNo(row.Parses)} | {YesOrNo(row.Builds)} | {row.Seconds:F2} | {row.PlanBytes} | {said} |");
        }

        if (!_rows.IsEmpty)
        {
            File.WriteAllText(FilePath, text.ToString());
            TestContext.Progress.WriteLine($"{FilePath}: {_rows.Values.Count(row => row.Builds)} of {_rows.Count} models are built on {backend}");
        }
    }

    private static string YesOrNo(bool isSo) => isSo ? "yes" : "no";
}
