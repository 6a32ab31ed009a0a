using System.Globalization;
using System.Text.RegularExpressions;

namespace TensorRTSharp.Report;

/// <summary>
/// What native test programs printed, in files named native.LevelN.PRESET.PROGRAM.log; the last line counts. A program
/// that ended without that line has crashed.
/// </summary>
internal static partial class NativeResults
{
    public static IEnumerable<TestCount> Read(string folder) =>
        Directory.EnumerateFiles(folder, "native.*.log").Order(StringComparer.Ordinal).Select(ReadFile);

    private static TestCount ReadFile(string path)
    {
        string name = Path.GetFileNameWithoutExtension(path);
        string level = name.Split('.')[1]["Level".Length..];
        string[] lines = [.. File.ReadAllLines(path).Where(line => line.Length > 0)];
        Match summary = Summary().Match(lines.LastOrDefault() ?? "");
        if (!summary.Success)
        {
            return new TestCount(level, 0, 1, 0) { Problems = [$"{name} ended without its last line: it crashed, or never ran"] };
        }

        int Number(string group) =>
            summary.Groups[group].Success ? int.Parse(summary.Groups[group].Value, CultureInfo.InvariantCulture) : 0;
        IEnumerable<string> failures = lines.Where(line => line.StartsWith("FAILED", StringComparison.Ordinal))
            .Select(line => $"{name}: {line}");
        return new TestCount(level, Number("passed"), Number("failed"), Number("skipped"))
        {
            Problems = Number("failed") > 0 ? [.. failures.DefaultIfEmpty($"{name}: a test failed; see {path}")] : [],
            SkipReasons = [.. lines.Where(line => line.StartsWith("skipped ", StringComparison.Ordinal))
                .Select(line => line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim())],
        };
    }

    [GeneratedRegex(@"^(?<passed>\d+) passed, (?<failed>\d+) failed(, (?<skipped>\d+) skipped)?$")]
    private static partial Regex Summary();
}
