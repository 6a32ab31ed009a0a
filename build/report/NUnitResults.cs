using System.Xml.Linq;

namespace TensorRTSharp.Report;

/// <summary>
/// Results in NUnit's own format; the level of a test is its nearest category LevelN, 0 where it has none, or the one
/// that the file's name gives to all: managed.LevelN.PLATFORM.PROJECT. Beside each stands what is written in any case, the
/// test platform's .trx or the program's .log: one without results means that the test host died before it could write them.
/// </summary>
internal static class NUnitResults
{
    public static IEnumerable<TestCount> Read(string folder)
    {
        IEnumerable<string> runs = [.. Directory.EnumerateFiles(folder, "*.trx"), .. Directory.EnumerateFiles(folder, "managed.*.log")];
        foreach (string run in runs.Order(StringComparer.Ordinal))
        {
            string name = Path.GetFileNameWithoutExtension(run);
            string? level = name.StartsWith("managed.Level", StringComparison.Ordinal) ? name.Split('.')[1]["Level".Length..] : null;
            string xml = Path.ChangeExtension(run, ".xml");
            if (!File.Exists(xml))
            {
                yield return new TestCount(level ?? "0", 0, 1, 0)
                {
                    Problems = [$"{name}: the test host ended before it wrote its results"],
                };
                continue;
            }

            foreach (TestCount count in ReadFile(xml, level))
            {
                yield return count;
            }
        }
    }

    private static IEnumerable<TestCount> ReadFile(string path, string? levelOfAll)
    {
        List<XElement> cases = [.. XDocument.Load(path).Descendants("test-case")];
        if (cases.Count == 0)
        {
            yield return new TestCount("0", 0, 0, 0) { Problems = [$"{Path.GetFileName(path)} holds no results"] };
        }

        foreach (IGrouping<string, XElement> level in cases.GroupBy(test => levelOfAll ?? LevelOf(test)))
        {
            List<XElement> passed = [.. level.Where(test => Result(test) is "Passed" or "Warning")];
            List<XElement> skipped = [.. level.Where(test => Result(test) is "Skipped" or "Inconclusive")];
            List<XElement> failed = [.. level.Except(passed).Except(skipped)];
            yield return new TestCount(level.Key, passed.Count, failed.Count, skipped.Count)
            {
                Problems = [.. failed.Select(test => $"failed: {test.Attribute("fullname")?.Value}: {Message(test, "failure")}")],
                SkipReasons = [.. skipped.Select(test => Message(test, "reason"))],
            };
        }
    }

    private static string LevelOf(XElement test) => test.AncestorsAndSelf()
        .SelectMany(item => item.Elements("properties").Elements("property"))
        .Where(property => property.Attribute("name")?.Value == "Category")
        .Select(property => property.Attribute("value")!.Value)
        .FirstOrDefault(category => category.StartsWith("Level", StringComparison.Ordinal))?["Level".Length..] ?? "0";

    private static string Result(XElement test) => test.Attribute("result")?.Value ?? "";

    private static string Message(XElement test, string kind) => string.Join(" ", (test.Element(kind)?.Element("message")?.Value ?? "no message")
        .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(4));
}
