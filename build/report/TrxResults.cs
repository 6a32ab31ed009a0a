using System.Xml.Linq;

namespace TensorRTSharp.Report;

/// <summary>Results of <c>dotnet test --logger trx</c>; the level of a test is its category LevelN, 0 where it has none.</summary>
internal static class TrxResults
{
    private static readonly XNamespace Trx = "http://microsoft.com/schemas/VisualStudio/TeamTest/2010";

    public static IEnumerable<TestCount> Read(string folder) =>
        Directory.EnumerateFiles(folder, "*.trx").Order(StringComparer.Ordinal).SelectMany(ReadFile);

    private static IEnumerable<TestCount> ReadFile(string path)
    {
        XElement root = XDocument.Load(path).Root!;
        Dictionary<string, string> levels = root.Descendants(Trx + "UnitTest").ToDictionary(
            test => test.Attribute("id")!.Value,
            test => test.Descendants(Trx + "TestCategoryItem")
                .Select(item => item.Attribute("TestCategory")!.Value)
                .FirstOrDefault(category => category.StartsWith("Level", StringComparison.Ordinal))?["Level".Length..] ?? "0");
        List<XElement> results = [.. root.Descendants(Trx + "UnitTestResult")];
        if (results.Count == 0)
        {
            yield return new TestCount("0", 0, 0, 0) { Problems = [$"{Path.GetFileName(path)} holds no results"] };
        }

        foreach (IGrouping<string, XElement> level in results.GroupBy(result => levels[result.Attribute("testId")!.Value]))
        {
            List<XElement> passed = [.. level.Where(result => Outcome(result) == "Passed")];
            List<XElement> skipped = [.. level.Where(result => Outcome(result) is "NotExecuted" or "Inconclusive")];
            List<XElement> failed = [.. level.Except(passed).Except(skipped)];
            yield return new TestCount(level.Key, passed.Count, failed.Count, skipped.Count)
            {
                Problems = [.. failed.Select(result => $"failed: {result.Attribute("testName")!.Value}: {Message(result)}")],
                SkipReasons = [.. skipped.Select(Message)],
            };
        }

        // A crash of the test host leaves results that all passed, and this.
        if (root.Element(Trx + "ResultSummary")?.Attribute("outcome")?.Value is { } outcome && outcome is not ("Completed" or "Passed")
            && results.TrueForAll(result => Outcome(result) != "Failed"))
        {
            yield return new TestCount("0", 0, 0, 0) { Problems = [$"{Path.GetFileName(path)}: the run ended as '{outcome}'"] };
        }
    }

    private static string Outcome(XElement result) => result.Attribute("outcome")?.Value ?? "";

    private static string Message(XElement result) =>
        result.Descendants(Trx + "Message").FirstOrDefault()?.Value.Trim().Split('\n')[0] ?? "no reason given";
}
